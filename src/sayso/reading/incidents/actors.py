"""Actors: the parties of one incident as the Reading has them, each on a statement's say-so."""

from collections.abc import Sequence

from spacy.tokens import Span

from sayso.language.entities import ARTICLES, words_of
from sayso.model import Actor, ActorKind, Entity, EntityType, Role
from sayso.reading.context import Context
from sayso.reading.incidents.lexicon import cues
from sayso.reading.incidents.parties import Party, entity_of

BODIES = (EntityType.GOVERNMENT, EntityType.MILITARY, EntityType.ORGANIZATION, EntityType.ARMED_GROUP)


def actors_of(parties: Sequence[Party], context: Context) -> tuple[Actor, ...]:
    """One actor for each role, name and statement."""
    found: dict[tuple[Role, str, str], Actor] = {}
    for party in parties:
        span = party.span
        entity = entity_of(span, context.entities)
        actor = Actor(
            role=Role.PERPETRATOR if party.label.startswith("perpetrator") else Role(party.label),
            kind=kind_of(span, party.label, entity),
            text=span.text,
            span=(span.start_char, span.end_char),
            name=party_name(span, entity),
            entity=entity.id if entity else None,
            statement=party.statement or context.statement_at(span),
        )
        found.setdefault((actor.role, actor.name.casefold(), actor.statement), actor)
    return tuple(found.values())


def kind_of(span: Span, label: str, entity: Entity | None) -> ActorKind:
    """What sort of party it is."""
    words = cues()
    if label == "target":
        if words["facility"].search(span.text):
            return ActorKind.FACILITY
        return ActorKind.PEOPLE if words["people"].search(span.text) else ActorKind.OBJECT
    if label in ("victim", "perpetrator_person") or words["perpetrators"].search(span.text.split()[-1]):
        person = entity is not None and entity.type is EntityType.PERSON
        return ActorKind.PERSON if person else ActorKind.PEOPLE
    if words["government"].search(span.text):
        return ActorKind.GOVERNMENT
    if words["military"].search(span.text):
        return ActorKind.MILITARY
    return (
        ActorKind(entity.type.value)
        if entity is not None and entity.type in BODIES
        else ActorKind.ARMED_GROUP
    )


def party_name(span: Span, entity: Entity | None) -> str:
    """The party's name after coreference, or its own words without the article."""
    if entity is not None and words_of(entity.name)[-1:] == words_of(span.text)[-1:]:
        return entity.name
    words = span.text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() in ARTICLES else words)
