"""Incidents: what happened, was tried, foiled or planned, to whom, on whose say-so."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from sayso.model import Act, Incident
from sayso.reading.context import Context
from sayso.reading.incidents.actors import actors_of
from sayso.reading.incidents.mentions import Event, find_events
from sayso.reading.incidents.parties import find_parties
from sayso.reading.incidents.status import status_of
from sayso.reading.incidents.when import whens_of
from sayso.reading.incidents.where import spots_of, where_of
from sayso.reading.incidents.whole import whole_of
from sayso.reading.manner import act_of
from sayso.reading.statements import phrase

__all__ = ["Event", "find_events", "make_incidents"]


def make_incidents(doc: Doc, events: Sequence[Event], context: Context) -> tuple[Incident, ...]:
    """Incidents with their setting and parties, `i1`, `i2`, ... in the order of the events."""
    parties = find_parties(doc, events, context)
    spots = spots_of(doc, context.places)
    whens = whens_of([e.mentions for e in events], context.times, context.sayings, doc._.sayso_published.day)
    found: list[Incident] = []
    for n, event in enumerate(events):
        own = [p for p in parties if p.event == n]
        weapon = next((p.span for p in own if p.label == "weapon"), None)
        incident = Incident(
            id=f"i{n + 1}",
            mentions=tuple(phrase(m) for m in event.mentions),
            type=event.type,
            status=status_of(event.mentions, _is_denied(doc, event, context)),
            when=whens[n],
            where=where_of(event.mentions, spots),
            actors=actors_of([p for p in own if p.label != "weapon"], context),
            means=phrase(weapon) if weapon is not None else None,
        )
        found.append(replace(incident, part_of=whole_of(incident, found[:1], events[0])))
    return tuple(found)


def _is_denied(doc: Doc, event: Event, context: Context) -> bool:
    """Whether a statement denies the incident and the report's own voice never asserts it."""
    held = [[s for s in context.sayings if s.holds(m.start, m.end)] for m in event.mentions]
    return all(held) and any(act_of(doc, s) is Act.DENY for sayings in held for s in sayings)
