"""Which words are a cue's content: each word weighed, then the likeliest runs of them.

The words around a cue are a chain whose links are in or out of the content. A trained scorer weighs each word; what a
step into or out of the content costs depends on whether it falls on punctuation, a quotation mark or a sentence's end.

Source: linear-chain conditional random fields, Lafferty, McCallum and Pereira, ICML 2001.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores
from sayso.reading.statements.layout import Layout

REACH = 220
"""Words on either side of a cue in which its content is looked for."""

GOVERNED = frozenset("ccomp xcomp obj acl obl advcl nmod csubj".split())
"""Relations of what a cue's words govern."""

BESIDE = frozenset(("parataxis", "ccomp"))
"""Relations of a cue to the clause that it reports: "... , he said"."""

FEATURES = (
    "link", "link in stretch", "link in sentence", "best other link", "best other link in sentence", "own", "own sentence",
    "source link", "source link in stretch", "marked", "starts", "marked in stretch", "marked in sentence", "before",
    "distance", "same sentence", "next sentence", "second sentence", "farther", "same paragraph", "next paragraph",
    "cues between", "a cue between", "quoted", "quoted in sentence", "quotation mark between", "under the cue", "governed",
    "beside", "punctuation", "quotation mark", "cue",
)  # fmt: skip
"""What is seen of a word in the light of a cue. "Other" is of the other cues; "marked" and "starts" are of the content head."""

STEPS = ("any", "punctuation", "quotation", "sentence", "paragraph")
"""What a step from one word to the next may fall on."""

FAINT, STRONG = -12.0, 12.0
"""Bounds of the log odds of links."""

Floats = npt.NDArray[np.float32]
Features = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def marked_odds(scores: Scores, head: str) -> Floats:
    """Log odds that a head marks each word at all, (words,)."""
    outside = np.minimum(scores.odds[head][:, 0], -1e-5)
    found: Floats = np.clip(np.log(-np.expm1(outside)) - outside, -9, 9).astype(np.float32)
    return found


class Around:
    """The words around each cue: a window of 2 * REACH places, some of which lie outside the text.

    Args:
        cues: the words that mark an act of saying.
    """

    def __init__(self, doc: Doc, scores: Scores, layout: Layout, cues: Sequence[Span]) -> None:
        self._layout = layout
        self._cues = cues
        self._size = len(doc)
        places = np.array([cue.start for cue in cues])[:, None] - REACH + np.arange(2 * REACH)
        self.inside: Bools = (places >= 0) & (places < len(doc))
        self.at = places.clip(0, len(doc) - 1)
        self.link, self._source = (
            np.stack([_link(scores, cue, role)[at] for cue, at in zip(cues, self.at, strict=True)])
            for role in ("content", "source")
        )
        spoken = np.array([not t.is_space for t in doc])
        self._marked = marked_odds(scores, "content") * spoken
        self._starts = scores.odds["content"][:, 1].clip(-9, 0) * spoken
        self._punct = np.array([t.is_punct for t in doc])
        self._cue_count = np.cumsum(np.isin(np.arange(len(doc)), [cue.start for cue in cues]))
        self._mark_count = np.cumsum(layout.mark)

    def mean_link(self, number: int, span: Span) -> float:
        """The mean log odds that some words are a cue's content; faint where they lie out of reach."""
        first = self._cues[number].start - REACH
        near = self.link[number, max(0, span.start - first) : max(0, span.end - first)]
        return float(near.mean()) if len(near) else FAINT

    def features(self) -> Features:
        """What is seen of each word around each cue, (cues, places, features)."""
        sentence = 2 * self._layout.sentence + self._layout.quoted
        in_stretch, in_sentence = (
            np.stack([means(row, key[at]) for row, at in zip(self.link, self.at, strict=True)])
            for key in (self._layout.stretch, sentence)
        )
        other, other_sentence = self._best_other(self.link), self._best_other(in_sentence)
        marked_stretch, marked_sentence = (
            means(self._marked, key) for key in (self._layout.stretch, sentence)
        )
        rows = []
        for n, (cue, at) in enumerate(zip(self._cues, self.at, strict=True)):
            linked = [
                self.link[n], in_stretch[n], in_sentence[n], other[n], other_sentence[n], self.link[n] > other[n],
                in_sentence[n] > other_sentence[n], self._source[n], means(self._source[n], self._layout.stretch[at]),
            ]  # fmt: skip
            marked = [self._marked, self._starts, marked_stretch, marked_sentence]
            alone = [self._punct, self._layout.mark, _own(self._size, cue)]
            placed = [*marked, *self._apart(cue), *self._governed(cue), *alone]
            rows.append(np.stack([*linked, *(row[at] for row in placed)], axis=-1).astype(np.float64))
        return np.stack(rows)

    def _best_other(self, links: Floats) -> Floats:
        """For each place around each cue the best link of the other cues, (cues, places)."""
        top, second = (np.full(self._size, FAINT, dtype=np.float32) for _ in range(2))
        for row, at, inside in zip(links, self.at, self.inside, strict=True):
            where, value = at[inside], row[inside]
            second[where] = np.maximum(second[where], np.minimum(top[where], value))
            top[where] = np.maximum(top[where], value)
        found: Floats = np.where(links >= top[self.at], second[self.at], top[self.at])
        return found

    def _apart(self, cue: Span) -> list[npt.NDArray[np.generic]]:
        """How each word stands to a cue in the line of the text."""
        layout, start = self._layout, cue.start
        distance = np.arange(self._size) - start
        sentences = np.abs(layout.sentence - layout.sentence[start])
        paragraphs = np.abs(layout.paragraph - layout.paragraph[start])
        cues = np.clip(np.abs(self._cue_count - self._cue_count[start]) - (distance < 0), 0, 3)
        marks = np.abs(self._mark_count - self._mark_count[start]) % 2
        return [
            distance < 0, np.log1p(np.abs(distance)), sentences == 0, sentences == 1, sentences == 2, sentences > 2,
            paragraphs == 0, paragraphs == 1, cues, cues > 0, layout.quoted, layout.quoted & (sentences == 0), marks,
        ]  # fmt: skip

    def _governed(self, cue: Span) -> list[Bools]:
        """How each word stands to a cue in the parse."""
        head = next((t for t in cue if t.head not in cue), cue[0])
        governed = [child.i for word in cue for child in word.children if child.dep_ in GOVERNED]
        beside = [head.head.i] if head.dep_ in BESIDE else []
        return [self._under([head.i]), self._under(governed), self._under(beside)]

    def _under(self, words: Sequence[int]) -> Bools:
        found = np.zeros(self._size, dtype=bool)
        for i in words:
            found[self._layout.left[i] : self._layout.right[i] + 1] = True
        return found


