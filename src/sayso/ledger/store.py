"""How a report and its Reading are written."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from operator import itemgetter
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Dialect, Insert, Table, bindparam, insert, select

from sayso.errors import LedgerError, ReportError
from sayso.ledger import search
from sayso.ledger.names import short_id
from sayso.ledger.revision import HEAD
from sayso.ledger.rows import Row, rows_of
from sayso.ledger.tables import readings, reports
from sayso.model import Reading, Versions
from sayso.report import Report

UNSTORABLE = re.compile("[\0\ud800-\udfff]")

_by_hash = select(reports.c.number).where(reports.c.hash == bindparam("hash"))


def holds(connection: Connection, report: Report) -> bool:
    """Whether a report is stored."""
    return connection.scalar(_by_hash, {"hash": report.hash}) is not None


def check(report: Report) -> None:
    """Refuse a report with characters that a database cannot keep: NUL, and halves of surrogate pairs.

    Raises:
        ReportError: it has one.
    """
    for field in ("text", "id", "title", "outlet", "url", "published"):
        found = UNSTORABLE.search(getattr(report, field) or "")
        if found:
            where = f"{field}, character {found.start() + 1}"
            name = report.id if report.id and field != "id" else "the report"
            raise ReportError(f"{name}: U+{ord(found[0]):04X} cannot be stored ({where}); take it out")


def add(connection: Connection, report: Report, reading: Reading, versions: Versions) -> bool:
    """Write a report with its Reading; False if it is there already.

    Args:
        connection: one that writes.
        report: as it came.
        reading: what was read in it.
        versions: what read it.
    """
    hash = report.hash
    id = short_id(connection, hash)
    if id is None:
        return False
    recorded = now()
    number = write_one(
        connection,
        reports,
        hash=hash,
        id=id,
        own_id=report.id,
        title=report.title,
        outlet=report.outlet,
        url=report.url,
        published=report.published,
        text=report.text,
        recorded=recorded,
    )
    search.index(connection, number, report.title, report.text)
    write_rows(connection, write_reading(connection, number, reading, versions, recorded), reading)
    return True


def write_reading(
    connection: Connection, report: int, reading: Reading, versions: Versions, recorded: str
) -> int:
    """Write a Reading whole; its number."""
    return write_one(
        connection,
        readings,
        report=report,
        json=reading.to_json(),
        package=versions.package,
        schema=versions.schema,
        bundle=versions.bundle,
        revision=HEAD,
        recorded=recorded,
    )


def write_rows(connection: Connection, number: int, reading: Reading) -> None:
    """Write the rows of a Reading.

    They are written in the driver's own way: all else would take most of the time that a report takes.
    """
    for table, rows in rows_of(reading, number):
        statement, values_of = _driver_insert(table, connection.dialect)
        connection.exec_driver_sql(statement, list(map(values_of, rows)))


def parsed(text: str, id: str) -> Reading:
    """A stored Reading.

    Args:
        text: its JSON.
        id: of its report, for an error.

    Raises:
        LedgerError: an older version of sayso made it, in another form.
    """
    try:
        return Reading.from_json(text)
    except ValidationError as error:
        raise LedgerError(
            f"{id}: was read by another version of sayso; make it anew with: sayso reread"
        ) from error


def write_one(connection: Connection, table: Table, **values: Any) -> int:
    """Write one row; its number."""
    if connection.dialect.name == "sqlite":
        statement, values_of = _driver_insert(table, connection.dialect, tuple(values))
        return int(connection.exec_driver_sql(statement, values_of(values)).lastrowid)
    key: tuple[int] = connection.execute(_insert(table), values).inserted_primary_key  # type: ignore[assignment]
    return key[0]


@cache
def _driver_insert(
    table: Table, dialect: Dialect, columns: tuple[str, ...] | None = None
) -> tuple[str, Callable[[Row], Any]]:
    """A statement for a driver, and what makes a row its parameters: some take them by name, some in order."""
    compiled = insert(table).compile(dialect=dialect, column_keys=columns)
    return str(compiled), itemgetter(*compiled.positiontup) if compiled.positiontup else dict


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


def now() -> str:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
