"""The ledger as its users see it: what is stored goes in as a Reading and comes out as rows or Readings."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from types import TracebackType
from typing import Any

from sqlalchemy import Engine, Select
from sqlalchemy.exc import DataError, IntegrityError

from sayso.decisions import Bonds, Decision, Ruling, apply, binding, bonds_of
from sayso.errors import DecisionError, NotFoundError, ReportError
from sayso.ledger import kept, links, queries, renew, rulings, search, store
from sayso.ledger.address import connect_to, reading_from, writing_to
from sayso.ledger.docket import Docket
from sayso.ledger.kept import Kept, Looked
from sayso.ledger.lists import Lists
from sayso.ledger.names import find_report
from sayso.ledger.people import People
from sayso.ledger.queue import Queue
from sayso.ledger.revision import bring_up
from sayso.ledger.voices import Voices
from sayso.ledger.watching import Watchbook
from sayso.model import Reading, Versions
from sayso.report import Report

FETCHED = 200

Row = dict[str, Any]
State = links.State


class Ledger:
    """Reports, their Readings, and the incidents they tell of, in one database.

    Every call is a transaction of its own: what a call has stored stays, whatever happens after it, and what
    it could not store whole it has not stored at all. Several processes may write at once; they take turns.

    Args:
        engine: connects to a database whose tables are this version's; see `Ledger.open`.
        seen_by: who looks at it; see `seen_by`.
        unseen: the reports that they read blind, by hash, with the short id of each.
    """

    def __init__(
        self, engine: Engine, *, seen_by: str | None = None, unseen: Mapping[str, str] | None = None
    ) -> None:
        self._engine = engine
        self._who = seen_by
        self.unseen: Mapping[str, str] = unseen or {}

    @classmethod
    def open(cls, address: str, *, create: bool = True, read_only: bool = False) -> "Ledger":
        """Open a ledger; one of an older version is brought up to this one's.

        Args:
            address: the path of a file, `sqlite:///...` or `postgresql://...`.
            create: make a new one where there is none; without it, a file that is read-only will do.
            read_only: let the database itself refuse every write, also bringing an older ledger up.

        Raises:
            LedgerError: there is none, it cannot be opened or written, it is a database of something else, or
                it was made by a newer version.
        """
        engine, place = connect_to(address, create=create and not read_only, read_only=read_only)
        try:
            bring_up(engine, place, create=create and not read_only, read_only=read_only)
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

    def seen_by(self, who: str) -> "Ledger":
        """The same ledger as a person may see it.

        A report that they read as its second reader is, until they have read it through, what was read in it with their
        own decisions alone; nothing can be decided on it but blind.
        """
        with reading_from(self._engine) as connection:
            return Ledger(self._engine, seen_by=who, unseen=rulings.unseen_by(connection, who))

    @property
    def lists(self) -> Lists:
        """Incidents in brief, and searches, as a page shows them."""
        return Lists(self._engine)

    @property
    def voices(self) -> Voices:
        """Sources across all incidents."""
        return Voices(self._engine)

    @property
    def docket(self) -> Docket:
        """Pledges by their deadline, with what became of them."""
        return Docket(self._engine)

    @property
    def kept(self) -> Kept:
        """What linking saw of each report."""
        return Kept(self._engine)

    @property
    def queue(self) -> Queue:
        """What is worth a person's look."""
        return Queue(self._engine)

    @property
    def people(self) -> People:
        """Those who may sign in, and their sessions."""
        return People(self._engine)

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
            with _told_by_report(report), writing_to(self._engine) as connection:
                return store.add(connection, report, reading, versions)
        except ReportError:
            if self.has(report):
                return False  # Another writer was a moment faster.
            raise

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

    def reading(
        self, name: str, *, by: str | None = None, recorded: date | None = None
    ) -> tuple[str, Reading]:
        """The short id of a report and its Reading, with the decisions on it.

        Args:
            name: the short id, `r-12ab34cd`, the report's own id, or the beginning of one of them.
            by: with the decisions of this person alone, blind ones too.
            recorded: as the ledger had it when this day was over, in UTC.

        Raises:
            NotFoundError: no report has the name, or several have it, or the ledger did not have it yet.
        """
        with reading_from(self._engine) as connection:
            number, id = find_report(connection, name)
            row = connection.execute(queries.reading(number, recorded)).one_or_none()
            if row is None:
                raise NotFoundError(f"{name}: the ledger did not have it on {recorded}")
            every = _known(rulings.recorded(connection, row.hash), recorded)
        decisions = rulings.standing_by_report(every, by=by or self._reader(row.hash)).get(row.hash, ())
        return id, apply(decisions, row.hash, store.parsed(row.json, id)).reading

    def report(self, name: str) -> tuple[str, Report]:
        """The short id of a report, and the report as it came in.

        Raises:
            NotFoundError: no report has the name, or several have it.
        """
        with reading_from(self._engine) as connection:
            number, id = find_report(connection, name)
            return id, _report(connection.execute(queries.report(number)).one())

    def readings(self, *, recorded: date | None = None) -> Iterator[tuple[str, Reading]]:
        """Every report's short id and its Reading, with the decisions on it, in the order of the reports.

        Args:
            recorded: as the ledger had them when this day was over, in UTC.
        """
        with reading_from(self._engine, fetched=FETCHED) as connection:
            decisions = rulings.standing_by_report(_known(rulings.recorded(connection), recorded))
            for id, hash, text in connection.execute(queries.all_readings(recorded)):
                yield id, apply(decisions.get(hash, ()), hash, store.parsed(text, id)).reading

    def days(self) -> dict[str, str | None]:
        """The day on which each report was published, as it was read, by the report's short id."""
        with reading_from(self._engine) as connection:
            query = queries.published(connection.dialect.name)
            return {id: day[:10] if day else None for id, day in connection.execute(query)}

    def outdated(self, versions: Versions) -> Iterator[Report]:
        """The reports whose Reading was made by another reader, in the order in which they came.

        They may be read anew meanwhile: no more of them are held at a time than can be.

        Args:
            versions: of the reader of today.
        """
        after = 0
        while True:
            with reading_from(self._engine) as connection:
                rows = connection.execute(queries.outdated(versions, after=after, limit=FETCHED)).all()
            for row in rows:
                after = row.number
                yield _report(row)
            if not rows:
                return

    def count_outdated(self, versions: Versions) -> int:
        """How many reports have a Reading that was made by another reader."""
        with reading_from(self._engine) as connection:
            return int(connection.scalars(queries.count_outdated(versions)).one())

    def supersede(self, report: Report, reading: Reading, versions: Versions) -> None:
        """Put a newer Reading of a stored report in the place of the one it has, which is kept as history.

        Raises:
            ReportError: the Reading cannot be stored; the old one stays.
        """
        with _told_by_report(report), writing_to(self._engine) as connection:
            renew.supersede(connection, report.hash, reading, versions)

    def decide(self, ruling: Ruling) -> str:
        """Record what a person ruled; it is never changed or erased, and survives a loss of power.

        Returns:
            the decision's id, `d-12`.

        Raises:
            NotFoundError: it undoes a decision that is not there.
            DecisionError: who rules reads the report blind, and this ruling is not.
        """
        with writing_to(self._engine, durable=True) as connection:
            meant = rulings.undone_by(rulings.recorded(connection), ruling)
            for hash in (rulings.about(meant) & self.unseen.keys()) if not meant.blind else ():
                raise DecisionError(
                    f"{self.unseen[hash]}: you are its second reader; read it through, or decide on it there"
                )
            renew.hold(connection, rulings.about(meant))
            id = rulings.record(connection, ruling, store.now())
            for report in rulings.about(meant):
                renew.refresh(connection, report)
        return id

    def decisions(self, *, report: str | None = None) -> list[Decision]:
        """Every decision, also those undone, in the order in which they were recorded.

        Args:
            report: a report's hash: only the decisions on it, with all undoings, which are about no words.
        """
        with reading_from(self._engine) as connection:
            return rulings.recorded(connection, report)

    def standing(self, name: str, *, by: str | None = None) -> list[Decision]:
        """The decisions on a report that stand.

        Args:
            name: of the report.
            by: those of this person alone, blind ones too; without it, those that bind everybody.

        Raises:
            NotFoundError: no report has the name, or several have it.
        """
        hash = self.report(name)[1].hash
        with reading_from(self._engine) as connection:
            return renew.standing_on(connection, hash, by=by or self._reader(hash))

    def lost(self, *, among: Collection[Decision] | None = None) -> list[Decision]:
        """Decisions that stand and cannot be applied: what they are about is not read any more.

        Args:
            among: looked for among these alone.
        """
        with reading_from(self._engine) as connection:
            every = rulings.recorded(connection)
            looked_at = every if among is None else among
            hashes = {report for decision in looked_at for report in rulings.about(decision.ruling)}
            standing_on = rulings.standing_by_report(every)
            lost = {
                decision.id
                for report, reading in renew.all_current(connection, hashes & standing_on.keys())
                for decision in apply(standing_on[report], report, reading).lost
            }
        standing = {decision.id for decision in binding(every)}
        across = [decision for decision in looked_at if decision.id in standing]
        lost.update(one.id for one in bonds_of(across, lambda hash: self.reading(f"r-{hash}")).lost)
        return [decision for decision in looked_at if decision.id in lost]

    def bonds(self, *, recorded: date | None = None) -> Bonds:
        """What people decided on incidents across reports; it binds their linking.

        Args:
            recorded: as it stood when this day was over, in UTC.
        """
        known = binding(_known(self.decisions(), recorded))
        return bonds_of(known, lambda report: self.reading(f"r-{report}", recorded=recorded))

    def state(self) -> State:
        """What changes whenever a Reading or a decision comes in: links made before are not of all there is."""
        with reading_from(self._engine) as connection:
            return links.state(connection)

    def store_links(
        self,
        rows: Iterable[Mapping[str, Any]],
        *,
        state: State | None = None,
        looked: Iterable[Looked] | None = None,
        copies: Mapping[str, str] | None = None,
    ) -> bool:
        """Put these linked incidents in the place of all there were.

        Args:
            rows: public rows, each with `mentions` besides: `{report, incident}`, the short id of a report
                and the id of an incident in its Reading. None may belong to two linked incidents.
            state: what the rows were made from; nothing is stored if that has changed since.
            looked: what was seen of the reports that were looked at, to be kept with the links; None if they were
                made of something else, so that every report is looked at the next time.
            copies: the first report of all that print a text, for those of which that has changed.

        Returns:
            whether they are stored.
        """
        with writing_to(self._engine) as connection:
            links.hold(connection)
            if state is not None and links.state(connection) != state:
                return False
            links.store(connection, rows)
            if looked is None:
                kept.clear(connection)
            else:
                kept.store(connection, looked, copies or {})
        return True

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

    def mentions(self, name: str) -> list[tuple[str, str]]:
        """What a linked incident is made of: short ids of reports, and ids of incidents in their Readings.

        Raises:
            NotFoundError: no incident has the id, or several begin so.
        """
        with reading_from(self._engine) as connection:
            return links.mentions(connection, links.one(connection, name)["id"])

    @property
    def watched(self) -> Watchbook:
        """The hosts, feeds and articles that are watched, and the versions that articles have had."""
        return Watchbook(self._engine)

    def _reader(self, hash: str) -> str | None:
        """Who alone has decided on a report, as far as may be seen; None for everybody."""
        return self._who if hash in self.unseen else None

    def _number(self, name: str) -> int:
        with reading_from(self._engine) as connection:
            number, _ = find_report(connection, name)
        return number

    def _rows(self, query: Select[Any]) -> Iterator[Row]:
        with reading_from(self._engine, fetched=FETCHED) as connection:
            for row in connection.execute(query).mappings():
                yield dict(row)


def _known(decisions: list[Decision], recorded: date | None) -> list[Decision]:
    """The decisions that were on record when a day was over."""
    return [one for one in decisions if recorded is None or one.recorded < queries.after(recorded)]


def _report(row: Any) -> Report:
    return Report(
        text=row.text,
        id=row.own_id,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        published=row.published,
    )


@contextmanager
def _told_by_report(report: Report) -> Iterator[None]:
    """Tell what a Reading brings about in the database as an error of its report."""
    try:
        yield
    except (IntegrityError, DataError, OverflowError) as error:
        name, cause = report.id or "the report", str(error).splitlines()[0]
        raise ReportError(f"{name}: its reading cannot be stored: {cause}") from error
