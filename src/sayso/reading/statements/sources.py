"""Whose saying it is: the phrases that may be a cue's source, and what is seen of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Span, Token

from sayso.language.encoder import Scores, spans
from sayso.reading.statements.content import Features, Floats, marked_odds
from sayso.reading.statements.layout import Layout
from sayso.reading.statements.saying import meets, trimmed

FAR = 4
"""Sentences between a cue and a marked source from which on it is not looked at."""

REACH = 260
"""Words on either side of a cue in which likely words are looked at that are not marked."""

CLIMBS = 3
SUBJECTS = frozenset({"nsubj", "nsubj:outer"})
HANGING = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis"})
"""Relations of a verb that may have the subject of the verb it hangs on: "he rose, saying ..."."""

CLAUSES = frozenset({"acl", "acl:relcl", "parataxis", "advcl"})
BEFORE = frozenset({"det", "amod", "compound", "nmod:poss", "nummod", "flat"})
"""Relations of what stands right before a noun and belongs to it."""

BEHIND = frozenset({"flat", "flat:name", "goeswith"})
"""Relations of what stands right behind a name and belongs to it."""

BRACKETS = {")": "(", "]": "["}

PRONOUNS = frozenset(
    "i me my we us our you your he him his she her it its they them their who which that whom".split()
)

FEATURES = (
    "best link", "mean link", "best mark", "mean mark", "unmarked", "parsed", "before", "next sentence", "second sentence",
    "farther", "other paragraph", "in the content", "subject", "no subject", "other subject", "a source between",
    "sources between", "a cue between", "cues between", "words between", "quotation mark between", "pronoun", "relative",
    "in the cue",
)  # fmt: skip
"""What is seen of a phrase in the light of a cue and its content. "Subject" is the cue's by the parse."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be a source.

    Args:
        marked: whether the source head marks it.
        parsed: whether only the parse gives it.
    """

    span: Span
    marked: bool
    parsed: bool


class Sources:
    """The sources of one Doc.

    Args:
        cues: the words that mark an act of saying.
    """

    def __init__(self, doc: Doc, scores: Scores, layout: Layout, cues: Sequence[Span]) -> None:
        self._doc = doc
        self._scores = scores
        self._layout = layout
        self._cues = cues
        self._marked = [part for span in spans(doc, scores, "source") if (part := trimmed(span)) is not None]
        self._mark = marked_odds(scores, "source")
        self._quotes = np.cumsum(layout.mark)

    def candidates(self, number: int) -> list[Candidate]:
        """The phrases that may be a cue's source: marked ones, likely words, the cue's subject."""
        cue = self._cues[number]
        found = [Candidate(s, True, False) for s in self._marked if self._is_near(s, cue)]
        for run in runs(self._scores.link_odds(cue.start, "source"), cue, REACH):
            if not meets(run, [c.span for c in found]):
                found.append(Candidate(run, False, False))
        subject = subject_of(cue)
        if subject is not None and not meets(phrase := noun_phrase(subject), [c.span for c in found]):
            found.append(Candidate(phrase, False, True))
        return found

    def _is_near(self, source: Span, cue: Span) -> bool:
        apart = abs(int(self._layout.sentence[source.start] - self._layout.sentence[cue.start]))
        return apart <= FAR and not (meets(source, [cue]) and len(source) <= len(cue))

    def features(self, number: int, found: Sequence[Candidate], content: Sequence[Span]) -> Features:
        """What is seen of each candidate, (candidates, features)."""
        cue = self._cues[number]
        odds = self._scores.link_odds(cue.start, "source")
        subject = subject_of(cue)
        rows = [
            [
                odds[c.span.start : c.span.end].max(), odds[c.span.start : c.span.end].mean(),
                self._mark[c.span.start : c.span.end].max(), self._mark[c.span.start : c.span.end].mean(),
                not c.marked and not c.parsed, c.parsed, *self._apart(c.span, cue),
                meets(c.span[:1], content) and not meets(cue[:1], content),
                *_is_subject(c.span, subject), *self._between(c.span, cue),
                len(c.span) == 1 and c.span[0].lower_ in PRONOUNS, c.span[0].lower_ in ("who", "which", "that"),
                meets(c.span, [cue]),
            ]
            for c in found
        ]  # fmt: skip
        return np.array(rows, dtype=np.float64)

    def _apart(self, source: Span, cue: Span) -> Iterator[bool]:
        sentences = abs(int(self._layout.sentence[source.start] - self._layout.sentence[cue.start]))
        yield source.start < cue.start
        yield from (sentences == 1, sentences == 2, sentences > 2)
        yield bool(self._layout.paragraph[source.start] != self._layout.paragraph[cue.start])

    def _between(self, source: Span, cue: Span) -> Iterator[float]:
        """What stands between a source and a cue."""
        low, high = (source.end, cue.start) if source.start < cue.start else (cue.end, source.start)
        for others in (self._marked, self._cues):
            count = sum(low <= other.start < high for other in others)
            yield from (count > 0, count > 1)
        yield float(np.log1p(max(0, high - low)))
        yield (self._quotes[max(low, high) - 1] - self._quotes[low - 1]) % 2 if high > low else 0


def _is_subject(source: Span, subject: Token | None) -> tuple[bool, bool, bool]:
    within = subject is not None and source.start <= subject.i < source.end
    return within, subject is None, subject is not None and not within


def runs(odds: Floats, cue: Span, reach: int) -> list[Span]:
    """Runs of likely words near a cue, apart from the cue's own; one low word does not part them."""
    doc = cue.doc
    low, high = max(0, cue.start - reach), min(len(doc), cue.end + reach)
    member = odds[low:high] > 0
    member[cue.start - low : cue.end - low] = False
    found: list[Span] = []
    start = last = -1
    for i in (np.flatnonzero(member) + low).tolist():
        gap = range(last + 1, i)
        if start >= 0 and cue.start not in gap and sum(not doc[j].is_space for j in gap) <= 1:
            last = i
            continue
        if start >= 0:
            found.append(doc[start : last + 1])
        start = last = i
    if start >= 0:
        found.append(doc[start : last + 1])
    return [run for span in found if (run := trimmed(span)) is not None]


