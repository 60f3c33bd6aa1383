"""Mentions of incidents: the phrases that name something that happened, and which name the same thing."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores, spans
from sayso.model import IncidentType
from sayso.reading.incidents.same import likeness
from sayso.reading.incidents.types import type_of

SAME = -1.0
"""Least mean log odds at which two groups of mentions are of one incident."""

SURE = 0.5
"""Least likelihood of an incident's surest mention."""


@dataclass(frozen=True, slots=True)
class Event:
    """The mentions of one incident, in text order, and its type."""

    mentions: tuple[Span, ...]
    type: IncidentType


def find_events(doc: Doc) -> list[Event]:
    """The incidents that a Doc names, in the order of their first mention."""
    scores: Scores = doc._.sayso_scores
    mentions = spans(doc, scores, "trigger")
    groups = [[mentions[n] for n in group] for group in grouped(likeness(doc, mentions))]
    return [Event(tuple(g), type_of(scores, g)) for g in groups if max(_surety(scores, m) for m in g) >= SURE]


def grouped(odds: npt.NDArray[np.float64]) -> list[list[int]]:
    """Groups by average link: the two nearest are joined until none are near enough.

    An average over all members, and not the best of them, keeps one chance link from chaining two incidents.

    Args:
        odds: log odds that each two are one, (n, n), symmetric.
    """
    groups = [[n] for n in range(len(odds))]
    while len(groups) > 1:
        pairs = [
            (float(odds[np.ix_(a, b)].mean()), i, j)
            for i, a in enumerate(groups)
            for j, b in enumerate(groups[:i])
        ]
        best, i, j = max(pairs)
        if best < SAME:
            break
        groups[j] += groups.pop(i)
    return sorted(sorted(group) for group in groups)


def _surety(scores: Scores, mention: Span) -> float:
    """How likely the words of a mention are one, on average."""
    return float(1 - np.exp(scores.odds["trigger"][mention.start : mention.end, 0]).mean())
