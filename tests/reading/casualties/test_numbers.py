"""Quantities and their bounds, exactly as said."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Bound
from sayso.reading.casualties.numbers import quantities, quantity_at


@pytest.mark.parametrize(
    ("phrase", "low", "high", "bound"),
    [
        ("44", 44, 44, Bound.EXACT),
        ("1,700", 1700, 1700, Bound.EXACT),
        ("twenty - five", 25, 25, Bound.EXACT),
        ("one hundred and two", 102, 102, Bound.EXACT),
        ("two thousand five hundred", 2500, 2500, Bound.EXACT),
        ("1.9 million", 1_900_000, 1_900_000, Bound.EXACT),
        ("half a dozen", 6, 6, Bound.EXACT),
        ("two dozen", 24, 24, Bound.EXACT),
        ("all 14", 14, 14, Bound.EXACT),
        ("a total of 43", 43, 43, Bound.EXACT),
        ("at least 44", 44, None, Bound.AT_LEAST),
        ("more than a dozen", 12, None, Bound.AT_LEAST),
        ("300 +", 300, None, Bound.AT_LEAST),
        ("up to 30", None, 30, Bound.AT_MOST),
        ("as many as 20", None, 20, Bound.AT_MOST),
        ("nearly 100", 100, 100, Bound.ABOUT),
        ("some 4,000", 4000, 4000, Bound.ABOUT),
        ("between 19 and 22", 19, 22, Bound.RANGE),
        ("between eight and more than 30", 8, None, Bound.RANGE),
        ("19 to 22", 19, 22, Bound.RANGE),
        ("12–24", 12, 24, Bound.RANGE),
        ("three or four", 3, 4, Bound.RANGE),
        ("at least 9 and up to 15", 9, 15, Bound.RANGE),
        ("several", None, None, Bound.VAGUE),
        ("tens of thousands", None, None, Bound.VAGUE),
        ("at least several", None, None, Bound.VAGUE),
    ],
)
def test_a_quantity_has_the_bounds_that_its_words_set(phrase, low, high, bound):
    words = phrase.split()
    found = quantity_at(words, 0)
    assert found is not None
    assert (found.low, found.high, found.bound) == (low, high, bound)
    assert (found.start, found.end) == (0, len(words))


@pytest.mark.parametrize(
    "phrase", ["a 12 - year - old boy", "the twenty - fifth victim", "a 10 - storey building"]
)
def test_a_number_that_measures_or_orders_counts_nobody(phrase):
    assert quantities(phrase.split()) == []


def test_quantities_stand_in_order_and_never_meet():
    found = quantities("at least 44 people and dozens of others , up to 7 of them children".split())
    assert [(q.low, q.high) for q in found] == [(44, None), (None, None), (None, 7)]
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.integers(min_value=0, max_value=99_999_999))
def test_any_number_in_digits_is_read_back(number):
    for words in ([str(number)], [f"{number:,}"]):
        found = quantity_at(words, 0)
        assert found is not None
        assert found.low == found.high == number


SPOKEN = st.lists(
    st.sampled_from(
        "at least up to more than a dozen between and 3 12 - – hundred thousand million of several + or".split()
    ),
    max_size=12,
)


@given(SPOKEN)
def test_no_order_of_words_breaks_the_grammar(words):
    for found in quantities(words):
        assert 0 <= found.start <= found.number < found.end <= len(words)
        assert found.low is None or found.high is None or found.low <= found.high
