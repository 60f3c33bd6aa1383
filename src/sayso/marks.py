"""Marks: which words of a report are a source, a cue, a content, an incident, a figure, a pledge, a time, a place.

Marks may cover each other or cross; how they are shown is each view's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import NARRATOR, Phrase, Reading, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that a Reading points to: `id` is the statement's, incident's, casualty's or pledge's."""

    id: str
    kind: str
    span: Span


def marks_of(reading: Reading) -> list[Mark]:
    """The words that a Reading was made from, outermost first."""
    found: list[Mark] = []
    for statement in reading.statements:
        if statement.id == NARRATOR:
            continue
        found += _marks(statement.id, "content", statement.content)
        if statement.source.span:
            found.append(Mark(id=statement.id, kind="source", span=statement.source.span))
        found += [Mark(id=statement.id, kind="via", span=via.span) for via in statement.via]
        found += _marks(statement.id, "cue", [statement.cue] if statement.cue else [])
    for incident in reading.incidents:
        found += _marks(incident.id, "incident", incident.mentions)
    for casualty in reading.casualties:
        phrases = [Phrase(text=casualty.text, span=casualty.span), *casualty.also]
        found += _marks(casualty.id, "figure", phrases)
    for pledge in reading.pledges:
        found += _marks(pledge.id, "pledge", [pledge.what])
        if pledge.deadline and pledge.deadline.span:
            found.append(Mark(id=pledge.id, kind="deadline", span=pledge.deadline.span))
    return _ordered(found)


def marks_around(reading: Reading) -> list[Mark]:
    """The words beside those: when, where, by whom and with what an incident was, and all times and places.

    Times and places have no ids in a Reading; here they go by `time-1`, `place-1` and so on, in their order.
    """
    found: list[Mark] = []
    for incident in reading.incidents:
        if incident.when and incident.when.span:
            found.append(Mark(id=incident.id, kind="when", span=incident.when.span))
        found += [Mark(id=incident.id, kind="where", span=place.span) for place in incident.where]
        found += [Mark(id=incident.id, kind="party", span=actor.span) for actor in incident.actors]
        found += _marks(incident.id, "means", [incident.means] if incident.means else [])
    for n, time in enumerate(reading.times, start=1):
        found.append(Mark(id=f"time-{n}", kind="time", span=time.span))
    for n, place in enumerate(reading.places, start=1):
        found.append(Mark(id=f"place-{n}", kind="place", span=place.span))
    return _ordered(found)


def _marks(id: str, kind: str, phrases: Iterable[Phrase]) -> list[Mark]:
    return [Mark(id=id, kind=kind, span=phrase.span) for phrase in phrases]


def _ordered(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(set(marks), key=lambda mark: (mark.span[0], -mark.span[1], mark.id, mark.kind))
