"""Airwars: the incident record.

Source: Airwars' code for its archive and its exporter (rctngle/airwars-archive-2025). An incident here is a draft: Airwars
publishes what its researchers have assessed.
"""

from sayso.exports.airwars.belligerents import BODIES, belligerents, slug
from sayso.exports.airwars.columns import COLUMNS, SIDE_TABLES
from sayso.exports.airwars.harm import COUNTED, bounds
from sayso.exports.airwars.tables import media, side_table
from sayso.exports.case import Case
from sayso.exports.cell import MAIN, Cell, Cells, LeftOut, Tables, whole
from sayso.exports.countries import country
from sayso.exports.spans import located
from sayso.exports.toll import tolls
from sayso.model import ActorKind, Harm, Role, VictimStatus
from sayso.model import IncidentType as Type

CANNOT_SAY = (
    "missing, abducted, detained and displaced people; killed and injured counted together",
    "that a number has no upper bound: the maximum is empty then",
    "hedges, but in the content of research sources",
    "the elderly, and groups such as women and children counted together",
    "how many of the sources are independent",
    "what a source said before it corrected itself",
)
NOT_KNOWN = (
    "times of day, infrastructure, impact, observations, media, ages, families: no Reading holds them",
    "geolocation sign-off, internal notes, assessments, reconciliation: a researcher's work",
    "permalink, ids of terms: Airwars' own site",
    "people whose status no report gives are undetermined, not civilians",
)
GRADES = {
    "confirmed": "declared-strike",
    "contested": "contested-strike",
    "fair": "likely-strike",
    "discounted": "likely-strike",
}
STRIKES = {
    Type.AIR_DRONE_STRIKE: "Airstrike",
    Type.SHELLING: "Artillery",
    Type.ARMED_CLASH: "Ground operation",
}
ACCURACY = {"town": "town", "district": "district", "region": "province_governorate"}


def tables(case: Case) -> Tables | LeftOut:
    """An incident as Airwars' record of it, and its rows of the other tables."""
    if case.row["status"] != "occurred":
        return LeftOut(f"did not occur ({case.row['status']}): Airwars records what did")
    if not case.figures(Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED):
        return LeftOut("nobody speaks of harm to people")
    key = {
        "post_id": Cell(case.number, note="the first 60 bits of sayso's id"),
        "code": Cell(case.id, note="sayso's id"),
    }
    parties = list(belligerents(case))
    record = {
        **key,
        "post_status": Cell("draft", note="nobody at Airwars has assessed it"),
        **_when(case),
        **_where(case),
        **_strike(case),
        **_harm(case),
        **_counted(case),
        "summary": Cell(" ".join(e.sentence for e in case.mentions()), case.mentions()),
    }
    sides = {
        f"belligerent_{number}_{name}": cell
        for number, party in enumerate(parties, 1)
        for name, cell in party.items()
    }
    return {
        MAIN: [{**whole(COLUMNS, record), **sides}],
        **{
            name: [whole(columns, {**key, **cells}) for cells in side_table(case, name)]
            for name, columns in SIDE_TABLES.items()
        },
    }


def _when(case: Case) -> Cells:
    behind = case.dated()
    days = case.days
    first = min(case.tellings, key=lambda t: t.reading.report.published or "9999").reading.report
    cells = {
        "local_first_reported_date_time": Cell(first.published, case.mentions()[:1]),
        "local_first_reported_by": Cell(first.outlet, case.mentions()[:1]),
        "local_first_reported_url": Cell(first.url, case.mentions()[:1]),
    }
    if days:
        ranged = days[0] != days[1]
        cells["date_type"] = Cell("date_range" if ranged else "date", behind)
        cells["date"] = Cell(days[0].isoformat(), behind)
        cells["date_end"] = Cell(days[1].isoformat() if ranged else None, behind)
    return cells


