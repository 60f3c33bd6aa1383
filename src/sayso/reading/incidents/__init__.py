"""Incidents: what happened, was tried, foiled or planned, to whom, on whose say-so."""

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from sayso.language.places import precision_of
from sayso.model import Actor, Entity, Incident
from sayso.reading.context import Context
from sayso.reading.incidents.mentions import Event, find_events
from sayso.reading.incidents.parties import Party, find_parties, kind_of, nearest_events, party_name, role_of
from sayso.reading.incidents.setting import status_of, when_of, where_of
from sayso.reading.statements import phrase

__all__ = ["Event", "find_events", "make_incidents", "nearest_events"]


def make_incidents(doc: Doc, events: Sequence[Event], context: Context) -> tuple[Incident, ...]:
    """Incidents with their setting and parties, `i1`, `i2`, ... in the order of the events."""
    parties = find_parties(doc, events)
    return tuple(_incident(n, event, [p for p in parties if p.event == n], context) for n, event in enumerate(events))


def _incident(number: int, event: Event, parties: Sequence[Party], context: Context) -> Incident:
    weapons = [p.span for p in parties if p.label == "weapon"]
    return Incident(
        id=f"i{number + 1}",
        mentions=tuple(phrase(m) for m in event.mentions),
        type=event.type,
        status=status_of(event.mentions),
        when=when_of(event.mentions, context.times, context.sayings),
        where=where_of(event.mentions, context.places, precision_of),
        actors=tuple(_actors([p for p in parties if p.label != "weapon"], context)),
        means=phrase(weapons[0]) if weapons else None,
    )


def _actors(parties: Sequence[Party], context: Context) -> list[Actor]:
    """One actor for each role, name and statement."""
    found: dict[tuple[str, str, str], Actor] = {}
    for party in parties:
        entity = _entity(party.span, context.entities)
        name = party_name(party.span, entity)
        statement = context.statement_at(party.span)
        role = role_of(party.label)
        actor = Actor(
            role=role,
            kind=kind_of(party.span, party.label, entity),
            text=party.span.text,
            span=(party.span.start_char, party.span.end_char),
            name=name,
            entity=entity.id if entity else None,
            statement=statement,
        )
        found.setdefault((role, name.casefold(), statement), actor)
    return list(found.values())


def _entity(span: Span, entities: Sequence[Entity]) -> Entity | None:
    """The entity that the party's words name."""
    inside = [e for e in entities for m in e.mentions if span.start_char <= m.span[0] and m.span[1] <= span.end_char]
    return inside[0] if inside else None
