"""What speaks for and against a span being a place name, in numbers."""

from collections.abc import Sequence
from math import log10

import numpy as np

from sayso.language.places.gazetteer import Kind
from sayso.language.places.mentions import LONGEST, Mention
from sayso.language.places.network import Floats
from sayso.language.places.words import Words

CLIP = 7.0
"""Log odds are cut at this size; what lies outside the report is surely no name."""

MANY = 20
"""Places of one name beyond which their number tells no more."""

LETTERS = 12
"""Letters of a name beyond which its length tells no more."""

LOCATIVE = frozenset(
    "in at near from to of outside inside around across into toward towards throughout over for "
    "between".split()
)

MEANS = ("toponym", "place", "people", "person", "organization", "name tag", "adjective tag")
LEASTS = ("toponym", "place")
MOSTS = ("function tag",)
BEFORE = ("toponym", "place", "person", "organization", "name tag")
AFTER = ("toponym goes on", "place goes on", "person", "organization", "name tag")
STARTS = ("toponym begins", "place begins")
CASE = ("capital", "all capitals", "capital before", "capital after")
GAZETTEER = (
    "found", "loosely", "population", *(kind.name.lower() for kind in Kind),
    "adjective", "short", "no own name", "choice",
)  # fmt: skip
FEATURES = (
    *MEANS, *(f"least {name}" for name in LEASTS), *(f"most {name}" for name in MOSTS), *STARTS,
    *(f"{name} before" for name in BEFORE), *(f"{name} after" for name in AFTER), "goes on",
    *CASE, "caseless", *GAZETTEER, "words", "letters", "preposition before", "comma after",
)  # fmt: skip


def clues(words: Words, mentions: Sequence[Mention]) -> Floats:
    """The features of each mention, (mentions, features)."""
    if not mentions:
        return np.zeros((0, len(FEATURES)))
    odds = {name: _log_odds(chance) for name, chance in words.chances.items()}
    start = np.array([m.start for m in mentions])
    end = np.array([m.end for m in mentions])
    columns = [
        *(_means(odds[name], start, end) for name in MEANS),
        *(_least(odds[name], start, end) for name in LEASTS),
        *(-_least(-odds[name], start, end) for name in MOSTS),
        *(odds[name][start] for name in STARTS),
        *(_beside(odds[name], start - 1) for name in BEFORE),
        *(_beside(odds[name], end) for name in AFTER),
        np.where(end > start + 1, _means(odds["toponym goes on"], np.minimum(start + 1, end - 1), end), 0.0),
    ]
    rows = [[*_case(words, m), *_of_gazetteer(m), *_of_shape(words, m)] for m in mentions]
    return np.column_stack([*columns, np.array(rows, dtype=np.float64)])


def _log_odds(chance: Floats) -> Floats:
    even = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.clip(np.log(even / (1 - even)), -CLIP, CLIP)


def _means(row: Floats, start: np.ndarray, end: np.ndarray) -> Floats:
    total = np.concatenate([[0.0], np.cumsum(row)])
    mean: Floats = (total[end] - total[start]) / (end - start)
    return mean


def _least(row: Floats, start: np.ndarray, end: np.ndarray) -> Floats:
    least: Floats = row[start]
    for further in range(1, LONGEST):
        at = start + further
        least = np.where(at < end, np.minimum(least, row[np.minimum(at, len(row) - 1)]), least)
    return least


def _beside(row: Floats, at: np.ndarray) -> Floats:
    inside = (at >= 0) & (at < len(row))
    beside: Floats = np.where(inside, row[np.clip(at, 0, len(row) - 1)], -CLIP)
    return beside


def _case(words: Words, mention: Mention) -> list[float]:
    """Capitals, half and half where the whole report is in one case."""
    if words.caseless:
        return [0.5] * len(CASE) + [1.0]
    text = words.texts[mention.start]
    before = words.texts[mention.start - 1] if mention.start else ""
    after = words.texts[mention.end] if mention.end < len(words) else ""
    return [*map(float, (text[:1].isupper(), text.isupper(), before[:1].isupper(), after[:1].isupper())), 0.0]


def _of_gazetteer(mention: Mention) -> list[float]:
    found = mention.candidates
    kinds = {candidate.entry.kind for candidate in found}
    flags = {candidate.flag for candidate in found}
    people = max((candidate.entry.population for candidate in found), default=0)
    facts = [
        *(kind in kinds for kind in Kind),
        "adjective" in flags,
        "short" in flags,
        bool(found) and "name" not in flags,
    ]
    loosely = mention.key != mention.name
    return [
        float(bool(found)),
        float(loosely),
        log10(1 + people),
        *map(float, facts),
        min(len(found), MANY) / MANY,
    ]


def _of_shape(words: Words, mention: Mention) -> list[float]:
    before = words.texts[mention.start - 1].casefold() if mention.start else ""
    after = words.texts[mention.end] if mention.end < len(words) else ""
    length = float(mention.end - mention.start)
    return [length, float(min(len(mention.name), LETTERS)), float(before in LOCATIVE), float(after == ",")]
