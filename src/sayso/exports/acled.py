"""ACLED: one event a row, one number of fatalities.

Source: ACLED Codebook; columns since 2023-03-20. What ACLED adds by hand and the ledger does not know stays empty.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from sayso.exports.acled_types import (
    BATTLES,
    CIVILIANS,
    EVENT_TYPES,
    EXPLOSIONS,
    PROTESTS,
    RIOTS,
    STRATEGIC,
    disorder_type,
)
from sayso.exports.case import Case
from sayso.exports.cell import Cell, Cells, LeftOut, whole
from sayso.exports.countries import Country, country
from sayso.exports.sides import ARMED, ORGANISED, STATE, Side, are_civilians, attacked, attacker, fighters
from sayso.exports.spans import EXACT, length, located, middle
from sayso.exports.toll import Toll, tolls, word
from sayso.model import Harm
from sayso.model import IncidentType as Type

COLUMNS = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
    "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
    "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split()
)
CANNOT_SAY = (
    "who says what: `notes` alone holds the accounts, as free text",
    "ranges: `fatalities` is one number, the most conservative",
    "rival blame, denials and hedges, but in `notes`",
    "injured, missing, abducted, detained and displaced people",
    "civilians and fighters among the dead",
    "how many independent sources stand behind an event",
    "what a source said before it corrected itself",
)
NOT_KNOWN = (
    "assoc_actor_1, assoc_actor_2, tags: ACLED's own lists",
    "source_scale: the ledger does not know where an outlet is at home",
    "inter1, inter2: political and identity militias are not told from rebels, nor foreign from home forces",
    "admin3: no report's place is known so finely",
    "actors go by the names that reports give them, not by ACLED's list",
)
FOILED = "Disrupted weapons use"
WORDS = {"hundreds": 100, "dozens": 12, "tens": 10}
UNKNOWN_IN_WAR, UNKNOWN_ELSEWHERE = 10, 3
STATE_FORCES, REBELS, MILITIA, RIOTERS, PROTESTERS, PEOPLE, OTHER = 1, 2, 3, 5, 6, 7, 8
PRECISIONS = {"near": 2, "district": 2, "region": 3}
LONGEST = 31
NO_WORDS = "a codebook's rule; no report says so"


def row(case: Case) -> Cells | LeftOut:
    """An incident as an event of ACLED."""
    type = _type(case)
    if type is None:
        return LeftOut(f"did not occur ({case.row['status']}): ACLED has no place for it")
    if case.days is None:
        return LeftOut("no day or month is known")
    if length(case.days) > LONGEST:
        return LeftOut("is known to no month; ACLED dates an event to a month at least")
    where = country(case.country)
    if where is None:
        return LeftOut("no country is known")
    if (case.place or {}).get("precision") == "country":
        return LeftOut("only its country is known; ACLED places an event in a region at least")
    cells = {
        **_what(case, type),
        **_when(case),
        **_who(case, type, where),
        **_where(case, where),
        "event_id_cnty": Cell(f"{where.alpha3}{case.number}", note=f"sayso's incident {case.id}"),
        "source": Cell("; ".join(case.outlets()), case.mentions()),
        "notes": Cell(_notes(case, type), case.all_said(_told(case))),
        "fatalities": fatalities(case, type),
        "timestamp": _timestamp(case),
    }
    return whole(COLUMNS, cells)


def fatalities(case: Case, type: Type) -> Cell:
    """The most conservative number of dead, by ACLED's rule for words without a number."""
    said = tolls(case, Harm.KILLED)
    behind = tuple(evidence for toll in said for evidence in toll.behind)
    numbers = [toll for toll in said if toll.low is not None]
    if numbers:
        least = min(numbers, key=lambda toll: toll.low or 0)
        note = f"the lowest of {len(numbers)} accounts" if len({toll.low for toll in numbers}) > 1 else None
        return Cell(least.low, behind, note)
    if not said:
        note = "nobody speaks of deaths"
        if case.figures(Harm.KILLED_OR_INJURED):
            note = "killed and injured are counted together; of deaths alone nothing is said"
        return Cell(0, behind, note)
    return _of_words(said, _unknown(type))


def _of_words(said: Iterable[Toll], unknown: int) -> Cell:
    """A number for words with none ("dozens"), and for figures with only an upper end."""
    found = []
    for toll in said:
        known = word(toll.words, WORDS) if toll.is_vague else None
        number = known or (unknown if toll.high is None else min(unknown, toll.high))
        found.append((number, toll))
    number, least = min(found, key=lambda pair: pair[0])
    return Cell(number, least.behind, f"“{least.words}” is {number} by ACLED's rule; no report gives it")


def _unknown(type: Type) -> int:
    """Deaths of unknown number: 10 in fighting and bombardment, else 3."""
    return UNKNOWN_IN_WAR if EVENT_TYPES[type] in (BATTLES, EXPLOSIONS) else UNKNOWN_ELSEWHERE


def _type(case: Case) -> Type | None:
    """The sub-event type; an explosion that was foiled is a disrupted use of weapons."""
    type = Type(case.row["type"])
    if case.row["status"] == "occurred":
        return type
    foils = type is Type.DISRUPTED_WEAPONS_USE or EVENT_TYPES[type] == EXPLOSIONS
    return Type.DISRUPTED_WEAPONS_USE if case.row["status"] == "foiled" and foils else None


def _what(case: Case, type: Type) -> Cells:
    behind = case.mentions()
    note = None
    if type.value != case.row["type"]:
        note = f"a foiled {case.row['type']}"
    elif type is Type.OTHER:
        note = "sayso's Other holds accidents and disasters too, which ACLED does not code"
    return {
        "disorder_type": Cell(disorder_type(type), behind),
        "event_type": Cell(EVENT_TYPES[type], behind),
        "sub_event_type": Cell(type.value, behind, note),
    }


