"""Pledges by their deadline, a page at a time, counted by what became of them."""

from datetime import date
from typing import Any

import pytest

from invented import VERSIONS, a_bare_reading, a_report
from sayso.ledger import Ledger
from sayso.ledger.docket import Wanted

TODAY = date(2024, 9, 15)


def pledge(report: str, id: str, end: str | None, **more: Any) -> dict[str, Any]:
    return {
        "report": report,
        "pledge": id,
        "end": end,
        "act": "pledge",
        "by": "Army",
        "published": "2024-08-20",
        "words": [],
        **more,
    }


def word(state: str, said: str) -> dict[str, Any]:
    return {"state": state, "said": said, "source": "Monitor"}


@pytest.fixture
def book(ledger: Ledger) -> Ledger:
    """A ledger with five pledges of one report."""
    report = a_report()
    ledger.add(report, a_bare_reading(report), VERSIONS)
    name, _ = ledger.report("gazette-17")
    ledger.docket.store(
        [
            pledge(name, "p1", "2024-09-01", by="Ärzte"),
            pledge(
                name, "p2", "2024-09-10", words=[word("broken", "2024-09-12"), word("kept", "2024-09-14")]
            ),
            pledge(name, "p3", "2024-09-15", act="order"),
            pledge(name, "p4", "2024-10-01"),
            pledge(name, "p5", None, by=None, published="2024-09-13"),
        ]
    )
    return ledger


def found(book: Ledger, **wanted: Any) -> list[str]:
    return [row["pledge"] for row in book.docket.some(Wanted(today=TODAY, **wanted), limit=9)]


def test_what_became_of_a_pledge_is_on_record_and_the_rest_depends_on_the_day(book: Ledger) -> None:
    states = [row["state"] for row in book.docket.some(Wanted(today=TODAY), limit=9)]
    assert states == ["overdue", "kept", "due", "due", "open"]
    later = book.docket.some(Wanted(today=date(2025, 1, 1)), limit=9)
    assert [row["state"] for row in later] == ["overdue", "kept", "overdue", "overdue", "open"]


def test_pledges_are_chosen_by_state_act_party_and_day(book: Ledger) -> None:
    assert found(book, states=["due"]) == ["p3", "p4"]
    assert found(book, states=["overdue", "kept"]) == ["p1", "p2"]
    assert found(book, acts=["order"]) == ["p3"]
    assert found(book, by="ärzt") == ["p1"]
    assert found(book, since=date(2024, 9, 10), until=date(2024, 9, 15)) == ["p2", "p3"]


def test_pages_follow_each_other_by_key(book: Ledger) -> None:
    first = book.docket.some(Wanted(today=TODAY), limit=2)
    rest = book.docket.some(Wanted(today=TODAY), after=first[-1]["place"], limit=9)
    assert [row["pledge"] for row in rest] == ["p3", "p4", "p5"]


def test_each_state_is_counted_as_if_no_state_were_chosen(book: Ledger) -> None:
    counts = book.docket.counts(Wanted(today=TODAY, states=["due"]))
    assert counts["state"] == {"overdue": 1, "kept": 1, "due": 2, "open": 1}
    assert counts["act"] == {"order": 1, "pledge": 1}


def test_a_month_has_its_deadlines(book: Ledger) -> None:
    month = date(2024, 9, 1), date(2024, 9, 30)
    wanted = Wanted(today=TODAY)
    assert book.docket.each_day(wanted, *month) == {"2024-09-01": 1, "2024-09-10": 1, "2024-09-15": 1}
    assert book.docket.next_deadline(wanted, date(2024, 9, 20)) == date(2024, 10, 1)
    assert book.docket.next_deadline(wanted, date(2025, 1, 1)) == date(2024, 10, 1)


@pytest.mark.parametrize(
    ("day", "state", "said"),
    [
        (date(2024, 9, 11), "overdue", None),
        (date(2024, 9, 12), "broken", "2024-09-12"),
        (TODAY, "kept", "2024-09-14"),
    ],
)
def test_as_of_a_day_the_last_word_by_then_stands(
    book: Ledger, day: date, state: str, said: str | None
) -> None:
    wanted = Wanted(today=day, as_of=day)
    row = next(row for row in book.docket.some(wanted, limit=9) if row["pledge"] == "p2")
    assert (row["state"], row["on"] and row["on"]["said"]) == (state, said)
    chosen = book.docket.some(Wanted(today=day, as_of=day, states=[state]), limit=9)
    assert "p2" in [one["pledge"] for one in chosen]


def test_what_was_published_later_was_not_in_the_docket(book: Ledger) -> None:
    day = date(2024, 9, 12)
    wanted = Wanted(today=day, as_of=day)
    assert [row["pledge"] for row in book.docket.some(wanted, limit=9)] == ["p1", "p2", "p3", "p4"]
    assert book.docket.counts(wanted)["state"] == {"overdue": 1, "broken": 1, "due": 2}
    assert book.docket.some(Wanted(today=day, as_of=date(2024, 8, 1)), limit=9) == []


def test_storing_again_replaces_all(book: Ledger) -> None:
    assert not book.docket.is_empty()
    book.docket.store([])
    assert book.docket.is_empty()
    assert book.docket.next_deadline(Wanted(today=TODAY), TODAY) is None


def test_the_day_of_publication_is_the_reading_s(book: Ledger) -> None:
    assert list(book.days().values()) == ["2024-09-10"]
