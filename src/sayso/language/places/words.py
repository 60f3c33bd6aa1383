"""The words of a report as the place finder sees them, with what the encoder says of each."""

from itertools import pairwise

import numpy as np
from spacy.tokens import Doc

from sayso.language.encoder import Scores
from sayso.language.heads import HEADS
from sayso.language.places.names import fold
from sayso.language.places.network import Floats
from sayso.model import Span

MOST_CAPITALS = 0.5
FEWEST_CAPITALS = 0.01
"""Shares of capitals among the letters beyond which case tells nothing."""

LABELS: dict[str, tuple[str, tuple[str, ...]]] = {
    "toponym": ("toponym", ("B-place", "I-place")),
    "toponym begins": ("toponym", ("B-place",)),
    "toponym goes on": ("toponym", ("I-place",)),
    "place": ("entity", ("B-place", "I-place")),
    "place begins": ("entity", ("B-place",)),
    "place goes on": ("entity", ("I-place",)),
    "people": ("entity", ("B-people", "I-people")),
    "person": ("entity", ("B-person", "I-person")),
    "organization": ("entity", ("B-organization", "I-organization")),
    "name tag": ("tag", ("NNP", "NNPS")),
    "adjective tag": ("tag", ("JJ",)),
    "function tag": ("tag", ("CD", "DT", "IN", "PRP", "CC", "TO", "RB", "MD", "VBD", "VBZ")),
}
"""What is asked of the encoder: a head, and the labels of it whose chances are summed."""


class Words:
    """The words of a Doc, numbered anew without white space.

    Args:
        tokens: each word's place in the Doc; `spans` are in code points.
        keys: each word folded as names are; punctuation has none.
        broken: whether the line ends after a word.
        chances: by the names of `LABELS`, (words,).
        caseless: whether the report is in capitals or in small letters throughout.
    """

    def __init__(self, doc: Doc, scores: Scores) -> None:
        self.tokens = [token.i for token in doc if not token.is_space]
        self.texts = [doc[i].text for i in self.tokens]
        self.spans = [(doc[i].idx, doc[i].idx + len(doc[i])) for i in self.tokens]
        self.keys = [fold(text) for text in self.texts]
        self.broken = _line_ends(doc, self.tokens)
        self.chances = _chances(scores, self.tokens)
        letters = "".join(self.texts)
        capitals = sum(map(str.isupper, letters)) / max(1, sum(map(str.isalpha, letters)))
        self.caseless = not FEWEST_CAPITALS <= capitals <= MOST_CAPITALS

    def __len__(self) -> int:
        return len(self.tokens)

    def span(self, start: int, end: int) -> Span:
        """Where some words stand in the report."""
        return self.spans[start][0], self.spans[end - 1][1]


def _line_ends(doc: Doc, tokens: list[int]) -> list[bool]:
    ends = [False] * len(tokens)
    for n, (token, after) in enumerate(pairwise(tokens)):
        ends[n] = after > token + 1 and "\n" in doc[token + 1 : after].text
    return ends


def _chances(scores: Scores, tokens: list[int]) -> dict[str, Floats]:
    odds = {
        head: np.exp(scores.odds[head][tokens].astype(np.float64)) for head in ("toponym", "entity", "tag")
    }
    return {
        name: odds[head][:, [HEADS[head].index(label) for label in labels]].sum(axis=1)
        for name, (head, labels) in LABELS.items()
    }
