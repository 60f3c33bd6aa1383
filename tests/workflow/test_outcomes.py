"""Reading in: one outcome for each report, in the order of the input, whatever becomes of the others."""

from collections.abc import Iterable, Iterator
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import SourceError
from sayso.model import (
    NARRATOR,
    Failure,
    PublishedBasis,
    Reading,
    ReadReport,
    Source,
    SourceKind,
    Statement,
    Versions,
)
from sayso.report import Report
from sayso.sources import Loaded
from sayso.workflow.read import PATIENCE, Status, read_each

AHEAD = 3


class Echo:
    """A reader that reads ahead, knows nothing of the world and cannot read a report that says so."""

    versions = Versions(package="0", schema="sayso.reading/1", bundle="0")

    def read(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]:
        waiting = iter(reports)
        while batch := list(islice(waiting, AHEAD)):
            for report in batch:
                yield echo(report)


def echo(report: Report) -> Reading | Failure:
    if report.text == "unreadable":
        return Failure(id=report.id, error="unreadable")
    narrator = Source(text=None, span=None, name=None, entity=None, kind=SourceKind.MEDIA, named=False)
    return Reading(
        report=ReadReport(
            id=report.id,
            title=None,
            outlet=None,
            url=None,
            language="en",
            published=None,
            published_basis=PublishedBasis.UNKNOWN,
            text=report.text,
        ),
        statements=(Statement(id=NARRATOR, source=narrator),),
    )


def loaded(id: str, kind: str) -> Loaded:
    report = Report(text=kind, id=id) if kind != "lost" else None
    error = SourceError(f"{id}.txt", "lost") if kind == "lost" else None
    return Loaded(place=f"{id}.txt", report=report, error=error, id=id, note=None, bytes_done=0)


def was_read_before(report: Report) -> bool:
    return report.text == "old"


STATUS = {
    "new": Status.READ,
    "old": Status.SEEN,
    "lost": Status.FAILED,
    "unreadable": Status.FAILED,
}


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(STATUS))))
def test_as_many_come_out_as_go_in_and_in_order(kinds: list[str]) -> None:
    files = [loaded(str(place), kind) for place, kind in enumerate(kinds)]
    outcomes = list(read_each(Echo(), files, seen=was_read_before))
    assert [outcome.loaded for outcome in outcomes] == files
    assert [outcome.status for outcome in outcomes] == [STATUS[kind] for kind in kinds]


def test_a_failure_keeps_the_id_of_its_report() -> None:
    lost, unreadable = read_each(Echo(), [loaded("a", "lost"), loaded("b", "unreadable")])
    assert lost.failure == Failure(id="a", error="a.txt: lost")
    assert unreadable.failure == Failure(id="b", error="unreadable")


def test_reports_that_were_read_before_do_not_pile_up() -> None:
    taken = 0

    def files() -> Iterator[Loaded]:
        nonlocal taken
        for _ in range(10 * PATIENCE):
            taken += 1
            yield loaded("a", "old")

    next(read_each(Echo(), files(), seen=was_read_before))
    assert taken == PATIENCE
