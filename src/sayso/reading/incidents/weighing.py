"""How likely some words name a party of each part: what the encoder and the words show, weighed.

The encoder marks words one by one; a party is weighed whole, by all places where its words stand, by where they are cut,
by what sort of words they are, and by how much of the report tells of incidents at all.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores
from sayso.language.heads import HEADS
from sayso.model import Entity, EntityType, IncidentType
from sayso.reading.incidents.lexicon import cues
from sayso.reading.incidents.mentions import Event
from sayso.reading.incidents.phrases import NOUNS, TITLES, Candidate, Cut
from sayso.reading.incidents.types import TYPES

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PARTS = tuple(label[2:] for label in HEADS["role"] if label.startswith("B-"))
DESCRIBED = "described"
"""Victims that a report only describes ("three peasants"), weighed apart from those whom it names."""

PERPETRATORS = [n for n, part in enumerate(PARTS) if part.startswith("perpetrator")]

STRONGEST = 5
"""Words by which a report is known to tell of parties at all."""

FARTHEST = 200
STRIKING = frozenset(
    TYPES.index(kind)
    for kind in (
        IncidentType.ATTACK, IncidentType.REMOTE_EXPLOSIVE, IncidentType.SUICIDE_BOMB, IncidentType.GRENADE,
        IncidentType.SHELLING, IncidentType.DISRUPTED_WEAPONS_USE, IncidentType.ABDUCTION, IncidentType.LOOTING,
    )
)  # fmt: skip
"""Types of incidents in which one side strikes and another is struck."""

BODIES = frozenset(
    (EntityType.ORGANIZATION, EntityType.ARMED_GROUP, EntityType.GOVERNMENT, EntityType.MILITARY)
)


@dataclass(frozen=True, slots=True)
class Ground:
    """One report's words without white space, n of them, and what the encoder says of each.

    Args:
        index: the place of each token among them, (tokens,); a token of white space has that of the next word.
        tags: Penn tags, (n,).
        part: how likely a word is of each part, (n, parts).
        begins: how likely a party of each part begins at a word, (n, parts).
        sums: the running sums of `part`, (n + 1, parts).
        linked: how likely a word belongs to some incident's parties, (n,).
        told: where mentions of incidents stand.
        report: clues that all parties of the report share.
        names: kinds of entities by their spans, in code points.
    """

    index: Ints
    tags: Sequence[str]
    part: Floats
    begins: Floats
    sums: Floats
    linked: Floats
    told: Sequence[Span]
    report: dict[str, float]
    names: dict[tuple[int, int], EntityType]

    def inside(self, candidate: Candidate) -> Floats:
        """How likely the words are of each part at each of their places, on average, (places, parts)."""
        starts = np.array([self.index[s.start] for s in candidate.places])
        size = len(candidate.words)
        found: Floats = (self.sums[starts + size] - self.sums[starts]) / size
        return found


def ground(doc: Doc, events: Sequence[Event], entities: Sequence[Entity]) -> Ground:
    """What a report shows of its parties."""
    scores: Scores = doc._.sayso_scores
    spoken = np.array([not t.is_space for t in doc], dtype=bool)
    likely = np.exp(scores.odds["role"][spoken].astype(np.float64))
    begins, goes = likely[:, 1::2], likely[:, 2::2]
    told = [m for event in events for m in event.mentions]
    links = [scores.link(m.start, "party")[spoken] for m in told]
    any_part = 1 - likely[:, 0]
    return Ground(
        index=np.cumsum(spoken) - spoken,
        tags=[t.tag_ for t in doc if not t.is_space],
        part=begins + goes,
        begins=begins,
        sums=np.vstack([np.zeros(len(PARTS)), np.cumsum(begins + goes, axis=0)]),
        linked=np.max(links, axis=0).astype(np.float64) if links else np.zeros(len(likely)),
        told=told,
        report={
            "bias": 1.0,
            "marked": float(np.log1p(any_part.sum())),
            "strongest": float(_odds(np.sort(any_part)[-STRONGEST:].mean())) if len(any_part) else 0.0,
            "struck": max((_struck(scores, event) for event in events), default=0.0),
        },
        names={m.span: e.type for e in entities for m in e.mentions},
    )


def _struck(scores: Scores, event: Event) -> float:
    """How likely an incident is one in which somebody strikes, by the encoder's opinion of its type."""
    odds = np.mean([scores.odds["type"][m.start : m.end].mean(axis=0) for m in event.mentions], axis=0)
    likely = np.exp(odds)
    return float(likely[[*STRIKING]].sum() / likely.sum())


def _odds(likely: npt.ArrayLike) -> Floats:
    """Log odds of chances, none of them taken for sure."""
    held = np.clip(likely, 1e-4, 1 - 1e-4)
    found: Floats = np.log(held / (1 - held))
    return found


