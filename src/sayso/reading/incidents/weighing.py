"""How likely some words name a party of each part: what the encoder and the words show, weighed.

The encoder marks words one by one; a party is weighed whole, by all places where its words stand, by where they are cut,
by what sort of words they are, and by how much of the report tells of incidents at all.
"""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import TypeVar

import numpy as np
from spacy.tokens import Span

from sayso.model import EntityType
from sayso.reading.incidents.ground import PARTS, Floats, Ground, Ints, log_odds
from sayso.reading.incidents.lexicon import cues
from sayso.reading.incidents.phrases import NOUNS, TITLES, Candidate, Cut

DESCRIBED = "described"
"""Victims that a report only describes ("three peasants"), weighed apart from those whom it names."""

OUTCOMES = (*PARTS, DESCRIBED)
PERPETRATORS = [n for n, part in enumerate(PARTS) if part.startswith("perpetrator")]

FARTHEST = 200
AT_ONCE = 256
"""Candidates that are weighed at once: in a report that is made of names their tables would fill the memory."""

BODIES = frozenset(
    (EntityType.ORGANIZATION, EntityType.ARMED_GROUP, EntityType.GOVERNMENT, EntityType.MILITARY)
)


LISTED = ("facility", "military", "government")
"""Word lists that a party's words are looked up in; its last word is in two more."""

OF_REPORT = ("bias", "marked", "strongest", "struck")
OF_WORDS = (
    "size", "proper", "counted", "plural", "titled", "short_left", "short_right", "goes_on", "doers", "people", *LISTED,
    "cut_marked", "cut_mended", "cut_full", "cut_bare",
)  # fmt: skip
OF_NAMES = ("person", "body", "holds_person", "in_name")
OF_SETTING = ("places", "first", "near", "linked", "any")
OF_CHANCES = ("peak", "mean", "either", "other", "before", "after", "least", "begins", "perpetrator")
CLUES = (*OF_REPORT, *OF_WORDS, *OF_NAMES, *OF_SETTING, *OF_CHANCES)
"""What is seen of a party: of its report, its words, the names they meet, where it stands, and by the encoder."""


Values = TypeVar("Values", Floats, Ints)


class _Places:
    """The places of all candidates in one row, those of a candidate together, at least one each.

    Args:
        candidates: what is weighed.
        own: their report.
    """

    def __init__(self, candidates: Sequence[Candidate], own: Ground) -> None:
        count = np.array([len(c.places) for c in candidates])
        self.spans = [*chain.from_iterable(c.places for c in candidates)]
        self.owner: Ints = np.repeat(np.arange(len(candidates)), count)
        self.first: Ints = np.cumsum(count) - count
        self.start: Ints = own.index[[span.start for span in self.spans]]
        self.size: Ints = np.array([len(c.words) for c in candidates])[self.owner]
        self.end: Ints = self.start + self.size

    def most(self, values: Values) -> Values:
        """The largest value of each candidate, (candidates, ...), of one for each place."""
        found: Values = np.maximum.reduceat(values, self.first)
        return found

    def best(self, values: Floats) -> Ints:
        """The first place of each candidate that has its largest value, (candidates, ...)."""
        every = np.arange(len(values)).reshape(-1, *[1] * (values.ndim - 1))
        is_most = values == self.most(values)[self.owner]
        found: Ints = np.minimum.reduceat(np.where(is_most, every, len(values)), self.first)
        return found


def clues(candidates: Sequence[Candidate], own: Ground) -> Floats:
    """What speaks for each candidate's being a party of each part, (candidates, parts, clues)."""
    places = _Places(candidates, own)
    inside = (own.sums[places.end] - own.sums[places.start]) / places.size[:, None]
    shown = places.best(inside.sum(axis=1))
    shared = [
        np.tile([own.report[name] for name in OF_REPORT], (len(candidates), 1)),
        np.array([
            _words(c, places.spans[n], int(places.start[n]), own)
            for c, n in zip(candidates, shown.tolist(), strict=True)
        ]),
        _named([places.spans[n] for n in shown.tolist()], own),
        _setting(places, inside, own),
    ]  # fmt: skip
    every = np.repeat(np.concatenate(shared, axis=1)[:, None], len(PARTS), axis=1)
    return np.concatenate([every, _chances(places, inside, own)], axis=2)


def _words(candidate: Candidate, span: Span, start: int, own: Ground) -> list[float]:
    """What sort of words they are, and where they are cut; in the order of OF_WORDS."""
    end = start + len(candidate.words)
    tags = own.tags[start:end]
    before = own.tags[start - 1] if start else ""
    after = own.tags[end] if end < len(own.tags) else ""
    return [
        float(np.log(len(tags))),
        sum(t.startswith("NNP") for t in tags) / len(tags),
        tags[0] == "CD",
        tags[-1] in {"NNS", "NNPS"},
        candidate.words[0].rstrip(".") in TITLES,
        before in NOUNS or before in {"JJ", "CD", "VBN"},
        after in NOUNS,
        after == "IN",
        *_listed_last(candidate.words[-1]),
        *_listed(span.text),
        *(cut in candidate.cuts for cut in (Cut.MARKED, Cut.MENDED, Cut.FULL, Cut.BARE)),
    ]


