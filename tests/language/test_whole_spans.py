"""Spans made whole: what belongs to a name, and where a second one begins."""

import pytest

from marking import marked
from sayso.language.entities import whole_spans


def wholes(text: str) -> list[tuple[str, str]]:
    doc = marked(text)
    return [(span.text, span.label_) for span in whole_spans(doc, doc.spans["entity"])]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("We met Professor [person Nura Saleh].", ["Professor Nura Saleh"]),
        ("We met Mr [person Nura Saleh].", ["Mr Nura Saleh"]),
        ("We met army [person Nura Saleh].", ["Nura Saleh"]),
        ("The minister, [person Nura Saleh], left.", ["Nura Saleh"]),
    ],
)
def test_titles_right_before_a_name_belong_to_it(text: str, spans: list[str]) -> None:
    assert [span for span, _ in wholes(text)] == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("We met [person Nura and Tarik].", ["Nura", "Tarik"]),
        ("It burned at [place Ashen Hospital in Arun].", ["Ashen Hospital", "Arun"]),
        ("We joined [organization Ashen Watch [2].", ["Ashen Watch"]),
        ("We joined [organization the Food and Farm Union].", ["the Food and Farm Union"]),
        ("It burned at [place the villages in the north].", ["the villages in the north"]),
    ],
)
def test_a_second_thing_is_a_span_of_its_own(text: str, spans: list[str]) -> None:
    assert [span for span, _ in wholes(text)] == spans


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("We met [person Chadians].", "person"),
        ("We left [place the Chad Congress].", "organization"),
        ("We left [place the Chad Embassy].", "place"),
        ("We left [organization Chad University].", "organization"),
        ("We left [organization Chad Hospital].", "place"),
    ],
)
def test_what_a_span_is_called_by_its_words(text: str, label: str) -> None:
    assert [found for _, found in wholes(text)] == [label]


def test_several_people_by_one_name_are_a_people() -> None:
    doc = marked("We met [person Chadians].")
    doc.spans["entity"][0][-1].tag_ = "NNPS"
    assert [span.label_ for span in whole_spans(doc, doc.spans["entity"])] == ["people"]


def test_an_owner_alone_is_no_span_and_a_word_behind_a_name_no_part_of_it() -> None:
    doc = marked("We saw [person his] band and [organization the Ashen Wing here].")
    for token in doc:
        token.tag_ = {"his": "PRP$", "here": "RB"}.get(token.text, token.tag_)
    assert [span.text for span in whole_spans(doc, doc.spans["entity"])] == ["the Ashen Wing"]
