"""What one report shows of its parties, word by word: the ground that each is weighed on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores
from sayso.language.heads import HEADS
from sayso.model import Entity, EntityType, IncidentType
from sayso.reading.incidents.mentions import Event
from sayso.reading.incidents.phrases import Candidate
from sayso.reading.incidents.types import TYPES

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PARTS = tuple(label[2:] for label in HEADS["role"] if label.startswith("B-"))

STRONGEST = 5
"""Words by which a report is known to tell of parties at all."""

STRIKING = frozenset(
    TYPES.index(kind)
    for kind in (
        IncidentType.ATTACK, IncidentType.REMOTE_EXPLOSIVE, IncidentType.SUICIDE_BOMB, IncidentType.GRENADE,
        IncidentType.SHELLING, IncidentType.DISRUPTED_WEAPONS_USE, IncidentType.ABDUCTION, IncidentType.LOOTING,
    )
)  # fmt: skip
"""Types of incidents in which one side strikes and another is struck."""


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
            "strongest": float(log_odds(np.sort(any_part)[-STRONGEST:].mean())) if len(any_part) else 0.0,
            "struck": max((_struck(scores, event) for event in events), default=0.0),
        },
        names={m.span: e.type for e in entities for m in e.mentions},
    )


def _struck(scores: Scores, event: Event) -> float:
    """How likely an incident is one in which somebody strikes, by the encoder's opinion of its type."""
    odds = np.mean([scores.odds["type"][m.start : m.end].mean(axis=0) for m in event.mentions], axis=0)
    likely = np.exp(odds)
    return float(likely[[*STRIKING]].sum() / likely.sum())


def log_odds(likely: npt.ArrayLike) -> Floats:
    """Log odds of chances, none of them taken for sure."""
    held = np.clip(likely, 1e-4, 1 - 1e-4)
    found: Floats = np.log(held / (1 - held))
    return found
