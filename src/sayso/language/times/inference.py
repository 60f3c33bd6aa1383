"""The day of publication of a report that gives none: the only one that fits what it prints.

Weekdays stand for days close by; a weekday printed with a day and month holds in some years alone; a deadline
told once by its weekday and once by its date ties the two; the years printed bound the rest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.lang.en.stop_words import STOP_WORDS

from sayso.language.times import words
from sayso.language.times.calendar import day_of
from sayso.language.times.find import Found
from sayso.language.times.relative import weekday_near
from sayso.language.times.rules import Context, Tense
from sayso.language.times.words import FRAGMENTS, lower

HORIZON = 10
"""Years after the latest one it prints in which a report may have been published."""

REACH = 5
"""Days on either side of publication that a report calls by their weekday alone."""

WINDOW = 8
"""Words before an expression that tell what it is the time of."""

STEM = 5
"""Letters that two forms of a word share: "troop withdrawal", "all troops"."""

WEEKDAY = re.compile(r"XXXX-WXX-(\d)(?:T\w+)?")
DATE = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?:T.+)?")
YEAR = re.compile(r"(\d{4})(?:-.*)?")
NAMED = re.compile(rf"\s*({FRAGMENTS['weekday']})")
DEADLINE = re.compile(r"\b(?:by|before|until|till|deadline(?: of)?|date of|no later than)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hint:
    """What one expression says of the calendar.

    Args:
        about: the stems of the words before it.
        deadline: whether it is one.
        weekday: 1 to 7, alone or with a date.
        printed: year (None where not printed), month and day.
    """

    tense: Tense
    about: frozenset[str]
    deadline: bool
    weekday: int | None
    printed: tuple[int | None, int, int] | None
    last_week: bool

    def near(self, day: date) -> date | None:
        """The day that it names in a report published on `day`."""
        if self.printed:
            year, month, number = self.printed
            years = (year,) if year else (day.year - 1, day.year, day.year + 1)
            days = [found for found in (day_of(y, month, number) for y in years) if found]
            return min(days, key=lambda d: abs((d - day).days), default=None)
        return weekday_near(day, self.weekday, self.tense) if self.weekday else None


_Tie = tuple[_Hint, _Hint]
"""A weekday and another expression that are the time of one thing."""


def infer(context: Context, found: Sequence[Found]) -> date | None:
    """The only day of publication that fits, or None where none or several do.

    Args:
        context: with no day of publication.
        found: its expressions, unresolved.
    """
    hints = [_hint(context, f) for f in found]
    years = [int(year[1]) for f, h in zip(found, hints, strict=True) if (year := _past_year(f, h))]
    ties = list(_ties(hints))
    if not years or not any(other.printed for _, other in ties):
        return None
    fits = [day for day in _days(max(years), max(years) + HORIZON) if _fits(day, hints, ties)]
    return fits[0] if len(fits) == 1 else None


def _past_year(found: Found, hint: _Hint) -> re.Match[str] | None:
    return YEAR.fullmatch(found.value.value) if hint.tense is not Tense.FUTURE else None


def _hint(context: Context, found: Found) -> _Hint:
    text, before = context.text[found.start : found.end], context.text[max(0, found.start - 80) : found.start]
    weekday, day = WEEKDAY.fullmatch(found.value.value), DATE.fullmatch(found.value.value)
    named = NAMED.match(text) if day else None
    number = words.weekday(named[1]) if named else int(weekday[1]) if weekday else None
    spoken = re.findall(r"[^\W\d_]+", re.split(r"[.!?\n]", before)[-1].casefold())[-WINDOW:]
    return _Hint(
        tense=context.tense(found.start, found.end),
        about=frozenset(word[:STEM] for word in spoken if len(word) >= STEM and word not in STOP_WORDS),
        deadline=DEADLINE.search(before) is not None,
        weekday=number,
        printed=(None if day[1] == "XXXX" else int(day[1]), int(day[2]), int(day[3])) if day else None,
        last_week=lower(text) == "last week",
    )


def _ties(hints: Sequence[_Hint]) -> Iterator[_Tie]:
    for weekday in hints:
        if weekday.weekday is None or weekday.printed:
            continue
        for other in hints:
            shared = len(weekday.about & other.about)
            one_tense = other.tense is weekday.tense
            again = other.printed and other.weekday == weekday.weekday and one_tense
            same_deadline = other.printed and weekday.deadline and other.deadline and shared and one_tense
            if again or same_deadline or (other.last_week and shared > 1):
                yield weekday, other


def _days(first: int, last: int) -> Iterator[date]:
    start, end = date(first, 1, 1), date(min(last, 9998), 12, 31)
    return (start + timedelta(days=n) for n in range((end - start).days + 1))


def _fits(day: date, hints: Sequence[_Hint], ties: Sequence[_Tie]) -> bool:
    """Whether a report published on that day may print all this."""
    for hint in hints:
        near = hint.near(day)
        if near and hint.weekday and near.isoweekday() != hint.weekday:
            return False
        if near and hint.weekday and not hint.printed and abs(near - day) > timedelta(days=REACH):
            return False
    return all(_same(day, weekday, other) for weekday, other in ties)


def _same(day: date, weekday: _Hint, other: _Hint) -> bool:
    named = weekday.near(day)
    if other.last_week and named:
        return named.isocalendar()[:2] == (day - timedelta(days=7)).isocalendar()[:2]
    return named == other.near(day)
