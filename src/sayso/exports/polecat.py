"""POLECAT: one event a row, by PLOVER's ontology, separated by tabs.

Source: PLOVER codebook (openeventdata/PLOVER: types, modes, contexts, sectors, scores of intensity), POLECAT's columns.
"""

from dataclasses import dataclass
from importlib.metadata import version

from sayso.exports.case import Case, Party, Telling
from sayso.exports.cell import Cell, Cells, LeftOut, whole
from sayso.exports.countries import country
from sayso.exports.sides import Side, attacked, attacker, fighters
from sayso.exports.spans import located
from sayso.model import ActorKind, Entity, EntityType
from sayso.model import IncidentType as Type

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *(
        "Recipient Name",
        "Recipient Country",
        "Recipient COW",
        "Primary Recipient Sector",
        "Recipient Sectors",
    ),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations"),
    *("Story Locations", "Language", "Version"),
)
CANNOT_SAY = (
    "casualties of any kind",
    "who says it, through whom, how sure, and who denies it",
    "the sentence it stands in",
    "the grade of the evidence, and how many independent sources there are",
    "rival blame: a row has one actor",
    "intervals: an event has one day",
    "incidents that are foiled, planned or denied; what is threatened is THREATEN",
)
NOT_KNOWN = (
    "Actor Country, Actor COW, Wikipedia ids and the same of the recipient: no Reading holds them",
    "a row is one incident with its first report; POLECAT has one row a story, so that one event is many rows",
)
SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Event:
    """A type of PLOVER with its mode and its contexts."""

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()


INTENSITY = {
    "ASSAULT": -9.3,
    "COERCE": -7.2,
    "PROTEST": -6.6,
    "MOBILIZE": -5.3,
    "SANCTION": -5.2,
    "THREATEN": -5.1,
    "REQUEST": -5.0,
    "REJECT": -4.2,
    "ACCUSE": -2.0,
    "CONSULT": 2.1,
    "AGREE": 4.2,
    "SUPPORT": 4.6,
    "CONCEDE": 5.0,
    "COOPERATE": 6.8,
    "AID": 7.4,
    "RETREAT": 7.6,
}
"""PLOVER's scores of conflict and cooperation by type; REQUEST has that of its older name, DEMAND."""

VERBAL_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"})
MATERIAL_COOPERATION = frozenset({"COOPERATE", "AID", "RETREAT"})
VERBAL_CONFLICT = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})

EVENTS = {
    Type.ARMED_CLASH: Event("ASSAULT", None, ("military",)),
    Type.GOVERNMENT_REGAINS: Event("ASSAULT", None, ("military", "territory")),
    Type.NON_STATE_OVERTAKES: Event("ASSAULT", None, ("military", "territory")),
    Type.CHEMICAL_WEAPON: Event("ASSAULT", None, ("military",)),
    Type.AIR_DRONE_STRIKE: Event("ASSAULT", "heavy-weapons", ("military",)),
    Type.SUICIDE_BOMB: Event("ASSAULT", "suicide-attack"),
    Type.SHELLING: Event("ASSAULT", "heavy-weapons", ("military",)),
    Type.REMOTE_EXPLOSIVE: Event("ASSAULT", "explosives"),
    Type.GRENADE: Event("ASSAULT", "explosives"),
    Type.SEXUAL_VIOLENCE: Event("ASSAULT", "sexual"),
    Type.ATTACK: Event("ASSAULT"),
    Type.ABDUCTION: Event("ASSAULT", "abduct"),
    Type.PEACEFUL_PROTEST: Event("PROTEST", "demo"),
    Type.PROTEST_WITH_INTERVENTION: Event("PROTEST", "demo", ("repression",)),
    Type.EXCESSIVE_FORCE: Event("ASSAULT", None, ("repression",)),
    Type.VIOLENT_DEMONSTRATION: Event("PROTEST", "riot"),
    Type.MOB_VIOLENCE: Event("ASSAULT", "primitive"),
    Type.AGREEMENT: Event("AGREE"),
    Type.ARRESTS: Event("COERCE", "arrest"),
    Type.CHANGE_TO_GROUP: Event("MOBILIZE", "troops", ("military",)),
    Type.DISRUPTED_WEAPONS_USE: Event("COERCE", "seize", ("military",)),
    Type.HEADQUARTERS: Event("MOBILIZE", "troops", ("military",)),
    Type.LOOTING: Event("ASSAULT", "destroy"),
    Type.NON_VIOLENT_TRANSFER: Event("RETREAT", None, ("territory",)),
}
THREAT = Event("THREATEN", "violence")
SECTORS = {
    ActorKind.GOVERNMENT: "GOV",
    ActorKind.MILITARY: "MIL",
    ActorKind.ARMED_GROUP: "REB",
    ActorKind.PEOPLE: "CVL",
    ActorKind.PERSON: "CVL",
}
FEATURES = {"town": "PPL", "region": "ADM1", "district": "ADM2", "country": "PCLI"}


