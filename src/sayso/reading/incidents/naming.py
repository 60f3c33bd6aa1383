"""The words of a party: what the encoder marks, mended where it breaks a name or stops at an article."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from sayso.model import Entity, EntityType

PEOPLE = frozenset(("victim", "perpetrator_person"))
OUTER = frozenset("DT IN CC PRP$ POS TO , : . `` '' -LRB- -RRB- HYPH WDT WP".split())
"""Tags of words that no party starts or ends with."""


def mended(doc: Doc, found: Sequence[Span], entities: Sequence[Entity]) -> list[Span]:
    """Spans of one or more nouns, names whole, each once, in text order."""
    names = sorted(_names(doc, entities), key=lambda s: s.start)
    whole = (_trimmed(_whole(span, names)) for span in found)
    kept: dict[tuple[int, int], Span] = {}
    for span in whole:
        if span is not None and not any(a < span.end and span.start < b for a, b in kept):
            kept[span.start, span.end] = span
    return sorted(kept.values(), key=lambda s: s.start)


def _names(doc: Doc, entities: Sequence[Entity]) -> Iterator[Span]:
    for entity in entities:
        for mention in entity.mentions:
            span = doc.char_span(*mention.span, alignment_mode="expand")
            if span is not None:
                yield Span(doc, span.start, span.end, label=entity.type.value)


def _whole(span: Span, names: Sequence[Span]) -> Span:
    """The span grown over the name that it lies in; of people, the name alone that it holds."""
    for name in names:
        if name.start < span.end and span.start < name.end:
            person = name.label_ == EntityType.PERSON.value
            if person and span.label_ in PEOPLE and len(name) > 1:
                return Span(span.doc, name.start, name.end, label=span.label_)
            if span.label_ != "perpetrator_group" and name.start <= span.start and span.end <= name.end:
                return Span(span.doc, name.start, name.end, label=span.label_)
    return span


def _trimmed(span: Span) -> Span | None:
    """Without articles, prepositions and marks at its ends, but with a leading article; None without a noun."""
    start, end = span.start, span.end
    while start < end and (span.doc[start].is_space or span.doc[start].tag_ in OUTER):
        start += 1
    while end > start and (span.doc[end - 1].is_space or span.doc[end - 1].tag_ in OUTER):
        end -= 1
    if not any(t.tag_.startswith("NN") for t in span.doc[start:end]):
        return None
    if start > span.start and span.doc[start - 1].tag_ == "DT":
        start -= 1
    return Span(span.doc, start, end, label=span.label_)
