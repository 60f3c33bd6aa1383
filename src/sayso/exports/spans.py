"""How exactly days and places are known, as codebooks grade it."""

from datetime import date, timedelta

from sayso.exports.case import Case, Row

EXACT = frozenset({"exact", "facility", "town"})


def length(days: tuple[date, date]) -> int:
    """How many days an interval covers, both ends included."""
    return (days[1] - days[0]).days + 1


def middle(days: tuple[date, date]) -> date:
    """The day in the middle of an interval, the earlier of two."""
    return days[0] + timedelta(days=(length(days) - 1) // 2)


def located(case: Case) -> Row | None:
    """The most exact place that has coordinates."""
    return next((place for place in case.row["where"] if place["lat"] is not None), None)
