"""What a rule is: a pattern, and what its words mean where they stand."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
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
        days: the days it covers, where they are not simply those of `value`.
        unit: how fine it is ("day", "month", "quarter" ...), for the expressions that go on from it.
        clock: a time of day that still wants its day ("10 p.m." in "10 p.m. Wednesday").
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
        focus: the stretch of days that the text last spoke of.
        unit: how fine that was.
        quarter: the first day of the quarter last spoken of.
    """

    text: str
    published: date | None
    tense: Callable[[int, int], Tense]
    focus: date | None = None
    unit: str | None = None
    quarter: date | None = None
    given: date | None = field(default=None)

    def move(self, value: Value) -> None:
        """Note what an expression spoke of."""
        if value.unit:
            self.unit = value.unit
        days = value.covers
        if days and value.unit:
            self.focus = days[0]
            if value.unit == "quarter" and self.published and days[1] < self.published:
                self.quarter = days[0]

    def before(self, match: re.Match[str], size: int = 24) -> str:
        """The words right before an expression, in lower case."""
        return self.text[max(0, match.start() - size) : match.start()].casefold()

    def after(self, match: re.Match[str], size: int = 24) -> str:
        """The words right after an expression, in lower case."""
        return self.text[match.end() : match.end() + size].casefold()


Resolve = Callable[[re.Match[str], Context], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its meaning; `resolve` gives None where the words are no time after all."""

    pattern: re.Pattern[str]
    resolve: Resolve


class Rules(list[Rule]):
    """The rules of one family, in order of preference."""

    def rule(self, template: str | re.Pattern[str]) -> Callable[[Resolve], Resolve]:
        """Add the function below as the meaning of a pattern."""

        def add(resolve: Resolve) -> Resolve:
            compiled = pattern(template) if isinstance(template, str) else template
            self.append(Rule(compiled, resolve))
            return resolve

        return add


EDGES = (
    ("START", re.compile(r"early|earlier|beginning|start|outset|first", re.IGNORECASE)),
    ("MID", re.compile(r"mid", re.IGNORECASE)),
    ("END", re.compile(r"late|later|end|close", re.IGNORECASE)),
)


def edge_of(text: str | None) -> str | None:
    """START, MID or END for "early", "mid-", "the end of"."""
    return next((name for name, words in EDGES if text and words.search(text)), None)


def dated(value: str, unit: str, edge: str | None = None) -> Value:
    """A date, or the early, middle or late part of one."""
    name = edge_of(edge)
    whole = bounds(value)
    days = narrowed(whole, name) if whole and name and unit not in ("day", "weekend") else None
    return Value(type=TimeType.DATE, value=value, days=days, unit=unit)
