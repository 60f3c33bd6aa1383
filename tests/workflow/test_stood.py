"""One incident as it stood, by its own reports alone."""

from datetime import date
from pathlib import Path

from test_linked_ledger import add, army, book, hospital, march, strike

from sayso.ledger import Ledger
from sayso.workflow.decide import overrule
from sayso.workflow.link import Shelf, relink
from sayso.workflow.look import incident
from sayso.workflow.stood import as_it_stood

__all__ = ["book"]


def test_what_was_published_later_is_not_in_it(book: Ledger) -> None:
    row = strike(book)
    stood = as_it_stood(row, date(2024, 3, 14), Shelf.of(book))
    assert stood is not None
    assert stood["id"] == row["id"]
    assert stood["reports"] == ["Harbour Post-2024-03-13", "Courier-1"]
    assert (stood["tolls"]["killed"]["low"], stood["tolls"]["killed"]["high"]) == (9, 25)


def test_on_the_last_day_it_stands_as_it_does(book: Ledger) -> None:
    for row in book.incidents():
        assert as_it_stood(row, date(2024, 12, 31), Shelf.of(book)) == row


def test_it_is_what_linking_on_that_day_would_have_made(book: Ledger) -> None:
    row = strike(book)
    linked = incident(book, row["id"], as_of=date(2024, 3, 14))
    assert as_it_stood(row, date(2024, 3, 14), Shelf.of(book)) == linked


def test_before_the_first_report_there_was_nothing(book: Ledger) -> None:
    assert as_it_stood(strike(book), date(2024, 3, 1), Shelf.of(book)) is None


def test_a_grade_that_a_person_gave_stays(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        add(ledger, hospital(), army(), march())
        relink(ledger)
        overrule(ledger, strike(ledger)["id"], "discounted", who="me", why="a hoax")
        relink(ledger)
        stood = as_it_stood(strike(ledger), date(2024, 3, 13), Shelf.of(ledger))
        assert stood is not None
        assert stood["grade"] == "discounted"
        assert stood["grounds"]["rule"] == "me has ruled so: a hoax"
