"""Statements: who says what, in which words.

The encoder marks cues and, for each cue, how likely each word belongs to its source, its content, or those whom the
words came through. What is likely enough, cut into runs and trimmed, is the statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores, spans
from sayso.model import Phrase

REACH = 260
"""Words on either side of a cue in which its source and content are looked for."""

LIKELY = 0.5
BRIDGE = 3
"""Words that a run may skip: a low score inside one phrase is noise."""

QUOTES = {'"', "“", "”", "''", "``", "'", "‘", "’", "«", "»"}
EDGES = QUOTES | {",", ".", ":", ";", "-", "--", "–", "—", "…", "...", "(", ")", "[", "]"}

Floats = npt.NDArray[np.float32]


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


def find_sayings(doc: Doc) -> list[Saying]:
    """Every act of saying in a Doc that the encoder has read, in order of their contents."""
    scores: Scores = doc._.sayso_scores
    cues = spans(doc, scores, "cue")
    found = [saying for cue in cues if (saying := _around(doc, scores, cue))]
    return sorted(_distinct(found), key=lambda s: (s.content[0].start, s.cue.start))


def _around(doc: Doc, scores: Scores, cue: Span) -> Saying | None:
    content = _runs(doc, scores.link(cue.start, "content"), cue, bridge=BRIDGE)
    content = [part for run in content if (part := _trim(run)) is not None]
    if not content:
        return None
    source = _runs(doc, scores.link(cue.start, "source"), cue, bridge=1)
    via = _runs(doc, scores.link(cue.start, "via"), cue, bridge=1)
    source = [part for run in source if (part := _trim(run)) is not None]
    via = [part for run in via if (part := _trim(run)) is not None and not _meets(part, source)]
    return Saying(cue, tuple(source), tuple(via), tuple(content))


def _runs(doc: Doc, likely: Floats, cue: Span, *, bridge: int) -> list[Span]:
    """Runs of likely words near a cue, apart from the cue's own words."""
    low, high = max(0, cue.start - REACH), min(len(doc), cue.end + REACH)
    member = likely[low:high] > LIKELY
    own = range(cue.start - low, cue.end - low)
    member[own.start : own.stop] = False
    found: list[Span] = []
    at: list[int] = [int(i) + low for i in np.flatnonzero(member)]
    start = last = -1
    for i in at:
        gap = range(last + 1, i)
        spoken = sum(not doc[j].is_space for j in gap)
        if start >= 0 and spoken <= bridge and not any(cue.start <= j < cue.end for j in gap):
            last = i
            continue
        if start >= 0:
            found.append(doc[start : last + 1])
        start = last = i
    if start >= 0:
        found.append(doc[start : last + 1])
    return found


def _trim(span: Span) -> Span | None:
    """Without quotation marks, stops and white space at either end; None when nothing is left."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (doc[start].is_space or doc[start].text in EDGES):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in EDGES):
        end -= 1
    return doc[start:end] if end > start else None


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < o.end and o.start < span.end for o in others)


def _distinct(found: list[Saying]) -> list[Saying]:
    """One statement for two cues that give the same content to the same source."""
    kept: list[Saying] = []
    for saying in sorted(found, key=lambda s: -s.size):
        words = {i for span in saying.content for i in range(span.start, span.end)}
        twin = any(
            _same_source(saying, other)
            and len(words & (own := {i for s in other.content for i in range(s.start, s.end)})) >= 0.8 * len(words | own)
            for other in kept
        )
        if not twin:
            kept.append(saying)
    return kept


def _same_source(one: Saying, other: Saying) -> bool:
    return not one.source or not other.source or _meets(one.source[0], other.source)
