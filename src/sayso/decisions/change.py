"""Readings with something replaced, taken out, merged or split; what referred to it follows."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from sayso.decisions.decision import Kind, Target
from sayso.decisions.find import FIELDS, KINDS, Thing
from sayso.model import NARRATOR, Casualty, Incident, Phrase, Pledge, Reading, Statement

T = TypeVar("T")


def merged(reading: Reading, one: Incident, other: Incident) -> Reading:
    """One incident in place of two: what the first does not know is taken from the second."""
    whole = replace(
        one,
        mentions=_each_once((*one.mentions, *other.mentions)),
        when=one.when or other.when,
        where=one.where or other.where,
        actors=_each_once((*one.actors, *other.actors)),
        means=one.means or other.means,
        part_of=one.part_of if one.part_of != other.id else other.part_of,
    )
    reading = replaced(reading, whole)
    reading = without(reading, Kind.INCIDENT, other.id, instead=one.id)
    own = next(incident for incident in reading.incidents if incident.id == one.id)
    return replaced(reading, replace(own, part_of=None)) if own.part_of == own.id else reading


def split(reading: Reading, whole: Incident, target: Target) -> Reading:
    """The words of a target as an incident of its own; figures, parties and the rest stay with the whole."""
    apart = max(whole.mentions, key=lambda phrase: _overlap(phrase, target))
    rest = tuple(phrase for phrase in whole.mentions if phrase != apart)
    if not rest:
        return reading
    reading = replaced(reading, replace(whole, mentions=rest))
    taken = {incident.id for incident in reading.incidents}
    id = next(f"{whole.id}.{n}" for n in range(2, len(taken) + 3) if f"{whole.id}.{n}" not in taken)
    own = Incident(id=id, mentions=(apart,), type=whole.type, status=whole.status)
    return replace(reading, incidents=(*reading.incidents, own))


def replaced(reading: Reading, thing: Thing) -> Reading:
    """The Reading with a thing in the place of the one that had its id."""
    field = FIELDS[KINDS[type(thing)]]
    swapped = tuple(thing if each.id == thing.id else each for each in getattr(reading, field))
    return _with(reading, field, swapped)


def without(reading: Reading, kind: Kind, id: str, *, instead: str | None = None) -> Reading:
    """The Reading without a thing; what referred to it refers to another one, or to none.

    What was on the say-so of a statement that is none is on the narrator's.
    """
    field = FIELDS[kind]
    reading = _with(reading, field, tuple(each for each in getattr(reading, field) if each.id != id))
    if kind is Kind.STATEMENT:
        return _with_references(reading, statement=lambda s: (instead or NARRATOR) if s == id else s)

    def follow(reference: str | None) -> str | None:
        return instead if reference == id else reference

    if kind is Kind.INCIDENT:
        return _with_references(reading, incident=follow)
    if kind is Kind.CASUALTY:
        return _with_references(reading, casualty=follow)
    return _with_references(reading, entity=follow) if kind is Kind.ENTITY else reading


def _with(reading: Reading, field: str, things: tuple[Any, ...]) -> Reading:
    changes: dict[str, Any] = {field: things}
    return replace(reading, **changes)


def _same(reference: T) -> T:
    return reference


def _with_references(
    reading: Reading,
    *,
    statement: Callable[[str], str] = _same,
    incident: Callable[[str | None], str | None] = _same,
    casualty: Callable[[str | None], str | None] = _same,
    entity: Callable[[str | None], str | None] = _same,
) -> Reading:
    """The Reading with every reference of a kind put through a function."""

    def in_statement(each: Statement) -> Statement:
        return replace(each, source=replace(each.source, entity=entity(each.source.entity)))

    def in_incident(each: Incident) -> Incident:
        actors = tuple(
            replace(actor, entity=entity(actor.entity), statement=statement(actor.statement))
            for actor in each.actors
        )
        return replace(each, actors=actors, part_of=incident(each.part_of))

    def in_casualty(each: Casualty) -> Casualty:
        return replace(
            each,
            victims=replace(each.victims, actor=entity(each.victims.actor)),
            incident=incident(each.incident),
            statement=statement(each.statement),
            part_of=casualty(each.part_of),
        )

    def in_pledge(each: Pledge) -> Pledge:
        by = replace(each.by, entity=entity(each.by.entity)) if each.by else None
        return replace(each, by=by, statement=statement(each.statement))

    return replace(
        reading,
        statements=tuple(map(in_statement, reading.statements)),
        incidents=tuple(map(in_incident, reading.incidents)),
        casualties=tuple(map(in_casualty, reading.casualties)),
        pledges=tuple(map(in_pledge, reading.pledges)),
    )


def _each_once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _overlap(phrase: Phrase, target: Target) -> int:
    return min(phrase.span[1], target.span[1]) - max(phrase.span[0], target.span[0])
