"""Days of publication are kept as exactly as they are printed, and never guessed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.sources.dates import iso


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2024-05-02", "2024-05-02"),
        (" 2024-05-02T09:00:00Z ", "2024-05-02T09:00:00+00:00"),
        ("2024-05-02 09:00", "2024-05-02T09:00:00"),
        ("2024-05-02 09:00:00 +0100", "2024-05-02T09:00:00+01:00"),
        ("Thu, 02 May 2024 09:00:00 +0100", "2024-05-02T09:00:00+01:00"),
        ("2 May 2024", "2024-05-02"),
        ("Thursday, May 2, 2024", "2024-05-02"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("Wed 05 Apr 2017", "2017-04-05"),
    ],
)
def test_a_day_is_read(printed: str, day: str) -> None:
    assert iso(printed) == day


@pytest.mark.parametrize(
    "printed",
    ["02/05/2024", "02/05/2024 09:00", "2024", "2024-05", "May 2024", "2024-02-30", "yesterday", "9:00", ""],
)
def test_what_is_no_single_day_is_not(printed: str) -> None:
    assert iso(printed) is None


@settings(deadline=None)
@given(st.dates())
def test_every_day_reads_as_itself(day: date) -> None:
    assert iso(day.isoformat()) == day.isoformat()
    assert iso(f"{day:%A}, {day.day} {day:%B} {day.year:04}") == day.isoformat()


@settings(deadline=None)
@given(st.datetimes(timezones=st.just(UTC)))
def test_every_time_reads_as_itself(time: datetime) -> None:
    assert iso(time.isoformat()) == time.isoformat()


@settings(deadline=None)
@given(st.text())
def test_no_words_break_it(words: str) -> None:
    found = iso(words)
    assert found is None or datetime.fromisoformat(found)
