"""Incidents: what happened, was tried, foiled or planned, to whom, on whose say-so."""

from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.language.places import precision_of
from sayso.model import Act, Actor, Incident, When
from sayso.reading.context import Context
from sayso.reading.incidents.mentions import Event, find_events
from sayso.reading.incidents.parties import (
    Party,
    entity_of,
    find_parties,
    kind_of,
    nearest_events,
    party_name,
    role_of,
)
from sayso.reading.incidents.setting import whens_of, where_of
from sayso.reading.incidents.status import status_of
from sayso.reading.manner import act_of
from sayso.reading.statements import phrase

__all__ = ["Event", "find_events", "make_incidents", "nearest_events"]


def make_incidents(doc: Doc, events: Sequence[Event], context: Context) -> tuple[Incident, ...]:
    """Incidents with their setting and parties, `i1`, `i2`, ... in the order of the events."""
    parties = find_parties(doc, events, context.entities)
    whens = whens_of([e.mentions for e in events], context.times, context.sayings, doc._.sayso_published.day)
    return tuple(
        _incident(doc, n, event, [p for p in parties if p.event == n], whens[n], context)
        for n, event in enumerate(events)
    )


def _incident(
    doc: Doc, number: int, event: Event, parties: Sequence[Party], when: When | None, context: Context
) -> Incident:
    weapons = [p.span for p in parties if p.label == "weapon"]
    return Incident(
        id=f"i{number + 1}",
        mentions=tuple(phrase(m) for m in event.mentions),
        type=event.type,
        status=status_of(event.mentions, _is_denied(doc, event, context)),
        when=when,
        where=where_of(event.mentions, context.places, precision_of),
        actors=tuple(_actors([p for p in parties if p.label != "weapon"], context)),
        means=phrase(weapons[0]) if weapons else None,
    )


def _is_denied(doc: Doc, event: Event, context: Context) -> bool:
    """Whether a statement denies the incident and the report's own voice never asserts it."""
    held = [[s for s in context.sayings if s.holds(m.start, m.end)] for m in event.mentions]
    return all(held) and any(act_of(doc, s) is Act.DENY for sayings in held for s in sayings)


def _actors(parties: Sequence[Party], context: Context) -> list[Actor]:
    """One actor for each role, name and statement."""
    found: dict[tuple[str, str, str], Actor] = {}
    for party in parties:
        entity = entity_of(party.span, context.entities)
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
