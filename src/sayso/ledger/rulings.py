"""How decisions are written and read. No row is ever changed: an undoing is a row of its own."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from sayso.decisions import Act, Decision, Kind, Ruling, Target, binding, in_force, own
from sayso.errors import NotFoundError
from sayso.ledger.store import write_one
from sayso.ledger.tables import decisions, reports

PREFIX = "d-"


def record(connection: Connection, ruling: Ruling, recorded: str) -> str:
    """Write a ruling down; its id.

    Args:
        connection: one that writes.
        ruling: what to record.
        recorded: when, in UTC.
    """
    row = {
        "act": ruling.act.value,
        **_columns("", ruling.target),
        **_columns("other_", ruling.other),
        "fields": json.dumps(dict(ruling.values), ensure_ascii=False),
        "undoes": int(ruling.undoes.removeprefix(PREFIX)) if ruling.undoes else None,
        "who": ruling.who,
        "why": ruling.why,
        "recorded": recorded,
        "blind": ruling.blind,
    }
    return f"{PREFIX}{write_one(connection, decisions, **row)}"


def recorded(connection: Connection, report: str | None = None) -> list[Decision]:
    """Decisions in the order in which they were recorded.

    Args:
        connection: to the ledger.
        report: a report's hash: only the decisions on it, with all undoings, which are about no words.
    """
    query = select(decisions).order_by(decisions.c.number)
    if report:
        either = decisions.c.report == report, decisions.c.other_report == report
        query = query.where(or_(decisions.c.report.is_(None), *either))
    return found(connection, query)


def ruled_on(connection: Connection, hashes: Sequence[str]) -> dict[str, list[Decision]]:
    """The decisions on some reports that stand and bind everybody, by the hash of each."""
    either = decisions.c.report.in_(hashes), decisions.c.other_report.in_(hashes)
    query = select(decisions).where(or_(decisions.c.report.is_(None), *either))
    return standing_by_report(found(connection, query.order_by(decisions.c.number)))


def unseen_by(connection: Connection, who: str) -> dict[str, str]:
    """The reports that a person reads as the second and has not read through: the short id of each, by its hash.

    That is from the first blind decision on the report, which may be no more than that reading has begun.
    """
    query = select(decisions).where(decisions.c.who == who, decisions.c.blind).order_by(decisions.c.number)
    begun: set[str] = set()
    done: set[str] = set()
    for decision in in_force(found(connection, query)):
        if target := decision.ruling.target:
            through = decision.ruling.act is Act.ACCEPT and target.kind is Kind.REPORT
            (done if through else begun).add(target.report)
    if not begun - done:
        return {}
    rows = connection.execute(select(reports.c.hash, reports.c.id).where(reports.c.hash.in_(begun - done)))
    return {hash: id for hash, id in rows}


def found(connection: Connection, query: Select[Any]) -> list[Decision]:
    """The decisions that a query over their table finds."""
    return list(map(_decision, connection.execute(query)))


def standing_by_report(every: Iterable[Decision], *, by: str | None = None) -> dict[str, list[Decision]]:
    """The decisions that stand, by the hash of each report that they are about.

    Args:
        every: all there are.
        by: only those of one person, and blind ones too; without it, those that bind everybody.
    """
    standing: dict[str, list[Decision]] = {}
    for decision in own(every, by) if by else binding(every):
        for report in about(decision.ruling):
            standing.setdefault(report, []).append(decision)
    return standing


def about(ruling: Ruling) -> set[str]:
    """The hashes of the reports that a ruling is about."""
    return {target.report for target in (ruling.target, ruling.other) if target}


def undone_by(every: Iterable[Decision], ruling: Ruling) -> Ruling:
    """What a ruling undoes or, through an undoing, does again; itself if it is no undoing.

    Raises:
        NotFoundError: it undoes a decision that is not there.
    """
    by_id = {decision.id: decision.ruling for decision in every}
    while ruling.undoes:
        if ruling.undoes not in by_id:
            raise NotFoundError(f"{ruling.undoes}: there is no such decision; see them all: sayso decisions")
        ruling = by_id[ruling.undoes]
    return ruling


def _columns(prefix: str, target: Target | None) -> dict[str, Any]:
    if target is None:
        return {}
    start, end = target.span
    values = {
        "report": target.report,
        "kind": target.kind.value,
        "start": start,
        "end": end,
        "text": target.text,
    }
    return {prefix + name: value for name, value in values.items()}


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        id=f"{PREFIX}{row.number}",
        recorded=row.recorded,
        ruling=Ruling(
            act=Act(row.act),
            target=_target(row, ""),
            other=_target(row, "other_"),
            values=json.loads(row.fields),
            undoes=f"{PREFIX}{row.undoes}" if row.undoes else None,
            who=row.who,
            why=row.why,
            blind=row.blind,
        ),
    )


def _target(row: Row[Any], prefix: str) -> Target | None:
    values = row._mapping
    if values[prefix + "report"] is None:
        return None
    return Target(
        report=values[prefix + "report"],
        kind=Kind(values[prefix + "kind"]),
        span=(values[prefix + "start"], values[prefix + "end"]),
        text=values[prefix + "text"],
    )
