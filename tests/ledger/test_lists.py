"""Incidents in brief, and searches, as a page asks for them."""

from itertools import islice
from typing import Any

import pytest
from sqlalchemy import delete

from invented import VERSIONS, a_bare_reading, a_reading, a_report, many_reports
from sayso.decisions import Act
from sayso.ledger import Ledger, listing
from sayso.ledger.address import writing_to
from sayso.ledger.search import CLOSE, OPEN, Order, sentences
from sayso.ledger.tables import link_editions
from sayso.workflow.decide import rule


def figure(number: int, report: str, **more: Any) -> dict[str, Any]:
    return {
        "harm": "killed",
        "low": number,
        "high": number,
        "stands": True,
        "report": report,
        "statement": "s1",
        "said": "2024-09-10",
        "span": [0, 4],
        "text": str(number),
        "sentence": f"It killed {number}.",
        **more,
    }


def account(source: str, *figures: dict[str, Any]) -> dict[str, Any]:
    return {
        "source": source,
        "kind": "medical",
        "first": "2024-09-01",
        "last": "2024-09-10",
        "figures": list(figures),
        "blames": [],
        "statements": [
            {"report": "r-1", "statement": "s1", "said": None, "span": [0, 4], "sentence": "It hit."}
        ],
    }


def incident(report: str, id: str = "i-0000000a") -> dict[str, Any]:
    """A clinic counts nine, and later eleven; a ministry counts four."""
    return {
        "id": id,
        "type": "Attack",
        "status": "occurred",
        "when": {"start": "2024-09-09", "end": None, "text": "Monday", "span": None},
        "where": [{"name": "Tamar", "lat": 1.5, "lon": 2.5, "country": "YE", "precision": "town"}],
        "part_of": None,
        "reports": ["gazette-0"],
        "grade": "fair",
        "tolls": {
            "killed": {
                "low": 4,
                "high": 11,
                "peak": 11,
                "whole": True,
                "by": {"low": ["Ministry"], "high": ["Clinic"]},
            }
        },
        "roots": [{}, {}],
        "accounts": [
            account("Clinic", figure(9, report, stands=False), figure(11, report)),
            account("Ministry", figure(4, report)),
        ],
        "mentions": [{"report": report, "incident": "i1"}],
    }


@pytest.fixture
def ids(ledger: Ledger) -> list[str]:
    """The short ids of three reports, which have the same words but for their number."""
    for report in islice(many_reports(), 3):
        ledger.add(report, a_bare_reading(report), VERSIONS)
    return [id for id, _ in ledger.readings()]


def test_an_incident_is_listed_by_what_it_is_filtered_by(ledger: Ledger, ids: list[str]) -> None:
    ledger.store_links([incident(ids[0])])
    edition, [row] = ledger.lists.listed()
    assert edition > 0
    assert (row.id, row.kind, row.status, row.grade) == ("i-0000000a", "Attack", "occurred", "fair")
    assert (row.start, row.end) == ("2024-09-09", "2024-09-09")
    assert (row.lat, row.lon, row.places, row.countries) == (1.5, 2.5, "Tamar", "YE")
    assert (row.sources, row.harms) == ("Clinic\nMinistry", "killed")
    assert (row.low, row.high, row.roots) == (4, 11, 2)
    assert (row.first, row.last) == ("2024-09-01", "2024-09-10")


def test_each_end_of_a_range_has_the_sentence_it_stands_on(ledger: Ledger, ids: list[str]) -> None:
    ledger.store_links([incident(ids[0])])
    [card] = ledger.lists.cards([0])
    ends = card["tolls"]["killed"]["at"]
    assert (ends["low"]["source"], ends["low"]["sentence"]) == ("Ministry", "It killed 4.")
    assert (ends["high"]["source"], ends["high"]["sentence"]) == ("Clinic", "It killed 11.")
    assert card["lead"]["sentence"] == "It killed 9."


def test_linking_anew_makes_a_new_edition(ledger: Ledger, ids: list[str]) -> None:
    ledger.store_links([incident(ids[0])])
    before = ledger.lists.edition()
    ledger.store_links([incident(ids[1], "i-0000000b")])
    assert ledger.lists.edition() > before
    assert [row.id for row in ledger.lists.listed()[1]] == ["i-0000000b"]
    assert [card["id"] for card in ledger.lists.cards([0])] == ["i-0000000b"]