def subject_of(cue: Span) -> Token | None:
    """Who does what a cue says, by the parse: its subject, or that of the verb it hangs on."""
    at = next((t for t in cue if t.head not in cue), cue[0])
    for _ in range(CLIMBS):
        subject = next((t for t in (*at.lefts, *at.rights) if t.dep_ in SUBJECTS), None)
        if subject is not None:
            return subject
        if at.dep_ == "acl":
            return at.head
        if at.dep_ not in HANGING or at.head is at:
            return None
        at = at.head
    return None


def noun_phrase(head: Token) -> Span:
    """A noun with what belongs to it, without a clause after it."""
    clause = next((t for t in head.rights if t.dep_ in CLAUSES), None)
    end = clause.left_edge.i if clause is not None else head.right_edge.i + 1
    whole = head.doc[head.left_edge.i : max(end, head.i + 1)]
    return trimmed(whole) or head.doc[head.i : head.i + 1]


def completed(span: Span, others: Sequence[Span]) -> Span:
    """A phrase with what belongs to its noun by the parse, on either side up to some other words; its brackets are closed.

    "Her" of "her aides" is not who said it, nor is "Lina" of "Lina Haddad".
    """
    doc, start, end = span.doc, span.start, span.end
    while end < len(doc) and not meets(doc[end : end + 1], others) and _goes_on(doc[start:end], doc[end]):
        end += 1
    while start > 0 and not meets(doc[start - 1 : start], others) and _begins(doc[start - 1], doc[start:end]):
        start -= 1
    return doc[start:end]


def _goes_on(span: Span, after: Token) -> bool:
    """Whether the word behind a phrase belongs to it."""
    if after.text in BRACKETS:
        texts = [token.text for token in span]
        return texts.count(BRACKETS[after.text]) > texts.count(after.text)
    if after.is_punct or after.is_space:
        return False
    return (after.dep_ in BEHIND and after.head in span) or (
        span[-1].head == after and span[-1].dep_ in BEFORE
    )


def _begins(before: Token, span: Span) -> bool:
    """Whether the word before a phrase belongs to it."""
    return before.dep_ in BEFORE and before.head in span and not before.is_space
