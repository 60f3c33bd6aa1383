"""ACLED's taxonomy: where each sub-event type belongs.

Source: ACLED Codebook (since 2023-03-20).
"""

from sayso.model import IncidentType as Type

BATTLES = "Battles"
EXPLOSIONS = "Explosions/Remote violence"
CIVILIANS = "Violence against civilians"
PROTESTS = "Protests"
RIOTS = "Riots"
STRATEGIC = "Strategic developments"

POLITICAL = "Political violence"
DEMONSTRATIONS = "Demonstrations"

EVENT_TYPES = {
    Type.ARMED_CLASH: BATTLES,
    Type.GOVERNMENT_REGAINS: BATTLES,
    Type.NON_STATE_OVERTAKES: BATTLES,
    Type.CHEMICAL_WEAPON: EXPLOSIONS,
    Type.AIR_DRONE_STRIKE: EXPLOSIONS,
    Type.SUICIDE_BOMB: EXPLOSIONS,
    Type.SHELLING: EXPLOSIONS,
    Type.REMOTE_EXPLOSIVE: EXPLOSIONS,
    Type.GRENADE: EXPLOSIONS,
    Type.SEXUAL_VIOLENCE: CIVILIANS,
    Type.ATTACK: CIVILIANS,
    Type.ABDUCTION: CIVILIANS,
    Type.PEACEFUL_PROTEST: PROTESTS,
    Type.PROTEST_WITH_INTERVENTION: PROTESTS,
    Type.EXCESSIVE_FORCE: PROTESTS,
    Type.VIOLENT_DEMONSTRATION: RIOTS,
    Type.MOB_VIOLENCE: RIOTS,
    Type.AGREEMENT: STRATEGIC,
    Type.ARRESTS: STRATEGIC,
    Type.CHANGE_TO_GROUP: STRATEGIC,
    Type.DISRUPTED_WEAPONS_USE: STRATEGIC,
    Type.HEADQUARTERS: STRATEGIC,
    Type.LOOTING: STRATEGIC,
    Type.NON_VIOLENT_TRANSFER: STRATEGIC,
    Type.OTHER: STRATEGIC,
}


def disorder_type(type: Type) -> str:
    """ACLED's disorder type of a sub-event type."""
    if type is Type.EXCESSIVE_FORCE:
        return f"{POLITICAL}; {DEMONSTRATIONS}"
    if type is Type.VIOLENT_DEMONSTRATION or EVENT_TYPES[type] == PROTESTS:
        return DEMONSTRATIONS
    return STRATEGIC if EVENT_TYPES[type] == STRATEGIC else POLITICAL
