"""Numbers and days read as people write them."""

import pytest

from sayso.wording import days, number, people, shorten


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (9, 9, "9"),
        (169, None, "at least 169"),
        (None, 30, "up to 30"),
        (5, 9, "5–9"),
        (120_000, 120_000, "120,000"),
        (0, 0, "0"),
    ],
)
def test_a_figure_shows_its_bounds(low: int | None, high: int | None, said: str) -> None:
    assert number(low, high) == said


def test_a_rough_figure_says_about() -> None:
    assert number(400, 400, about=True) == "about 400"


def test_words_without_a_number_stay_words() -> None:
    assert number(None, None, words="several") == "several"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-07-06", "2024-07-06", "2024-07-06"),
        ("2024-07-06", "2024-07-07", "2024-07-06 to 2024-07-07"),
        (None, "2024-07-07", "until 2024-07-07"),
        ("2024-07-06", None, "from 2024-07-06"),
        (None, None, ""),
    ],
)
def test_an_interval_of_days(start: str | None, end: str | None, said: str) -> None:
    assert days(start, end) == said


def test_people_are_named_by_status_and_group() -> None:
    assert people("civilian", ["women", "children"]) == "civilian women, children"
    assert people("unknown", ["health_workers"]) == "health workers"
    assert people("unknown", []) == ""


def test_a_long_line_is_cut_at_a_word() -> None:
    assert shorten("The ministry said, on Monday", 20) == "The ministry said…"
    assert shorten("short", 20) == "short"
