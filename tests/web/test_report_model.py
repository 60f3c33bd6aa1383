"""What the page of a report shows, without a browser."""

import json

import market
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Reading
from sayso.web.report.explain import things_of
from sayso.web.report.page import ReportPage, page_of


def page(reading: Reading, **asked: object) -> ReportPage:
    return page_of("r-1", reading, {"i1": "i-0000000a"}, **asked)  # type: ignore[arg-type]


def span(reading: Reading, words: str) -> tuple[int, int]:
    start = reading.report.text.index(words)
    return start, start + len(words)


def test_a_number_is_explained_by_its_words_and_its_speaker() -> None:
    figure = things_of(market.hospital().reading())["c1"]
    assert figure.title == "at least 25 killed"
    assert figure.reasons == (
        "“at least 25 people”: its words leave the upper end open.",
        "It stands in what Marib Hospital says.",
    )


def test_a_share_leads_to_its_whole_and_a_figure_to_its_incident() -> None:
    facts = {fact.name: fact.shows for fact in things_of(market.hospital().reading())["c2"].facts}
    assert facts["share of"] == ("c1",)
    assert facts["incident"] == ("i1",)
    assert facts["according to"] == ("s1",)


def test_a_statement_says_what_marks_it_and_what_stands_on_it() -> None:
    statement = things_of(market.hospital().reading())["s1"]
    assert "“said” marks it as something that is said." in statement.reasons
    figures = next(fact for fact in statement.facts if fact.name == "figures")
    assert figures.shows == ("c1", "c2", "c3")


def test_a_pronoun_is_told_with_the_name_it_is_taken_for() -> None:
    statement = things_of(market.army().reading())["s2"]
    assert "“It” is taken for army." in statement.reasons


def test_an_incident_says_who_is_blamed_and_on_whose_word() -> None:
    incident = things_of(market.hospital().reading())["i1"]
    blamed = next(fact for fact in incident.facts if fact.name == "perpetrator")
    assert (blamed.value, blamed.shows) == ("the army, on the say-so of Witnesses", ("s2",))


def test_words_in_an_address_show_what_they_were_read_as() -> None:
    reading = market.hospital().reading()
    shown = page(reading, at=span(reading, "at least 25 people"))
    assert shown.shown
    assert shown.shown.id == "c1"
    lit = [piece.text for line in shown.lines for piece in line if piece.lit]
    assert lit == ["at least 25 people"]


def test_words_that_were_read_as_nothing_are_lit_all_the_same() -> None:
    reading = market.march().reading()
    shown = page(reading, at=span(reading, "bread"))
    assert shown.shown is None
    assert [piece.text for line in shown.lines for piece in line if piece.lit] == ["bread"]


def test_an_incident_knows_the_linked_one() -> None:
    assert page(market.march().reading(), show="i1").linked == {"i1": "i-0000000a"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", None])
def test_only_addresses_of_the_web_are_links(url: str | None) -> None:
    plain = market.march().reading().to_dict()
    plain["report"]["url"] = url
    assert page(Reading.from_json(json.dumps(plain))).url is None


@given(st.integers(0, 150), st.integers(1, 60))
def test_whatever_place_is_asked_for_the_text_stays_whole(start: int, length: int) -> None:
    reading = market.hospital().reading()
    text = reading.report.text
    at = (min(start, len(text) - 1), min(start + length, len(text)))
    shown = page(reading, at=at)
    assert "".join(piece.text for line in shown.lines for piece in line) == text.replace("\n", "")
    lit = "".join(piece.text for line in shown.lines for piece in line if piece.lit)
    assert text[slice(*at)].replace("\n", "") in lit
