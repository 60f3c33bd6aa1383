"""Phrases that may name a party: wherever the encoder marks anything, cut in each of the ways that a name may be cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores, spans
from sayso.language.entities.names import HONORIFICS, ROLES
from sayso.model import Entity
from sayso.reading.incidents.naming import OUTER, mended

LEANS = (0.0, 1.2, 2.5, 4.0)
"""What is taken from the log odds of being no party, step by step: what is marked surely keeps its ends."""

TITLES = HONORIFICS | ROLES
NOUNS = frozenset("NN NNS NNP NNPS".split())
BEFORE_NOUN = NOUNS | frozenset("JJ JJR JJS CD VBN VBG HYPH POS AFX".split())
BEFORE_NAME = frozenset("JJ NN CD DT .".split())


class Cut(StrEnum):
    """Where a phrase was cut: as marked, with names whole, with all before its noun, without titles, without number."""

    MARKED = "marked"
    MENDED = "mended"
    FULL = "full"
    BARE = "bare"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a party.

    Args:
        words: in lower case, without white space.
        places: every place of the report where they stand, in text order.
        cuts: the ways in which they were cut out.
    """

    words: tuple[str, ...]
    places: tuple[Span, ...]
    cuts: frozenset[Cut]


def candidates(doc: Doc, entities: Sequence[Entity]) -> list[Candidate]:
    """Every phrase of a report that may name a party, each once."""
    cuts: dict[tuple[str, ...], set[Cut]] = {}
    for cut, start, end in _cut(doc, entities):
        first, last = _trimmed(doc, start, end)
        if any(t.tag_ in NOUNS for t in doc[first:last]):
            words = tuple(t.lower_ for t in doc[first:last] if not t.is_space)
            cuts.setdefault(words, set()).add(cut)
    places = _places(doc, cuts)
    return [Candidate(words, tuple(places[words]), frozenset(own)) for words, own in cuts.items()]


def _cut(doc: Doc, entities: Sequence[Entity]) -> Iterator[tuple[Cut, int, int]]:
    scores: Scores = doc._.sayso_scores
    marked = _marked(doc, scores)
    for span in marked:
        start, end = _full(span)
        yield Cut.MARKED, span.start, span.end
        yield Cut.FULL, start, end
        yield Cut.BARE, _bare(doc, start, end), end
        yield Cut.BARE, _bare(doc, span.start, span.end), span.end
        if (uncounted := _uncounted(doc, start, end)) > start:
            yield Cut.UNCOUNTED, uncounted, end
    for span in mended(doc, marked, entities):
        yield Cut.MENDED, span.start, span.end


def _marked(doc: Doc, scores: Scores) -> list[Span]:
    """Spans of any part, in text order; one that is marked more surely is left as it is."""
    found: list[Span] = []
    taken: set[int] = set()
    for lean in LEANS:
        for span in spans(doc, scores, "role", lean=lean):
            if taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                found.append(span)
    return sorted(found, key=lambda s: s.start)


def _full(span: Span) -> tuple[int, int]:
    """With the nouns behind, and what stands before them, in its sentence."""
    doc, start, end = span.doc, span.start, span.end
    first, last = span.sent.start, span.sent.end
    while (end < last and doc[end].tag_ in NOUNS) or (
        end + 1 < last and (doc[end].is_space or doc[end].tag_ == "HYPH") and doc[end + 1].tag_ in NOUNS
    ):
        end += 1
    while (
        (start > first and doc[start - 1].tag_ in BEFORE_NOUN)
        or (start - 1 > first and doc[start - 1].is_space and doc[start - 2].tag_ in BEFORE_NOUN)
        or (start > first and doc[start - 1].tag_ == "RB" and doc[start].tag_ in {"JJ", "VBN"})
    ):
        start -= 1
    return start, end


def _bare(doc: Doc, start: int, end: int) -> int:
    """Where the name starts, behind titles and what describes it."""
    while start < end - 1 and (
        doc[start].is_space or doc[start].lower_.rstrip(".") in TITLES or doc[start].tag_ in BEFORE_NAME
    ):
        start += 1
    return start


def _uncounted(doc: Doc, start: int, end: int) -> int:
    while start < end and (doc[start].tag_ == "CD" or doc[start].is_space):
        start += 1
    return start


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Without articles, prepositions, marks and white space at either end."""
    while start < end and (doc[start].is_space or doc[start].tag_ in OUTER):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].tag_ in OUTER):
        end -= 1
    return start, end


def _places(doc: Doc, wanted: dict[tuple[str, ...], set[Cut]]) -> dict[tuple[str, ...], list[Span]]:
    """Every place where the words of each phrase stand."""
    spoken = [t for t in doc if not t.is_space]
    low = [t.lower_ for t in spoken]
    starting: dict[str, list[int]] = {}
    for n, word in enumerate(low):
        starting.setdefault(word, []).append(n)
    return {
        words: [
            doc[spoken[n].i : spoken[n + len(words) - 1].i + 1]
            for n in starting.get(words[0], ())
            if tuple(low[n : n + len(words)]) == words
        ]
        for words in wanted
    }
