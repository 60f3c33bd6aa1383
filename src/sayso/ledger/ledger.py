"""The ledger as its users see it: what is stored goes in as a Reading and comes out as rows or Readings."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import TracebackType
from typing import Any

from sqlalchemy import Engine, Select
from sqlalchemy.exc import DataError, IntegrityError

from sayso.errors import ReportError
from sayso.ledger import links, queries, search, store
from sayso.ledger.address import connect_to, reading_from, writing_to
from sayso.ledger.names import find_report
from sayso.ledger.revision import bring_up
from sayso.model import Reading, Versions
from sayso.report import Report

FETCHED = 200

Row = dict[str, Any]


class Ledger:
    """Reports, their Readings, and the incidents they tell of, in one database.

    Every call is a transaction of its own: what a call has stored stays, whatever happens after it, and what
    it could not store whole it has not stored at all. Several processes may write at once; they take turns.

    Args:
        engine: connects to a database whose tables are this version's; see `Ledger.open`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, address: str, *, create: bool = True) -> "Ledger":
        """Open a ledger; one of an older version is brought up to this one's.

        Args:
            address: the path of a file, `sqlite:///...` or `postgresql://...`.
            create: make a new one where there is none; without it, a file that is read-only will do.

        Raises:
            LedgerError: there is none, it cannot be opened or written, it is a database of something else, or
                it was made by a newer version.
        """
        engine, place = connect_to(address, create=create)
        try:
            bring_up(engine, place, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def has(self, report: Report) -> bool:
        """Whether a report is stored: the same words of the same outlet and day."""
        with reading_from(self._engine) as connection:
            return store.holds(connection, report)

    def add(self, report: Report, reading: Reading, versions: Versions) -> bool:
        """Store a report with what was read in it.

        Returns:
            False if the report was there already; then nothing is changed.

        Raises:
            ReportError: this report cannot be stored; others can.
            LedgerError: the ledger cannot be written.
        """
        store.check(report)
        try:
            with writing_to(self._engine) as connection:
                return store.add(connection, report, reading, versions)
        except (IntegrityError, DataError, OverflowError) as error:
            if self.has(report):
                return False  # Another writer was a moment faster.
            cause = str(error).splitlines()[0]
            raise ReportError(
                f"{report.id or 'the report'}: its reading cannot be stored: {cause}"
            ) from error

    def statements(
        self, *, source: str | None = None, report: str | None = None, act: str | None = None
    ) -> Iterator[Row]:
        """Who said what, in the order of the reports; the narrator's own statement is left out.

        Args:
            source: words that the source's name has, whatever their case.
            report: an id of one report, or the beginning of one.
            act: what kind of saying.

        Raises:
            NotFoundError: there is no such report.
        """
        number = self._number(report) if report else None
        return self._rows(queries.statements(report=number, source=source, act=act))

    def pledges(self, *, due: date | None = None) -> Iterator[Row]:
        """What was undertaken, by deadline; those without one come last.

        Args:
            due: only what was to be done on this day or before.
        """
        return self._rows(queries.pledges(due=due))

    def search(self, words: str) -> Iterator[Row]:
        """Reports that have all of the words (a phrase in double quotes), the best first.

        Returns:
            Rows with `report`, `title`, `outlet`, `published` and `snippet`: the sentences that have the
            words, each hit between `**`.
        """
        with reading_from(self._engine) as connection:
            yield from search.find(connection, words)

    def reading(self, name: str) -> tuple[str, Reading]:
        """The short id of a report and its Reading.

        Args:
            name: the short id, `r-12ab34cd`, the report's own id, or the beginning of one of them.

        Raises:
            NotFoundError: no report has the name, or several have it.
        """
        with reading_from(self._engine) as connection:
            number, id = find_report(connection, name)
            text = connection.scalars(queries.reading(number)).one()
        return id, Reading.from_json(text)

    def readings(self) -> Iterator[tuple[str, Reading]]:
        """Every report's short id and Reading, in the order in which the reports came."""
        with reading_from(self._engine, fetched=FETCHED) as connection:
            for id, text in connection.execute(queries.READINGS):
                yield id, Reading.from_json(text)

    def store_links(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put these linked incidents in the place of all there were.

        Args:
            rows: public rows, each with `mentions` besides: `{report, incident}`, the short id of a report
                and the id of an incident in its Reading. None may belong to two linked incidents.
        """
        with writing_to(self._engine) as connection:
            links.store(connection, rows)

    def incidents(self) -> Iterator[Row]:
        """The public rows of the linked incidents, in the order in which they were stored."""
        with reading_from(self._engine, fetched=FETCHED) as connection:
            yield from links.all_of(connection)

    def incident(self, name: str) -> Row:
        """The public row of the linked incident that an id, or the beginning of one, means.

        Raises:
            NotFoundError: no incident has the id, or several begin so.
        """
        with reading_from(self._engine) as connection:
            return links.one(connection, name)

    def _number(self, name: str) -> int:
        with reading_from(self._engine) as connection:
            number, _ = find_report(connection, name)
        return number

    def _rows(self, query: Select[Any]) -> Iterator[Row]:
        with reading_from(self._engine, fetched=FETCHED) as connection:
            for row in connection.execute(query).mappings():
                yield dict(row)
