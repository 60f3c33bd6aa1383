"""The expressions of a text, read from left to right, each with its value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.language.times import clock, dates, durations, references, relative, seasons
from sayso.language.times.calendar import Days
from sayso.language.times.rules import Context, Rule, Tense, Value
from sayso.language.times.words import words_in
from sayso.model import Time, TimeType

RULES: tuple[Rule, ...] = (
    *dates.RULES, *seasons.RULES, *relative.RULES, *clock.RULES, *durations.RULES, *references.RULES,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: `text[start:end]` means `value`."""

    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    rank: int
    rule: Rule
    match: re.Match[str]


def find(context: Context) -> list[Found]:
    """The expressions of the context's text, in text order, none inside another."""
    return list(_open_ended(context, _ranges(context.text, list(_joined(context)))))


def _candidates(text: str) -> list[_Candidate]:
    """All that any rule matches: from left to right, the longest first."""
    held = words_in(text)
    found = [
        _Candidate(match.start(), match.end(), rank, rule, match)
        for rank, rule in enumerate(RULES)
        if not rule.needs or not held.isdisjoint(rule.needs)
        for match in rule.pattern.finditer(text)
    ]
    return sorted(found, key=lambda c: (c.start, -c.end, c.rank))


def _read(context: Context) -> Iterator[Found]:
    """The candidates that mean something; each moves the context for those after it."""
    done = 0
    for candidate in _candidates(context.text):
        if candidate.start < done:
            continue
        value = _value(candidate, context)
        if value is None:
            continue
        done = candidate.end
        yield Found(candidate.start, candidate.end, value)
        context.move(value)


def _value(candidate: _Candidate, context: Context) -> Value | None:
    """What a candidate means; None where that lies before the first or after the last day of the calendar."""
    try:
        return candidate.rule.resolve(candidate.match, context)
    except (OverflowError, ValueError):
        # "In the year 9999; the year after": Python's days end there.
        return None


CLOCK_GAP = re.compile(r"(?:,?\s+(?:on|of)(?:\s+the)?)?,?\s+", re.IGNORECASE)


def _joined(context: Context) -> Iterator[Found]:
    """Times of the clock made one with the day after them: "10 p.m. Wednesday", "the night of 6 November"."""
    waiting: Found | None = None
    for found in _read(context):
        if (
            waiting
            and _names_a_day(found.value)
            and CLOCK_GAP.fullmatch(context.text, waiting.end, found.start)
        ):
            yield Found(waiting.start, found.end, _clocked(waiting.value, found.value))
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = found if found.value.clock else None
        if not waiting:
            yield found
    if waiting:
        yield waiting


def _names_a_day(value: Value) -> bool:
    return value.type is TimeType.DATE and value.unit == "day"


def _clocked(time: Value, day: Value) -> Value:
    """A time of the clock with the day that it was waiting for."""
    assert time.clock is not None
    if day.covers is None:
        return replace(time, value=f"{day.value}T{time.clock}", days=None)
    return clock.at(day.covers[0], time.clock)


TO = re.compile(r"\s*(?:to|until|till|through|and|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
LONGEST_RANGE = 400
"""Days that "from ... to ..." may span; more is two dates of a story."""


def _ranges(text: str, found: list[Found]) -> list[Found]:
    """Both ends of "from Monday to Wednesday" and of "Friday and Saturday" carry all days between them."""
    for i, (a, b) in enumerate(pairwise(found)):
        days = _range(text, a, b)
        if days:
            found[i] = replace(a, value=replace(a.value, days=days))
            found[i + 1] = replace(b, value=replace(b.value, days=days))
    return found


def _range(text: str, a: Found, b: Found) -> Days | None:
    first, last = a.value.covers, b.value.covers
    gap = TO.fullmatch(text, a.end, b.start)
    if not (first and last and gap) or first[0] > last[1] or (last[1] - first[0]).days > LONGEST_RANGE:
        return None
    told = FROM.search(text, max(0, a.start - 12), a.start)
    if "and" in gap[0].casefold() and not told and (last[0] - first[1]).days > 1:
        return None
    return first[0], last[1]


SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)


def _open_ended(context: Context, found: list[Found]) -> Iterator[Found]:
    """The expressions; those that run up to publication are cut there: "since Thursday", tonight if past."""
    for f in found:
        days, published = f.value.covers, context.published
        cut = (
            days
            and published
            and days[0] <= published
            and (_since(context, f) or _past_night(context, f, days))
        )
        yield (
            replace(f, value=replace(f.value, days=(days[0], published))) if cut and days and published else f
        )


def _since(context: Context, f: Found) -> bool:
    before = SINCE.search(context.text, max(0, f.start - 12), f.start)
    return f.value.type is not TimeType.DURATION and before is not None


def _past_night(context: Context, f: Found, days: Days) -> bool:
    """Whether it is the night after the day of publication, told in the past tense."""
    tonight = f.value.type is TimeType.TIME and days[0] == context.published and days[1] > days[0]
    return tonight and context.tense(f.start, f.end) is Tense.PAST


LEAD = re.compile(
    r"(?:in|at|by|during|for|after|over|since|until|before|within|mid)\s+(?!of\b)", re.IGNORECASE
)
KEPT_LEADS = re.compile(r"over\s+(?:an?\b|\d)|mid", re.IGNORECASE)


def as_time(text: str, found: Found) -> Time:
    """An expression as the Reading has it, without the preposition before it."""
    start, end = found.start, found.end
    lead = LEAD.match(text, start, end)
    if lead and not KEPT_LEADS.match(text, start, end):
        start = lead.end()
    days = found.value.covers
    return Time(
        text=text[start:end],
        span=(start, end),
        type=found.value.type,
        value=found.value.value,
        start=days[0].isoformat() if days else None,
        end=days[1].isoformat() if days else None,
    )
