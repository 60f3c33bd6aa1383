"""Reread: stored reports through the reader of today; what people decided stays decided."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.errors import ReportError
from sayso.ledger import Ledger
from sayso.model import Failure, Reader, Reading
from sayso.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What became of one report: it has a new Reading, or keeps the one it has, and why."""

    report: Report
    failure: Failure | None = None


def reread(ledger: Ledger, reader: Reader) -> Iterator[Reread]:
    """Read every report anew whose Reading was made by another reader; one result each, in their order.

    The Readings there were are kept as history. The same call goes on where one was stopped.

    Args:
        ledger: holds the reports.
        reader: of today; it may read ahead.
    """
    versions = reader.versions
    waiting: deque[Report] = deque()

    def to_read() -> Iterator[Report]:
        for report in ledger.outdated(versions):
            waiting.append(report)
            yield report

    for result in reader.read(to_read()):
        report = waiting.popleft()
        if isinstance(result, Reading):
            try:
                ledger.supersede(report, result, versions)
                yield Reread(report=report)
            except ReportError as error:
                yield Reread(report=report, failure=Failure(id=report.id, error=str(error)))
        else:
            yield Reread(report=report, failure=result)
