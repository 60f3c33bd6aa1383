"""What is asked of the ledger, each question in one query over the current Readings."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import JSON, ColumnElement, Select, Table, and_, cast, func, or_, select

from sayso.ledger import tables
from sayso.ledger.tables import readings, reports
from sayso.model import NARRATOR, Versions


def all_readings(recorded: date | None = None) -> Select[Any]:
    """Every report's id and hash, and the JSON of its current Reading, or of the one current on a day."""
    query = select(reports.c.id, reports.c.hash, readings.c.json).join_from(readings, reports)
    return query.where(_was_current(recorded)).order_by(reports.c.number)


def reading(report: int, recorded: date | None = None) -> Select[Any]:
    """A report's hash and the JSON of its current Reading, or of the one current on a day."""
    query = select(reports.c.hash, readings.c.json).join_from(readings, reports)
    return query.where(reports.c.number == report, _was_current(recorded))


def after(day: date) -> str:
    """When a day is over: every time on record that is less than this was recorded by then."""
    return (day + timedelta(days=1)).isoformat()


def _was_current(recorded: date | None) -> ColumnElement[bool]:
    """Whether a Reading is the current one of its report, or was when a day was over."""
    if recorded is None:
        return readings.c.superseded.is_(None)
    end = after(recorded)
    replaced = or_(readings.c.superseded.is_(None), readings.c.superseded >= end)
    return and_(readings.c.recorded < end, replaced)


def outdated(versions: Versions, *, after: int, limit: int) -> Select[Any]:
    """Reports whose current Reading was made by anything else than these versions.

    Args:
        versions: of the reader of today.
        after: the number of a report: only those with a higher one.
        limit: how many.
    """
    query = select(reports).join_from(readings, reports).where(_made_by_another(versions))
    return query.where(reports.c.number > after).order_by(reports.c.number).limit(limit)


def count_outdated(versions: Versions) -> Select[Any]:
    """How many reports are outdated."""
    return select(func.count()).select_from(readings).where(_made_by_another(versions))


def report(number: int) -> Select[Any]:
    """A report as it came in."""
    return select(reports).where(reports.c.number == number)


def published(dialect: str) -> Select[Any]:
    """The day of publication of every report, as its current Reading has it."""
    if dialect == "sqlite":
        day: ColumnElement[Any] = func.json_extract(readings.c.json, "$.report.published")
    else:
        day = cast(readings.c.json, JSON)["report"]["published"].as_string()
    query = select(reports.c.id, day).join_from(readings, reports)
    return query.where(readings.c.superseded.is_(None))


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


def _made_by_another(versions: Versions) -> ColumnElement[bool]:
    made = (readings.c.package, readings.c.schema, readings.c.bundle)
    wanted = (versions.package, versions.schema, versions.bundle)
    differs = or_(*(column != value for column, value in zip(made, wanted, strict=True)))
    return and_(readings.c.superseded.is_(None), differs)


def _of_current(rows: Table) -> Any:
    """Rows of the current Readings, with their reports; older Readings have none."""
    return rows.join(readings, readings.c.number == rows.c.reading).join(
        reports, reports.c.number == readings.c.report
    )
