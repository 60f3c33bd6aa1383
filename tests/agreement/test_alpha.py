"""Alpha gives what Krippendorff's own worked examples give, and keeps its promises on whatever is judged."""

from collections.abc import Sequence
from typing import TypeVar

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.agreement import alpha, by_kind, by_ratio

T = TypeVar("T")


def units(*observers: str) -> list[tuple[int | None, ...]]:
    """What each observer gave to each unit, `.` where nothing."""
    rows = [[None if value == "." else int(value) for value in row.split()] for row in observers]
    return list(zip(*rows, strict=True))


# Krippendorff (2011): A, two observers and yes or no; B, two observers and five kinds; C, four observers with gaps.
YES_OR_NO = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
FIVE_KINDS = units("1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4")
FOUR_OBSERVERS = units(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


@pytest.mark.parametrize(
    ("judged", "published"), [(YES_OR_NO, 0.095), (FIVE_KINDS, 0.692), (FOUR_OBSERVERS, 0.743)]
)
def test_kinds_agree_as_in_the_published_examples(
    judged: Sequence[Sequence[int | None]], published: float
) -> None:
    assert alpha(judged, by_kind) == pytest.approx(published, abs=0.0005)


def test_counts_agree_as_in_the_published_example() -> None:
    assert alpha(FOUR_OBSERVERS, by_ratio) == pytest.approx(0.797, abs=0.0005)


@pytest.mark.parametrize("judged", [[], [(3, None), (None, 4)], [(3, 3), (3, 3)]])
def test_without_two_values_that_differ_there_is_no_alpha(judged: list[tuple[int | None, ...]]) -> None:
    assert alpha(judged, by_ratio) is None


judgements = st.lists(st.lists(st.none() | st.integers(0, 6), min_size=2, max_size=4), max_size=12)


@given(judgements)
def test_alpha_is_never_more_than_one(judged: list[list[int | None]]) -> None:
    for metric in (by_kind, by_ratio):
        value = alpha(judged, metric)
        assert value is None or value <= 1


@given(judgements, st.randoms())
def test_the_order_of_units_and_of_coders_does_not_matter(
    judged: list[list[int | None]], random: object
) -> None:
    mixed = [list(reversed(unit)) for unit in reversed(judged)]
    assert alpha(mixed, by_ratio) == pytest.approx(alpha(judged, by_ratio))


@given(judgements)
def test_names_of_kinds_do_not_matter(judged: list[list[int | None]]) -> None:
    renamed = [[None if value is None else f"kind {value}" for value in unit] for unit in judged]
    assert alpha(renamed, by_kind) == pytest.approx(alpha(judged, by_kind))


@given(judgements, st.integers(2, 50))
def test_counts_differ_in_proportion(judged: list[list[int | None]], times: int) -> None:
    larger = [[None if value is None else value * times for value in unit] for unit in judged]
    assert alpha(larger, by_ratio) == pytest.approx(alpha(judged, by_ratio))


@given(judgements, st.integers(0, 6))
def test_what_one_coder_alone_judged_changes_nothing(judged: list[list[int | None]], value: int) -> None:
    assert alpha([*judged, [value, None]], by_kind) == pytest.approx(alpha(judged, by_kind))


@given(st.lists(st.integers(0, 6), min_size=2, max_size=12))
def test_coders_who_always_agree_have_an_alpha_of_one(values: list[int]) -> None:
    assume(len(set(values)) > 1)
    assert alpha([(value, value) for value in values], by_ratio) == pytest.approx(1)
