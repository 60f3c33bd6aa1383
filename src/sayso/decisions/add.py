"""What no reader found: a person marks the words and says what they are.

It is recorded with the words, so it comes back in every later Reading. Should a later reader find a thing of its
kind on the same words, what the person said of it is put in the place of what the reader says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sayso.decisions.change import replaced
from sayso.decisions.correct import WHERE, corrected, place_of, referred
from sayso.decisions.decision import Decision, Kind, Target
from sayso.decisions.find import FIELDS, Thing, find, target_of
from sayso.errors import DecisionError, NotFoundError
from sayso.model import (
    NARRATOR,
    Bound,
    Casualty,
    Entity,
    EntityType,
    Harm,
    Incident,
    IncidentType,
    Phrase,
    Pledge,
    PledgeAct,
    Reading,
    Source,
    SourceKind,
    Span,
    Statement,
)

MENTION_OF = "mention_of"
"""The field by which marked words are made one more mention of an incident that is there."""
SOURCE = "source"
CUE = "cue"
BY = "by"
ADDABLE = (Kind.CASUALTY, Kind.STATEMENT, Kind.INCIDENT, Kind.PLEDGE, Kind.ENTITY)


def additions(
    report: str, reading: Reading, kind: Kind, span: Span, fields: Mapping[str, Any]
) -> tuple[Target, dict[str, Any]]:
    """The words that are added, and what to record of them.

    Args:
        report: the report's hash.
        reading: of the report.
        kind: what the words are.
        span: where they stand.
        fields: by name, as for a correction. Besides, the words of a statement's `source` and `cue`, of whom a
            pledge is `by`, of the place `where` an incident was, and the id of the incident that the words are a
            `mention_of`.

    Raises:
        NotFoundError: words that do not stand in the report, a place or a thing that was not read.
        DecisionError: words that are read as something of this kind already, or a field that they cannot have.
    """
    text = reading.report.text
    if kind not in ADDABLE:
        raise DecisionError(f"{kind}: is nothing that words can be; they can be {', '.join(ADDABLE)}")
    start, end = span
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise DecisionError(f"{start}-{end}: are no words of the report")
    target = Target(report=report, kind=kind, span=(start, end), text=text[start:end])
    known = find(reading, target)
    if known:
        raise DecisionError(f"“{target.text}” is read as {known.id} already; correct that")
    blank = bare(kind, "new", target)
    recorded: dict[str, Any] = {}
    for field, value in fields.items():
        recorded |= _recorded(report, reading, blank, field, value)
    if kind is Kind.CASUALTY:
        recorded.setdefault("bound", bound_of(recorded.get("low"), recorded.get("high")).value)
    if MENTION_OF not in recorded:
        corrected(reading, blank, recorded)
    return target, recorded


def added(reading: Reading, decision: Decision) -> Reading:
    """The Reading with what a person added to it.

    Raises:
        NotFoundError: it refers to words that this Reading has nothing on.
        DecisionError: a field or a value that the thing cannot have.
    """
    target, values = decision.ruling.target, decision.ruling.values
    assert target is not None
    if MENTION_OF in values:
        return _with_mention(reading, target, Target.from_dict(values[MENTION_OF]))
    thing = find(reading, target)
    if thing is None:
        thing = bare(target.kind, f"{target.kind.value[0]}.{decision.id.replace('-', '')}", target)
        changes: dict[str, Any] = {
            FIELDS[target.kind]: (*getattr(reading, FIELDS[target.kind]), thing),
        }
        reading = replace(reading, **changes)
    return replaced(reading, corrected(reading, thing, values))


def bare(kind: Kind, id: str, target: Target) -> Thing:
    """Words as a thing of which nothing else is known."""
    phrase = Phrase(text=target.text, span=target.span)
    match kind:
        case Kind.CASUALTY:
            return Casualty(
                id=id,
                text=phrase.text,
                span=phrase.span,
                low=None,
                high=None,
                bound=Bound.VAGUE,
                harm=Harm.KILLED,
            )
        case Kind.STATEMENT:
            nobody = Source(text=None, span=None, name=None, entity=None, kind=SourceKind.OTHER, named=False)
            return Statement(id=id, source=nobody, content=(phrase,))
        case Kind.INCIDENT:
            return Incident(id=id, mentions=(phrase,), type=IncidentType.OTHER)
        case Kind.PLEDGE:
            return Pledge(id=id, by=None, act=PledgeAct.PLEDGE, what=phrase)
        case _:
            return Entity(id=id, name=phrase.text, type=EntityType.ORGANIZATION, mentions=(phrase,))


def _recorded(report: str, reading: Reading, blank: Thing, field: str, value: Any) -> dict[str, Any]:
    """What is recorded of one field that a person gave."""
    if field == MENTION_OF and isinstance(blank, Incident):
        return {field: _reference(report, reading, Kind.INCIDENT, field, value)}
    if field == SOURCE and isinstance(blank, Statement):
        words = _words(reading, blank.content[0].span, value)
        return {"source.text": words["text"], "source.span": words["span"], "source.name": words["text"]}
    if field == CUE and isinstance(blank, Statement):
        return {field: _words(reading, blank.content[0].span, value)}
    if field == BY and isinstance(blank, Pledge):
        words = _words(reading, blank.what.span, value)
        return {field: {**words, "name": words["text"], "entity": None}}
    if field == WHERE and isinstance(blank, Incident):
        return {field: [place_of(reading, blank.mentions[0].span, value)] if value else []}
    kind = referred(blank, field)
    if kind and value not in (None, NARRATOR):
        return {field: _reference(report, reading, kind, field, value)}
    return {field: value}


def _reference(report: str, reading: Reading, kind: Kind, field: str, id: Any) -> dict[str, Any]:
    meant = target_of(report, reading, str(id))
    if meant.kind is not kind:
        raise DecisionError(f"{field}: {id} is no {kind}")
    return meant.to_dict()


def _words(reading: Reading, near: Span, words: Any) -> dict[str, Any]:
    """Words of the report by where they stand: of several places the one nearest to a span.

    Raises:
        NotFoundError: the report does not have them.
    """
    starts = list(_starts(reading.report.text, str(words)))
    if not starts:
        raise NotFoundError(f"“{words}”: these words are not in the report")
    start = min(starts, key=lambda place: abs(place - near[0]))
    return {"text": words, "span": [start, start + len(words)]}


def _starts(text: str, words: str) -> Iterator[int]:
    place = text.find(words) if words.strip() else -1
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _with_mention(reading: Reading, target: Target, of: Target) -> Reading:
    """The Reading with one more mention of an incident."""
    incident = find(reading, of)
    if not isinstance(incident, Incident):
        raise NotFoundError(f"“{of.text}” is read as no incident")
    if any(mention.span == target.span for mention in incident.mentions):
        return reading
    phrase = Phrase(text=target.text, span=target.span)
    return replaced(reading, replace(incident, mentions=(*incident.mentions, phrase)))


def bound_of(low: Any, high: Any) -> Bound:
    """How two numbers bound a figure, where nobody says otherwise.

    Args:
        low: the least that it can be, or None.
        high: the most, or None.
    """
    if low is None:
        return Bound.VAGUE if high is None else Bound.AT_MOST
    if high is None:
        return Bound.AT_LEAST
    return Bound.EXACT if low == high else Bound.RANGE
