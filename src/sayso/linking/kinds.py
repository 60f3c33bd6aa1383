"""Kinds of incident that different outlets take for one another."""

from sayso.model import IncidentType as T

FAMILIES: tuple[frozenset[T], ...] = (
    frozenset(
        {
            T.AIR_DRONE_STRIKE,
            T.SHELLING,
            T.SUICIDE_BOMB,
            T.REMOTE_EXPLOSIVE,
            T.GRENADE,
            T.CHEMICAL_WEAPON,
            T.ATTACK,
        }
    ),
    frozenset({T.ARMED_CLASH, T.ATTACK}),
    frozenset({T.ARMED_CLASH, T.GOVERNMENT_REGAINS, T.NON_STATE_OVERTAKES, T.NON_VIOLENT_TRANSFER}),
    frozenset({T.ATTACK, T.MOB_VIOLENCE, T.SEXUAL_VIOLENCE, T.ABDUCTION, T.LOOTING}),
    frozenset({T.ABDUCTION, T.ARRESTS}),
    frozenset(
        {
            T.PEACEFUL_PROTEST,
            T.PROTEST_WITH_INTERVENTION,
            T.EXCESSIVE_FORCE,
            T.VIOLENT_DEMONSTRATION,
            T.MOB_VIOLENCE,
        }
    ),
    frozenset({T.AGREEMENT, T.CHANGE_TO_GROUP, T.NON_VIOLENT_TRANSFER, T.HEADQUARTERS}),
    frozenset({T.DISRUPTED_WEAPONS_USE, T.SUICIDE_BOMB, T.REMOTE_EXPLOSIVE, T.SHELLING, T.AIR_DRONE_STRIKE}),
    frozenset({T.ATTACK, T.EXCESSIVE_FORCE}),
)
"""Types that one act is told as in other words or by another party: our reading of ACLED's codebook."""

FIRE = frozenset(
    {
        T.AIR_DRONE_STRIKE,
        T.SHELLING,
        T.SUICIDE_BOMB,
        T.REMOTE_EXPLOSIVE,
        T.GRENADE,
        T.CHEMICAL_WEAPON,
        T.ARMED_CLASH,
    }
)
"""What one battle is made of: a clash and a strike of one day and town are told side by side, seldom as one."""


def alike(one: T, other: T) -> float:
    """How well two kinds fit: 1 the same, 0.5 of one family, less where they may be two acts, -1 not at all."""
    return _FIT[one, other]


def _fit(one: T, other: T) -> float:
    if T.OTHER in (one, other):
        return -0.9 if one is not other else 0.5
    if one is other:
        return 1.0
    if any(one in family and other in family for family in FAMILIES):
        return 0.5
    return -0.5 if one in FIRE and other in FIRE else -1.0


_FIT = {(one, other): _fit(one, other) for one in T for other in T}
