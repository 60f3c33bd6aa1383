"""Stood: one incident as it stood when a day was over, without linking anew.

Which reports are of one incident is judged by all that is known today; what was said of it is cut at the day. So
the incident keeps its name, and only its own reports are looked at. `look.incident` with a day links what was out
by then as it would have been linked then, which needs every report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.workflow.clock import Moment
from sayso.workflow.link import Shelf, incident_row, public

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Told:
    """A mention by the row of its incident."""

    report: str
    incident: str
    main: bool


def as_it_stood(row: Row, day: date, shelf: Shelf) -> Row | None:
    """The public row of an incident with what was published by a day; None if nothing was.

    A grade that a person gave stays: it is theirs, whatever was known.

    Args:
        row: the incident as it stands today.
        day: when it was over.
        shelf: has the Readings of its reports.
    """
    shelf = replace(shelf, as_of=Moment(day=day))
    stood = _as_told(row, shelf.out(row["told_in"]), shelf)
    if stood and row["grounds"] and "suggested" in row["grounds"]:
        ruled = {**row["grounds"], "suggested": stood["grade"]}
        stood |= {"grade": row["grade"], "grounds": ruled}
    return stood


def as_seen(ledger: Ledger, name: str) -> Row:
    """The public row of an incident as whoever looks may see it; see `Ledger.seen_by`.

    Where they read a report of it blind, it is made anew of the Readings that they see, with the grade of the rules.

    Args:
        ledger: as somebody sees it.
        name: the incident's id, or the beginning of one.

    Raises:
        NotFoundError: there is none of that name, or none in what they see.
    """
    row = ledger.incident(name)
    if not any(told["report"] in ledger.unseen.values() for told in row["told_in"]):
        return row
    seen = _as_told(row, row["told_in"], Shelf.of(ledger))
    if seen is None:
        raise NotFoundError(f"{name}: no such incident")
    return seen


def _as_told(row: Row, told_in: Sequence[Row], shelf: Shelf) -> Row | None:
    """The public row of an incident by some of what tells of it; None where nothing does.

    Args:
        row: the incident as it stands today, told by all.
        told_in: the reports that count.
        shelf: has their Readings.
    """
    out = [told for told in told_in if _is_read(told, shelf)]
    if not out:
        return None
    mentions = [_told(told, row, shelf) for told in out]
    copies = {told["report"]: told["copy_of"] for told in out}
    wholes = {
        (told["report"], incident.id): row["part_of"]
        for told in out
        for incident in shelf.reading(told["report"]).incidents
    }
    return public(incident_row(row["id"], mentions, shelf, copies, wholes))


def _is_read(told: Row, shelf: Shelf) -> bool:
    """Whether an incident of a report is in its Reading."""
    return any(incident.id == told["incident"] for incident in shelf.reading(told["report"]).incidents)


def _told(told: Mapping[str, str], row: Row, shelf: Shelf) -> _Told:
    name = shelf.reading(told["report"]).report.id or told["report"]
    return _Told(report=told["report"], incident=told["incident"], main=name in row["main_reports"])
