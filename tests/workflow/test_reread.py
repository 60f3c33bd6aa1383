"""Stored reports are read anew, each for itself, and only those that another reader read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from invented import VERSIONS, a_bare_reading, many_reports
from sayso.ledger import Ledger
from sayso.model import Failure, Reading, Versions
from sayso.report import Report
from sayso.workflow.reread import reread


class NewerReader:
    """A reader that finds the report's language to be Scots, and fails where a report says so."""

    def __init__(self, failing: str = "") -> None:
        self._failing = failing
        self.read_so_far: list[str | None] = []

    @property
    def versions(self) -> Versions:
        return replace(VERSIONS, package="0.2.0")

    def read(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]:
        for report in list(islice(reports, 3)) or ():
            yield self._read(report)
        for report in reports:
            yield self._read(report)

    def _read(self, report: Report) -> Reading | Failure:
        self.read_so_far.append(report.id)
        if report.id == self._failing:
            return Failure(id=report.id, error="too Scots")
        bare = a_bare_reading(report)
        return replace(bare, report=replace(bare.report, language="sco"))


def languages(ledger: Ledger) -> list[str]:
    return [reading.report.language for _, reading in ledger.readings()]


def fill(ledger: Ledger, reports: int) -> None:
    for report in islice(many_reports(), reports):
        ledger.add(report, a_bare_reading(report), VERSIONS)


def test_every_report_of_another_reader_is_read_anew(ledger: Ledger) -> None:
    fill(ledger, 5)
    assert [one.failure for one in reread(ledger, NewerReader())] == [None] * 5
    assert languages(ledger) == ["sco"] * 5
    assert list(reread(ledger, NewerReader())) == []


def test_a_report_that_fails_keeps_its_reading_and_the_others_are_read(ledger: Ledger) -> None:
    fill(ledger, 5)
    results = list(reread(ledger, NewerReader(failing="gazette-1")))
    assert [one.report.id for one in results if one.failure] == ["gazette-1"]
    assert languages(ledger) == ["sco", "en", "sco", "sco", "sco"]


def test_a_stopped_rereading_goes_on_where_it_was(ledger: Ledger) -> None:
    fill(ledger, 8)
    list(islice(reread(ledger, NewerReader()), 4))
    reader = NewerReader()
    list(reread(ledger, reader))
    assert reader.read_so_far == [f"gazette-{number}" for number in range(4, 8)]
