"""Words are found in every form, whatever a user types, and shown in their sentences."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from invented import VERSIONS, a_bare_reading, a_report
from sayso.ledger import Ledger
from sayso.ledger.search import CLOSE, OPEN, snippet, terms


@pytest.fixture
def three(ledger: Ledger) -> Ledger:
    """A ledger of three reports."""
    for id, title, text in (
        (
            "a",
            "Strike on market",
            "Shells struck. Two strikes hit the market, the mayor said. All was quiet later.",
        ),
        ("b", "Talks", "The market of Tamar stays shut.\nNobody was hurt."),
        ("c", "Café blast", "A car bomb went off. The bomb was in a car, police said."),
    ):
        report = a_report(text, id=id, title=title)
        ledger.add(report, a_bare_reading(report), VERSIONS)
    return ledger


def found(ledger: Ledger, words: str) -> set[str]:
    return {ledger.reading(row["report"])[1].report.id or "" for row in ledger.search(words)}


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("market", {"a", "b"}),
        ("MARKETS", {"a", "b"}),
        ("market mayor", {"a"}),
        ('"car bomb"', {"c"}),
        ('"bomb car"', set()),
        ('"car bomb', {"c"}),
        ("nowhere", set()),
        ("blast", {"c"}),
        ("mayor OR police", set()),
        ("?? --", set()),
        ("", set()),
    ],
)
def test_a_report_is_found_when_it_has_all_of_the_words(three: Ledger, words: str, ids: set[str]) -> None:
    assert found(three, words) == ids


def test_a_row_says_where_and_shows_the_sentence_with_its_hits(three: Ledger) -> None:
    (row,) = three.search("strike mayor")
    assert row == {
        "report": three.reading("a")[0],
        "title": "Strike on market",
        "outlet": "Tamar Gazette",
        "published": "2024-09-10",
        "snippet": "Two **strikes** hit the market, the **mayor** said.",
    }


def test_words_in_the_title_alone_show_how_the_report_begins(three: Ledger) -> None:
    (row,) = three.search("talks")
    assert row["snippet"] == "The market of Tamar stays shut."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
    | st.text("\"*^()-:&|!'market ")
)
def test_nothing_a_user_types_is_an_error(three: Ledger, words: str) -> None:
    list(three.search(words))


def test_terms_are_words_and_phrases() -> None:
    assert terms('market "car bomb" & "" 12 "open end') == ["market", "car bomb", "12", "open end"]


def mark(text: str) -> str:
    return text.replace("<", OPEN).replace(">", CLOSE)


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("One. <Two>. Three.", "**Two**."),
        ("<One>. <Two>. Three.", "**One**. **Two**."),
        ("<One>. Two. <Three>.", "**One**. … **Three**."),
        ("<1>. <2>. <3>. <4>.", "**1**. **2**. **3**."),
        ("A line\nwith <two>\nends.", "with **two**"),
        ("“It <fell>.” Then quiet.", "“It **fell**.”"),
        ("Nothing. Here.", "Nothing."),
        ("", ""),
    ],
)
def test_a_snippet_has_the_sentences_of_the_hits(marked: str, shown: str) -> None:
    assert snippet(mark(marked)) == shown
