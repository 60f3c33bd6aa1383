"""The docket: every pledge by its deadline, with what somebody later says became of it.

Whether a pledge was kept depends on all that was said after it, so it is worked out when incidents are linked. What
only depends on today (due, overdue, open) is not stored.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    and_,
    case,
    delete,
    func,
    insert,
    or_,
    select,
)

from sayso.ledger import links
from sayso.ledger.address import reading_from, writing_to
from sayso.ledger.tables import docket, reports

TOGETHER = 500

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which pledges to look at; what is empty leaves none out.

    Args:
        today: decides what is overdue.
        states: `due`, `overdue`, `open`, `kept`, `broken`, `withdrawn`.
        acts: kinds of undertaking.
        by: words that the party's name has, whatever their case.
        since: those to be done on this day or later.
        until: those to be done on this day or before.
    """

    today: date
    states: Sequence[str] = ()
    acts: Sequence[str] = ()
    by: str = ""
    since: date | None = None
    until: date | None = None


class Docket:
    """The pledges of a ledger. Every call is a transaction of its own.

    Args:
        engine: connects to the ledger.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def store(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put these pledges in the place of all there were.

        Args:
            rows: by deadline, as `workflow.docket.docket` gives them; `report` by its short id.
        """
        with writing_to(self._engine) as connection:
            links.hold(connection)
            connection.execute(delete(docket))
            numbered = enumerate(rows)
            while some := list(islice(numbered, TOGETHER)):
                names = {row["report"] for _, row in some}
                query = select(reports.c.id, reports.c.number).where(reports.c.id.in_(names))
                numbers = {row.id: row.number for row in connection.execute(query)}
                connection.execute(insert(docket), [_row(place, row, numbers) for place, row in some])

    def is_empty(self) -> bool:
        """Whether no pledge has been put in it."""
        with reading_from(self._engine) as connection:
            return connection.scalar(select(docket.c.position).limit(1)) is None

    def some(self, wanted: Wanted, *, after: int = -1, limit: int) -> list[Row]:
        """Pledges by deadline, each with `place`, its key for the next page, and its `state`.

        Args:
            wanted: which.
            after: only those after this place.
            limit: how many.
        """
        query = _chosen(select(docket.c.position, docket.c.settled, docket.c.json), wanted)
        query = query.where(docket.c.position > after).order_by(docket.c.position).limit(limit)
        with reading_from(self._engine) as connection:
            return list(_rows(connection, query, wanted.today))

    def within(self, wanted: Wanted, first: date, last: date, *, limit: int) -> list[Row]:
        """Pledges whose deadline is one of these days, by deadline."""
        query = _chosen(select(docket.c.position, docket.c.settled, docket.c.json), wanted)
        query = query.where(docket.c.end.between(first.isoformat(), last.isoformat()))
        with reading_from(self._engine) as connection:
            return list(_rows(connection, query.order_by(docket.c.position).limit(limit), wanted.today))

    def each_day(self, wanted: Wanted, first: date, last: date) -> dict[str, int]:
        """How many pledges have their deadline on each of some days."""
        query = _chosen(select(docket.c.end, func.count()), wanted)
        query = query.where(docket.c.end.between(first.isoformat(), last.isoformat())).group_by(docket.c.end)
        with reading_from(self._engine) as connection:
            return {day: count for day, count in connection.execute(query)}

    def counts(self, wanted: Wanted) -> dict[str, dict[str, int]]:
        """How many there are of each state and each act, each as if nothing were chosen of its own kind."""
        state = _state(wanted.today)
        asked = {
            "state": (state, Wanted(today=wanted.today, acts=wanted.acts, **_rest(wanted))),
            "act": (docket.c.act, Wanted(today=wanted.today, states=wanted.states, **_rest(wanted))),
        }
        with reading_from(self._engine) as connection:
            return {
                name: {
                    value: count
                    for value, count in connection.execute(
                        _chosen(select(column, func.count()), which).group_by(column)
                    )
                }
                for name, (column, which) in asked.items()
            }

    def next_deadline(self, wanted: Wanted, after: date) -> date | None:
        """The first deadline on a day or later; the last one before it where there is none."""
        days = _chosen(select(func.min(docket.c.end)), wanted).where(docket.c.end >= after.isoformat())
        before = _chosen(select(func.max(docket.c.end)), wanted).where(docket.c.end < after.isoformat())
        with reading_from(self._engine) as connection:
            day = connection.scalar(days) or connection.scalar(before)
        return date.fromisoformat(day) if day else None


def _rest(wanted: Wanted) -> dict[str, Any]:
    return {"by": wanted.by, "since": wanted.since, "until": wanted.until}


def _state(today: date) -> ColumnElement[str]:
    """The state of a pledge on a day."""
    return case(
        (docket.c.settled.is_not(None), docket.c.settled),
        (docket.c.end.is_(None), "open"),
        (docket.c.end < today.isoformat(), "overdue"),
        else_="due",
    )


def _chosen(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.states:
        query = query.where(or_(*(_is_in(state, wanted.today) for state in wanted.states)))
    if wanted.acts:
        query = query.where(docket.c.act.in_(wanted.acts))
    for word in wanted.by.casefold().split():
        query = query.where(docket.c.folded.contains(word, autoescape=True))
    if wanted.since:
        query = query.where(docket.c.end >= wanted.since.isoformat())
    if wanted.until:
        query = query.where(docket.c.end <= wanted.until.isoformat())
    return query


def _is_in(state: str, today: date) -> ColumnElement[bool]:
    """Whether a pledge is in a state, as an index can tell."""
    unsettled = docket.c.settled.is_(None)
    conditions = {
        "open": and_(unsettled, docket.c.end.is_(None)),
        "due": and_(unsettled, docket.c.end >= today.isoformat()),
        "overdue": and_(unsettled, docket.c.end < today.isoformat()),
    }
    return conditions.get(state, docket.c.settled == state)


def _rows(connection: Connection, query: Select[Any], today: date) -> Iterator[Row]:
    for place, settled, text in connection.execute(query):
        row: Row = json.loads(text)
        end = row["end"]
        unsettled = "open" if end is None else "overdue" if end < today.isoformat() else "due"
        yield {**row, "place": place, "state": settled or unsettled}


def _row(place: int, row: Mapping[str, Any], numbers: Mapping[str, int]) -> Row:
    kept = {name: value for name, value in row.items() if name != "state"}
    return {
        "position": place,
        "report": numbers[row["report"]],
        "pledge": row["pledge"],
        "end": row["end"][:10] if row["end"] else None,
        "act": row["act"],
        "by": row["by"],
        "folded": (row["by"] or "").casefold(),
        "settled": row["state"] if row["on"] else None,
        "json": json.dumps(kept, ensure_ascii=False),
    }
