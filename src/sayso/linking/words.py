"""Words of an incident, and how much each of them tells."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from sys import intern

WORD = re.compile(r"[^\W\d_][\w'’-]*[^\W_]")
LITTLE = frozenset(
    "a about after against all also among an and any are as at be been before being between but by can could "
    "did do down during each for from further had has have he her here him his how however i if in into is "
    "it its just last like made many may me more most mr mrs much must near new no nor not now of off on one "
    "only or other our out over own per said same say says she since so some still such than that the their "
    "them then there these they this those three through to told too two under until up upon us very was we "
    "were what when where which while who whom whose why will with would you your according reported january "
    "february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri "
    "sat sun today yesterday tomorrow day week month year".split()
)
"""Function words of general English, verbs of saying, and words of time, which is compared by itself."""


def content_words(text: str) -> list[str]:
    """The words that tell something, without case and plural, in order."""
    return [intern(_stem(word)) for word in map(str.casefold, WORD.findall(text)) if word not in LITTLE]


def name_words(name: str) -> list[str]:
    """The words of a party's name, without case and plural."""
    return content_words(name)


def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


PRIOR = 100
"""Mentions without it that every word is taken to have besides: in a small ledger all words look common."""

HELD = 8_000
"""Lists of words whose sets are held in memory: those of a few days."""

ALONE = 0.7
"""Just above the logarithm of 2: a word that one mention alone has finds no other."""


class Rarity:
    """How much a word tells: the logarithm of how few mentions have it.

    Args:
        mentions: the words of each mention, each once.
    """

    def __init__(self, mentions: Iterable[Iterable[str]]) -> None:
        having: Counter[str] = Counter()
        total = 0
        for words in mentions:
            having.update(words)
            total += 1
        self._unknown = math.log(PRIOR + total)
        self._of = {word: math.log((PRIOR + total) / (1 + number)) for word, number in having.items()}
        self._weight = _Weights({word: value**2 for word, value in self._of.items()})
        self._weight.unknown = self._unknown**2
        self._weighed = lru_cache(maxsize=HELD)(self._weigh)

    def of(self, word: str) -> float:
        """From 0, for a word that all mentions have, upwards; in nats."""
        return self._of.get(word, self._unknown)

    def telling(self, words: Iterable[str], most: int) -> list[str]:
        """The rarest words that others have too, rarest first."""
        known = sorted((-self.of(word), word) for word in words if self.of(word) < self._unknown - ALONE)
        return [word for _, word in known[:most]]

    def likeness(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """Cosine of two lists of words, each weighing as much as it tells: from 0 to 1."""
        mine, size = self._weighed(one)
        theirs, extent = self._weighed(other)
        shared = sum(map(self._weight.__getitem__, mine & theirs))
        return shared / math.sqrt(size * extent) if shared else 0.0

    def _weigh(self, words: tuple[str, ...]) -> tuple[frozenset[str], float]:
        return frozenset(words), sum(map(self._weight.__getitem__, words))


class _Weights(dict[str, float]):
    """What each word weighs; one that no mention has weighs as much as one that a single mention has."""

    unknown = 0.0

    def __missing__(self, word: str) -> float:
        return self.unknown
