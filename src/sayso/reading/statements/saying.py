"""A statement before anybody is named, and the spans that it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from sayso.model import Phrase

QUOTES = {'"', "“", "”", "''", "``", "'", "‘", "’", "«", "»"}
STOPS = {".", "!", "?"}
EDGES = QUOTES | {",", ".", ":", ";", "-", "--", "–", "—", "…", "...", "(", ")", "[", "]"}

ALIKE = 0.8
"""Share of all words that two contents have in common when they are one."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement before anybody is named: spans of one Doc.

    Args:
        cue: the words that mark the saying.
        source: who says it; empty for a saying without a printed source.
        via: the outlets or people between, nearest the reader first.
        content: what is said, in order.
    """

    cue: Span
    source: tuple[Span, ...]
    via: tuple[Span, ...]
    content: tuple[Span, ...]

    def holds(self, start: int, end: int) -> bool:
        """Whether the tokens lie inside the content."""
        return any(span.start <= start and end <= span.end for span in self.content)

    @property
    def size(self) -> int:
        """Tokens of content."""
        return sum(len(span) for span in self.content)


def phrase(span: Span) -> Phrase:
    """A span as the Reading has it."""
    return Phrase(text=span.text, span=(span.start_char, span.end_char))


def trimmed(span: Span) -> Span | None:
    """Without quotation marks, stops and white space at either end; None when nothing is left."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (doc[start].is_space or doc[start].text in EDGES):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in EDGES):
        end -= 1
    return doc[start:end] if end > start else None


def meets(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span shares a token with any of some others."""
    return any(span.start < o.end and o.start < span.end for o in others)


def joined(doc: Doc, content: Sequence[Span]) -> list[Span]:
    """Parts in order, those with nothing but punctuation between them as one."""
    found: list[Span] = []
    for part in sorted(content, key=lambda span: span.start):
        if found and all(t.is_space or t.text in EDGES for t in doc[found[-1].end : part.start]):
            found[-1] = doc[found[-1].start : max(found[-1].end, part.end)]
        else:
            found.append(part)
    return found


def distinct(found: Sequence[Saying]) -> list[Saying]:
    """One statement for two cues that give the same content to the same source."""
    kept: list[Saying] = []
    for saying in sorted(found, key=lambda s: -s.size):
        words = {i for span in saying.content for i in range(span.start, span.end)}
        twin = any(
            _same_source(saying, other)
            and len(words & (own := {i for s in other.content for i in range(s.start, s.end)}))
            >= ALIKE * len(words | own)
            for other in kept
        )
        if not twin:
            kept.append(saying)
    return kept


def _same_source(one: Saying, other: Saying) -> bool:
    return not one.source or not other.source or meets(one.source[0], other.source)
