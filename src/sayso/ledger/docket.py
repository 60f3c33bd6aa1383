"""The docket: every pledge by its deadline, with what somebody later says became of it.

Whether a pledge was kept depends on all that was said after it, so it is worked out when incidents are linked. What
only depends on today (due, overdue, open) is not stored.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    Text,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    null,
    or_,
    select,
)

from sayso.ledger import links
from sayso.ledger.address import reading_from, writing_to
from sayso.ledger.tables import docket, docket_words, reports

TOGETHER = 500

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which pledges to look at; what is empty leaves none out.

    Args:
        today: decides what is overdue.
        as_of: leave out what was published later than this day, pledges and what is said of them.
        states: `due`, `overdue`, `open`, `kept`, `broken`, `withdrawn`.
        acts: kinds of undertaking.
        by: words that the party's name has, whatever their case.
        since: those to be done on this day or later.
        until: those to be done on this day or before.
    """

    today: date
    as_of: date | None = None
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
            rows: by deadline, as `Ledger.pledges` gives them, each with `published` and `words`: what is said to
                have become of it, the earliest first, each with its `state` and the day, `said`.
        """
        with writing_to(self._engine) as connection:
            links.hold(connection)
            connection.execute(delete(docket_words))
            connection.execute(delete(docket))
            numbered = enumerate(rows)
            while some := list(islice(numbered, TOGETHER)):
                names = {row["report"] for _, row in some}
                query = select(reports.c.id, reports.c.number).where(reports.c.id.in_(names))
                numbers = {row.id: row.number for row in connection.execute(query)}
                connection.execute(insert(docket), [_row(place, row, numbers) for place, row in some])
                if words := [word for place, row in some for word in _words(place, row)]:
                    connection.execute(insert(docket_words), words)

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
        view = _View.of(wanted)
        query = view.pledges().where(docket.c.position > after).order_by(docket.c.position).limit(limit)
        with reading_from(self._engine) as connection:
            return list(_rows(connection, query, wanted))

    def each_day(self, wanted: Wanted, first: date, last: date) -> dict[str, int]:
        """How many pledges have their deadline on each of some days."""
        query = _View.of(wanted).select(docket.c.end, func.count())
        query = query.where(docket.c.end.between(first.isoformat(), last.isoformat())).group_by(docket.c.end)
        with reading_from(self._engine) as connection:
            return {day: count for day, count in connection.execute(query)}

    def counts(self, wanted: Wanted) -> dict[str, dict[str, int]]:
        """How many there are of each state and each act, each as if nothing were chosen of its own kind."""
        states, acts = _View.of(replace(wanted, states=())), _View.of(replace(wanted, acts=()))
        state = states.state  # One and the same, or PostgreSQL takes what is grouped by for something else.
        queries = {
            "state": states.select(state, func.count()).group_by(state),
            "act": acts.select(docket.c.act, func.count()).group_by(docket.c.act),
        }
        with reading_from(self._engine) as connection:
            return {
                name: {value: count for value, count in connection.execute(query)}
                for name, query in queries.items()
            }

    def next_deadline(self, wanted: Wanted, after: date) -> date | None:
        """The first deadline on a day or later; the last one before it where there is none."""
        view = _View.of(wanted)
        days = view.select(func.min(docket.c.end)).where(docket.c.end >= after.isoformat())
        before = view.select(func.max(docket.c.end)).where(docket.c.end < after.isoformat())
        with reading_from(self._engine) as connection:
            day = connection.scalar(days) or connection.scalar(before)
        return date.fromisoformat(day) if day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """The docket as it is asked for.

    Args:
        wanted: which pledges.
        tables: they are in, with the last word on each by the day.
        settled: what that word says became of it; NULL where there is none.
        word: itself, as JSON; NULL where it is in the row of the pledge.
    """

    wanted: Wanted
    tables: FromClause
    settled: ColumnElement[str]
    word: ColumnElement[str | None]

    @classmethod
    def of(cls, wanted: Wanted) -> "_View":
        """The docket of today, or of a day."""
        if wanted.as_of is None:
            return cls(wanted=wanted, tables=docket, settled=docket.c.settled, word=cast(null(), Text))
        words = docket_words.c
        last = (
            select(words.position, func.max(words.turn).label("turn"))
            .where(words.said <= wanted.as_of.isoformat())
            .group_by(words.position)
            .subquery("last")
        )
        is_last = and_(words.position == last.c.position, words.turn == last.c.turn)
        tables = docket.outerjoin(last, last.c.position == docket.c.position).outerjoin(docket_words, is_last)
        return cls(wanted=wanted, tables=tables, settled=words.settled, word=words.json)

    @property
    def state(self) -> ColumnElement[str]:
        """The state of a pledge on the day."""
        return case(
            (self.settled.is_not(None), self.settled),
            (docket.c.end.is_(None), "open"),
            (docket.c.end < self.wanted.today.isoformat(), "overdue"),
            else_="due",
        )

    def pledges(self) -> Select[Any]:
        """All that is needed of the pledges wanted."""
        return self.select(docket.c.position, self.settled, self.word, docket.c.json)

    def select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Something of the pledges wanted."""
        query, wanted = select(*columns).select_from(self.tables), self.wanted
        if wanted.as_of:
            query = query.where(docket.c.published <= wanted.as_of.isoformat())
        if wanted.states:
            query = query.where(or_(*(self._is_in(state) for state in wanted.states)))
        if wanted.acts:
            query = query.where(docket.c.act.in_(wanted.acts))
        for word in wanted.by.casefold().split():
            query = query.where(docket.c.folded.contains(word, autoescape=True))
        if wanted.since:
            query = query.where(docket.c.end >= wanted.since.isoformat())
        if wanted.until:
            query = query.where(docket.c.end <= wanted.until.isoformat())
        return query

    def _is_in(self, state: str) -> ColumnElement[bool]:
        """Whether a pledge is in a state, as an index can tell."""
        unsettled, today = self.settled.is_(None), self.wanted.today.isoformat()
        conditions = {
            "open": and_(unsettled, docket.c.end.is_(None)),
            "due": and_(unsettled, docket.c.end >= today),
            "overdue": and_(unsettled, docket.c.end < today),
        }
        return conditions.get(state, self.settled == state)


