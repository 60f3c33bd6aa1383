"""From the encoder's scores of one Doc to its statements."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores, spans
from sayso.language.places.network import Network, network
from sayso.reading.statements.content import REACH, Around, Features, Floats, best_runs, marked_odds, steps
from sayso.reading.statements.layout import MARKS, layout_of
from sayso.reading.statements.saying import Saying, distinct, joined, meets, trimmed
from sayso.reading.statements.sources import REACH as SOURCE_REACH
from sayso.reading.statements.sources import Sources, completed, runs

LEAN = 1.0
"""What is taken from the log odds that a word is no cue: cues are marked readily, and weighed as sayings."""

LIKELY = -0.5
"""Log odds from which on a saying is kept."""

ORPHAN = -2.0
"""Log odds over which marked content that no cue has goes to the likeliest cue nearby."""

NEAR = 3
"""Sentences in which such a cue is looked for."""

NOBODY = -1
SILENT = -8.0
"""What stands for the log odds of a source where there is none."""

FEATURES = (
    "best cue", "mean cue", "first cue", "cue words", "mean content", "best content", "mean mark", "best mark", "words",
    "short", "parts", "source", "source link", "source mark", "source sentences", "verb", "noun", "preposition", "noun head",
    "content sentences", "quoted", "finite",
)  # fmt: skip
"""What is seen of a saying; "mark" is of the heads that mark content and source."""


@dataclass(frozen=True)
class Chain:
    """What tells a cue's content.

    Args:
        words: scores a word as a cue's content.
        steps: gain of a step between words by what it falls on and the states of both, (sorts, 2, 2).
    """

    words: Network
    steps: Floats


@dataclass(frozen=True)
class Learned:
    """What training has fitted: the content, the choice of a source, and how likely a saying is one."""

    content: Chain
    source: Network
    saying: Network


@cache
def learned() -> Learned:
    """The weights that ship with the package."""
    raw = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return Learned(chain_of(raw), network(raw["source"]), network(raw["saying"]))


def chain_of(raw: dict[str, Any]) -> Chain:
    """A chain from its JSON form."""
    return Chain(network(raw["content"]), np.array(raw["steps"], dtype=np.float32))


def find_sayings(doc: Doc) -> list[Saying]:
    """Every act of saying in a Doc that has been read by the encoder and parsed, in order of their contents."""
    weights = learned()
    links = links_of(doc, weights.content)
    if links is None:
        return []
    found = links.sayings(weights.source)
    odds = weights.saying(links.features(found))
    kept = [saying for saying, odd in zip(found, odds, strict=True) if odd > LIKELY]
    return sorted(distinct(kept), key=lambda s: (s.content[0].start, s.cue.start))


def links_of(doc: Doc, chain: Chain) -> "Links | None":
    """The links of a Doc, unless nothing in it looks like a cue."""
    cues = find_cues(doc)
    return Links(doc, cues, chain) if cues else None


def find_cues(doc: Doc) -> list[Span]:
    """What may mark an act of saying."""
    return spans(doc, doc._.sayso_scores, "cue", lean=LEAN)


class Links:
    """What belongs to each cue of one Doc.

    Args:
        cues: the words that may mark an act of saying, at least one.
    """

    def __init__(self, doc: Doc, cues: Sequence[Span], chain: Chain) -> None:
        self._doc = doc
        self._scores: Scores = doc._.sayso_scores
        self.cues = cues
        self._layout = layout_of(doc)
        self._around = Around(doc, self._scores, self._layout, cues)
        self.sources = Sources(doc, self._scores, self._layout, cues)
        self._marked = [
            part for span in spans(doc, self._scores, "content") if (part := trimmed(span)) is not None
        ]
        self._words = np.asarray(chain.words(self._around.features()), dtype=np.float32)
        self._gains = np.tensordot(steps(self._layout), chain.steps, axes=1)

    def sayings(self, source: Network) -> list[Saying]:
        """One for each cue that has a content; `source` scores the phrases that may be whose it is."""
        return [self._saying(n, content, source) for n, content in enumerate(self.contents()) if content]

    def _saying(self, number: int, content: Sequence[Span], scorer: Network) -> Saying:
        cue = self.cues[number]
        source = self._source_of(number, content, scorer)
        odds = self._scores.link_odds(cue.start, "via")
        via = [run for run in runs(odds, cue, SOURCE_REACH) if not meets(run, source)]
        return Saying(cue, tuple(source), tuple(via), tuple(content))

    def _source_of(self, number: int, content: Sequence[Span], scorer: Network) -> list[Span]:
        """The likeliest of the phrases that may be the source."""
        found = self.sources.candidates(number)
        if not found:
            return []
        scores = scorer(self.sources.features(number, found, content))
        return [completed(found[int(scores.argmax())].span, [self.cues[number], *content])]

    def contents(self) -> list[list[Span]]:
        """The content of each cue; what is marked as content and nobody's goes to a neighbour or the likeliest cue."""
        found = self._own_contents()
        owner = np.full(len(self._doc), NOBODY, dtype=np.int64)
        for number, content in enumerate(found):
            for part in content:
                owner[part.start : part.end] = number
        for marked in self._marked:
            for free in _stretches(marked, owner):
                heir = self._neighbour(marked, free, owner)
                heir = self._likeliest(free) if heir is None else heir
                if heir is not None:
                    found[heir].append(free)
        return [joined(self._doc, content) for content in found]

    def _own_contents(self) -> list[list[Span]]:
        """The likeliest runs of words of each cue."""
        words = np.where(self._around.inside, self._words, -np.inf)
        chosen = best_runs(words, self._gains[self._around.at])
        return [self._runs(cue, row) for cue, row in zip(self.cues, chosen, strict=True)]

    def _runs(self, cue: Span, chosen: npt.NDArray[np.bool_]) -> list[Span]:
        chosen[REACH : REACH + len(cue)] = False
        edges = np.flatnonzero(np.diff(np.r_[False, chosen, False])) + cue.start - REACH
        found = [
            trimmed(self._doc[a:b]) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        ]
        return [part for part in found if part is not None]

    def _neighbour(self, marked: Span, free: Span, owner: npt.NDArray[np.int64]) -> int | None:
        """The cue that has the words before, or else those after, in one marked content and one sentence."""
        sentence = self._layout.sentence
        for at in (free.start - 1, free.end):
            inside = marked.start <= at < marked.end
            if inside and owner[at] != NOBODY and sentence[at] == sentence[free.start]:
                return int(owner[at])
        return None

    def _likeliest(self, part: Span) -> int | None:
        near = [
            n
            for n, cue in enumerate(self.cues)
            if self._sentences(part, cue) <= NEAR and not meets(part, [cue])
        ]
        best = max(near, key=lambda n: self._around.mean_link(n, part), default=None)
        return best if best is not None and self._around.mean_link(best, part) > ORPHAN else None

    def _sentences(self, one: Span, other: Span) -> int:
        """Sentences between two spans."""
        return abs(int(self._layout.sentence[one.start] - self._layout.sentence[other.start]))

    def features(self, sayings: Sequence[Saying]) -> Features:
        """What is seen of each saying, (sayings, features)."""
        marks = {head: marked_odds(self._scores, head) for head in ("cue", "content", "source")}
        rows = [
            [*self._of_cue(s, marks["cue"]), *self._of_content(s, marks["content"]), *self._of_source(s, marks["source"]),
             *self._of_words(s)]
            for s in sayings
        ]  # fmt: skip
        return np.array(rows, dtype=np.float64).reshape(len(sayings), len(FEATURES))

    def _of_cue(self, saying: Saying, marks: Floats) -> list[float]:
        own = marks[saying.cue.start : saying.cue.end]
        return [own.max(), own.mean(), own[0], len(own)]

    def _of_content(self, saying: Saying, marks: Floats) -> list[float]:
        number = next(n for n, cue in enumerate(self.cues) if cue.start == saying.cue.start)
        at = np.concatenate([np.arange(part.start, part.end) for part in saying.content])
        place = (at - saying.cue.start + REACH).clip(0, 2 * REACH - 1)
        odds, own = self._words[number, place], marks[at]
        size = saying.size
        return [
            odds.mean(),
            odds.max(),
            own.mean(),
            own.max(),
            np.log1p(size),
            size <= 2,
            len(saying.content),
        ]

    def _of_source(self, saying: Saying, marks: Floats) -> list[float]:
        if not saying.source:
            return [0, SILENT, SILENT, 0]
        source = saying.source[0]
        link = self._scores.link_odds(saying.cue.start, "source")[source.start : source.end].max()
        return [
            1,
            link,
            marks[source.start : source.end].max(),
            min(self._sentences(source, saying.cue), NEAR),
        ]

    def _of_words(self, saying: Saying) -> list[float]:
        cue = saying.cue
        head = next((t for t in cue if t.head not in cue), cue[0])
        quoted = any(
            t.text in MARKS for p in saying.content for t in self._doc[max(0, p.start - 2) : p.end + 2]
        )
        return [
            cue[0].tag_.startswith("VB"),
            cue[0].tag_.startswith("NN"),
            cue[0].tag_ in ("IN", "TO"),
            head.tag_.startswith("NN"),
            min(self._sentences(part, cue) for part in saying.content),
            quoted,
            any(t.tag_ in ("VBZ", "VBD", "VBP", "MD") for p in saying.content for t in p),
        ]


def _stretches(marked: Span, owner: npt.NDArray[np.int64]) -> list[Span]:
    """The parts of some marked content that nobody has."""
    doc = marked.doc
    free = np.r_[False, owner[marked.start : marked.end] == NOBODY, False]
    edges = np.flatnonzero(np.diff(free)) + marked.start
    found = [trimmed(doc[a:b]) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)]
    return [part for part in found if part is not None]
