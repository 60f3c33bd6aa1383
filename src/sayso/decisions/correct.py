"""Corrections: which fields of a thing a person sets to what.

What is printed in the report is the report's own and stays. A field that refers to another thing of the
Reading is recorded as the words that this thing stands on, since its id is the reader's.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sayso.decisions.decision import Kind, Target
from sayso.decisions.find import KINDS, Thing, find, target_of
from sayso.errors import DecisionError, NotFoundError
from sayso.model import NARRATOR, Casualty, Incident, Pledge, Precision, Reading, Span

PRINTED = {"id", "text", "span", "mentions", "content", "also", "cue", "via", "what"}
REFERENCES = {
    "statement": Kind.STATEMENT,
    "incident": Kind.INCIDENT,
    "entity": Kind.ENTITY,
    "actor": Kind.ENTITY,
}
WRONG = {
    "int_parsing": "is no whole number",
    "int_from_float": "is no whole number",
    "enum": "is none of {expected}",
}
"""What is said of a value, by the type of pydantic's error; others in pydantic's own words."""

WHERE = "where"
INTERVALS = {"when", "deadline"}


def corrections(report: str, reading: Reading, thing: Thing, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What to record of a correction: the new values, and every reference as the words that it means.

    Args:
        report: the report's hash.
        reading: of the report.
        thing: of the Reading, to be corrected.
        fields: new values by field; `victims.status` and `where.0.name` are fields within fields. `where` may be
            the name of a place that was read in the report.

    Raises:
        NotFoundError: a value refers to something that is not there.
        DecisionError: a field that is none, that is printed in the report, or a value that it cannot have.
    """
    recorded: dict[str, Any] = {}
    for field, value in fields.items():
        if PRINTED & set(field.split(".")):
            raise DecisionError(f"{field}: is as printed in the report; it cannot be corrected")
        if field == WHERE and isinstance(thing, Incident) and isinstance(value, str | None):
            value = [place_of(reading, thing.mentions[0].span, value)] if value else []
        kind = referred(thing, field)
        if kind and value not in (None, NARRATOR):
            meant = target_of(report, reading, str(value))
            if meant.kind is not kind:
                raise DecisionError(f"{field}: {value} is no {kind}")
            value = meant.to_dict()
        recorded[field] = value
    corrected(reading, thing, recorded)
    return recorded


def corrected(reading: Reading, thing: Thing, recorded: Mapping[str, Any]) -> Thing:
    """A thing with its corrections.

    Args:
        reading: that the thing is part of.
        thing: as it was read.
        recorded: what `corrections` gave.

    Raises:
        NotFoundError: a value refers to words that this Reading has nothing on.
        DecisionError: a field or a value that the thing cannot have.
    """
    adapter: TypeAdapter[Thing] = TypeAdapter(type(thing))
    plain = adapter.dump_python(thing, mode="json")
    for field, value in recorded.items():
        refers = referred(thing, field) and isinstance(value, dict)
        _set(plain, field, _id_of(reading, value) if refers else value)
    try:
        fixed = adapter.validate_python(plain)
    except ValidationError as error:
        raise DecisionError(_told(error)) from error
    _check(fixed)
    return fixed


def _told(error: ValidationError) -> str:
    """What is wrong with the first value that is, in words for whoever typed it."""
    first = error.errors()[0]
    wrong = WRONG.get(first["type"])
    told = f"“{first['input']}” {wrong.format(**first.get('ctx', {}))}" if wrong else first["msg"]
    return f"{'.'.join(map(str, first['loc']))}: {told}"


def referred(thing: Thing, field: str) -> Kind | None:
    """What sort of thing a field refers to, if it refers to one."""
    last = field.rpartition(".")[2]
    return KINDS[type(thing)] if last == "part_of" else REFERENCES.get(last)


def place_of(reading: Reading, near: Span, name: Any) -> dict[str, Any]:
    """A place that was read, the nearest of its name, as where an incident was.

    Args:
        reading: that has the place.
        near: words that it is near to.
        name: of the place, or how the report prints it.

    Raises:
        NotFoundError: no such place was read.
    """
    named = [place for place in reading.places if name in (place.name, place.text)]
    if not named:
        known = ", ".join(dict.fromkeys(place.name for place in reading.places)) or "none"
        raise NotFoundError(f"{name}: is no place that was read in the report; there are: {known}")
    place = min(named, key=lambda each: abs(each.span[0] - near[0]))
    return {
        "text": place.text,
        "span": list(place.span),
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "precision": Precision.TOWN.value,
    }


def _id_of(reading: Reading, value: Mapping[str, Any]) -> str:
    target = Target.from_dict(value)
    meant = find(reading, target)
    if meant is None:
        raise NotFoundError(f"“{target.text}” is read as no {target.kind}")
    return meant.id


def _set(plain: Any, field: str, value: Any) -> None:
    """Set a field within a thing's JSON form."""
    *way, last = field.split(".")
    for step in way:
        plain = _step(plain, step, field)
    if not isinstance(plain, dict) or last not in plain:
        fields = f"; there are {', '.join(sorted(set(plain) - PRINTED))}" if isinstance(plain, dict) else ""
        raise DecisionError(f"{field}: is no field{fields}")
    plain[last] = value


def _step(plain: Any, step: str, field: str) -> Any:
    if isinstance(plain, list) and step.isdecimal() and int(step) < len(plain):
        return plain[int(step)]
    if isinstance(plain, dict) and step in plain:
        if plain[step] is None and step in INTERVALS:
            plain[step] = dict.fromkeys(("start", "end", "text", "span"))
        if isinstance(plain[step], dict | list):
            return plain[step]
    raise DecisionError(f"{field}: there is no {step}")


def _check(thing: Thing) -> None:
    """Refuse values that a type allows and sense does not."""
    if isinstance(thing, Casualty | Incident) and thing.part_of == thing.id:
        raise DecisionError(f"{thing.id} cannot be part of itself")
    if isinstance(thing, Casualty) and None not in (thing.low, thing.high):
        low, high = thing.low or 0, thing.high or 0
        if not 0 <= low <= high:
            raise DecisionError(f"low {low} and high {high} are no range")
    interval = thing.when if isinstance(thing, Incident) else None
    interval = thing.deadline if isinstance(thing, Pledge) else interval
    for day in (interval.start, interval.end) if interval else ():
        try:
            date.fromisoformat(day or "0001-01-01")
        except ValueError as error:
            raise DecisionError(f"{day!r} is not a day; write it as 2024-09-30") from error
