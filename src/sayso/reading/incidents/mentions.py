"""Mentions of incidents: the phrases that name something that happened, and which name the same thing."""

from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores, spans
from sayso.language.heads import HEADS
from sayso.model import IncidentType
from sayso.reading.incidents.lexicon import kinds

SAME = 0.5
"""Least mean link at which two mentions are of one incident."""

NAMED = 1.5
"""What a word of the type's own list adds to a mention's log odds of the type."""


@dataclass(frozen=True, slots=True)
class Event:
    """The mentions of one incident, in text order, and its type."""

    mentions: tuple[Span, ...]
    type: IncidentType


def find_events(doc: Doc) -> list[Event]:
    """The incidents that a Doc names, in the order of their first mention."""
    scores: Scores = doc._.sayso_scores
    mentions = spans(doc, scores, "trigger")
    groups = _group(scores, mentions)
    return [Event(tuple(group), _type(scores, group)) for group in groups]


def _group(scores: Scores, mentions: list[Span]) -> list[list[Span]]:
    """Mentions that name the same incident: each joins the group it is nearest to on average, if near enough.

    An average over all members, and not the best of them, keeps one chance link from chaining two incidents.
    """
    links = [_links(scores, mention, mentions) for mention in mentions]
    groups: list[list[int]] = []
    for n in range(len(mentions)):
        fit = [np.mean([(links[n][m] + links[m][n]) / 2 for m in group]) for group in groups]
        best = int(np.argmax(fit)) if fit else -1
        if best >= 0 and fit[best] > SAME:
            groups[best].append(n)
        else:
            groups.append([n])
    return [[mentions[n] for n in group] for group in groups]


def _links(scores: Scores, anchor: Span, mentions: list[Span]) -> list[float]:
    likely = scores.link(anchor.start, "same")
    return [float(likely[m.start : m.end].mean()) for m in mentions]


def _type(scores: Scores, mentions: list[Span]) -> IncidentType:
    """The type that the encoder and the words of the mentions agree on best."""
    odds = sum(
        (scores.odds["type"][m.start : m.end].mean(axis=0) for m in mentions), np.zeros(len(HEADS["type"]))
    )
    for n, kind in enumerate(HEADS["type"]):
        pattern = kinds().get(IncidentType(kind))
        if pattern is not None and any(pattern.search(m.text) for m in mentions):
            odds[n] += NAMED
    return IncidentType(HEADS["type"][int(np.argmax(odds))])
