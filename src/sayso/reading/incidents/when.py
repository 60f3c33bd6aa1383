"""When an incident was."""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span

from sayso.model import Time, TimeType, When
from sayso.reading.statements import Saying

HEAD = 400
"""Code points at the head of a report where the day of publication is printed."""

DAY = re.compile(r"\d")


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
        own = _own_time(mentions, dated, sayings)
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


def _own_time(mentions: Sequence[Span], times: Sequence[Time], sayings: Sequence[Saying]) -> Time | None:
    """The dated expression nearest to a mention in its sentence, the day of the saying itself left out."""
    best: tuple[int, Time] | None = None
    for mention in mentions:
        sentence = mention.sent
        for time in times:
            if not sentence.start_char <= time.span[0] < sentence.end_char:
                continue
            span = words_at(mention.doc, time.span)
            cost = apart(mention, span)
            if not _of_saying(span, mention, sayings) and (best is None or cost < best[0]):
                best = (cost, time)
    return best[1] if best else None


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
