"""Parties to incidents, and the means: who did it, who was harmed, what was hit, and with what."""

from collections import Counter
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

SURE = 0.5
"""Least likelihood of its best mention at which a party is kept."""


@dataclass(frozen=True, slots=True)
class Party:
    """One party or means of one incident.

    Args:
        span: the mention that names it best.
        label: the encoder's name of its part.
        event: the place of its incident in the list of events.
    """

    span: Span
    label: str
    event: int


def find_parties(doc: Doc, events: Sequence[Event], entities: Sequence[Entity]) -> list[Party]:
    """The parties and means that the encoder marks, each once for an incident and a part."""
    scores: Scores = doc._.sayso_scores
    if not events:
        return []
    found: list[Party] = []
    for group in _one_each(spans(doc, scores, "role"), entities):
        if max(_likelihood(scores, span) for span in group) < SURE:
            continue
        best = _best_name(group)
        homes = nearest_events(doc, group, events, "party")
        for home in dict.fromkeys(homes):
            found.append(Party(best, best.label_, home))
    return found


def _one_each(found: Sequence[Span], entities: Sequence[Entity]) -> list[list[Span]]:
    """The mentions of each party, by its part: one name or one description is one party."""
    groups: list[list[Span]] = []
    for span in found:
        home = next(
            (g for g in groups if g[0].label_ == span.label_ and any(_same(span, o, entities) for o in g)),
            None,
        )
        if home is None:
            groups.append([span])
        else:
            home.append(span)
    return groups


def _same(one: Span, other: Span, entities: Sequence[Entity]) -> bool:
    words, others = words_of(one.text), words_of(other.text)
    if not words or not others:
        return False
    named = entity_of(one, entities), entity_of(other, entities)
    if named[0] is not None and named[0] is named[1]:
        return True
    short, long = sorted((words, others), key=len)
    return short[-1] == long[-1] and set(short) <= set(long)


def _best_name(group: Sequence[Span]) -> Span:
    """The mention with the commonest words; of equals, the longer, then the earlier."""
    count = Counter(" ".join(words_of(span.text)) for span in group)
    return max(group, key=lambda s: (count[" ".join(words_of(s.text))], len(s), -s.start))


def _likelihood(scores: Scores, span: Span) -> float:
    """How likely the words of a span play any part, on average."""
    outside = np.exp(scores.odds["role"][span.start : span.end, 0])
    return float(1 - outside.mean())


def nearest_events(doc: Doc, found: Sequence[Span], events: Sequence[Event], role: str) -> list[int]:
    """For each span the event that it belongs to: the best linked, or else the nearest."""
    scores: Scores = doc._.sayso_scores
    if not found:
        return []
    links = np.stack(
        [np.max([scores.link(m.start, role) for m in event.mentions], axis=0) for event in events]
    )
    homes = []
    for span in found:
        likely = links[:, span.start : span.end].mean(axis=1)
        if likely.max() >= LEAST:
            homes.append(int(likely.argmax()))
        else:
            homes.append(
                min(range(len(events)), key=lambda n: min(_apart(span, m) for m in events[n].mentions))
            )
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
    if entity is not None and entity.type in (
        EntityType.GOVERNMENT,
        EntityType.MILITARY,
        EntityType.ORGANIZATION,
    ):
        return ActorKind(entity.type.value)
    return ActorKind.ARMED_GROUP


def entity_of(span: Span, entities: Sequence[Entity]) -> Entity | None:
    """The entity that the party's words name: the first inside them."""
    start, end = span.start_char, span.end_char
    return next((e for e in entities for m in e.mentions if start <= m.span[0] and m.span[1] <= end), None)


def party_name(span: Span, entity: Entity | None) -> str:
    """The party's name after coreference, or its own words without the article."""
    if entity is not None and words_of(entity.name)[-1:] == words_of(span.text)[-1:]:
        return entity.name
    words = span.text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() in ARTICLES else words)
