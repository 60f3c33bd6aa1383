"""The expressions of a text, read from left to right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.language.times import dates, references, relative, spans
from sayso.language.times.calendar import bounds
from sayso.language.times.rules import Context, Rule, Value
from sayso.language.times.spans import clock_on
from sayso.model import Time, TimeType

RULES: tuple[Rule, ...] = (*dates.RULES, *relative.RULES, *spans.RULES, *references.RULES)
CLOCK_GAP = re.compile(r"(?:,? (?:on |of )?(?:the )?|\s){0,1}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that a rule may read."""

    start: int
    end: int
    rank: int
    rule: Rule
    match: re.Match[str]


def candidates(text: str) -> list[Candidate]:
    """All that any rule matches: from left to right, the longest first."""
    found = [
        Candidate(match.start(), match.end(), rank, rule, match)
        for rank, rule in enumerate(RULES)
        for match in rule.pattern.finditer(text)
        if match.end() > match.start()
    ]
    return sorted(found, key=lambda c: (c.start, -c.end, c.rank))


def find(context: Context) -> Iterator[tuple[int, int, Value]]:
    """The expressions of the context's text with their values, in text order, none inside another."""
    done = 0
    pending: tuple[int, int, Value] | None = None
    for candidate in candidates(context.text):
        if candidate.start < done:
            continue
        value = candidate.rule.resolve(candidate.match, context)
        if value is None:
            continue
        done = candidate.end
        joined = _join(pending, candidate, value, context.text)
        context.move(joined[2] if joined else value)
        if joined:
            yield joined
            pending = None
            continue
        if pending:
            yield pending
        pending = (candidate.start, candidate.end, value)
        if not value.clock:
            yield pending
            pending = None
    if pending:
        yield pending


def _join(
    pending: tuple[int, int, Value] | None, candidate: Candidate, value: Value, text: str
) -> tuple[int, int, Value] | None:
    """A time of the clock and the day right after it, as one: "10 p.m. Wednesday"."""
    if pending is None or value.unit != "day" or value.type is not TimeType.DATE:
        return None
    days = bounds(value.value)
    if days is None or not CLOCK_GAP.fullmatch(text, pending[1], candidate.start):
        return None
    return pending[0], candidate.end, clock_on(pending[2], days[0])


def as_time(text: str, start: int, end: int, value: Value) -> Time:
    """An expression as the Reading has it."""
    covers = value.covers
    start, end = _trim(text, start, end)
    return Time(
        text=text[start:end],
        span=(start, end),
        type=value.type,
        value=value.value,
        start=covers[0].isoformat() if covers else None,
        end=covers[1].isoformat() if covers else None,
    )


LEAD = re.compile(
    r"(?:in|at|by|during|for|after|over|of|since|until|before|within(?= (?:weeks|months|days|hours|years)))\s+(?=\w)",
    re.IGNORECASE,
)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    lead = LEAD.match(text, start, end)
    start = lead.end() if lead else start
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ","):
        end -= 1
    return start, end
