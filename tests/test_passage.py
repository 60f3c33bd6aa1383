"""Sentences by punctuation alone."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.passage import sentence_around, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nine died. Two lived.", ["Nine died.", "Two lived."]),
        ('"It burned." She left.', ['"It burned."', "She left."]),
        (
            "Gen. Ardo of the U.S. Army spoke on Feb. 3 in Aden.",
            ["Gen. Ardo of the U.S. Army spoke on Feb. 3 in Aden."],
        ),
        ("Strike on market\n\nADEN - Nine died", ["Strike on market", "ADEN - Nine died"]),
        ("It cost 3.5 million.", ["It cost 3.5 million."]),
        ("  ", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert cut(text) == found


def test_the_sentence_around_a_span_is_on_one_line() -> None:
    text = "Police came. Nine\ndied here. Two lived."
    start = text.index("died")
    assert sentence_around(text, (start, start + 4)) == "Nine died here."


def test_a_span_over_two_sentences_gives_both() -> None:
    text = "Police came. Nine died. Two lived."
    assert sentence_around(text, (0, text.index(" Two"))) == "Police came. Nine died."


def test_an_empty_text_has_no_sentence() -> None:
    assert sentence_around("", (0, 0)) == ""


@settings(deadline=None)
@given(st.text(alphabet="aB .!?\"\n'", max_size=60))
def test_sentences_lose_no_word_and_never_cross(text: str) -> None:
    spans = sentences(text)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
