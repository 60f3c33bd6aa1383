"""What is asked of the ledger, each question in one query over the current Readings."""

from datetime import date
from typing import Any

from sqlalchemy import Select, Table, select

from sayso.ledger import tables
from sayso.ledger.tables import readings, reports
from sayso.model import NARRATOR

READINGS = (
    select(reports.c.id, readings.c.json)
    .join_from(readings, reports)
    .where(readings.c.superseded.is_(None))
    .order_by(reports.c.number)
)


def reading(report: int) -> Select[Any]:
    """The JSON of a report's current Reading."""
    return select(readings.c.json).where(readings.c.report == report, readings.c.superseded.is_(None))


def statements(*, report: int | None, source: str | None, act: str | None) -> Select[Any]:
    """Who said what, but for the narrators."""
    rows = tables.statements
    columns = (rows.c[name] for name in ("kind", "via", "act", "certainty", "quotation", "cue", "content"))
    query = (
        select(reports.c.id.label("report"), rows.c.id.label("statement"), rows.c.source, *columns)
        .select_from(_of_current(rows))
        .where(rows.c.id != NARRATOR)
        .order_by(reports.c.number, rows.c.position)
    )
    if report is not None:
        query = query.where(readings.c.report == report)
    for word in (source or "").casefold().split():
        query = query.where(rows.c.source_words.contains(word, autoescape=True))
    return query.where(rows.c.act == act) if act else query


def pledges(*, due: date | None) -> Select[Any]:
    """What was undertaken, by deadline."""
    rows, said = tables.pledges, tables.statements
    columns = (rows.c[name] for name in ("by", "act", "what", "deadline", "start", "end", "statement"))
    query = (
        select(reports.c.id.label("report"), rows.c.id.label("pledge"), *columns, said.c.source)
        .select_from(
            _of_current(rows).join(said, (said.c.reading == rows.c.reading) & (said.c.id == rows.c.statement))
        )
        .order_by(rows.c.end.asc().nulls_last(), reports.c.number, rows.c.position)
    )
    return query.where(rows.c.end <= due.isoformat()) if due else query


def _of_current(rows: Table) -> Any:
    """Rows of the current Readings, with their reports; older Readings have none."""
    return rows.join(readings, readings.c.number == rows.c.reading).join(
        reports, reports.c.number == readings.c.report
    )
