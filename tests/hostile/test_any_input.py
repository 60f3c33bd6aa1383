"""Whatever comes in: what was found by fuzzing, what hypothesis makes up, and good files that are spoilt."""

from pathlib import Path

import pytest
from fuzz.seeds import FILES
from fuzz.targets import TARGETS
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Reading
from sayso.reading import load_reader
from sayso.report import Report

FOUND = sorted((Path(__file__).parent / "found").iterdir())
FAST = sorted(set(TARGETS) - {"reader"})
SIGNS = "\0\u202e\ud83d\U0001f6a2\ufeff\u2028\x85\"“”'’.,;:!?-–—()[]{}<>&#%$=+@\\/|\n\r\t 09aZé"
words = st.text(st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=300)
told = st.lists(
    st.sampled_from(
        ["nine", "people", "were killed", "said", "“", "”", '"', ".", ",", "the ministry", "on Sunday"]
    )
    | st.sampled_from(
        ["10^9", "1,000,000,000,000", "31 December 9999", "1 January 0000", "\n\n", "Homs", "by 2024"]
    )
    | words,
    max_size=40,
).map(" ".join)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_is_mended(path: Path) -> None:
    TARGETS[path.name.split("-")[0]](path.read_bytes())


@pytest.mark.parametrize("name", FAST)
@settings(deadline=None, max_examples=30)
@given(data=st.binary(max_size=500) | words.map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_taken(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", sorted(FILES))
@settings(deadline=None, max_examples=20)
@given(changes=st.data())
def test_a_spoilt_file_is_taken(name: str, changes: st.DataObject) -> None:
    data = bytearray(changes.draw(st.sampled_from(FILES[name])))
    for _ in range(changes.draw(st.integers(1, 6))):
        place = changes.draw(st.integers(0, len(data)))
        size = changes.draw(st.integers(0, 8))
        data[place : place + size] = changes.draw(
            st.binary(max_size=8) | st.sampled_from([b"\0", b"&#0;", b"<"])
        )
    TARGETS[name](bytes(data))


@settings(deadline=None, max_examples=40)
@given(text=told)
def test_any_words_are_read_and_every_span_points_to_its_words(text: str) -> None:
    TARGETS["reader"](text.encode("utf-8", "replace"))


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_a_report_of_the_first_or_the_last_day_is_read(published: str) -> None:
    text = (
        "Nine people were killed in Homs on Sunday, last winter, the ministry said. Tomorrow, in the fourth quarter of "
        "9999, next year and within 99999 years it will pay; in May it did not, nor on 31 December 9999."
    )
    (reading,) = load_reader().read([Report(text=text, published=published)])
    assert isinstance(reading, Reading)
    assert reading.casualties
