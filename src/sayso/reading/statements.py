"""Statements: who says what, in which words.

The encoder marks cues and, for each cue, how likely each word belongs to its source, its content, or those whom the
words came through. What is likely enough, and no other cue's, cut into runs and trimmed, is the statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span, Token

from sayso.language.encoder import Scores, spans
from sayso.model import Phrase

REACH = 260
"""Words on either side of a cue in which its source and content are looked for."""

UNLIKELY = 0.0
"""Log odds under which a source or a content that nothing else claims is let go."""

ORPHAN = -2.0
"""Log odds over which marked content that no cue claims goes to the likeliest cue nearby."""

NOBODY = -1

CLIMBS = 3
SUBJECTS = frozenset({"nsubj", "nsubj:outer"})
HANGING = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis"})
"""Relations of a verb that may have the subject of the verb it hangs on: "he rose, saying ..."."""

CLAUSES = frozenset({"acl", "acl:relcl", "parataxis", "advcl"})
ELSEWHERE, FAR = 2.5, 3
"""What a sentence between a cue and a source takes off the log odds, and from how many on no more is taken off."""

BRIDGE = 3
"""Words that a run may skip: a low score inside one phrase is noise."""

QUOTES = {'"', "“", "”", "''", "``", "'", "‘", "’", "«", "»"}
STOPS = {".", "!", "?"}
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
    if not cues:
        return []
    links = _Links(doc, scores, cues)
    found = [links.saying(number, content) for number, content in enumerate(links.contents()) if content]
    return sorted(_distinct(found), key=lambda s: (s.content[0].start, s.cue.start))


class _Links:
    """How likely each word is a part of each cue's statement, as log odds.

    Args:
        doc: the text.
        scores: the encoder's.
        cues: the words that mark an act of saying.
    """

    def __init__(self, doc: Doc, scores: Scores, cues: Sequence[Span]) -> None:
        self._doc = doc
        self._cues = cues
        self._content = np.stack([scores.link_odds(cue.start, "content") for cue in cues])
        self._via = np.stack([scores.link_odds(cue.start, "via") for cue in cues])
        self._contents = [part for span in spans(doc, scores, "content") if (part := _trim(span)) is not None]
        self._sources = [part for span in spans(doc, scores, "source") if (part := _trim(span)) is not None]
        self._sentence = _sentence_numbers(doc)
        self._apart = np.abs(self._sentence[[cue.start for cue in cues], None] - self._sentence[None])
        # Who speaks in one sentence is likely in the next, too; the nearer mention is the one that is meant.
        source = np.stack([scores.link_odds(cue.start, "source") for cue in cues])
        self._source = source - ELSEWHERE * np.minimum(self._apart, FAR)

    def saying(self, number: int, content: Sequence[Span]) -> Saying:
        """The statement of one cue with its content."""
        cue = self._cues[number]
        source = self._source_of(number)
        via = [run for run in self._runs(self._via[number], cue, bridge=1) if not _meets(run, source)]
        return Saying(cue, tuple(source), tuple(via), tuple(content))

    def contents(self) -> list[list[Span]]:
        """The content of each cue; what is marked as content and claimed by none goes to a neighbour or the likeliest."""
        found = [self._content_of(number) for number in range(len(self._cues))]
        owner = np.full(len(self._doc), NOBODY, dtype=np.int64)
        for number, content in enumerate(found):
            for part in content:
                owner[part.start : part.end] = number
        for marked in self._contents:
            for free in _stretches(marked, owner):
                heir = self._neighbour(marked, free, owner)
                heir = self._likeliest(free) if heir is None else heir
                if heir is not None:
                    found[heir].append(free)
        return [_joined(self._doc, content) for content in found]

    def _neighbour(self, marked: Span, free: Span, owner: npt.NDArray[np.int64]) -> int | None:
        """The cue that has the words before, or else those after, in one marked content and one sentence."""
        for at in (free.start - 1, free.end):
            if (
                marked.start <= at < marked.end
                and owner[at] != NOBODY
                and self._sentence[at] == self._sentence[free.start]
            ):
                return int(owner[at])
        return None

    def _likeliest(self, part: Span) -> int | None:
        near = [
            number
            for number, cue in enumerate(self._cues)
            if self._apart[number, part.start] <= FAR and not _meets(part, [cue])
        ]
        best = max(near, key=lambda number: self._mean(number, part), default=None)
        return best if best is not None and self._mean(best, part) > ORPHAN else None

    def _content_of(self, number: int) -> list[Span]:
        """The runs of words that are this cue's more than any other's, or else the likeliest content nearby."""
        cue = self._cues[number]
        runs = self._runs(self._content[number], cue, bridge=BRIDGE)
        content = [run for run in runs if not self._is_of_another(number, run)]
        if content:
            return content
        near = [c for c in self._contents if self._apart[number, c.start] <= 1 and not _meets(c, [cue])]
        best = max(near, key=lambda c: self._mean(number, c), default=None)
        return [best] if best is not None and self._mean(number, best) > UNLIKELY else []

    def _is_of_another(self, number: int, run: Span) -> bool:
        """Whether some words are rather another cue's, and neither cue stands in what the other says."""
        own = self._mean(number, run)
        return any(
            self._mean(other, run) > own
            and self._mean(number, self._cues[other]) <= 0
            and self._mean(other, self._cues[number]) <= 0
            for other in range(len(self._cues))
            if other != number
        )

    def _mean(self, number: int, span: Span) -> float:
        return float(self._content[number, span.start : span.end].mean())

    def _source_of(self, number: int) -> list[Span]:
        """The marked source that is likeliest the cue's, or else the likeliest run of words, or the cue's subject."""
        cue, odds = self._cues[number], self._source[number]
        marked = [s for s in self._sources if not (_meets(s, [cue]) and len(s) <= len(cue))]
        best = max(marked, key=lambda s: float(odds[s.start : s.end].max()), default=None)
        if best is not None and odds[best.start : best.end].max() > UNLIKELY:
            return [best]
        runs = self._runs(odds, cue, bridge=1)
        if runs:
            return [max(runs, key=lambda r: float(odds[r.start : r.end].max()))]
        subject = _subject_of(cue)
        return [_noun_phrase(subject)] if subject is not None else []

    def _runs(self, odds: Floats, cue: Span, *, bridge: int) -> list[Span]:
        """Runs of likely words near a cue, apart from the cue's own words."""
        low, high = max(0, cue.start - REACH), min(len(self._doc), cue.end + REACH)
        member = odds[low:high] > 0
        member[cue.start - low : cue.end - low] = False
        found: list[Span] = []
        start = last = -1
        for i in (np.flatnonzero(member) + low).tolist():
            gap = range(last + 1, i)
            if start >= 0 and cue.start not in gap and sum(not self._doc[j].is_space for j in gap) <= bridge:
                last = i
                continue
            if start >= 0:
                found.append(self._doc[start : last + 1])
            start = last = i
        if start >= 0:
            found.append(self._doc[start : last + 1])
        return [run for span in found if (run := _trim(span)) is not None]