def _where(case: Case) -> Cells:
    place, at, nation = case.place, located(case), country(case.country)
    behind = case.placed(place)
    region = case.place_of("region")
    accuracy = ACCURACY.get(place["precision"]) if place else None
    return {
        "country_name": Cell(nation.name if nation else None, behind),
        "country_slug": Cell(slug(nation.name) if nation else None, behind),
        "location_name": Cell(place["name"] if place else None, behind),
        "region": Cell(region["name"] if region else None, case.placed(region)),
        "geolocated": Cell(int(at is not None), case.placed(at), None if at else "no place has coordinates"),
        "latitude": Cell(at["lat"] if at else None, case.placed(at)),
        "longitude": Cell(at["lon"] if at else None, case.placed(at)),
        "geolocation_accuracy_name": Cell(accuracy.replace("_", "/").title() if accuracy else None, behind),
        "geolocation_accuracy_slug": Cell(accuracy, behind),
    }


def _strike(case: Case) -> Cells:
    strike = STRIKES.get(Type(case.row["type"]))
    behind = case.mentions()
    aimed = [party for party in case.parties(Role.TARGET) if party.actor.kind in BODIES]
    targeted = ",".join(dict.fromkeys(party.actor.name for party in aimed)) or None
    return {
        "strike_type_name": Cell(strike, behind),
        "strike_type_slug": Cell(slug(strike) if strike else None, behind),
        "targeted_belligerent_name": Cell(targeted, tuple(party.behind for party in aimed)),
        "targeted_belligerent_slug": Cell(
            ",".join(slug(n) for n in targeted.split(",")) if targeted else None,
            tuple(party.behind for party in aimed),
        ),
        **_status(case),
    }


def _status(case: Case) -> Cells:
    """How sure the strike is, and the grade, with the facts that the grade rests on."""
    grade = case.row["grade"]
    grounds = case.row["grounds"] or {"facts": [], "rule": None}
    behind = case.all_said(s for fact in grounds["facts"] for s in fact["statements"])
    single = len(case.row["roots"]) == 1
    status = GRADES.get(grade) or ("single-source-claim" if single else "likely-strike")
    return {
        "strike_status_name": Cell(status.replace("-", " ").capitalize(), behind, grounds["rule"]),
        "strike_status_slug": Cell(status, behind, grounds["rule"]),
        "civilian_harm_status_name": Cell(grade.capitalize() if grade else None, behind, grounds["rule"]),
        "civilian_harm_status_slug": Cell(grade, behind, grounds["rule"]),
    }


def _harm(case: Case) -> Cells:
    """Killed and injured of each group, from the lowest to the highest figure."""
    civilians = [
        f for f in case.figures(Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED) if _is_civil(f.status)
    ]
    cells = {
        "civilian_harm_reported": Cell(
            int(bool(civilians)),
            tuple(figure.behind for figure in civilians),
            None if civilians else "nobody calls those who were harmed civilians",
        )
    }
    for group, (statuses, groups) in COUNTED.items():
        for harm in (Harm.KILLED, Harm.INJURED):
            low, high = bounds(tolls(case, harm, of=statuses, groups=groups))
            cells |= {f"{group}_{harm}_min": low, f"{group}_{harm}_max": high}
    return cells


def _is_civil(status: VictimStatus) -> bool:
    return status is VictimStatus.CIVILIAN


def _counted(case: Case) -> Cells:
    media_of = [media(telling) for telling in case.reports]
    named = [party for party in case.parties(Role.VICTIM) if party.actor.kind is ActorKind.PERSON]
    behind = case.mentions()
    return {
        "num_sources": Cell(len(media_of), behind, f"{len(case.row['roots'])} independent sources"),
        **{
            f"num_sources_{name}": Cell(media_of.count(name), behind)
            for name in ("twitter", "facebook", "telegram", "other")
        },
        "num_victims_named": Cell(
            len({party.actor.name for party in named}) or None, tuple(party.behind for party in named)
        ),
    }
