"""Dossier: all that is told of one incident, gathered for a page: accounts, comparisons, evidence, pledges, decisions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.accounts import Comparison, accounts_of, compare
from sayso.decisions import Decision, Kind, in_force
from sayso.decisions.find import Thing, spans_of
from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.model import NARRATOR, Incident, Pledge, Reading, Span
from sayso.passage import sentence_number
from sayso.workflow.clock import Moment
from sayso.workflow.link import Shelf, is_superseded, remarks_on
from sayso.workflow.stood import as_it_stood, as_seen

Row = dict[str, Any]

COMPARED = 40
"""Accounts of an incident that are compared, those with figures first: pairs grow with their square."""

LOOKED_AT = 200
"""Reports of an incident whose words for its day and place, pledges and decisions are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's telling of an incident.

    Args:
        report: the report's short id.
        hash: of the report, by which decisions name it.
        reading: what was read in it.
        incident: the incident, in that Reading.
        superseded: whether the outlet has changed the report since, so that another one tells what it says now.
    """

    report: str
    hash: str
    reading: Reading
    incident: Incident
    superseded: bool = False

    @property
    def said(self) -> str | None:
        """The day of publication."""
        published = self.reading.report.published
        return published[:10] if published else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A pledge that belongs to an incident, and the report that tells of it."""

    telling: Telling
    pledge: Pledge
    said_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A decision on something of an incident; `stands` is false where it is undone."""

    decision: Decision
    report: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is told of one incident.

    Args:
        row: its public row, as of the day.
        as_of: the day, or None for today.
        days: on which reports of it came out or were changed, the earliest first, whatever the day.
        comparisons: every two accounts.
        tellings: of each report, the earliest first.
        promises: the pledges that belong to it.
        rulings: the decisions on it and on what is said of it.
    """

    row: Row
    as_of: date | None
    days: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    tellings: tuple[Telling, ...]
    promises: tuple[Promise, ...]
    rulings: tuple[Ruled, ...]


def dossier(ledger: Ledger, name: str, *, as_of: date | None = None) -> Dossier:
    """Gather all that is told of one incident.

    Args:
        ledger: has it.
        name: its id, or the beginning of one.
        as_of: without what was published later than this day.

    Raises:
        NotFoundError: there is none of that name, or no report of it was out then.
    """
    shelf = Shelf.of(ledger, Moment(day=as_of) if as_of else None)
    today = as_seen(ledger, name)
    row = today if as_of is None else as_it_stood(today, as_of, shelf)
    if row is None:
        raise NotFoundError(f"{name}: no report of it was out on {as_of}")
    accounts = accounts_of(remarks_on(row["told_in"], shelf))
    remarks = {(r.report, r.statement) for account in accounts for r in account.remarks}
    every = tuple(_tellings(ledger, today["told_in"][:LOOKED_AT], shelf))
    told = {one["report"] for one in row["told_in"]}
    out = tuple(telling for telling in every if telling.report in told)
    return Dossier(
        row=row,
        as_of=as_of,
        days=tuple(sorted({*_days(every, shelf)})),
        comparisons=compare(accounts[:COMPARED]),
        tellings=out,
        promises=tuple(promise for telling in latest(out) for promise in _promises(telling, remarks)),
        rulings=tuple(_rulings(ledger, out)),
    )


def latest(tellings: Sequence[Telling]) -> Sequence[Telling]:
    """How outlets tell of it now; what was changed speaks where nothing else does."""
    return [telling for telling in tellings if not telling.superseded] or tellings


def _days(tellings: Sequence[Telling], shelf: Shelf) -> Iterator[str]:
    """The days on which reports came out, or were first seen changed."""
    lines = shelf.versions([telling.report for telling in tellings])
    for telling in tellings:
        later = [
            v.first for v in lines.get(telling.report, ()) if v.number > 1 and v.report == telling.report
        ]
        if later:
            yield later[0].date().isoformat()
        elif telling.said:
            yield telling.said


def rulings_on(ledger: Ledger, row: Row) -> list[Ruled]:
    """The decisions on the words that tell of an incident, by report.

    Args:
        ledger: that they are recorded in.
        row: the incident's public row.
    """
    return list(_rulings(ledger, _tellings(ledger, row["told_in"], Shelf.of(ledger))))


def _tellings(ledger: Ledger, told_in: Iterable[Row], shelf: Shelf) -> list[Telling]:
    told_in = list(told_in)
    lines = shelf.lines([told["report"] for told in told_in])
    found = [
        Telling(
            report=told["report"],
            hash=ledger.report(told["report"])[1].hash,
            reading=shelf.reading(told["report"]),
            incident=incident,
            superseded=is_superseded(told["report"], lines),
        )
        for told in told_in
        for incident in shelf.reading(told["report"]).incidents
        if incident.id == told["incident"]
    ]
    return sorted(found, key=lambda telling: (telling.said or "", telling.report))


def _promises(telling: Telling, remarks: set[tuple[str, str]]) -> Iterator[Promise]:
    """The pledges of a report that are made where it speaks of the incident.

    That is in a statement on it, or in a sentence that names it.
    """
    reading = telling.reading
    named = {sentence_number(reading.report.text, phrase.span[0]) for phrase in telling.incident.mentions}
    speakers = {statement.id: statement.source for statement in reading.statements}
    for pledge in reading.pledges:
        spoken = pledge.statement != NARRATOR and (telling.report, pledge.statement) in remarks
        if spoken or sentence_number(reading.report.text, pledge.what.span[0]) in named:
            source = speakers[pledge.statement]
            yield Promise(telling=telling, pledge=pledge, said_by=source.name or source.text)


def _rulings(ledger: Ledger, tellings: Sequence[Telling]) -> Iterator[Ruled]:
    """The decisions on the words that tell of an incident, each once."""
    seen: set[str] = set()
    for hash in dict.fromkeys(telling.hash for telling in tellings):
        own = [telling for telling in tellings if telling.hash == hash]
        decisions = ledger.decisions(report=hash)
        standing = {decision.id for decision in in_force(decisions)}
        spans = {span for telling in own for span in _spans(telling)}
        for decision in decisions:
            targets = [t for t in (decision.ruling.target, decision.ruling.other) if t and t.report == hash]
            about = any(t.kind is Kind.REPORT or t.span in spans for t in targets)
            hidden = hash in ledger.unseen
            if about and not hidden and not decision.ruling.blind and decision.id not in seen:
                seen.add(decision.id)
                yield Ruled(decision=decision, report=own[0].report, stands=decision.id in standing)


def _spans(telling: Telling) -> Iterator[Span]:
    """Where an incident, its figures and the statements that give them stand."""
    reading, incident = telling.reading, telling.incident
    casualties = [casualty for casualty in reading.casualties if casualty.incident == incident.id]
    speaking = {casualty.statement for casualty in casualties}
    statements = [statement for statement in reading.statements if statement.id in speaking]
    things: tuple[Thing, ...] = (incident, *casualties, *statements)
    for thing in things:
        yield from spans_of(thing)
