"""Sources across incidents: what each said, and how often it led, changed, repeated and was contradicted."""

from typing import Any

import pytest

from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.ledger.voices import Order


def account(source: str, **more: Any) -> dict[str, Any]:
    return {
        "source": source,
        "kind": "medical",
        "first": "2024-09-01",
        "last": "2024-09-10",
        "figures": [],
        "blames": [],
        "revisions": [],
        "statements": [],
        "known": True,
        "led": False,
        "repeats": [],
        "contradicted_by": [],
        **more,
    }


def incident(id: str, *accounts: dict[str, Any]) -> dict[str, Any]:
    where = [{"name": "Tamar", "lat": 1.5, "lon": 2.5, "country": "YE", "precision": "town"}]
    return {
        "id": id,
        "type": "Attack",
        "status": "occurred",
        "when": None,
        "where": where,
        "accounts": list(accounts),
        "mentions": [],
    }


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    """Three incidents: the clinic speaks of all, the ministry of two, a doctor of one."""
    ledger.store_links(
        [
            incident("i-0000000a", account("Clinic", led=True), account("Ministry", repeats=["Clinic"])),
            incident(
                "i-0000000b",
                account("Clinic", revisions=[{}, {}], last="2024-10-01", contradicted_by=["Ministry"]),
                account("Ministry", kind="government", contradicted_by=["Clinic"], led=True),
            ),
            incident(
                "i-0000000c", account("Clinic", first=None, last=None), account("a doctor", known=False)
            ),
        ]
    )
    return ledger


def test_a_voice_is_counted_over_all_incidents(told: Ledger) -> None:
    clinic = told.voices.one("Clinic")
    counts = {name: clinic[name] for name in ("incidents", "led", "revised", "contradicted", "repeated")}
    assert counts == {"incidents": 3, "led": 1, "revised": 1, "contradicted": 1, "repeated": 0}
    assert (clinic["first"], clinic["last"]) == ("2024-09-01", "2024-10-01")


def test_those_with_most_incidents_come_first(told: Ledger) -> None:
    rows, total = told.voices.all()
    assert [row["name"] for row in rows] == ["Clinic", "Ministry"]
    assert total == 2


def test_voices_are_found_by_words_of_their_name_and_by_kind(told: Ledger) -> None:
    assert [row["name"] for row in told.voices.all(words="MINIS")[0]] == ["Ministry"]
    assert told.voices.all(words="%")[1] == 0
    assert told.voices.all(kind="police")[1] == 0


def test_a_list_is_cut_into_pages_and_still_counts_all(told: Ledger) -> None:
    rows, total = told.voices.all(order=Order.NAME, after=1, limit=1)
    assert ([row["name"] for row in rows], total) == (["Ministry"], 2)


def test_somebody_whom_no_other_report_can_mean_is_no_voice(told: Ledger) -> None:
    with pytest.raises(NotFoundError, match="a doctor"):
        told.voices.one("a doctor")


def test_what_a_voice_said_comes_with_its_incident_the_latest_first(told: Ledger) -> None:
    said = told.voices.said("Clinic")
    assert [row["incident"] for row in said] == ["i-0000000b", "i-0000000a", "i-0000000c"]
    assert (said[0]["place"], said[0]["contradicted_by"]) == ("Tamar", ["Ministry"])


def test_a_voice_is_counted_by_the_month_in_which_it_was_first_heard(told: Ledger) -> None:
    assert told.voices.months("Clinic") == [("2024-09", 2)]


def test_linking_anew_forgets_the_voices_of_before(told: Ledger) -> None:
    told.store_links([])
    assert told.voices.all() == ([], 0)