def steps(layout: Layout) -> Floats:
    """What the step to each word from the one before falls on, (words, sorts of steps)."""

    def changes(row: npt.NDArray[np.generic]) -> Bools:
        found: Bools = np.r_[False, row[1:] != row[:-1]]
        return found

    cut = layout.cut | np.r_[False, layout.cut[:-1]]
    quotation = changes(layout.quoted) | layout.mark
    rows = [np.ones(len(cut)), cut, quotation, changes(layout.sentence), changes(layout.paragraph)]
    return np.stack(rows, axis=-1).astype(np.float32)


def best_runs(words: Floats, steps: Floats) -> Bools:
    """The likeliest words of each chain.

    Args:
        words: log odds that each word is in, (chains, words).
        steps: the gain of each step to a word from the one before, by the states of both, out or in,
            (chains, words, 2, 2); the first is not looked at.

    Returns:
        Which words are in, (chains, words).
    """
    chains, size = words.shape
    best = np.stack([np.zeros(chains), words[:, 0]], axis=-1)
    from_inside = np.zeros((size, chains, 2), dtype=bool)
    steps, gains = steps.swapaxes(0, 1), np.stack([np.zeros_like(words), words], axis=-1).swapaxes(0, 1)
    for i in range(1, size):
        outer = best[:, :1] + steps[i, :, 0]
        inner = best[:, 1:] + steps[i, :, 1]
        np.greater(inner, outer, out=from_inside[i])
        best = np.maximum(inner, outer)
        best += gains[i]
    found = np.zeros((size, chains), dtype=bool)
    found[-1] = best[:, 1] > best[:, 0]
    for i in range(size - 1, 0, -1):
        found[i - 1] = np.where(found[i], from_inside[i, :, 1], from_inside[i, :, 0])
    return found.T.copy()


def means(values: Floats, stretch: npt.NDArray[np.int64]) -> Floats:
    """Each value's mean over its stretch, (words,)."""
    new = np.r_[True, stretch[1:] != stretch[:-1]]
    starts = np.flatnonzero(new)
    sums = np.add.reduceat(values, starts)
    found: Floats = (sums / np.diff(np.r_[starts, len(stretch)]))[np.cumsum(new) - 1]
    return found


def _link(scores: Scores, cue: Span, role: str) -> Floats:
    return scores.link_odds(cue.start, role).clip(FAINT, STRONG)


def _own(size: int, cue: Span) -> Bools:
    found = np.zeros(size, dtype=bool)
    found[cue.start : cue.end] = True
    return found
