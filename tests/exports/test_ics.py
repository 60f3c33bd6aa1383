"""The docket as a calendar, read back by the iCalendar library."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner

from invented import VERSIONS, a_bare_reading, a_reading, a_report, phrase
from sayso.cli import main
from sayso.exports import ics
from sayso.ledger import Ledger
from sayso.model import Source, SourceKind, Statement
from sayso.report import Report
from sayso.workflow.docket import docket

LATER = "A month on, the Monitor said that Colonel Ardo had broken his promise to publish the flight log."


@pytest.fixture
def path(tmp_path: Any) -> str:
    """A ledger of one pledge, due on 30 September, and of a later word that it was broken."""
    path = str(tmp_path / "sayso.db")
    with Ledger.open(path) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        later = a_report(LATER, id="gazette-40", published="2024-10-20")
        ledger.add(later, broken(later), VERSIONS)
    return path


def broken(report: Report) -> Any:
    content = phrase(LATER, "Colonel Ardo had broken his promise to publish the flight log")
    monitor = phrase(LATER, "the Monitor")
    source = Source(
        text=monitor.text, span=monitor.span, name="Monitor", entity=None, kind=SourceKind.MONITOR, named=True
    )
    bare = a_bare_reading(report)
    return replace(bare, statements=(*bare.statements, Statement(id="s1", source=source, content=(content,))))


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def calendar(path: str, today: date) -> list[Any]:
    out = BytesIO()
    with Ledger.open(path, create=False) as ledger:
        ics.write(docket(ledger, today, known=False), out)
    return events(out.getvalue())


def test_a_pledge_is_the_whole_day_of_its_deadline(path: str) -> None:
    (event,) = calendar(path, date(2024, 9, 20))
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2024, 9, 30), date(2024, 10, 1))
    assert event["summary"] == "Colonel Ardo: We will publish the flight log"
    assert event["categories"].cats == ["pledge", "due"]


def test_it_says_on_whose_say_so(path: str) -> None:
    (event,) = calendar(path, date(2024, 10, 1))
    assert event["categories"].cats == ["pledge", "overdue"]
    assert "according to Colonel Ardo, 2024-09-10" in event["description"]


def test_what_became_of_it_is_somebodys_word(path: str) -> None:
    (event,) = calendar(path, date(2024, 10, 20))
    assert event["categories"].cats == ["pledge", "broken"]
    assert "broken according to Monitor, 2024-10-20" in event["description"]


def test_the_same_ledger_gives_the_same_bytes(path: str) -> None:
    outs = []
    for _ in range(2):
        out = BytesIO()
        with Ledger.open(path, create=False) as ledger:
            ics.write(docket(ledger, date(2024, 9, 20)), out)
        outs.append(out.getvalue())
    assert outs[0] == outs[1]


def test_the_command_writes_a_calendar_and_says_what_has_no_day(path: str) -> None:
    result = CliRunner().invoke(main, ["pledges", "--ledger", path, "--format", "ics"])
    assert result.exit_code == 0
    assert len(events(result.stdout_bytes)) == 1
    assert result.stderr == ""


def test_the_list_shows_the_state_as_of_a_day(path: str) -> None:
    for day, shown in (("2024-09-20", "due"), ("2024-10-01", "overdue"), ("2024-10-20", "broken")):
        result = CliRunner().invoke(main, ["pledges", "--ledger", path, "--as-of", day])
        assert shown in result.stdout
    assert "says Monitor" in result.stdout
