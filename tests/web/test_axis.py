"""Axes have round numbers, room for all, and labels that do not touch."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sayso.web.axis import Axis, Days


def test_ticks_are_round_and_begin_at_none() -> None:
    assert [tick.label for tick in Axis.of([3, 31, 27]).ticks] == ["0", "10", "20", "30", "40"]
    assert [tick.label for tick in Axis.of([1]).ticks] == ["0", "1", "2"]


def test_without_numbers_there_is_still_an_axis() -> None:
    assert Axis.of([]).at(0) == 0


def test_one_number_far_above_the_others_makes_the_axis_logarithmic() -> None:
    axis = Axis.of([2, 3, 4, 9_000])
    assert axis.logarithmic
    assert [tick.label for tick in axis.ticks] == ["0", "1", "10", "100", "1,000", "10,000"]
    assert axis.at(4) > 15


@given(st.lists(st.integers(0, 10**9), min_size=1))
def test_every_number_is_on_the_axis_and_greater_ones_are_farther(numbers: list[int]) -> None:
    axis = Axis.of(numbers)
    places = [axis.at(number) for number in sorted(numbers)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    assert axis.top >= max(numbers)
    assert len(axis.ticks) <= 12


def test_days_are_of_one_width_and_the_last_has_room() -> None:
    days = Days(first=date(2024, 3, 12), last=date(2024, 3, 15))
    assert [days.at(f"2024-03-{day}") for day in (12, 13, 15)] == [0, 25, 75]


def test_labels_of_days_that_are_too_close_are_left_out() -> None:
    days = Days(first=date(2024, 3, 1), last=date(2024, 3, 30))
    found = days.ticks(["2024-03-01", "2024-03-02", "2024-03-15"])
    assert [tick.label for tick in found] == ["2024-03-01", "03-15"]
