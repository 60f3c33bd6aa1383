"""Mentions of incidents: the phrases that name something that happened, and which name the same thing."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores
from sayso.model import IncidentType
from sayso.reading.incidents.lexicon import cues, kinds
from sayso.reading.incidents.same import likeness
from sayso.reading.incidents.types import type_of

SAME = -0.35
"""Least mean log odds at which two groups of mentions are of one incident.

Set on the coded reports, those of development as they are and those of training with pieces covered.
"""

SURE = 0.87
"""Least likelihood of an incident's surest mention."""


OUTSIDE, BEGINS = 0, 1
AUXILIARIES = frozenset("is are was were be been being has have had do does did 's".split())


@dataclass(frozen=True, slots=True)
class Event:
    """The mentions of one incident, in text order, and its type."""

    mentions: tuple[Span, ...]
    type: IncidentType


def find_events(doc: Doc) -> list[Event]:
    """The incidents that a Doc names, in the order of their first mention."""
    scores: Scores = doc._.sayso_scores
    mentions = [m for m in _marked(doc, scores) if _names_an_event(m)]
    groups = [[mentions[n] for n in group] for group in grouped(likeness(doc, mentions))]
    return [Event(tuple(g), type_of(scores, g)) for g in groups if max(_surety(scores, m) for m in g) >= SURE]


def _marked(doc: Doc, scores: Scores) -> list[Span]:
    """The likeliest mentions of a text, each with its own beginning: what goes on must have begun.

    Source: Viterbi decoding of B, I and O, with no step from O to I.
    """
    words = [t.i for t in doc if not t.is_space]
    out, begun, inside = 0.0, -math.inf, -math.inf
    back: list[tuple[int, int, int]] = []
    for odds in scores.odds["trigger"][words].tolist():
        begun_or_in = (1, begun) if begun >= inside else (2, inside)
        before = (0, out) if out >= begun_or_in[1] else begun_or_in
        back.append((before[0], before[0], begun_or_in[0]))
        out, begun, inside = before[1] + odds[0], before[1] + odds[1], begun_or_in[1] + odds[2]
    found: list[Span] = []
    best = [out, begun, inside]
    label, end = best.index(max(best)), -1
    for n in range(len(words) - 1, -1, -1):
        if label != OUTSIDE and end < 0:
            end = words[n] + 1
        if label == BEGINS:
            found.append(doc[words[n] : end])
            end = -1
        label = back[n][label]
    return found[::-1]


def _names_an_event(mention: Span) -> bool:
    """Whether a mention has a verb of its own or a noun for something that happens: "the car" has neither."""
    if any(t.tag_.startswith("VB") and t.lower_ not in AUXILIARIES for t in mention):
        return True
    return any(words.search(mention.text) for words in (*kinds().values(), cues()["event"]))


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
