"""Incidents as lists show them: a small row each to filter and sort by, and a card.

An incident's public row has every sentence of every account, which no list has time to read. What a list needs
is written beside it when incidents are stored: columns to filter by, and a card with the ends of each range, each
with the statement that it stands on.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, func, insert, select

from sayso.ledger.store import now
from sayso.ledger.tables import (
    incident_cards,
    link_editions,
    linked_incidents,
    linked_mentions,
    listed_incidents,
    reports,
)

BETWEEN = "\n"
"""Stands between several values in one column; no name of a place or a source has it."""

NAMED = 4
"""Sources whose names a card has."""

BARE: Mapping[str, Any] = {
    "type": "",
    "status": "",
    "when": None,
    "where": (),
    "part_of": None,
    "reports": (),
    "tolls": {},
    "grade": None,
    "roots": (),
    "accounts": (),
}

Row = Mapping[str, Any]


class Listed(NamedTuple):
    """What an incident is filtered and sorted by; names as in the table of that name."""

    position: int
    id: str
    start: str | None
    end: str | None
    kind: str
    status: str
    grade: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    places: str
    countries: str
    sources: str
    harms: str
    low: int | None
    high: int | None
    roots: int
    first: str | None
    last: str | None


def clear(connection: Connection) -> None:
    """Take all lists away, and begin a new edition of them."""
    connection.execute(delete(listed_incidents))
    connection.execute(delete(incident_cards))
    connection.execute(insert(link_editions), {"recorded": now()})


def store(connection: Connection, numbered: Iterable[tuple[int, Row]]) -> None:
    """List incidents, each by its place among all."""
    rows = [(place, {**BARE, **row}) for place, row in numbered]
    connection.execute(insert(listed_incidents), [listed(place, row)._asdict() for place, row in rows])
    cards = [{"position": place, "json": json.dumps(card(row), ensure_ascii=False)} for place, row in rows]
    connection.execute(insert(incident_cards), cards)


def edition(connection: Connection) -> int:
    """The number of the lists there are; it grows whenever incidents are linked anew."""
    return connection.scalar(select(func.max(link_editions.c.number))) or 0


def ensure(connection: Connection, together: int) -> None:
    """List what was linked before there were lists; does nothing where they are there.

    Args:
        connection: one that writes.
        together: rows held in memory at a time.
    """
    if edition(connection):
        return
    clear(connection)
    after = -1
    query = select(linked_incidents.c.position, linked_incidents.c.json).order_by(linked_incidents.c.position)
    while rows := connection.execute(query.where(linked_incidents.c.position > after).limit(together)).all():
        store(connection, [(row.position, json.loads(row.json)) for row in rows])
        after = rows[-1].position


def all_listed(connection: Connection) -> Iterator[Listed]:
    """Every incident, in the order in which they were stored."""
    query = select(*listed_incidents.c).order_by(listed_incidents.c.position)
    return map(Listed._make, connection.execute(query).all())


def cards(connection: Connection, positions: Sequence[int]) -> list[dict[str, Any]]:
    """The cards of incidents, in the order asked for."""
    query = select(incident_cards.c.position, incident_cards.c.json)
    return _in_order(connection, query.where(incident_cards.c.position.in_(positions)), positions)


def rows(connection: Connection, positions: Sequence[int]) -> list[dict[str, Any]]:
    """The public rows of incidents, in the order asked for."""
    query = select(listed_incidents.c.position, linked_incidents.c.json).join_from(
        listed_incidents, linked_incidents, linked_incidents.c.id == listed_incidents.c.id
    )
    return _in_order(connection, query.where(listed_incidents.c.position.in_(positions)), positions)


def mentions(connection: Connection) -> list[tuple[int, int]]:
    """Every report by its number, with the place of each incident that it tells of."""
    query = select(linked_mentions.c.report, linked_incidents.c.position).join_from(
        linked_mentions, linked_incidents
    )
    return [(report, position) for report, position in connection.execute(query)]


def told_in(connection: Connection, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The cards of the incidents that reports tell of, by the reports' short ids."""
    query = (
        select(reports.c.id, incident_cards.c.json, linked_incidents.c.position)
        .join_from(linked_mentions, reports)
        .join(linked_incidents)
        .join(incident_cards, incident_cards.c.position == linked_incidents.c.position)
        .where(reports.c.id.in_(ids))
        .distinct()
        .order_by(linked_incidents.c.position)
    )
    told: dict[str, list[dict[str, Any]]] = {}
    for id, text, _ in connection.execute(query):
        told.setdefault(id, []).append(json.loads(text))
    return told


