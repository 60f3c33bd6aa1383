"""Linked incidents: their public rows, and which incidents of which reports each is made of."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text

from sayso.errors import NotFoundError
from sayso.ledger import listing, voices
from sayso.ledger.tables import decisions, linked_incidents, linked_mentions, readings, reports

LISTED = 5
TOGETHER = 500
INNER = ("mentions", "doubts", "order")
"""Parts of a row that are kept elsewhere."""

Row = Mapping[str, Any]
State = tuple[int, int]


def state(connection: Connection) -> State:
    """The numbers of the newest Reading and of the newest decision."""
    newest = (select(func.max(table.c.number)) for table in (readings, decisions))
    reading, decision = (connection.scalar(query) or 0 for query in newest)
    return reading, decision


def hold(connection: Connection) -> None:
    """Let no other writer store links, or what is made with them, until this one is done.

    SQLite has one writer at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE linked_incidents IN SHARE ROW EXCLUSIVE MODE"))


def store(connection: Connection, rows: Iterable[Row]) -> None:
    """Put these linked incidents in the place of all there were.

    Args:
        connection: one that writes.
        rows: public rows, each with `mentions` besides: `{report, incident}`, by the report's short id.
    """
    connection.execute(delete(linked_mentions))
    connection.execute(delete(linked_incidents))
    listing.clear(connection)
    voices.clear(connection)
    numbers = {row.id: row.number for row in connection.execute(select(reports.c.id, reports.c.number))}
    numbered = enumerate(rows)
    while some := list(islice(numbered, TOGETHER)):
        connection.execute(insert(linked_incidents), [_incident(place, row) for place, row in some])
        listing.store(connection, some)
        voices.store(connection, some)
        mentions = [
            {"report": numbers[mention["report"]], "incident": mention["incident"], "linked": row["id"]}
            for _, row in some
            for mention in row["mentions"]
        ]
        if mentions:
            connection.execute(insert(linked_mentions), mentions)
    voices.sum_up(connection)


def all_of(connection: Connection) -> Iterator[dict[str, Any]]:
    """The public rows, in the order in which they were stored."""
    for row in connection.scalars(select(linked_incidents.c.json).order_by(linked_incidents.c.position)):
        yield json.loads(row)


def one(connection: Connection, name: str) -> dict[str, Any]:
    """The public row of the incident that an id, or the beginning of one, means.

    Raises:
        NotFoundError: no incident has the id, or several begin so.
    """
    id = linked_incidents.c.id
    for condition in (id == name, id.startswith(name, autoescape=True)):
        query = select(id, linked_incidents.c.json).where(condition).order_by(id).limit(LISTED + 1)
        found = connection.execute(query).all()
        if len(found) == 1:
            row: dict[str, Any] = json.loads(found[0].json)
            return row
        if found:
            several = ", ".join(row.id for row in found[:LISTED])
            raise NotFoundError(f"{name}: more than one incident begins so: {several}; give more of its id")
    raise NotFoundError(f"{name}: the ledger has no such incident; see them all with: sayso incidents")


def mentions(connection: Connection, id: str) -> list[tuple[str, str]]:
    """The mentions that a linked incident is made of, in the order of the reports."""
    query = (
        select(reports.c.id, linked_mentions.c.incident)
        .join_from(linked_mentions, reports)
        .where(linked_mentions.c.linked == id)
        .order_by(reports.c.number, linked_mentions.c.incident)
    )
    return [(row.id, row.incident) for row in connection.execute(query)]


def _incident(place: int, row: Row) -> dict[str, Any]:
    public = {key: value for key, value in row.items() if key not in INNER}
    first, key = row.get("order", (None, None))
    return {
        "id": row["id"],
        "position": place,
        "json": json.dumps(public, ensure_ascii=False),
        "first": first,
        "key": key,
        "doubts": json.dumps(row.get("doubts", []), ensure_ascii=False),
    }
