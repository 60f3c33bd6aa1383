"""Linked incidents are replaced as a whole and found by their ids."""

from itertools import islice
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from invented import VERSIONS, a_bare_reading, a_report, many_reports
from sayso.errors import NotFoundError
from sayso.ledger import Ledger


def row(id: str, *mentions: tuple[str, str]) -> dict[str, Any]:
    return {
        "id": id,
        "type": "Attack",
        "figures": [{"harm": "killed", "low": 9, "high": None}],
        "mentions": [{"report": report, "incident": incident} for report, incident in mentions],
    }


def public(stored: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in stored.items() if key != "mentions"}


@pytest.fixture
def ids(ledger: Ledger) -> list[str]:
    """The short ids of two reports."""
    for report in islice(many_reports(), 2):
        ledger.add(report, a_bare_reading(report), VERSIONS)
    return [id for id, _ in ledger.readings()]


def test_linked_incidents_come_back_in_their_order(ledger: Ledger, ids: list[str]) -> None:
    rows = [row("i-bbbbbbbb", (ids[0], "i1"), (ids[1], "i1")), row("i-aaaaaaaa", (ids[1], "i2"))]
    ledger.store_links(rows)
    assert list(ledger.incidents()) == [public(each) for each in rows]


def test_storing_links_again_replaces_them(ledger: Ledger, ids: list[str]) -> None:
    ledger.store_links([row("i-bbbbbbbb", (ids[0], "i1")), row("i-aaaaaaaa", (ids[1], "i1"))])
    joined = row("i-aaaaaaaa", (ids[0], "i1"), (ids[1], "i1"))
    ledger.store_links([joined])
    assert list(ledger.incidents()) == [public(joined)]
    ledger.store_links([])
    assert list(ledger.incidents()) == []


def test_an_incident_goes_by_its_id_or_the_beginning_of_it(ledger: Ledger, ids: list[str]) -> None:
    ledger.store_links([row("i-4f1c02ab", (ids[0], "i1")), row("i-4f1c", (ids[1], "i1"))])
    assert ledger.incident("i-4f1c0")["id"] == "i-4f1c02ab"
    assert ledger.incident("i-4f1c")["id"] == "i-4f1c"
    with pytest.raises(NotFoundError, match="more than one incident begins so: i-4f1c, i-4f1c02ab"):
        ledger.incident("i-4")
    with pytest.raises(NotFoundError, match="i-9: the ledger has no such incident"):
        ledger.incident("i-9")


def test_links_made_before_something_came_in_are_not_stored(ledger: Ledger, ids: list[str]) -> None:
    old = ledger.state()
    late = a_report("Late report.")
    ledger.add(late, a_bare_reading(late), VERSIONS)
    assert not ledger.store_links([row("i-aaaaaaaa", (ids[0], "i1"))], state=old)
    assert list(ledger.incidents()) == []
    assert ledger.store_links([row("i-aaaaaaaa", (ids[0], "i1"))], state=ledger.state())


def test_a_mention_in_two_incidents_is_refused_and_the_old_links_stay(ledger: Ledger, ids: list[str]) -> None:
    before = row("i-aaaaaaaa", (ids[0], "i1"))
    ledger.store_links([before])
    with pytest.raises(IntegrityError):
        ledger.store_links([row("i-bbbbbbbb", (ids[0], "i1")), row("i-cccccccc", (ids[0], "i1"))])
    assert list(ledger.incidents()) == [public(before)]