def _rows(connection: Connection, query: Select[Any], wanted: Wanted) -> Iterator[Row]:
    for place, settled, word, text in connection.execute(query):
        row: Row = json.loads(text)
        end = row["end"]
        unsettled = "open" if end is None else "overdue" if end < wanted.today.isoformat() else "due"
        if wanted.as_of:
            row["on"] = json.loads(word) if word else None
        yield {**row, "place": place, "state": settled or unsettled}


def _row(place: int, row: Mapping[str, Any], numbers: Mapping[str, int]) -> Row:
    said = row["words"]
    kept = {name: value for name, value in row.items() if name != "words"}
    kept["on"] = _word(said[-1]) if said else None
    return {
        "position": place,
        "report": numbers[row["report"]],
        "pledge": row["pledge"],
        "end": row["end"][:10] if row["end"] else None,
        "act": row["act"],
        "by": row["by"],
        "folded": (row["by"] or "").casefold(),
        "settled": said[-1]["state"] if said else None,
        "json": json.dumps(kept, ensure_ascii=False),
        "published": row["published"],
    }


def _words(place: int, row: Mapping[str, Any]) -> Iterator[Row]:
    for turn, word in enumerate(row["words"]):
        yield {
            "position": place,
            "turn": turn,
            "said": word["said"],
            "settled": word["state"],
            "json": json.dumps(_word(word), ensure_ascii=False),
        }


def _word(word: Mapping[str, Any]) -> Row:
    return {name: value for name, value in word.items() if name != "state"}
