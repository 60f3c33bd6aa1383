"""A slice of `python -m bench.hostile`, which tries ten thousand."""

import pytest
from bench.hostile import run


@pytest.fixture(scope="module")
def found() -> dict[str, object]:
    return run(300, seed=7)


def test_every_good_report_in_between_is_there_with_its_reading(found: dict[str, object]) -> None:
    assert found["lost"] == []
    assert found["good"] == 12


def test_what_is_not_read_is_told_by_place_and_cause(found: dict[str, object]) -> None:
    assert found["untold"] == []
    assert found["faults"] == 0
    assert found["refused"]


def test_nothing_is_executed_and_no_file_is_made(found: dict[str, object]) -> None:
    assert found["made"] == []


def test_none_takes_longer_than_a_report_may(found: dict[str, object]) -> None:
    assert found["slowest"] < 11
