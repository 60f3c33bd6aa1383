"""When and where an incident was, and whether it was at all."""

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Doc, Span

from sayso.model import Place, Precision, Status, Time, TimeType, When, Where
from sayso.reading.incidents.lexicon import cues
from sayso.reading.statements import Saying

PRECISE = list(Precision)


def status_of(mentions: Sequence[Span]) -> Status:
    """Whether the incident happened, by the words in and right before its mentions.

    One mention told as a fact outweighs others that tell of plans.
    """
    found = [_status(mention) for mention in mentions]
    return next((s for s in (Status.OCCURRED,) if found.count(s) * 2 >= len(found)), max(found, key=found.count))


def _status(mention: Span) -> Status:
    doc = mention.doc
    near = doc[max(mention.sent.start, mention.start - 4) : mention.end]
    words = cues()
    if words["foiled"].search(near.text):
        return Status.FOILED
    if words["threatened"].search(near.text):
        return Status.THREATENED
    if words["planned"].search(near.text):
        return Status.PLANNED
    return Status.OCCURRED


def when_of(mentions: Sequence[Span], times: Sequence[Time], sayings: Sequence[Saying]) -> When | None:
    """The dated expression nearest to a mention in its sentence, the day of the saying itself left out."""
    best: tuple[float, Time] | None = None
    for mention in mentions:
        sentence = mention.sent
        for time in times:
            if time.start is None or time.type not in (TimeType.DATE, TimeType.TIME):
                continue
            if not sentence.start_char <= time.span[0] < sentence.end_char:
                continue
            span = sentence.doc.char_span(*time.span, alignment_mode="expand")
            cost = _apart(mention, span) + (40 if _of_saying(span, mention, sayings) else 0)
            if best is None or cost < best[0]:
                best = (cost, time)
    if best is None:
        return None
    time = best[1]
    return When(start=time.start, end=time.end, text=time.text, span=time.span)


def _apart(mention: Span, span: Span) -> float:
    if span.start >= mention.end:
        return span.start - mention.end
    return max(0, mention.start - span.end) + 1


def _of_saying(time: Span, mention: Span, sayings: Iterable[Saying]) -> bool:
    """Whether the time stands outside a content that the mention is in: it tells when that was said."""
    return any(s.holds(mention.start, mention.end) and not s.holds(time.start, time.end) for s in sayings)


def where_of(
    mentions: Sequence[Span], places: Sequence[Place], precision: Callable[[Doc, Place], Precision]
) -> tuple[Where, ...]:
    """The places that the sentences of the mentions give, nearest first, then the larger ones that hold them."""
    ranked: dict[str, tuple[float, Where]] = {}
    for mention in mentions:
        sentence = mention.sent
        for place in places:
            if not sentence.start_char <= place.span[0] < sentence.end_char:
                continue
            span = sentence.doc.char_span(*place.span, alignment_mode="expand")
            cost = _apart(mention, span) - (8 if _located(span) else 0)
            where = Where(
                text=place.text, span=place.span, name=place.name, lat=place.lat, lon=place.lon,
                country=place.country, precision=precision(sentence.doc, place),
            )  # fmt: skip
            if place.name not in ranked or cost < ranked[place.name][0]:
                ranked[place.name] = (cost, where)
    found = [where for _, where in sorted(ranked.values(), key=lambda r: r[0])][:3]
    return tuple(sorted(found, key=lambda w: PRECISE.index(w.precision)))


LOCATIVE = frozenset("in at near on outside inside around to into from of across against toward towards".split())


def _located(span: Span) -> bool:
    before = [t.lower_ for t in span.doc[max(0, span.start - 3) : span.start]]
    return any(word in LOCATIVE for word in before)