def _subject_of(cue: Span) -> Token | None:
    """Who does what a cue says, by the parse: its subject, or that of the verb it hangs on."""
    at = next((t for t in cue if t.head not in cue), cue[0])
    for _ in range(CLIMBS):
        subject = next((t for t in at.lefts if t.dep_ in SUBJECTS), None) or next(
            (t for t in at.rights if t.dep_ in SUBJECTS), None
        )
        if subject is not None:
            return subject
        if at.dep_ == "acl":
            return at.head
        if at.dep_ not in HANGING or at.head is at:
            return None
        at = at.head
    return None


def _noun_phrase(head: Token) -> Span:
    """A noun with what belongs to it, without a clause after it."""
    clause = next((t for t in head.rights if t.dep_ in CLAUSES), None)
    end = clause.left_edge.i if clause is not None else head.right_edge.i + 1
    return _trim(head.doc[head.left_edge.i : max(end, head.i + 1)]) or head.doc[head.i : head.i + 1]


def _stretches(marked: Span, owner: npt.NDArray[np.int64]) -> list[Span]:
    """The parts of some marked content that nobody has."""
    doc = marked.doc
    edges = (
        np.flatnonzero(np.diff(np.r_[False, owner[marked.start : marked.end] == NOBODY, False]))
        + marked.start
    )
    found = [
        _trim(doc[start:end]) for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    ]
    return [part for part in found if part is not None]


def _joined(doc: Doc, content: list[Span]) -> list[Span]:
    """Parts in order, those with nothing but punctuation between them as one."""
    found: list[Span] = []
    for part in sorted(content, key=lambda span: span.start):
        if found and all(t.is_space or t.text in EDGES for t in doc[found[-1].end : part.start]):
            found[-1] = doc[found[-1].start : max(found[-1].end, part.end)]
        else:
            found.append(part)
    return found


def _sentence_numbers(doc: Doc) -> npt.NDArray[np.int64]:
    """For each word the number of its sentence; a line's end ends one, too."""
    ends = np.array([t.text in STOPS or (t.is_space and "\n" in t.text) for t in doc], dtype=np.int64)
    return np.cumsum(ends) - ends


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
            and len(words & (own := {i for s in other.content for i in range(s.start, s.end)}))
            >= 0.8 * len(words | own)
            for other in kept
        )
        if not twin:
            kept.append(saying)
    return kept


def _same_source(one: Saying, other: Saying) -> bool:
    return not one.source or not other.source or _meets(one.source[0], other.source)