@lru_cache(maxsize=4096)
def _listed_last(word: str) -> tuple[bool, bool]:
    """Whether a party's last word is one for those who do something, and one for people."""
    return cues()["perpetrators"].search(word) is not None, cues()["people"].search(word) is not None


@lru_cache(maxsize=4096)
def _listed(text: str) -> list[bool]:
    """Whether a word of each of LISTED is among some words."""
    return [cues()[name].search(text) is not None for name in LISTED]


def _named(spans: Sequence[Span], own: Ground) -> Floats:
    """Whether the words are a name, hold one, or are part of one, (candidates, OF_NAMES)."""
    found = np.zeros((len(spans), len(OF_NAMES)))
    if not own.names:
        return found
    start, end = (
        np.array(side)[:, None] for side in zip(*((s.start_char, s.end_char) for s in spans), strict=True)
    )
    first, last = np.array([*own.names]).T
    kinds = [*own.names.values()]
    person = np.array([kind is EntityType.PERSON for kind in kinds])
    body = np.array([kind in BODIES for kind in kinds])
    same = (start == first) & (end == last)
    found[:, 0] = (same & person).any(axis=1)
    found[:, 1] = (same & body).any(axis=1)
    found[:, 2] = ((start <= first) & (last <= end) & person).any(axis=1) & ~(same & person).any(axis=1)
    found[:, 3] = ((first <= start) & (end <= last) & ~same).any(axis=1)
    return found


def _setting(places: _Places, inside: Floats, own: Ground) -> Floats:
    """Where the words stand, how near to an incident's mention, and whether any part is likely, (candidates, OF_SETTING)."""
    count = np.bincount(places.owner)
    return np.stack(
        [
            np.log(count),
            np.log1p(places.start[places.first] / 20),
            np.log1p(-places.most(-_apart(places.spans, own.told))),
            log_odds(places.most(_extreme(np.maximum, own.linked, places.start, places.size))),
            log_odds(places.most(inside.sum(axis=1))),
        ],
        axis=1,
    )


def _apart(spans: Sequence[Span], told: Sequence[Span]) -> Ints:
    """Words between each span and the nearest of some others, at most FARTHEST."""
    others = np.array(sorted((m.start, m.end) for m in told), dtype=np.int64).reshape(-1, 2)
    starts = np.append(others[:, 0], np.iinfo(np.int64).max)
    ends = np.maximum.accumulate(np.append(-FARTHEST, others[:, 1]))
    begin, stop = np.array([(s.start, s.end) for s in spans]).T
    after = np.searchsorted(starts[:-1], begin)
    found: Ints = np.minimum(begin - ends[after], starts[after] - stop).clip(0, FARTHEST)
    return found


def _extreme(which: np.ufunc, values: Floats, start: Ints, size: Ints) -> Floats:
    """The largest or smallest of some values over stretches of their rows, (stretches, ...)."""
    edges = np.stack([start, start + size], axis=1).ravel()
    found: Floats = which.reduceat(np.concatenate([values, values[-1:]]), edges)[::2]
    return found


def _chances(places: _Places, inside: Floats, own: Ground) -> Floats:
    """What the encoder says of the words and those beside them, part by part, (candidates, parts, OF_CHANCES)."""
    part = np.arange(len(PARTS))
    best = places.best(inside)
    start, end = places.start[best], places.end[best]
    most = inside[best, part]
    last = np.minimum(end, len(own.part) - 1)
    least = _extreme(np.minimum, own.part, places.start, places.size)
    others = np.where(np.eye(len(PARTS), dtype=bool), 0, most[:, None]).max(axis=2)
    chances = [
        most,
        np.add.reduceat(inside, places.first) / np.bincount(places.owner)[:, None],
        1 - np.multiply.reduceat(1 - inside, places.first),
        others,
        np.where(start > 0, own.part[start - 1, part], 0),
        np.where(end < len(own.part), own.part[last, part] - own.begins[last, part], 0),
        least[best, part],
    ]
    begins = own.begins[start, part] / (own.part[start, part] + 1e-6)
    perpetrator = np.zeros_like(most)
    perpetrator[:, PERPETRATORS] = log_odds(places.most(inside[:, PERPETRATORS].sum(axis=1)))[:, None]
    return np.stack([*map(log_odds, chances), begins, perpetrator], axis=2)


@cache
def weights() -> Floats:
    """For each outcome the weight of each clue, (outcomes, clues)."""
    raw = json.loads(files(__package__).joinpath("parties.json").read_text(encoding="utf-8"))
    return np.array([[raw["weights"][outcome][clue] for clue in CLUES] for outcome in OUTCOMES])


def likelihoods(candidates: Sequence[Candidate], own: Ground) -> Floats:
    """How likely the words name a party of each part, and how likely they describe a victim, (candidates, outcomes).

    What speaks for a victim described is what does for one named, weighed anew.
    """
    found = [np.zeros((0, len(OUTCOMES)))]
    for first in range(0, len(candidates), AT_ONCE):
        seen = clues(candidates[first : first + AT_ONCE], own)[:, [*range(len(PARTS)), PARTS.index("victim")]]
        found.append(1 / (1 + np.exp(-(seen * weights()).sum(axis=2))))
    return np.concatenate(found)
