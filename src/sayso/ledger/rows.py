"""A Reading as rows of the ledger's tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table

from sayso.ledger import tables
from sayso.model import NARRATOR, Casualty, Entity, Incident, Pledge, Reading, Statement

Row = dict[str, Any]


def rows_of(reading: Reading, number: int) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of a Reading, table by table, leaving out tables that get none.

    Args:
        reading: what to store.
        number: of the Reading in the ledger.
    """
    outlet = reading.report.outlet
    yield from _numbered(
        number,
        (tables.entities, map(_entity, reading.entities)),
        (tables.statements, (_statement(statement, outlet) for statement in reading.statements)),
        (tables.incidents, map(_incident, reading.incidents)),
        (tables.casualties, map(_casualty, reading.casualties)),
        (tables.pledges, map(_pledge, reading.pledges)),
    )


def _numbered(number: int, *parts: tuple[Table, Iterable[Row]]) -> Iterator[tuple[Table, list[Row]]]:
    for table, rows in parts:
        numbered = [{"reading": number, "position": place, **row} for place, row in enumerate(rows)]
        if numbered:
            yield table, numbered


def _entity(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "description": entity.description,
        "wikidata": entity.wikidata,
    }


def _statement(statement: Statement, outlet: str | None) -> Row:
    source = statement.source
    name = source.name or source.text or (outlet if statement.id == NARRATOR else None)
    return {
        "id": statement.id,
        "source": name,
        "source_words": _folded(name, source.text),
        "entity": source.entity,
        "kind": source.kind,
        "named": source.named,
        "via": _joined("; ", [via.name or via.text for via in statement.via]),
        "cue": statement.cue.text if statement.cue else None,
        "act": statement.act,
        "certainty": statement.certainty,
        "quotation": statement.quotation,
        "content": " … ".join(phrase.text for phrase in statement.content),
    }


def _incident(incident: Incident) -> Row:
    when = incident.when
    where = incident.where[0] if incident.where else None
    return {
        "id": incident.id,
        "type": incident.type,
        "status": incident.status,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "place": where.name if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "country": where.country if where else None,
        "precision": where.precision if where else None,
        "part_of": incident.part_of,
    }


def _casualty(casualty: Casualty) -> Row:
    return {
        "id": casualty.id,
        "text": casualty.text,
        "low": casualty.low,
        "high": casualty.high,
        "bound": casualty.bound,
        "harm": casualty.harm,
        "status": casualty.victims.status,
        "groups": ", ".join(casualty.victims.groups),
        "actor": casualty.victims.actor,
        "incident": casualty.incident,
        "statement": casualty.statement,
        "part_of": casualty.part_of,
    }


def _pledge(pledge: Pledge) -> Row:
    deadline = pledge.deadline
    return {
        "id": pledge.id,
        "by": (pledge.by.name or pledge.by.text) if pledge.by else None,
        "entity": pledge.by.entity if pledge.by else None,
        "act": pledge.act,
        "what": pledge.what.text,
        "deadline": deadline.text if deadline else None,
        "start": deadline.start if deadline else None,
        "end": deadline.end if deadline else None,
        "statement": pledge.statement,
    }


def _joined(between: str, words: Sequence[str]) -> str | None:
    return between.join(words) if words else None


def _folded(*names: str | None) -> str:
    """Names to look words up in, whatever their case; the databases themselves fold ASCII at best."""
    return "\n".join(dict.fromkeys(name.casefold() for name in names if name))
