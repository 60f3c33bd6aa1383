"""When an incident was."""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span, Token

from sayso.model import Time, TimeType, When
from sayso.reading.statements import Saying

HEAD = 400
"""Code points at the head of a report where the day of publication is printed."""

DAY = re.compile(r"\d")

ELSEWHERE = 4
"""Words by which a time under another verb than the mention counts as farther."""


def whens_of(
    events: Sequence[Sequence[Span]], times: Sequence[Time], sayings: Sequence[Saying], published: str | None
) -> list[When | None]:
    """When each incident was, the incidents given by their mentions in text order.

    An incident without a time of its own was on the day of publication if those told before it were: news of
    one day is dated once.
    """
    printed = published[:10] if published else None
    dated = [
        t for t in times if t.start and t.type in (TimeType.DATE, TimeType.TIME) and not _heads(t, printed)
    ]
    found: list[When | None] = []
    for mentions in events:
        own = _own_time(mentions, dated, sayings, printed)
        if own is not None:
            found.append(When(start=own.start, end=own.end, text=own.text, span=own.span))
        elif found and printed and _is_on(found[0], printed) and _is_on(found[-1], printed):
            found.append(When(start=printed, end=printed, text=None, span=None))
        else:
            found.append(None)
    return found


def _heads(time: Time, published: str | None) -> bool:
    """Whether a time is the report's own dateline."""
    same = time.start is not None and time.start[:10] == published and time.end == time.start
    return same and time.span[0] < HEAD and DAY.search(time.text) is not None


def _is_on(when: When | None, day: str) -> bool:
    return when is not None and when.start is not None and when.start[:10] == day


def _day_of(time: Time) -> str | None:
    """The one day of a time; None for more than a day, or for none."""
    if time.start is None or time.end is None or time.start[:10] != time.end[:10]:
        return None
    return time.start[:10]


def _own_time(
    mentions: Sequence[Span], times: Sequence[Time], sayings: Sequence[Saying], printed: str | None
) -> Time | None:
    """The dated expression nearest to a mention in its sentence, the day of the saying itself left out.

    A day that some mention gives within the nearest time ("last week", then "on Thursday") says more; the day of
    publication does not, for it is often that of what is told about the incident.
    """
    near = sorted(
        (
            (_cost(mention, span), time)
            for mention in mentions
            for time in times
            if mention.sent.start_char <= time.span[0] < mention.sent.end_char
            and not _of_saying(span := words_at(mention.doc, time.span), mention, sayings)
        ),
        key=lambda found: found[0],
    )
    if not near:
        return None
    best = near[0][1]
    days = (t for _, t in near if _day_of(t) not in (None, printed) and _is_within(t, best))
    return best if _day_of(best) else next(days, best)


def _is_within(day: Time, whole: Time) -> bool:
    """Whether a day lies in a longer time."""
    if not (day.start and day.end and whole.start and whole.end):
        return False
    return whole.start <= day.start and day.end <= whole.end


def _cost(mention: Span, time: Span) -> int:
    """How far a time is from a mention: words between, and more under another verb."""
    inside = mention.start <= time.start < mention.end
    elsewhere = not inside and len(time) > 0 and _verb(time.root) != _verb(mention.root)
    return apart(mention, time) + ELSEWHERE * elsewhere


def _verb(token: Token) -> int:
    """The nearest verb over a word, or else the root."""
    while token.head.i != token.i and not token.tag_.startswith("VB"):
        token = token.head
    return token.i


def words_at(doc: Doc, span: tuple[int, int]) -> Span:
    """The tokens that some code points touch."""
    found = doc.char_span(*span, alignment_mode="expand")
    return found if found is not None else doc[0:0]


def apart(mention: Span, span: Span) -> int:
    """Words between a mention and a time or a place; one more where it stands before."""
    if span.start >= mention.end:
        return span.start - mention.end
    return max(0, mention.start - span.end) + 1


def _of_saying(time: Span, mention: Span, sayings: Iterable[Saying]) -> bool:
    """Whether the time stands outside a content that the mention is in: it tells when that was said."""
    return any(s.holds(mention.start, mention.end) and not s.holds(time.start, time.end) for s in sayings)
