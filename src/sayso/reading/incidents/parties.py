"""Parties to incidents, and the means: who did it, who was harmed, what was hit, with what, on whose say-so."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores, spans
from sayso.language.entities import ARTICLES, words_of
from sayso.model import ActorKind, Entity, EntityType, Role
from sayso.reading.incidents.lexicon import cues
from sayso.reading.incidents.mentions import Event

LEAST = 0.15
"""Least link at which a party is put to an incident elsewhere in the report rather than to the nearest."""


@dataclass(frozen=True, slots=True)
class Party:
    """Words that name a party or a means, and the incident they belong to (its place in the list of events)."""

    span: Span
    label: str
    event: int


def find_parties(doc: Doc, events: Sequence[Event]) -> list[Party]:
    """The parties and means that the encoder marks, each with its incident."""
    if not events:
        return []
    scores: Scores = doc._.sayso_scores
    found = spans(doc, scores, "role")
    homes = nearest_events(doc, found, events, "party")
    return [Party(span, span.label_, home) for span, home in zip(found, homes, strict=True)]


def nearest_events(doc: Doc, found: Sequence[Span], events: Sequence[Event], role: str) -> list[int]:
    """For each span the event that it belongs to: the best linked, or else the nearest."""
    scores: Scores = doc._.sayso_scores
    if not found:
        return []
    links = np.stack([np.max([scores.link(m.start, role) for m in event.mentions], axis=0) for event in events])
    homes = []
    for span in found:
        likely = links[:, span.start : span.end].mean(axis=1)
        if likely.max() >= LEAST:
            homes.append(int(likely.argmax()))
        else:
            homes.append(min(range(len(events)), key=lambda n: min(_apart(span, m) for m in events[n].mentions)))
    return homes


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def role_of(label: str) -> Role:
    """The role of a party."""
    return Role.PERPETRATOR if label.startswith("perpetrator") else Role(label)


def kind_of(span: Span, label: str, entity: Entity | None) -> ActorKind:
    """What sort of party it is."""
    words = cues()
    if label == "target":
        return ActorKind.FACILITY if words["facility"].search(span.text) else ActorKind.OBJECT
    if label in ("victim", "perpetrator_person"):
        person = entity is not None and entity.type is EntityType.PERSON
        return ActorKind.PERSON if person else ActorKind.PEOPLE
    if words["government"].search(span.text):
        return ActorKind.GOVERNMENT
    if words["military"].search(span.text):
        return ActorKind.MILITARY
    if entity is not None and entity.type in (EntityType.GOVERNMENT, EntityType.MILITARY, EntityType.ORGANIZATION):
        return ActorKind(entity.type.value)
    return ActorKind.ARMED_GROUP


def party_name(span: Span, entity: Entity | None) -> str:
    """The party's name after coreference, or its own words without the article."""
    if entity is not None and words_of(entity.name)[-1:] == words_of(span.text)[-1:]:
        return entity.name
    words = span.text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() in ARTICLES else words)
