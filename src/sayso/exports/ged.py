"""UCDP GED: one event a row, with at least one death; a best, a low and a high estimate.

Source: UCDP Georeferenced Event Dataset Codebook; the 49 columns of its CSV. PRIO-GRID: cells of half a degree,
counted from the south-west.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from sayso.exports.case import Case, Figure
from sayso.exports.cell import Cell, Cells, Evidence, LeftOut, whole
from sayso.exports.countries import country
from sayso.exports.sides import ARMED, ORGANISED, STATE, Side, are_civilians, attacked, attacker, fighters
from sayso.exports.spans import length, located
from sayso.exports.toll import Toll, tolls, word
from sayso.model import Harm, VictimStatus

COLUMNS = tuple(
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob".split()
)
CANNOT_SAY = (
    "incidents in which nobody is said to have died",
    "injured, missing, abducted, detained and displaced people",
    "who gives which figure: `source_original` names the sources, `low` and `high` only the ends",
    "rival blame, denials and hedges",
    "that a figure has no upper bound",
    "how many of the sources are independent",
    "what a source said before it corrected itself",
)
NOT_KNOWN = (
    "active_year, conflict and dyad names and ids, side ids, gwnoa, gwnob: UCDP's own catalogue",
    "names of countries and parties are not UCDP's",
    "best: UCDP's coders weigh the sources; here it is the figure that most of them give, the lowest of equals",
    "words with no number: tens are 10, dozens 12, hundreds 100 as with ACLED; others are 2, the fewest of several",
)
WORDS = {"hundreds": 100, "dozens": 12, "tens": 10}
SEVERAL = 2
PRECISIONS = {"exact": 1, "facility": 1, "town": 1, "near": 2, "district": 3, "region": 4, "country": 6}
LONGEST = 366
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
SEPARATOR = ";"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """Deaths over all accounts: the estimates, and the best one by side.

    Args:
        best: the number that most sources give, the lowest of equals.
        low: the lowest.
        high: the highest named.
        chosen: the account that `best` is taken from.
        by_status: of `best`, those of known status.
        note: the rule where the numbers are not simply what was said.
    """

    best: int
    low: int
    high: int
    chosen: Toll
    by_status: dict[VictimStatus, int]
    behind: tuple[Evidence, ...]
    note: str | None


def row(case: Case) -> Cells | LeftOut:
    """An incident as an event of GED."""
    if case.row["status"] != "occurred":
        return LeftOut(f"did not occur ({case.row['status']}): GED has no place for it")
    deaths = deaths_of(case)
    if deaths is None:
        return LeftOut("nobody is said to have died; GED needs a death")
    if case.days is None or length(case.days) > LONGEST:
        return LeftOut("is known to no year; GED dates an event to a year at least")
    if case.country is None:
        return LeftOut("no country is known")
    cells = {
        **_sides(case, deaths),
        **_sources(case),
        **_where(case),
        **_when(case),
        **_estimates(deaths),
        "id": Cell(case.number, note="the first 60 bits of sayso's id"),
        "relid": Cell(case.id, note="sayso's id"),
        "code_status": Cell("Clear", note="GED's word for a row that is complete"),
    }
    return whole(COLUMNS, cells)


def deaths_of(case: Case) -> Deaths | None:
    """The deaths of a case; None where nobody is said to have died."""
    said = [(toll, point) for toll in tolls(case, Harm.KILLED) if (point := _point(toll)) > 0]
    if not said:
        return None
    counted = Counter(point for _, point in said)
    best = min(counted, key=lambda number: (-counted[number], number))
    chosen = next(toll for toll, point in said if point == best)
    high = max(max(toll.peak or 0, point) for toll, point in said)
    return Deaths(
        best=best,
        low=min(point for _, point in said),
        high=high,
        chosen=chosen,
        by_status=_by_status(case, chosen, best),
        behind=tuple(evidence for toll, _ in said for evidence in toll.behind),
        note=_note(said),
    )


def gid(latitude: float, longitude: float) -> int:
    """The cell of PRIO-GRID that a point is in."""
    return 720 * floor((latitude + 90) / 0.5) + floor((longitude + 180) / 0.5) + 1


def _point(toll: Toll) -> int:
    """The number that a toll stands for at least; "up to 30" says only that there were deaths."""
    if toll.low is not None:
        return toll.low
    if toll.high is not None:
        return min(toll.high, 1)
    return word(toll.words, WORDS) or SEVERAL


def _note(said: Sequence[tuple[Toll, int]]) -> str | None:
    notes = [
        f"“{toll.words}” is taken as {point}; no report gives the number"
        for toll, point in said
        if toll.low is None
    ]
    if len({point for _, point in said}) > 1:
        notes.append(f"{len(said)} accounts differ: " + ", ".join(f"{t.source} {p}" for t, p in said))
    return "; ".join(notes) or None


def _by_status(case: Case, chosen: Toll, best: int) -> dict[VictimStatus, int]:
    """The dead of known status: the figures of the account, and the shares of its figures."""
    known = VictimStatus.CIVILIAN, VictimStatus.COMBATANT, VictimStatus.SECURITY_FORCE
    own = [figure for figure in chosen.figures if figure.status in known]
    if not own:
        own = [f for f in case.figures(Harm.KILLED) if f.status in known and _is_share(f, chosen)]
    found: Counter[VictimStatus] = Counter()
    for figure in own:
        found[figure.status] += (best if len(own) == len(chosen.figures) == 1 else figure.low) or 0
    return dict(found) if found.total() <= best else {}


def _is_share(figure: Figure, toll: Toll) -> bool:
    return any(
        figure.part_of == whole.casualty and figure.behind.report == whole.behind.report
        for whole in toll.figures
    )


def _estimates(deaths: Deaths) -> Cells:
    behind, note = deaths.behind, deaths.note
    open_end = next((toll for toll in [deaths.chosen] if toll.high is None), None)
    high_note = "no upper bound is named; the highest number that is" if open_end else note
    return {
        "best": Cell(deaths.best, behind, note),
        "low": Cell(deaths.low, behind, note),
        "high": Cell(deaths.high, behind, high_note),
    }


def _sides(case: Case, deaths: Deaths) -> Cells:
    """Type of violence, both sides, and the dead of each."""
    first, second = _pair(case)
    civilians = second is None and are_civilians(case, attacked(case))
    kind = _kind(first, second, civilians=civilians)
    dead_civilians = tuple(figure.behind for figure in case.figures(Harm.KILLED))
    side_b = Cell("Civilians", dead_civilians) if civilians else Cell()
    side_b = Cell(second.name, second.behind) if second else side_b
    names = [side.name for side in (first, second) if side] + (["Civilians"] if civilians else [])
    dead = _dead(first, second, deaths)
    note = None if kind else "both sides are not known"
    return {
        "type_of_violence": Cell(kind, case.mentions() if kind else (), note),
        "dyad_name": Cell(" - ".join(names) if len(names) == 2 else None, note="sides as reports name them"),
        "side_a": Cell(first.name, first.behind, _rivals(first)) if first else Cell(),
        "side_b": side_b,
        **{column: Cell(number, deaths.chosen.behind) for column, number in dead.items()},
    }


def _pair(case: Case) -> tuple[Side | None, Side | None]:
    """The attacker and an armed opponent; a state first, as UCDP has it."""
    first = attacker(case)
    victim = attacked(case)
    second = victim if victim and victim.kind in ARMED else None
    if first is None:
        clash = [*fighters(case), None, None]
        first, second = clash[0], clash[1]
    if first and second and first.kind not in STATE and second.kind in STATE:
        return second, first
    return first, second


def _kind(first: Side | None, second: Side | None, *, civilians: bool) -> int | None:
    if first and second:
        return STATE_BASED if {first.kind, second.kind} & STATE else NON_STATE
    return ONE_SIDED if first and first.kind in ORGANISED and civilians else None


def _rivals(side: Side) -> str | None:
    named = ", ".join(dict.fromkeys(party.actor.name for party in side.rivals))
    return f"named by most reports; others name {named}" if named else None


def _dead(first: Side | None, second: Side | None, deaths: Deaths) -> dict[str, int]:
    """The best estimate by side.

    Dead soldiers are a state's and dead fighters an armed group's where one side of two is such; whose dead
    they are is not guessed where only one side is known, or both are alike.
    """
    columns = {VictimStatus.CIVILIAN: "deaths_civilians"}
    if first and second and (first.kind in STATE) != (second.kind in STATE):
        soldiers, others = ("deaths_a", "deaths_b") if first.kind in STATE else ("deaths_b", "deaths_a")
        columns |= {VictimStatus.SECURITY_FORCE: soldiers, VictimStatus.COMBATANT: others}
    found = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians"), 0)
    for status, number in deaths.by_status.items():
        if status in columns:
            found[columns[status]] += number
    return {**found, "deaths_unknown": deaths.best - sum(found.values())}


def _sources(case: Case) -> Cells:
    reports = [telling.reading.report for telling in case.reports]
    articles = [
        ", ".join(
            part for part in (r.outlet, (r.published or "")[:10], f'"{r.title}"' if r.title else "") if part
        )
        for r in reports
    ]
    sources = [account["source"] for account in case.row["accounts"]]
    roots = ", ".join(root["source"] for root in case.row["roots"])
    behind = case.mentions()
    return {
        "number_of_sources": Cell(
            len(reports), behind, f"reports; {len(case.row['roots'])} independent sources: {roots}"
        ),
        "source_article": Cell(SEPARATOR.join(articles), behind),
        "source_office": Cell(SEPARATOR.join(r.outlet or "" for r in reports), behind),
        "source_date": Cell(SEPARATOR.join((r.published or "")[:10] for r in reports), behind),
        "source_headline": Cell(SEPARATOR.join(r.title or "" for r in reports), behind),
        "source_original": Cell(
            SEPARATOR.join(sources), case.all_said(s for _, s, _, _ in case.statements())
        ),
    }


def _where(case: Case) -> Cells:
    place, at, where = case.place, located(case), country(case.country)
    assert place is not None
    assert where is not None
    region, district = case.place_of("region"), case.place_of("district")
    behind, there = case.placed(place), case.placed(at)
    cells = {
        "where_prec": Cell(PRECISIONS[place["precision"]], behind),
        "where_description": Cell(", ".join(p["name"] for p in case.row["where"]), behind),
        "adm_1": Cell(region["name"] if region else None, case.placed(region)),
        "adm_2": Cell(district["name"] if district else None, case.placed(district)),
        "country": Cell(where.name, behind),
        "country_id": Cell(where.gw, behind, "Gleditsch and Ward's number"),
        "region": Cell(where.ucdp_region, behind),
    }
    if at:
        cells |= {
            "where_coordinates": Cell(at["name"], there),
            "latitude": Cell(at["lat"], there),
            "longitude": Cell(at["lon"], there),
            "geom_wkt": Cell(f"POINT ({at['lon']} {at['lat']})", there),
            "priogrid_gid": Cell(gid(at["lat"], at["lon"]), there),
        }
    return cells


def _when(case: Case) -> Cells:
    days = case.days
    assert days is not None
    behind, long = case.dated(), length(days)
    precision = 1 if long == 1 else 2 if long < 7 else 3 if long == 7 else 4 if long <= 31 else 5
    clarity = "summary of the incidents that are parts of it" if case.has_parts else None
    return {
        "year": Cell(days[0].year, behind),
        "date_start": Cell(f"{days[0]} 00:00:00.000", behind),
        "date_end": Cell(f"{days[1]} 00:00:00.000", behind),
        "date_prec": Cell(precision, behind),
        "event_clarity": Cell(2 if case.has_parts else 1, case.mentions(), clarity),
    }
