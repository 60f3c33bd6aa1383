"""Sums over incidents: with bounds, no part counted twice, and refused where they would be unsound.

A sum adds the ranges of several incidents: its low end is sure only as far as every low end is, and its high
end is open as soon as one is. What did not occur, what is part of another incident in the sum, and what has
no number is left out and listed with the reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.model import Harm

Row = Mapping[str, Any]

BROAD = frozenset({"region", "country", "district"})
LONG = 3
"""Days from which on an incident may be a campaign that another one is a part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One incident in a sum and its range."""

    incident: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One incident that is not in a sum, and why."""

    incident: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A sum over incidents.

    Args:
        harm: what is summed.
        low: sum of the lowest figures.
        high: sum of the highest; None where one of them has no upper bound, or an incident has no number.
        counted: the incidents in it.
        left_out: those that are not.
        refused: why no sum can be given; empty where it is sound.
    """

    harm: Harm
    low: int | None
    high: int | None
    counted: tuple[Counted, ...]
    left_out: tuple[LeftOut, ...]
    refused: tuple[str, ...]


def add(rows: Iterable[Row], harm: Harm) -> Total:
    """The sum of one harm over incidents.

    Args:
        rows: public rows of linked incidents.
        harm: what to sum.
    """
    incidents = list(rows)
    refused = [*_twice(incidents)]
    left_out: list[LeftOut] = []
    counted: list[Counted] = []
    kept: list[Row] = []
    wholes = {row["id"] for row in incidents if not _why_not(row) and isinstance(_range(row, harm), Counted)}
    for row in incidents:
        reason = _why_not(row) or _whole(row, wholes)
        found = None if reason else _range(row, harm)
        if isinstance(found, Counted):
            counted.append(found)
            kept.append(row)
        elif reason or found:
            left_out.append(LeftOut(incident=row["id"], reason=reason or str(found)))
    refused += _overlaps(kept)
    unsure = any(out.reason.startswith(UNCOUNTED) for out in left_out)
    open_ended = unsure or any(one.high is None for one in counted)
    return Total(
        harm=harm,
        low=None if refused else sum(one.low for one in counted),
        high=None if refused or open_ended else sum(one.high or 0 for one in counted),
        counted=tuple(counted),
        left_out=tuple(left_out),
        refused=tuple(refused),
    )


UNCOUNTED = "harm without a number"


def _twice(rows: Sequence[Row]) -> list[str]:
    ids = [row["id"] for row in rows]
    return [f"{id} is listed twice" for id in dict.fromkeys(ids) if ids.count(id) > 1]


def _why_not(row: Row) -> str | None:
    if row["status"] != "occurred":
        return f"it did not occur ({row['status']})"
    if row["grade"] == "discounted":
        return "it is discounted"
    return None


def _whole(row: Row, counted: set[str]) -> str | None:
    return f"it is part of {row['part_of']}, which is counted" if row["part_of"] in counted else None


def _range(row: Row, harm: Harm) -> Counted | str | None:
    """The range of one incident; a reason where there is none; None where nobody speaks of the harm."""
    toll = row["tolls"].get(harm)
    if toll is None:
        both = Harm.KILLED_OR_INJURED in row["tolls"]
        return f"{UNCOUNTED}: killed and injured are counted together" if both else None
    if not toll["whole"]:
        return f"{UNCOUNTED}: only groups of people are counted"
    if toll["peak"] is None:
        return f"{UNCOUNTED}: nobody says how many"
    return Counted(incident=row["id"], low=toll["low"] or 0, high=toll["high"])


def _overlaps(rows: Sequence[Row]) -> list[str]:
    """Why incidents may count the same people: one that is loosely placed may hold another, or be it."""
    loose = [row for row in rows if _is_vague(row)]
    pairs = ((wide, narrow) for wide in loose for narrow in rows if wide is not narrow)
    return [
        f"{narrow['id']} may be part of {wide['id']}: its days and its place meet those"
        for wide, narrow in pairs
        if _meet_in_time(wide, narrow) and _holds_place(wide, narrow)
    ]


def _is_vague(row: Row) -> bool:
    """Whether an incident is too loosely placed to be told from others by its day and place."""
    days = _days(row)
    loose = days is None or (days[1] - days[0]).days >= LONG
    return loose or not row["where"] or row["where"][0]["precision"] in BROAD


def _meet_in_time(wide: Row, narrow: Row) -> bool:
    outer, inner = _days(wide), _days(narrow)
    return outer is None or inner is None or (outer[0] <= inner[1] and inner[0] <= outer[1])


def _holds_place(wide: Row, narrow: Row) -> bool:
    if not wide["where"] or not narrow["where"]:
        return True
    outer, inner = wide["where"][0], narrow["where"][0]
    if outer["country"] and inner["country"] and outer["country"] != inner["country"]:
        return False
    named = {place["name"] for place in narrow["where"]}
    return outer["precision"] == "country" or outer["name"] in named


def _days(row: Row) -> tuple[date, date] | None:
    when = row["when"]
    if when is None:
        return None
    start, end = when["start"] or when["end"], when["end"] or when["start"]
    return (date.fromisoformat(start), date.fromisoformat(end)) if start and end else None
