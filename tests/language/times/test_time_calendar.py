"""Arithmetic over TIMEX3 values."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.times.calendar import DAYS_OF, MONTHS_OF, bounds, easter, narrowed, shift, value_at

UNITS = ("day", "week", "month", "quarter", "half", "year", "decade", "century")
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(day=DAYS, unit=st.sampled_from(UNITS))
def test_a_value_covers_the_day_it_was_made_from(day: date, unit: str) -> None:
    days = bounds(value_at(day, unit))
    assert days is not None
    assert days[0] <= day <= days[1]


@given(day=DAYS, unit=st.sampled_from(UNITS))
def test_values_of_a_unit_follow_without_a_gap(day: date, unit: str) -> None:
    days = bounds(value_at(day, unit))
    assert days is not None
    after = bounds(value_at(days[1] + timedelta(days=1), unit))
    assert after is not None
    assert after[0] == days[1] + timedelta(days=1)


@given(day=DAYS, unit=st.sampled_from(sorted(DAYS_OF)), count=st.integers(-300, 300))
def test_days_and_weeks_come_back(day: date, unit: str, count: int) -> None:
    assert shift(shift(day, count, unit), -count, unit) == day


@given(day=DAYS, unit=st.sampled_from(sorted(MONTHS_OF)), count=st.integers(-9, 9))
def test_months_keep_their_day_where_they_have_it(day: date, unit: str, count: int) -> None:
    moved = shift(day, count, unit)
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@given(
    day=DAYS,
    unit=st.sampled_from(UNITS[1:]),
    edge=st.sampled_from(["START", "MID", "END", "OPENING", "CLOSE"]),
)
def test_a_part_lies_inside_the_whole(day: date, unit: str, edge: str) -> None:
    days = bounds(value_at(day, unit))
    assert days is not None
    first, last = narrowed(days, edge)
    assert days[0] <= first <= last <= days[1]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1998-02-13", (1998, 2, 13), (1998, 2, 13)),
        ("1998-02-13T22:00", (1998, 2, 13), (1998, 2, 13)),
        ("1998-02-13TNI", (1998, 2, 13), (1998, 2, 14)),
        ("1998-W07", (1998, 2, 9), (1998, 2, 15)),
        ("1998-W07-WE", (1998, 2, 14), (1998, 2, 15)),
        ("1998-WI", (1998, 12, 1), (1999, 2, 28)),
        ("1989-Q3", (1989, 7, 1), (1989, 9, 30)),
        ("1989-H2", (1989, 7, 1), (1989, 12, 31)),
        ("199", (1990, 1, 1), (1999, 12, 31)),
        ("19", (1900, 1, 1), (1999, 12, 31)),
    ],
)
def test_bounds(value: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert bounds(value) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "value", ["PRESENT_REF", "P3D", "XXXX-08-31", "1989-QX", "1989-02-30", "1989-W60", ""]
)
def test_a_value_that_fixes_no_day(value: str) -> None:
    assert bounds(value) is None


@pytest.mark.parametrize("day", [date(1990, 4, 15), date(2000, 4, 23), date(2016, 3, 27), date(2024, 3, 31)])
def test_easter(day: date) -> None:
    assert easter(day.year) == day
