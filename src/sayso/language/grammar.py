"""What relations are like in English: the tags of their heads, the side on which those stand, and the heads' own relations.

The tables are counted in treebanks' trees alone, so that they know nothing of the encoder and correct what it gets wrong.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sayso.language.heads import HEADS

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ROOT = HEADS["relation"].index("root")
TAGGED = np.float32(0.5)
"""Weight of what a head's tag and side tell, against what the encoder says."""

RELATED = np.float32(0.25)
"""Weight of what a head's own relation tells."""

LEAST = np.float32(1e-6)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How much likelier a head is under a relation than anywhere, as logarithms.

    Args:
        tags: of a head with a tag on the left (0) or the right (1), (sides, relations, tags).
        relations: of a head that has a relation itself, (relations, heads' relations).
    """

    tags: Floats
    relations: Floats

    def arcs(self, odds: Floats, tags: Ints) -> Floats:
        """What the tables add to the score of each word as the head of each, whatever the relation is.

        Args:
            odds: log probabilities of each word's relation, (words, relations).
            tags: of each word, (words,).

        Returns:
            Of word j as the head of word i, (words, words); on the diagonal, of i as the root.
        """
        likely = np.exp(odds)
        hanging = likely * (np.arange(odds.shape[1]) != ROOT)
        hanging /= hanging.sum(axis=1, keepdims=True)
        left, right = (hanging @ np.exp(side)[:, tags] for side in self.tags)
        tagged = np.where(np.tri(len(tags), k=-1, dtype=bool), left, right)
        related = hanging @ np.exp(self.relations) @ likely.T
        found: Floats = TAGGED * np.log(np.maximum(tagged, LEAST))
        found += RELATED * np.log(np.maximum(related, LEAST))
        np.fill_diagonal(found, odds[:, ROOT])
        return found

    def labels(self, odds: Floats, tags: Ints, heads: Ints) -> Ints:
        """The best relation of each word to its head, (words,): `root` for the root and for no other word."""
        own = np.arange(len(heads))
        odds = odds + TAGGED * self.tags[(heads > own).astype(np.int64), :, tags[heads]]
        odds[:, ROOT] = -np.inf
        odds[heads == own] = np.where(np.arange(odds.shape[1]) == ROOT, 0, -np.inf)
        odds += RELATED * self.relations[:, odds.argmax(axis=1)[heads]].T
        best: Ints = odds.argmax(axis=1)
        return best


@cache
def grammar() -> Grammar:
    """The tables that ship with the package."""
    raw = json.loads(files(__package__).joinpath("grammar.json").read_text(encoding="utf-8"))
    tags, relations = (np.array(raw[name], dtype=np.float32) for name in ("tags", "relations"))
    return Grammar(tags=tags / np.float32(100), relations=relations / np.float32(100))