def test_cards_come_in_the_order_asked_for(ledger: Ledger, ids: list[str]) -> None:
    ledger.store_links([incident(id, f"i-{place:08}") for place, id in enumerate(ids)])
    assert [card["id"] for card in ledger.lists.cards([2, 0, 7])] == ["i-00000002", "i-00000000"]
    assert {id: [c["id"] for c in cards] for id, cards in ledger.lists.told_in([ids[1]]).items()} == {
        ids[1]: ["i-00000001"]
    }


def test_a_ledger_that_was_linked_before_there_were_lists_gets_them(ledger: Ledger, ids: list[str]) -> None:
    ledger.store_links([incident(id, f"i-{place:08}") for place, id in enumerate(ids)])
    wanted = ledger.lists.listed()[1]
    with writing_to(ledger._engine) as connection:
        listing.clear(connection)
        connection.execute(delete(link_editions))
    assert ledger.lists.listed() == (0, [])
    ledger.lists.ensure()
    assert ledger.lists.listed()[1] == wanted
    edition = ledger.lists.edition()
    ledger.lists.ensure()
    assert ledger.lists.edition() == edition


def test_a_search_shows_sentences_that_can_be_found_again(ledger: Ledger, ids: list[str]) -> None:
    [found] = ledger.lists.find("flight 1", Order.BEST, limit=5)
    assert found.report == ids[1]
    text = ledger.report(ids[1])[1].text
    for hit in found.hits:
        assert text[slice(*hit.span)] == "".join(hit.parts)
    assert [hit.parts[1::2] for hit in found.hits] == [("1",), ("flight",)]


def test_the_newest_come_in_pages(ledger: Ledger, ids: list[str]) -> None:
    first = ledger.lists.find("market", Order.NEWEST, limit=2)
    rest = ledger.lists.find("market", Order.NEWEST, limit=2, before=first[-1].number)
    assert [found.report for found in first + rest] == ids[::-1]


def test_reports_with_words_are_counted_up_to_a_bound(ledger: Ledger, ids: list[str]) -> None:
    assert ledger.lists.count("market", most=9) == 3
    assert ledger.lists.count("market", most=2) == 2
    assert len(ledger.lists.numbers('"fish market"')) == 3
    assert ledger.lists.numbers("zeppelin") == []


@pytest.mark.parametrize("words", ["", "   ", '"', "—", '"" ""'])
def test_where_nothing_is_looked_for_nothing_is_found(ledger: Ledger, ids: list[str], words: str) -> None:
    assert ledger.lists.find(words, Order.BEST, limit=5) == []
    assert ledger.lists.count(words, most=5) == 0
    assert ledger.lists.numbers(words) == []


def test_a_report_whose_title_alone_has_the_words_shows_its_first_sentence(ledger: Ledger) -> None:
    report = a_report("All was quiet. Then rain fell.", title="Zeppelin lands")
    ledger.add(report, a_bare_reading(report), VERSIONS)
    [found] = ledger.lists.find("zeppelin", Order.BEST, limit=5)
    assert [(hit.parts, hit.span) for hit in found.hits] == [(("All was quiet.",), (0, 14))]


def test_marks_are_not_counted_in_a_span() -> None:
    marked = f"{OPEN}One{CLOSE} came.  Two {OPEN}one{CLOSE}s left.\nNobody stayed."
    hits = sentences(marked)
    assert [hit.span for hit in hits] == [(0, 9), (11, 25)]
    assert hits[1].parts == ("Two ", "one", "s left.")
    assert "One came.  Two ones left."[slice(*hits[1].span)] == "Two ones left."


def test_rows_and_readings_come_many_at_once(ledger: Ledger, ids: list[str]) -> None:
    ledger.store_links([incident(id, f"i-{place:08}") for place, id in enumerate(ids)])
    assert [row["id"] for row in ledger.lists.rows([2, 0, 7])] == ["i-00000002", "i-00000000"]
    assert ledger.lists.rows([1]) == [ledger.incident("i-00000001")]
    assert ledger.lists.readings(ids[:2]) == {id: ledger.reading(id)[1] for id in ids[:2]}


def test_readings_have_the_decisions_on_them(ledger: Ledger) -> None:
    report = a_report()
    ledger.add(report, a_reading(report), VERSIONS)
    rule(ledger, Act.REJECT, ["gazette-17:c1"], who="me", why="an age")
    id, ruled = ledger.reading("gazette-17")
    assert ledger.lists.readings([id]) == {id: ruled}
    assert "c1" not in {casualty.id for casualty in ruled.casualties}