def _when(case: Case) -> Cells:
    days = case.days
    assert days is not None
    behind, day = case.dated(), middle(days)
    precision = 1 if length(days) == 1 else 2 if length(days) <= 7 else 3
    note = None if precision == 1 else f"the middle of {days[0]} to {days[1]}"
    return {
        "event_date": Cell(day.isoformat(), behind, note),
        "year": Cell(day.year, behind),
        "time_precision": Cell(precision, behind),
    }


def _who(case: Case, type: Type, where: Country) -> Cells:
    """Both actors with their codes, and whether civilians were the target."""
    first, one = _first(case, type, where)
    second, two = _second(case, type, where)
    lower, higher = sorted((one, two)) if two else (one, 0)
    civilians = EVENT_TYPES[type] == CIVILIANS or type is Type.EXCESSIVE_FORCE or two == PEOPLE
    return {
        "actor1": first,
        "inter1": Cell(one, first.behind, first.note),
        "actor2": second,
        "inter2": Cell(two, second.behind, None if two else "no second actor"),
        "interaction": Cell(
            lower * 10 + higher if one else None,
            (*first.behind, *second.behind),
            "both codes, the lower first",
        ),
        "civilian_targeting": Cell("Civilian targeting" if civilians else None, second.behind),
    }


def _first(case: Case, type: Type, where: Country) -> tuple[Cell, int]:
    event = EVENT_TYPES[type]
    if event in (PROTESTS, RIOTS):
        who, code = ("Protesters", PROTESTERS) if event == PROTESTS else ("Rioters", RIOTERS)
        return Cell(f"{who} ({where.name})", case.mentions(), NO_WORDS), code
    clash = fighters(case) if event == BATTLES else []
    side = attacker(case) or next(iter(clash), None)
    if side is None and event == STRATEGIC:
        return Cell(note="nobody is named"), 0
    if side is None:
        return Cell(f"Unidentified Armed Group ({where.name})", note="nobody names who did it"), MILITIA
    note = None
    if side.rivals:
        named = ", ".join(dict.fromkeys(party.actor.name for party in side.rivals))
        note = f"named by most reports; others name {named}"
    return Cell(side.name, side.behind, note), _inter(side)


def _second(case: Case, type: Type, where: Country) -> tuple[Cell, int]:
    if EVENT_TYPES[type] == BATTLES:
        first = attacker(case)
        others = [side for side in fighters(case) if first is None or side.name != first.name]
        side = (others[0] if first else others[1] if len(others) > 1 else None) if others else None
        return (Cell(side.name, side.behind), _inter(side)) if side else (Cell(), 0)
    side = attacked(case)
    unarmed = side is None or side.kind not in ARMED
    if EVENT_TYPES[type] == CIVILIANS and unarmed and not are_civilians(case, side):
        behind = side.behind if side else case.mentions()
        return Cell(f"Civilians ({where.name})", behind, "by the type; no report calls them so"), PEOPLE
    if are_civilians(case, side):
        behind = side.behind if side else tuple(f.behind for f in case.figures(Harm.KILLED, Harm.INJURED))
        return Cell(f"Civilians ({where.name})", behind), PEOPLE
    if side and side.kind in ARMED:
        return Cell(side.name, side.behind), _inter(side)
    return Cell(), 0


def _inter(side: Side) -> int:
    if side.kind in STATE:
        return STATE_FORCES
    return REBELS if side.kind in ORGANISED else OTHER


def _where(case: Case, where: Country) -> Cells:
    place, at = case.place, located(case)
    assert place is not None
    region, district = case.place_of("region"), case.place_of("district")
    behind = case.placed(place)
    return {
        "iso": Cell(where.numeric, behind),
        "region": Cell(where.acled_region, behind),
        "country": Cell(where.name, behind),
        "admin1": Cell(region["name"] if region else None, case.placed(region)),
        "admin2": Cell(district["name"] if district else None, case.placed(district)),
        "location": Cell(place["name"], behind),
        "latitude": Cell(at["lat"] if at else None, case.placed(at)),
        "longitude": Cell(at["lon"] if at else None, case.placed(at)),
        "geo_precision": Cell(1 if place["precision"] in EXACT else PRECISIONS[place["precision"]], behind),
    }


def _notes(case: Case, type: Type) -> str:
    """What happened, and every account of it in a sentence."""
    place = f" in {case.place['name']}" if case.place else ""
    accounts = []
    for account in case.row["accounts"]:
        figures = [f"{f['text']} ({f['harm'].replace('_', ' ')})" for f in account["figures"] if f["stands"]]
        blames = list(dict.fromkeys(blame["name"] for blame in account["blames"]))
        says = [", ".join(figures)] if figures else []
        says += [f"blames {' and '.join(blames)}"] if blames else []
        says += ["denies it"] if any(s["act"] == "deny" for s in account["statements"]) else []
        if says:
            accounts.append(f" {account['source']}: {'; '.join(says)}.")
    return " ".join(f"{type.value}{place}.{''.join(accounts)}".split())


def _told(case: Case) -> list[dict[str, str]]:
    return [statement for account in case.row["accounts"] for statement in account["statements"]]


def _timestamp(case: Case) -> Cell:
    published = [day for telling in case.tellings if (day := telling.reading.report.published)]
    if not published:
        return Cell()
    last = datetime.fromisoformat(max(published)[:10]).replace(tzinfo=UTC)
    return Cell(int(last.timestamp()), note="the day of publication of its last report")
