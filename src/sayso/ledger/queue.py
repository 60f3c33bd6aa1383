"""The queue: what is worth a person's look, made when incidents are linked, less what somebody has decided."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, or_, select

from sayso.decisions import Act, Decision, Kind, Target, is_on
from sayso.ledger import links, rulings
from sayso.ledger.address import reading_from, writing_to
from sayso.ledger.tables import decisions, queue, reports

LONGEST = 5_000
"""Things that the queue has at most: what comes later is out of reach before the next linking makes it anew."""
TOGETHER = 500
FETCHED = 100
SETTLING = (Act.ACCEPT, Act.CORRECT, Act.REJECT)
"""What settles a thing, so that it need not be looked at again."""

Row = dict[str, Any]


class Order(StrEnum):
    """What comes first: both together, the most signs of an error, or what would move a toll the most."""

    BOTH = "both"
    DOUBT = "doubt"
    EFFECT = "effect"


_COLUMNS = {
    Order.BOTH: (queue.c.position,),
    Order.DOUBT: (queue.c.doubt.desc(), queue.c.position),
    Order.EFFECT: (queue.c.effect.desc(), queue.c.position),
}


class Queue:
    """What is worth a person's look.

    Args:
        engine: connects to the ledger.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def store(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put these in the place of all that was worth a look, in their order.

        Args:
            rows: each with `report`, `kind`, `thing`, `span`, `signs`, `effect` and what else is shown of it.
        """
        with writing_to(self._engine) as connection:
            links.hold(connection)
            _store(connection, rows)

    def waiting(self, order: Order = Order.BOTH) -> Iterator[Row]:
        """What waits for a decision, the first first.

        A thing is settled by a decision on its words, or on its report as a whole.
        """
        with reading_from(self._engine) as connection:
            yield from _waiting(connection, order)

    def reports(
        self, *, among: Collection[str] | None = None, limit: int, before: int | None = None
    ) -> list[Row]:
        """Reports, the last that came in first: `number`, `id`, `hash`, `title`, `outlet`, `published`.

        Args:
            among: only those of these hashes.
            limit: how many.
            before: only those with a lower number, for the next of them.
        """
        names = ("number", "id", "hash", "title", "outlet", "published")
        query = select(*(reports.c[name] for name in names)).order_by(reports.c.number.desc()).limit(limit)
        if among is not None:
            query = query.where(reports.c.hash.in_(among))
        if before is not None:
            query = query.where(reports.c.number < before)
        with reading_from(self._engine) as connection:
            return [dict(row) for row in connection.execute(query).mappings()]


def _store(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    connection.execute(delete(queue))
    numbered = enumerate(islice(rows, LONGEST))
    while some := list(islice(numbered, TOGETHER)):
        names = {row["report"] for _, row in some}
        query = select(reports.c.id, reports.c.number).where(reports.c.id.in_(names))
        numbers = {row.id: row.number for row in connection.execute(query)}
        connection.execute(
            insert(queue),
            [
                {
                    "position": place,
                    "report": numbers[row["report"]],
                    "kind": row["kind"],
                    "thing": row["thing"],
                    "doubt": len(row["signs"]),
                    "effect": row["effect"],
                    "json": json.dumps(row, ensure_ascii=False),
                }
                for place, row in some
            ],
        )


def _waiting(connection: Connection, order: Order) -> Iterator[Row]:
    query = select(queue.c.json, reports.c.hash).join_from(queue, reports).order_by(*_COLUMNS[order])
    for start in range(0, LONGEST, FETCHED):
        some = connection.execute(query.limit(FETCHED).offset(start)).all()
        if not some:
            return
        settled = _settled(connection, {row.hash for row in some})
        for row in some:
            shown: Row = json.loads(row.json)
            if not _is_settled(shown, settled.get(row.hash, ())):
                yield shown


def _settled(connection: Connection, hashes: set[str]) -> dict[str, list[Target]]:
    """What has been settled of some reports, by the report's hash."""
    if not connection.scalar(select(decisions.c.number).where(decisions.c.report.in_(hashes)).limit(1)):
        return {}
    found: dict[str, list[Target]] = {}
    for hash, standing in rulings.standing_by_report(_on(connection, hashes)).items():
        settling = (d.ruling.target for d in standing if d.ruling.act in SETTLING)
        found[hash] = [target for target in settling if target and target.report == hash]
    return found


def _on(connection: Connection, hashes: set[str]) -> list[Decision]:
    """The decisions on some reports, with all undoings."""
    either = or_(decisions.c.report.is_(None), decisions.c.report.in_(hashes))
    return rulings.found(connection, select(decisions).where(either).order_by(decisions.c.number))


def _is_settled(row: Row, targets: Iterable[Target]) -> bool:
    kind, (start, end) = Kind(row["kind"]), row["span"]
    return any(target.kind is Kind.REPORT or is_on(target, kind, (start, end)) for target in targets)
