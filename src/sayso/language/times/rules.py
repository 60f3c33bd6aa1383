"""What a rule is: a pattern, and what its words mean where they stand."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.language.times.calendar import Days, bounds, narrowed
from sayso.language.times.words import pattern
from sayso.model import TimeType


class Tense(StrEnum):
    """Where the clause around an expression puts it; OPEN where its words do not say."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What an expression means.

    Args:
        type: TIMEX3's.
        value: TIMEX3's.
        days: the days it covers, where they are not simply those of `value`.
        unit: how fine it is ("day", "month", "quarter" ...); None where nothing goes on from it.
        clock: a time or part of day that takes its day from what stands next to it ("10 p.m." in
            "10 p.m. Wednesday").
    """

    type: TimeType
    value: str
    days: Days | None = None
    unit: str | None = None
    clock: str | None = None

    @property
    def covers(self) -> Days | None:
        """The first and last day, where they can be fixed."""
        return self.days or (bounds(self.value) if self.type in (TimeType.DATE, TimeType.TIME) else None)


@dataclass(slots=True, kw_only=True)
class Context:
    """What an expression is read against; it moves as the text goes on.

    Args:
        text: the report's own.
        published: the day of publication, or None: then relative times stay unresolved.
        tense: the tense of the clause around `text[start:end]`.
        focus: the first day of the stretch that the text last spoke of.
        scale: "quarter", "half" or "year", whichever the text last spoke of: what accounts compare.
        day: the single day that the text last spoke of.
        quarter: the first day of the business quarter last spoken of.
    """

    text: str
    published: date | None
    tense: Callable[[int, int], Tense]
    focus: date | None = None
    scale: str | None = None
    day: date | None = None
    quarter: date | None = None

    def move(self, value: Value) -> None:
        """Note what an expression spoke of."""
        days = value.covers
        if value.unit is None or days is None:
            return
        self.focus = days[0]
        if value.unit in SCALES:
            self.scale = value.unit
        if value.unit == "day":
            self.day = days[0]
        elif value.unit == "quarter" and self.published and days[1] < self.published:
            self.quarter = days[0]

    def before(self, match: re.Match[str], size: int = 24) -> str:
        """The words right before an expression."""
        return self.text[max(0, match.start() - size) : match.start()]

    def tense_at(self, match: re.Match[str]) -> Tense:
        """The tense of the clause around an expression."""
        return self.tense(match.start(), match.end())


SCALES = frozenset(("quarter", "half", "year"))

Resolve = Callable[[re.Match[str], Context], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its meaning; `resolve` gives None where the words are no time after all.

    Args:
        pattern: what it looks for.
        resolve: what that means.
        needs: words in small letters one of which is in all that it matches; empty where that is not known.
    """

    pattern: re.Pattern[str]
    resolve: Resolve
    needs: frozenset[str]


class Rules(list[Rule]):
    """The rules of one family, in order of preference."""

    def rule(self, template: str | re.Pattern[str], *, needs: str = "") -> Callable[[Resolve], Resolve]:
        """Add the function below as the meaning of a pattern, or of a template of `words.pattern`.

        Args:
            template: what to look for.
            needs: words one of which is in all that it matches, so that other texts need not be looked through.
        """

        def add(resolve: Resolve) -> Resolve:
            looked_for = pattern(template) if isinstance(template, str) else template
            self.append(Rule(looked_for, resolve, frozenset(needs.split())))
            return resolve

        return add


EDGES = (
    ("OPENING", re.compile(r"beginning|start", re.IGNORECASE)),
    ("CLOSE", re.compile(r"end|close", re.IGNORECASE)),
    ("START", re.compile(r"early|earlier", re.IGNORECASE)),
    ("MID", re.compile(r"mid", re.IGNORECASE)),
    ("END", re.compile(r"late|later", re.IGNORECASE)),
)


def dated(value: str, unit: str, edge: str | None = None) -> Value:
    """A date, or the early, middle or late part of one.

    Args:
        value: TIMEX3's.
        unit: how fine it is.
        edge: the words that narrow it, "early", "mid-", "the end of".
    """
    part = next((name for name, words in EDGES if edge and words.search(edge)), None)
    whole = bounds(value)
    days = narrowed(whole, part) if whole and part and unit not in ("day", "weekend") else None
    return Value(type=TimeType.DATE, value=value, days=days, unit=unit)


def nearest(context: Context, candidates: list[date], tense: Tense) -> date | None:
    """The candidate nearest to publication; one on the wrong side of the clause's tense counts eightfold."""
    published = context.published
    if published is None:
        return None

    def cost(day: date) -> int:
        away = (day - published).days
        wrong = (tense is Tense.PAST and away > 0) or (tense is Tense.FUTURE and away < 0)
        return abs(away) * (WRONG_SIDE if wrong else 1)

    return min(candidates, key=cost, default=None)


WRONG_SIDE = 8
