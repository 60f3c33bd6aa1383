"""The queue has what is worth a look until somebody decides on it, in the order that is asked for."""

from typing import Any

import pytest

from invented import TEXT, VERSIONS, a_reading, a_report, phrase
from sayso.decisions import Act, Ruling, target_of, whole
from sayso.ledger import Ledger
from sayso.ledger.queue import LONGEST, Order


def row(report: str, thing: str, words: str, kind: str, *signs: str, effect: int = 0) -> dict[str, Any]:
    span = list(phrase(TEXT, words).span)
    return {
        "report": report,
        "kind": kind,
        "thing": thing,
        "span": span,
        "signs": list(signs),
        "effect": effect,
    }


@pytest.fixture
def book(ledger: Ledger) -> Ledger:
    """A ledger of two reports, with three things to look at."""
    for outlet in ("Tamar Gazette", "Bay Courier"):
        report = a_report(outlet=outlet)
        ledger.add(report, a_reading(report), VERSIONS)
    one, other = (id for id, _ in ledger.readings())
    ledger.queue.store(
        [
            row(one, "c1", "nine people", "casualty", "far", effect=3),
            row(one, "i1", "A strike", "incident", "no day", "no place"),
            row(other, "c1", "nine people", "casualty", effect=9),
        ]
    )
    return ledger


def waiting(ledger: Ledger, order: Order = Order.BOTH) -> list[str]:
    ids = [id for id, _ in ledger.readings()]
    return [f"{ids.index(row['report'])}:{row['thing']}" for row in ledger.queue.waiting(order)]


def decide(ledger: Ledger, act: Act, thing: str | None, **fields: Any) -> str:
    (name, _), *_ = ledger.readings()
    _, reading = ledger.reading(name)
    hash = ledger.report(name)[1].hash
    target = target_of(hash, reading, thing) if thing else whole(hash, reading)
    return ledger.decide(Ruling(act=act, target=target, who="Amina", why="looked", **fields))


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (Order.BOTH, ["0:c1", "0:i1", "1:c1"]),
        (Order.DOUBT, ["0:i1", "0:c1", "1:c1"]),
        (Order.EFFECT, ["1:c1", "0:c1", "0:i1"]),
    ],
)
def test_what_waits_comes_in_the_order_that_is_asked_for(
    book: Ledger, order: Order, first: list[str]
) -> None:
    assert waiting(book, order) == first


@pytest.mark.parametrize("act", [Act.ACCEPT, Act.REJECT, Act.CORRECT])
def test_what_was_decided_waits_no_more_until_that_is_undone(book: Ledger, act: Act) -> None:
    values = {"low": 8} if act is Act.CORRECT else {}
    id = decide(book, act, "c1", values=values)
    assert waiting(book) == ["0:i1", "1:c1"]
    book.decide(Ruling(act=Act.UNDO, undoes=id, who="Amina", why="looked again"))
    assert waiting(book) == ["0:c1", "0:i1", "1:c1"]


def test_a_report_read_through_has_nothing_that_waits(book: Ledger) -> None:
    decide(book, Act.ACCEPT, None)
    assert waiting(book) == ["1:c1"]


def test_a_note_and_a_blind_decision_settle_nothing(book: Ledger) -> None:
    decide(book, Act.NOTE, "c1")
    decide(book, Act.REJECT, "c1", blind=True)
    assert waiting(book) == ["0:c1", "0:i1", "1:c1"]


def test_a_queue_takes_the_place_of_the_one_before_and_has_an_end(book: Ledger) -> None:
    (one, _), *_ = book.readings()
    book.queue.store(row(one, "p1", "promised", "pledge") for _ in range(LONGEST + 1))
    assert waiting(book) == ["0:p1"] * LONGEST
