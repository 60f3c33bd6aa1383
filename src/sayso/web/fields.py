"""Fields of a form: what of a thing a person can set, and what was set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.decisions import Thing, bound_of
from sayso.model import (
    NARRATOR,
    Act,
    Bound,
    Casualty,
    Certainty,
    Entity,
    EntityType,
    Harm,
    Incident,
    IncidentType,
    Pledge,
    PledgeAct,
    Reading,
    SourceKind,
    Statement,
    Status,
    VictimStatus,
    When,
)
from sayso.wording import shorten

PREFIX = "f."
"""What names of these fields begin with in a form."""
NAMED = 48
"""Characters that a thing is shown by in a choice."""

Option = tuple[str, str]


class Entry(StrEnum):
    """How a field is entered."""

    NUMBER = "number"
    TEXT = "text"
    DAY = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form.

    Args:
        name: as a correction names it.
        label: as people read it.
        entry: how it is entered.
        value: as it stands; empty where it is not known.
        options: of a choice, values and how they are shown.
    """

    name: str
    label: str
    entry: Entry
    value: str
    options: tuple[Option, ...] = ()


def fields_of(reading: Reading, thing: Thing) -> tuple[Field, ...]:
    """What can be set of a thing."""
    match thing:
        case Casualty():
            return _of_casualty(reading, thing)
        case Incident():
            return _of_incident(reading, thing)
        case Statement():
            source = thing.source
            return (
                _text("source.name", "Source", source.name),
                _choice("source.kind", "Kind of source", source.kind, SourceKind),
                _choice("act", "Act", thing.act, Act),
                _choice("certainty", "Certainty", thing.certainty, Certainty),
            )
        case Pledge():
            return (
                _choice("act", "Kind", thing.act, PledgeAct),
                *_days("deadline", "From", "Due by", thing.deadline),
                _of_thing("statement", "On whose word", thing.statement, _speakers(reading)),
            )
        case Entity():
            return _text("name", "Name", thing.name), _choice("type", "Kind", thing.type, EntityType)


def changes(fields: Sequence[Field], form: Mapping[str, Any]) -> dict[str, Any]:
    """What a form sets to something else than it was.

    A figure whose numbers are set anew is bounded as they say, unless its bound was set too.

    Args:
        fields: of the form, with their values before.
        form: what was sent.
    """
    changed = {
        field.name: _value(field, sent)
        for field in fields
        if isinstance(sent := form.get(PREFIX + field.name), str) and sent.strip() != field.value
    }
    if {"low", "high"} & set(changed) and "bound" not in changed:
        now = {field.name: _value(field, field.value) for field in fields} | changed
        if now["bound"] != Bound.ABOUT:
            changed["bound"] = bound_of(now["low"], now["high"]).value
    return changed


def _of_casualty(reading: Reading, figure: Casualty) -> tuple[Field, ...]:
    return (
        _number("low", "At least", figure.low),
        _number("high", "At most", figure.high),
        _choice("bound", "Bound", figure.bound, Bound),
        _choice("harm", "Harm", figure.harm, Harm),
        _choice("victims.status", "People", figure.victims.status, VictimStatus),
        _of_thing("incident", "Incident", figure.incident, [("", "none"), *_incidents(reading)]),
        _of_thing("statement", "On whose word", figure.statement, _speakers(reading)),
    )


def _of_incident(reading: Reading, incident: Incident) -> tuple[Field, ...]:
    place = incident.where[0].name if incident.where else ""
    names = dict.fromkeys([*([place] if place else []), *(each.name for each in reading.places)])
    return (
        _choice("type", "Kind", incident.type, IncidentType),
        _choice("status", "Status", incident.status, Status),
        *_days("when", "First day", "Last day", incident.when),
        _of_thing("where", "Place", place, [("", "not known"), *((name, name) for name in names)]),
    )


def _incidents(reading: Reading) -> list[Option]:
    return [
        (one.id, f"{one.id} “{shorten(one.mentions[0].text, NAMED)}”, {one.type.value.lower()}")
        for one in reading.incidents
        if one.mentions
    ]


def _speakers(reading: Reading) -> list[Option]:
    """Whose word something can be on: the report's own, or that of a statement."""
    found = [(NARRATOR, reading.report.outlet or "the report itself")]
    for statement in reading.statements:
        if statement.id != NARRATOR and statement.content:
            name = statement.source.name or statement.source.text or "somebody"
            found.append((statement.id, f"{name}: “{shorten(statement.content[0].text, NAMED)}”"))
    return found


def _days(name: str, first: str, last: str, when: When | None) -> tuple[Field, Field]:
    start, end = (when.start, when.end) if when else (None, None)
    return (
        Field(name=f"{name}.start", label=first, entry=Entry.DAY, value=start or ""),
        Field(name=f"{name}.end", label=last, entry=Entry.DAY, value=end or ""),
    )


def _number(name: str, label: str, value: int | None) -> Field:
    return Field(name=name, label=label, entry=Entry.NUMBER, value="" if value is None else str(value))


def _text(name: str, label: str, value: str | None) -> Field:
    return Field(name=name, label=label, entry=Entry.TEXT, value=value or "")


def _choice(name: str, label: str, value: StrEnum, values: type[StrEnum]) -> Field:
    options = tuple((one.value, one.value.replace("_", " ")) for one in values)
    return Field(name=name, label=label, entry=Entry.CHOICE, value=value.value, options=options)


def _of_thing(name: str, label: str, value: str | None, options: Iterable[Option]) -> Field:
    return Field(name=name, label=label, entry=Entry.CHOICE, value=value or "", options=tuple(options))


def _value(field: Field, sent: str) -> Any:
    """What was sent, as a correction records it; an empty field is not known."""
    text = sent.strip()
    if field.name == "where":
        return text
    if not text:
        return None
    return int(text) if field.entry is Entry.NUMBER and text.lstrip("-").isdecimal() else text
