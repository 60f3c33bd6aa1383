"""The day on which somebody said something, where the report tells it: "the ministry said on Sunday"."""

from datetime import date, timedelta

from sayso.model import Reading, Span, Statement, Time
from sayso.passage import sentence_number

NEAR = 40
"""Code points between the words of saying and the day of it."""

OLD = timedelta(days=31)
"""How long before publication somebody may have spoken: farther back a day is seldom that of the saying."""


def said_on(reading: Reading, statement: Statement) -> str | None:
    """The day of a saying, or None where the report does not tell it.

    It is a day in the sentence of the cue, near it, and outside of what is said: "said on Sunday that ...".
    """
    if statement.cue is None or reading.report.published is None:
        return None
    cue, published = statement.cue.span, date.fromisoformat(reading.report.published[:10])
    days = [
        (_gap(cue, time.span), time.start)
        for time in reading.times
        if time.start
        and _is_day(time)
        and published - OLD <= date.fromisoformat(time.start[:10]) <= published
        and _is_of_the_saying(reading.report.text, statement, cue, time.span)
    ]
    return min(days)[1][:10] if days else None


def _is_day(time: Time) -> bool:
    return bool(time.start) and time.start == time.end


def _is_of_the_saying(text: str, statement: Statement, cue: Span, span: Span) -> bool:
    inside = any(part.span[0] < span[1] and span[0] < part.span[1] for part in statement.content)
    near = _gap(cue, span) <= NEAR and sentence_number(text, cue[0]) == sentence_number(text, span[0])
    return near and not inside


def _gap(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)