def row(case: Case) -> Cells | LeftOut:
    """An incident as an event of POLECAT, with its first report."""
    event = _event(case)
    if event is None:
        status = case.row["status"]
        return LeftOut(
            f"did not occur ({status}): PLOVER has no place for it"
            if status != "occurred"
            else f"PLOVER has no type for {case.row['type']}"
        )
    if case.days is None:
        return LeftOut("no day is known")
    first = min(case.tellings, key=lambda t: (t.reading.report.published or "9999", t.report))
    day = case.days[0]
    behind = case.mentions()
    contexts = SEPARATOR.join(event.contexts) or None
    cells = {
        "Event ID": Cell(f"{day:%Y%m%d}-{case.id}_{event.type}", note="sayso's id"),
        "Event Date": Cell(day.isoformat(), case.dated(), _interval(case)),
        "Event Type": Cell(event.type, behind, f"from {case.row['type']}"),
        "Event Mode": Cell(event.mode, behind),
        "Intensity": Cell(INTENSITY[event.type], behind, "PLOVER's score of the type"),
        "Quad Code": Cell(quad(event.type), behind),
        "Contexts": Cell(contexts, behind),
        **_parties(case),
        **_where(case),
        **_story(first),
    }
    return whole(COLUMNS, cells)


def quad(type: str) -> str:
    """Verbal or material, cooperation or conflict."""
    if type in VERBAL_COOPERATION:
        return "VERBAL COOPERATION"
    if type in MATERIAL_COOPERATION:
        return "MATERIAL COOPERATION"
    return "VERBAL CONFLICT" if type in VERBAL_CONFLICT else "MATERIAL CONFLICT"


def _event(case: Case) -> Event | None:
    event = EVENTS.get(Type(case.row["type"]))
    if case.row["status"] == "threatened" and event and event.type == "ASSAULT":
        return THREAT
    return event if case.row["status"] == "occurred" else None


def _interval(case: Case) -> str | None:
    assert case.days is not None
    return f"the first day of {case.days[0]} to {case.days[1]}" if case.days[0] != case.days[1] else None


def _parties(case: Case) -> Cells:
    actor, recipient = attacker(case), attacked(case)
    clash = fighters(case) if actor is None else []
    actor = actor or next(iter(clash), None)
    recipient = recipient or next(iter(clash[1:]), None)
    return {**_side(case, actor, "Actor"), **_side(case, recipient, "Recipient")}


def _side(case: Case, side: Side | None, column: str) -> Cells:
    if side is None:
        return {}
    first = side.parties[0]
    sector = SECTORS.get(side.kind)
    return {
        f"{column} Name": Cell(side.name, side.behind),
        f"Primary {column} Sector": Cell(sector, side.behind),
        f"{column} Sectors": Cell(sector, side.behind),
        f"{column} Title": Cell(_title(case, first), side.behind),
        f"{column} Name Raw": Cell(first.actor.text, (first.behind,)),
    }


def _title(case: Case, party: Party) -> str | None:
    """A person's office, as printed."""
    telling = next(t for t in case.tellings if t.report == party.behind.report)
    entity = next((e for e in telling.reading.entities if e.id == party.actor.entity), None)
    return entity.description if entity else None


def _where(case: Case) -> Cells:
    place, at, nation = case.place, located(case), country(case.country)
    if place is None:
        return {}
    town, district, region = (case.place_of(kind) for kind in ("town", "district", "region"))
    behind = case.placed(place)
    return {
        "Placename": Cell(place["name"], behind),
        "City": Cell(town["name"] if town else None, case.placed(town)),
        "District": Cell(district["name"] if district else None, case.placed(district)),
        "Province": Cell(region["name"] if region else None, case.placed(region)),
        "Country": Cell(nation.alpha3 if nation else None, behind),
        "Latitude": Cell(at["lat"] if at else None, case.placed(at)),
        "Longitude": Cell(at["lon"] if at else None, case.placed(at)),
        "GeoNames ID": Cell(_geonameid(case, place["name"]), behind),
        "Raw Placename": Cell(place["text"], behind),
        "Feature Type": Cell(FEATURES.get(place["precision"]), behind),
    }


def _geonameid(case: Case, name: str) -> int | None:
    known = (p.geonameid for t in case.tellings for p in t.reading.places if p.name == name and p.geonameid)
    return next(known, None)


def _story(telling: Telling) -> Cells:
    report = telling.reading.report
    behind = tuple(telling.evidence(mention.span) for mention in telling.incident.mentions[:1])
    bodies = EntityType.ORGANIZATION, EntityType.ARMED_GROUP, EntityType.GOVERNMENT, EntityType.MILITARY
    return {
        "Source": Cell(report.outlet, behind),
        "Publication Date": Cell((report.published or "")[:10] or None, behind),
        "Story People": _names(telling, EntityType.PERSON),
        "Story Organizations": _names(telling, *bodies),
        "Story Locations": Cell(
            SEPARATOR.join(dict.fromkeys(place.name for place in telling.reading.places)) or None,
            tuple(telling.evidence(place.span) for place in telling.reading.places),
        ),
        "Language": Cell(report.language, behind),
        "Version": Cell(f"sayso {version('sayso')}", note="what coded it"),
    }


def _names(telling: Telling, *types: EntityType) -> Cell:
    found: list[Entity] = [entity for entity in telling.reading.entities if entity.type in types]
    spans = [mention.span for entity in found for mention in entity.mentions[:1]]
    names = SEPARATOR.join(dict.fromkeys(entity.name for entity in found)) or None
    return Cell(names, tuple(telling.evidence(span) for span in spans))