def linked(connection: Connection, id: str) -> dict[str, str]:
    """The linked incidents that the report of a short id tells of, by the ids of its own incidents."""
    query = select(linked_mentions.c.incident, linked_mentions.c.linked).join_from(linked_mentions, reports)
    found = connection.execute(query.where(reports.c.id == id).order_by(linked_mentions.c.incident))
    return {incident: name for incident, name in found}


def listed(place: int, row: Row) -> Listed:
    """The columns of an incident, from its public row."""
    when = row["when"] or {"start": None, "end": None}
    where = next((spot for spot in row["where"] if spot["lat"] is not None), None)
    killed = row["tolls"].get("killed") or {"low": None, "high": None, "peak": None}
    return Listed(
        position=place,
        id=row["id"],
        start=when["start"] or when["end"],
        end=when["end"] or when["start"],
        kind=row["type"],
        status=row["status"],
        grade=row["grade"],
        lat=where["lat"] if where else None,
        lon=where["lon"] if where else None,
        precision=where["precision"] if where else None,
        places=_joined(spot["name"] for spot in row["where"]),
        countries=_joined(spot["country"] for spot in row["where"]),
        sources=_joined(account["source"] for account in row["accounts"]),
        harms=_joined(row["tolls"]),
        low=killed["low"],
        high=killed["high"] if killed["high"] is not None else killed["peak"],
        roots=len(row["roots"]),
        first=min((account["first"] for account in row["accounts"] if account.get("first")), default=None),
        last=max((account["last"] for account in row["accounts"] if account.get("last")), default=None),
    )


def card(row: Row) -> dict[str, Any]:
    """What a list shows of an incident: each end of a range has the statement that it stands on."""
    accounts = row["accounts"]
    return {
        "id": row["id"],
        "type": row["type"],
        "status": row["status"],
        "when": row["when"],
        "where": [{name: spot[name] for name in ("name", "country", "precision")} for spot in row["where"]],
        "grade": row["grade"],
        "part_of": row["part_of"],
        "tolls": {harm: _toll(harm, toll, accounts) for harm, toll in row["tolls"].items()},
        "lead": _lead(accounts),
        "sources": [{"name": a["source"], "kind": a.get("kind")} for a in accounts[:NAMED]],
        "accounts": len(accounts),
        "roots": len(row["roots"]),
        "reports": len(row["reports"]),
        "denied": any(s.get("act") == "deny" for a in accounts for s in a["statements"]),
        "blamed": list(dict.fromkeys(b["name"] for a in accounts for b in a.get("blames", ()))),
    }


def _in_order(connection: Connection, query: Select[Any], positions: Sequence[int]) -> list[dict[str, Any]]:
    """What a query has as JSON for some incidents, in the order asked for."""
    found = {row.position: json.loads(row.json) for row in connection.execute(query)}
    return [found[position] for position in positions if position in found]


def _toll(harm: str, toll: Row, accounts: Sequence[Row]) -> dict[str, Any]:
    ends = {end: _figure(harm, toll, end, accounts) for end in ("low", "high")}
    return {name: toll[name] for name in ("low", "high", "peak", "whole")} | {"at": ends}


def _figure(harm: str, toll: Row, end: str, accounts: Sequence[Row]) -> dict[str, Any] | None:
    """The figure at one end of a range: of whoever stands there, the one with that number."""
    number = toll[end] if toll[end] is not None else toll["peak"]
    found = [
        (account["source"], figure)
        for account in accounts
        if account["source"] in toll["by"][end]
        for figure in account["figures"]
        if figure["harm"] == harm and figure["stands"] and "span" in figure  # Old rows have no spans.
    ]
    exact = (one for one in found if number in (one[1]["low"], one[1]["high"]))
    source, figure = next(exact, None) or next(iter(found), (None, None))
    if figure is None:
        return None
    kept = {name: figure[name] for name in ("report", "statement", "said", "span", "text", "sentence")}
    return {"source": source, **kept}


def _lead(accounts: Sequence[Row]) -> dict[str, Any] | None:
    """The sentence that tells most of an incident: the first that has a figure, or else the first of all."""
    told = [
        (a["source"], one) for a in accounts for one in (*a["figures"], *a["statements"]) if "span" in one
    ]
    if not told:
        return None
    source, first = min(told, key=lambda one: ("harm" not in one[1], one[1]["said"] or "9999"))
    return {"source": source} | {
        name: first[name] for name in ("report", "statement", "said", "span", "sentence")
    }


def _joined(values: Iterable[str | None]) -> str:
    return BETWEEN.join(dict.fromkeys(value for value in values if value))