def clues(candidate: Candidate, own: Ground) -> dict[str, dict[str, float]]:
    """By part, what speaks for the candidate's being a party of that part; for a victim described, what does for one named."""
    starts = np.array([own.index[s.start] for s in candidate.places])
    ends = starts + len(candidate.words)
    inside = own.inside(candidate)
    shared = own.report | _words(candidate, own, int(inside.sum(axis=1).argmax())) | _setting(candidate, own)
    shared["any"] = float(_odds(inside.sum(axis=1).max()))
    best, part = inside.argmax(axis=0), np.arange(len(PARTS))
    start, end = starts[best], ends[best]
    most = inside[best, part]
    last = np.minimum(end, len(own.part) - 1)
    both = inside[:, PERPETRATORS].sum(axis=1).max()
    chances = {
        "peak": most,
        "mean": np.ascontiguousarray(inside.T).mean(axis=1),
        "either": 1 - np.prod(1 - inside, axis=0),
        "other": np.where(np.eye(len(PARTS), dtype=bool), 0, most).max(axis=1),
        "before": np.where(start > 0, own.part[start - 1, part], 0),
        "after": np.where(end < len(own.part), own.part[last, part] - own.begins[last, part], 0),
        "least": [own.part[a:b, n].min() for n, (a, b) in enumerate(zip(start, end, strict=True))],
    }
    begins = own.begins[start, part] / (own.part[start, part] + 1e-6)
    odds = dict(zip(chances, _odds(np.array([*chances.values()])).tolist(), strict=True))
    perpetrator = float(_odds(both))
    found = {
        name: shared
        | {clue: own_odds[n] for clue, own_odds in odds.items()}
        | {"begins": float(begins[n]), "perpetrator": perpetrator if n in PERPETRATORS else 0.0}
        for n, name in enumerate(PARTS)
    }
    return found | {DESCRIBED: found["victim"]}


def _words(candidate: Candidate, own: Ground, best: int) -> dict[str, float]:
    """What sort of words they are, and where they are cut."""
    span = candidate.places[best]
    start = own.index[span.start]
    end = start + len(candidate.words)
    tags = own.tags[start:end]
    before = own.tags[start - 1] if start else ""
    after = own.tags[end] if end < len(own.tags) else ""
    lists = cues()
    found = {
        "size": float(np.log(len(tags))),
        "proper": sum(t.startswith("NNP") for t in tags) / len(tags),
        "counted": tags[0] == "CD",
        "plural": tags[-1] in {"NNS", "NNPS"},
        "titled": candidate.words[0].rstrip(".") in TITLES,
        "short_left": before in NOUNS | {"JJ", "CD", "VBN"},
        "short_right": after in NOUNS,
        "goes_on": after == "IN",
        "doers": lists["perpetrators"].search(candidate.words[-1]) is not None,
        "people": lists["people"].search(candidate.words[-1]) is not None,
        **{
            name: lists[name].search(span.text) is not None for name in ("facility", "military", "government")
        },
        **{f"cut_{cut}": cut in candidate.cuts for cut in Cut if cut is not Cut.UNCOUNTED},
        **_named((span.start_char, span.end_char), own.names),
    }
    return {name: float(number) for name, number in found.items()}


def _named(span: tuple[int, int], names: dict[tuple[int, int], EntityType]) -> dict[str, bool]:
    """Whether the words are a name, hold one, or are part of one."""
    kind = names.get(span)
    holds = any(
        k is EntityType.PERSON and span[0] <= start and end <= span[1] for (start, end), k in names.items()
    )
    return {
        "person": kind is EntityType.PERSON,
        "body": kind in BODIES,
        "holds_person": holds and kind is not EntityType.PERSON,
        "in_name": any(start <= span[0] and span[1] <= end for start, end in names if (start, end) != span),
    }


def _setting(candidate: Candidate, own: Ground) -> dict[str, float]:
    """Where the words stand, and how near to an incident's mention."""
    apart = [max(s.start - m.end, m.start - s.end, 0) for s in candidate.places for m in own.told]
    first = own.index[candidate.places[0].start]
    linked = max(
        own.linked[own.index[s.start] : own.index[s.start] + len(candidate.words)].max()
        for s in candidate.places
    )
    return {
        "places": float(np.log(len(candidate.places))),
        "first": float(np.log1p(first / 20)),
        "near": float(np.log1p(min([*apart, FARTHEST]))),
        "linked": float(_odds(linked)),
    }


@cache
def weights() -> dict[str, dict[str, float]]:
    """For each part the weight of each clue."""
    raw = json.loads(files(__package__).joinpath("parties.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, float]] = raw["weights"]
    return found


def likelihoods(candidate: Candidate, own: Ground) -> dict[str, float]:
    """How likely the words name a party of each part, and how likely they describe a victim."""
    return {part: _likely(weights()[part], found) for part, found in clues(candidate, own).items()}


def _likely(own: dict[str, float], found: dict[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(own[name] * number for name, number in found.items()))))
