"""What is answered: plain objects, made from a ledger, with the words of the reports beside every figure."""

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any

from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.model import NARRATOR, Reading, Statement
from sayso.passage import sentence_around
from sayso.workflow import look

Answer = dict[str, Any]

IN_BRIEF = ("id", "type", "status", "when", "where", "tolls", "grade")
WHOLE = (*IN_BRIEF, "part_of", "reports", "figures", "grounds", "roots")


def search(ledger: Ledger, words: str, *, limit: int) -> list[Answer]:
    """Reports that have all of the words, the best first, with the incidents that each tells of."""
    return [
        {**row, "incidents": sorted(set(ledger.lists.linked(row["report"]).values()))}
        for row in list(islice(ledger.search(words), limit))
    ]


def incidents(ledger: Ledger, selection: look.Selection, *, limit: int) -> list[Answer]:
    """The incidents selected, in brief, in the order of their days."""
    rows = [row for _, row in zip(range(limit), look.incidents(ledger, selection), strict=False)]
    return [
        {**_only(row, IN_BRIEF), "sources": [account["source"] for account in row["accounts"]]}
        for row in rows
    ]


def incident(ledger: Ledger, id: str, *, as_of: date | None) -> Answer:
    """One incident: its ranges with who stands at each end, its grade with the working, who speaks of it.

    Raises:
        NotFoundError: there is none of that id.
    """
    row = look.incident(ledger, id, as_of=as_of)
    sources = [
        {name: account[name] for name in ("source", "kind", "first", "last")} for account in row["accounts"]
    ]
    return {**_only(row, WHOLE), "sources": sources}


def accounts(ledger: Ledger, id: str, *, as_of: date | None) -> list[Answer]:
    """What each source says of an incident: every figure and every blame with its sentence.

    Raises:
        NotFoundError: there is no such incident.
    """
    found: list[Answer] = look.incident(ledger, id, as_of=as_of)["accounts"]
    return found


def statement(ledger: Ledger, report: str, id: str) -> Answer:
    """One statement of a report: who says it through whom, in which words, and the sentence that it stands in.

    Raises:
        NotFoundError: there is no such report, or no such statement in it.
    """
    short, reading = ledger.reading(report)
    said = next((one for one in reading.statements if one.id == id), None)
    if said is None:
        raise NotFoundError(f"{short}: has no statement {id}; its statements are {_ids(reading)}")
    source = said.source
    return {
        "report": {"id": short, **_about(reading)},
        "statement": said.id,
        "source": source.name or source.text or reading.report.outlet,
        "as_printed": source.text,
        "kind": source.kind,
        "via": [via.name or via.text for via in said.via],
        "cue": said.cue.text if said.cue else None,
        "act": said.act,
        "certainty": said.certainty,
        "quotation": said.quotation,
        "content": [part.text for part in said.content],
        "sentence": _sentence(reading, said),
        "figures": _figures(reading, said),
    }


def _figures(reading: Reading, said: Statement) -> list[Answer]:
    return [
        {
            "text": casualty.text,
            "low": casualty.low,
            "high": casualty.high,
            "harm": casualty.harm,
            "status": casualty.victims.status,
            "groups": list(casualty.victims.groups),
            "sentence": sentence_around(reading.report.text, casualty.span),
        }
        for casualty in reading.casualties
        if casualty.statement == said.id
    ]


def _sentence(reading: Reading, said: Statement) -> str | None:
    """The sentence or sentences from the first to the last of its words; the narrator's are all others."""
    parts = [*said.content, *([said.cue] if said.cue else [])]
    if said.id == NARRATOR or not parts:
        return None
    start, end = min(part.span[0] for part in parts), max(part.span[1] for part in parts)
    return sentence_around(reading.report.text, (start, end))


def _about(reading: Reading) -> Answer:
    report = reading.report
    return {
        "title": report.title,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published,
        "published_basis": report.published_basis,
    }


def _ids(reading: Reading) -> str:
    return ", ".join(statement.id for statement in reading.statements)


def _only(row: Mapping[str, Any], names: tuple[str, ...]) -> Answer:
    return {name: row[name] for name in names}
