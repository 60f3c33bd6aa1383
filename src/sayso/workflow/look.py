"""Look at what was linked: incidents as of a day, accounts compared, two mentions weighed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.accounts import Comparison, accounts_of, compare
from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.linking import ENOUGH, Mention, Reason, Scorer, Seasons, mentions_of
from sayso.workflow.clock import Clock, Moment
from sayso.workflow.link import Shelf, linked_rows, public, remarks_on

Row = dict[str, Any]

NOT_YET = {
    Clock.SAID: "nothing had been said of it",
    Clock.PUBLISHED: "no report of it was out",
    Clock.RECORDED: "no report of it was on record",
}

PART = "/"
"""Stands between a report and one of its incidents: `r-12ab34cd/i2`."""

LISTED = 5
"""Incidents that an error names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which incidents to look at.

    Args:
        as_of: as they stood when this day was over.
        by: the clock that `as_of` goes by.
        since: only those that may have happened on this day or later.
        until: only those that may have happened on this day or before.
        place: only those at a place or country of this name.
        without: all but those that these ids, or beginnings of ids, mean.
    """

    as_of: date | None = None
    by: Clock = Clock.PUBLISHED
    since: date | None = None
    until: date | None = None
    place: str | None = None
    without: tuple[str, ...] = ()

    def has(self, row: Row) -> bool:
        """Whether an incident is one of them; without a day or place it is none where these are asked for."""
        when = row["when"] or {"start": None, "end": None}
        start, end = when["start"] or when["end"], when["end"] or when["start"]
        if self.since and (end is None or end < self.since.isoformat()):
            return False
        if self.until and (start is None or start > self.until.isoformat()):
            return False
        return self.place is None or any(_is_at(self.place, place) for place in row["where"])


def incidents(ledger: Ledger, selection: Selection) -> Iterator[Row]:
    """The public rows of the incidents selected, in the order of their days.

    Raises:
        NotFoundError: one that is to be left out is none, or several are meant.
    """
    day = selection.as_of
    moment = Moment(day=day, by=selection.by) if day else None
    rows: Iterable[Row] = map(public, linked_rows(ledger, as_of=moment)) if moment else ledger.incidents()
    left_out: set[str] = set()
    if selection.without:
        rows = list(rows)
        missing = (
            f"there is no such incident{f' on {day}' if day else ''}; see them all with: sayso incidents"
        )
        left_out = {_named(name, rows, missing)["id"] for name in selection.without}
    return (row for row in rows if row["id"] not in left_out and selection.has(row))


def incident(ledger: Ledger, name: str, *, as_of: date | None = None, by: Clock = Clock.PUBLISHED) -> Row:
    """One incident, as it stood when a day was over by one of the clocks.

    Raises:
        NotFoundError: there is none of that name, or was none then, or several begin so.
    """
    if as_of is None:
        return ledger.incident(name)
    rows = linked_rows(ledger, as_of=Moment(day=as_of, by=by))
    missing = f"{NOT_YET[by]} on {as_of}; see what there was: sayso incidents --as-of {as_of}"
    return public(_named(name, rows, missing))


def comparisons(ledger: Ledger, name: str) -> tuple[Row, tuple[Comparison, ...]]:
    """An incident, and every two of its accounts compared."""
    row = ledger.incident(name)
    return row, compare(accounts_of(remarks_on(row["told_in"], Shelf.of(ledger))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """Why two mentions are, or are not, of one incident.

    Args:
        one: the first mention.
        other: the second.
        reasons: each point of comparison.
        points: all points together.
        alike: whether the two by themselves are enough alike.
        together: whether they were linked, with all that was said by others.
    """

    one: Mention
    other: Mention
    reasons: tuple[Reason, ...]
    points: float
    alike: bool
    together: bool


def weigh(ledger: Ledger, one: str, other: str) -> Weighing:
    """Weigh two mentions against each other, as linking does.

    Args:
        ledger: holds both.
        one: a report's id, for its main incident, or with one of its incidents: `r-12ab34cd/i2`.
        other: the same of another mention.

    Raises:
        NotFoundError: there is no such report, or no such incident in it.
    """
    first, second = _mention(ledger, one), _mention(ledger, other)
    scorer = Scorer(Seasons.among(m for id, reading in ledger.readings() for m in mentions_of(id, reading)))
    points = scorer.score(first, second)
    return Weighing(
        one=first,
        other=second,
        reasons=tuple(scorer.reasons(first, second)),
        points=points,
        alike=points >= ENOUGH,
        together=_home(ledger, first) == _home(ledger, second),
    )


def _mention(ledger: Ledger, name: str) -> Mention:
    report, _, incident = name.partition(PART)
    id, reading = ledger.reading(report)
    found = mentions_of(id, reading)
    named = next((m for m in found if (m.incident == incident if incident else m.main)), None)
    if named is None:
        known = ", ".join(mention.incident for mention in found) or "none"
        raise NotFoundError(f"{name}: the report has no such incident; it has: {known}")
    return named


def _home(ledger: Ledger, mention: Mention) -> str | None:
    told = {"report": mention.report, "incident": mention.incident}
    rows = ledger.incidents()
    return next((row["id"] for row in rows if any(told.items() <= t.items() for t in row["told_in"])), None)


def _named(name: str, rows: Iterable[Row], missing: str) -> Row:
    """The row of the incident that an id, or the beginning of one, means."""
    begun = {row["id"]: row for row in rows if row["id"].startswith(name)}
    found = [begun[name]] if name in begun else list(begun.values())
    if not found:
        raise NotFoundError(f"{name}: {missing}")
    if len(found) > 1:
        several = ", ".join(row["id"] for row in found[:LISTED])
        raise NotFoundError(f"{name}: more than one incident begins so: {several}; give more of its id")
    return found[0]


def _is_at(words: str, place: Row) -> bool:
    return words.casefold() in place["name"].casefold() or words.upper() == place["country"]
