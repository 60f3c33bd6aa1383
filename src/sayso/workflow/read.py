"""Read reports in: from files through a reader, into a ledger."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.errors import ReportError
from sayso.ledger import Ledger
from sayso.model import Failure, Reader, Reading, Versions
from sayso.report import Report
from sayso.sources import Loaded

PATIENCE = 256
"""Reports in a row that need no reading, after which they are let out: they must not pile up in memory."""


class Status(StrEnum):
    """What became of a report."""

    READ = "read"
    STORED = "stored"
    SEEN = "seen"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one report: it has a Reading, was seen before and not read again, or has failed."""

    loaded: Loaded
    status: Status
    reading: Reading | None = None
    failure: Failure | None = None


def read_each(
    reader: Reader, loaded: Iterable[Loaded], *, seen: Callable[[Report], bool] = lambda report: False
) -> Iterator[Outcome]:
    """Read reports; one outcome each, in the order given. A report that cannot be loaded or read fails alone.

    Args:
        reader: reads the reports; it may read ahead.
        loaded: reports, and what could not be loaded.
        seen: tells which reports need not be read.
    """
    waiting: deque[tuple[Loaded, Outcome | None]] = deque()
    loaded = iter(loaded)
    at_end = False

    def to_read() -> Iterator[Report]:
        nonlocal at_end
        in_a_row = 0
        for one in loaded:
            outcome = _without_reading(one, seen)
            waiting.append((one, outcome))
            if outcome is None and one.report:
                in_a_row = 0
                yield one.report
            elif (in_a_row := in_a_row + 1) == PATIENCE:
                return
        at_end = True

    def settled() -> Iterator[Outcome]:
        while waiting and (outcome := waiting[0][1]):
            waiting.popleft()
            yield outcome

    while not at_end:
        for result in reader.read(to_read()):
            yield from settled()
            one, _ = waiting.popleft()
            if isinstance(result, Reading):
                yield Outcome(loaded=one, status=Status.READ, reading=result)
            else:
                yield Outcome(loaded=one, status=Status.FAILED, failure=result)
        yield from settled()


def _without_reading(one: Loaded, seen: Callable[[Report], bool]) -> Outcome | None:
    """What became of what need not be read, or cannot be."""
    if one.report is None:
        failure = Failure(id=one.id, error=str(one.error))
        return Outcome(loaded=one, status=Status.FAILED, failure=failure)
    return Outcome(loaded=one, status=Status.SEEN) if seen(one.report) else None


def read_into(ledger: Ledger, reader: Reader, loaded: Iterable[Loaded]) -> Iterator[Outcome]:
    """Read reports and store what is new; one outcome each, in the order given.

    What an outcome calls stored stays stored, whatever happens after it.
    """
    versions = reader.versions
    for outcome in read_each(reader, loaded, seen=ledger.has):
        if outcome.reading and outcome.loaded.report:
            outcome = _stored(ledger, outcome, outcome.loaded.report, outcome.reading, versions)
        yield outcome


def _stored(
    ledger: Ledger, outcome: Outcome, report: Report, reading: Reading, versions: Versions
) -> Outcome:
    try:
        new = ledger.add(report, reading, versions)
    except ReportError as error:
        failure = Failure(id=report.id, error=str(error))
        return Outcome(loaded=outcome.loaded, status=Status.FAILED, failure=failure)
    return replace(outcome, status=Status.STORED if new else Status.SEEN)
