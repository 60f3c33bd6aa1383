"""When it happened, was said, published and recorded are four times, and the record is cut by any of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from sayso.decisions import Act
from sayso.errors import NotFoundError
from sayso.ledger import Ledger, store
from sayso.workflow.clock import Clock
from sayso.workflow.decide import rule
from sayso.workflow.link import relink
from sayso.workflow.look import Row, Selection, incident, incidents
from told import MARIB, VERSIONS, Told, add

HAPPENED, SAID, PUBLISHED, RECORDED = (date(2024, 3, day) for day in (12, 14, 16, 20))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The day on which whatever is stored is recorded; it can be set."""
    today = [RECORDED]
    monkeypatch.setattr(store, "now", lambda: f"{today[0]}T08:00:00+00:00")
    return today


def strike(dead: int, *, id: str = "Courier-1") -> Told:
    """A report of the 16th: on the 14th a hospital counted the dead of a strike on the 12th."""
    told = Told(
        f"An air strike on Tuesday hit Marib. Marib Hospital said on Thursday that it killed {dead} people.",
        outlet="Courier",
        published=PUBLISHED.isoformat(),
        id=id,
    )
    by = told.says("Marib Hospital", f"it killed {dead} people", kind="medical", cue="said")
    told.incident("An air strike", where=(MARIB,), when=HAPPENED.isoformat())
    told.figure(f"{dead} people", dead, by=by)
    told.time("on Thursday", SAID.isoformat())
    return told


@pytest.fixture
def book(tmp_path: Path, clock: list[date]) -> Iterator[Ledger]:
    """A ledger of one report, recorded on the 20th."""
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        add(ledger, strike(9))
        relink(ledger)
        yield ledger


def only(ledger: Ledger, day: date, by: Clock) -> Row | None:
    rows = list(incidents(ledger, Selection(as_of=day, by=by)))
    return rows[0] if rows else None


def test_a_figure_has_the_day_of_its_saying_and_that_of_its_publication(book: Ledger) -> None:
    (row,) = book.incidents()
    figure = next(f for account in row["accounts"] for f in account["figures"])
    assert (figure["said"], figure["published"]) == (SAID.isoformat(), PUBLISHED.isoformat())
    assert row["when"]["start"] == HAPPENED.isoformat()


@pytest.mark.parametrize(
    ("by", "day"), [(Clock.SAID, SAID), (Clock.PUBLISHED, PUBLISHED), (Clock.RECORDED, RECORDED)]
)
def test_each_clock_begins_on_its_own_day(book: Ledger, by: Clock, day: date) -> None:
    assert only(book, day - timedelta(days=1), by) is None
    found = only(book, day, by)
    assert found is not None
    assert found["tolls"]["killed"]["low"] == 9


def test_what_was_said_later_is_left_out_of_an_incident(book: Ledger) -> None:
    """The report itself speaks on the day of its publication only."""
    then, now = only(book, SAID, Clock.SAID), only(book, PUBLISHED, Clock.SAID)
    assert then
    assert now
    assert [account["source"] for account in then["accounts"]] == ["Marib Hospital"]
    assert {account["source"] for account in now["accounts"]} == {"Marib Hospital", "Courier"}


def test_a_reading_stands_as_it_was_recorded_until_it_is_replaced(book: Ledger, clock: list[date]) -> None:
    clock[0] = RECORDED + timedelta(days=5)
    told = strike(9)
    told.casualties[0] |= {"low": 6, "high": 6}
    book.supersede(told.report(), told.reading(), VERSIONS)
    relink(book)
    before, after = (only(book, day, Clock.RECORDED) for day in (RECORDED, clock[0]))
    assert before
    assert after
    assert (before["tolls"]["killed"]["low"], after["tolls"]["killed"]["low"]) == (9, 6)


def test_a_decision_counts_from_the_day_of_its_record(book: Ledger, clock: list[date]) -> None:
    clock[0] = RECORDED + timedelta(days=5)
    rule(book, Act.REJECT, ["Courier-1:c1"], who="Amina", why="an age")
    relink(book)
    before, after = (only(book, day, Clock.RECORDED) for day in (RECORDED, clock[0]))
    assert before
    assert after
    assert "killed" in before["tolls"]
    assert "killed" not in after["tolls"]


def test_an_incident_that_was_not_yet_on_record_is_told(book: Ledger) -> None:
    (row,) = book.incidents()
    with pytest.raises(NotFoundError, match="no report of it was on record on 2024-03-19"):
        incident(book, row["id"], as_of=date(2024, 3, 19), by=Clock.RECORDED)


def test_a_report_that_was_not_yet_on_record_is_told(book: Ledger) -> None:
    with pytest.raises(NotFoundError, match="did not have it on 2024-03-19"):
        book.reading("Courier-1", recorded=date(2024, 3, 19))
