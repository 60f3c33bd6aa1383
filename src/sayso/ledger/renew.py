"""How a stored report gets another Reading, or another one's rows: after a newer reader, or a decision."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, Select, delete, select, update

from sayso.decisions import Decision, apply
from sayso.ledger import queries, rulings, store
from sayso.ledger.tables import ROW_TABLES, readings, reports
from sayso.model import Reading, Versions

TOGETHER = 500


def supersede(connection: Connection, report: str, reading: Reading, versions: Versions) -> None:
    """Put a newer Reading in the place of the current one, which is kept without its rows.

    Args:
        connection: one that writes.
        report: the report's hash.
        reading: what was read in it now.
        versions: what read it.
    """
    hold(connection, {report})
    number = connection.scalars(select(reports.c.number).where(reports.c.hash == report)).one()
    old = connection.execute(_current(report)).one().number
    now = store.now()
    connection.execute(update(readings).where(readings.c.number == old).values(superseded=now))
    new = store.write_reading(connection, number, reading, versions, now)
    _write_rows_again(connection, report, erase=old, number=new, reading=reading)


def refresh(connection: Connection, report: str) -> None:
    """Write the rows of a report's current Reading as the decisions have it now."""
    number, reading = current(connection, report)
    _write_rows_again(connection, report, erase=number, number=number, reading=reading)


def hold(connection: Connection, hashes: Iterable[str]) -> None:
    """Let no other writer change the rows of these reports until this one is done; in one order always."""
    for hash in sorted(hashes):
        connection.execute(select(reports.c.number).where(reports.c.hash == hash).with_for_update())


def current(connection: Connection, report: str) -> tuple[int, Reading]:
    """The number of a report's current Reading, and the Reading as the reader made it."""
    row = connection.execute(_current(report)).one()
    return row.number, store.parsed(row.json, row.id)


def all_current(connection: Connection, hashes: Collection[str]) -> Iterator[tuple[str, Reading]]:
    """The current Readings of reports as the reader made them, each with the report's hash; as many as are asked for."""
    wanted = sorted(hashes)
    for start in range(0, len(wanted), TOGETHER):
        query = queries.all_readings().where(reports.c.hash.in_(wanted[start : start + TOGETHER]))
        for id, hash, text in connection.execute(query):
            yield hash, store.parsed(text, id)


def standing_on(connection: Connection, report: str, *, by: str | None = None) -> list[Decision]:
    """The decisions on a report that stand, of everybody or of one person."""
    return rulings.standing_by_report(rulings.recorded(connection, report), by=by).get(report, [])


def _current(report: str) -> Select[tuple[int, str, str]]:
    return (
        select(readings.c.number, readings.c.json, reports.c.id)
        .join_from(readings, reports)
        .where(reports.c.hash == report, readings.c.superseded.is_(None))
    )


def _write_rows_again(
    connection: Connection, report: str, *, erase: int, number: int, reading: Reading
) -> None:
    for table in reversed(ROW_TABLES):
        connection.execute(delete(table).where(table.c.reading == erase))
    store.write_rows(connection, number, apply(standing_on(connection, report), report, reading).reading)
