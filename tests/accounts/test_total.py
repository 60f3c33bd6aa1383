"""A sum over incidents never counts anybody twice: twenty planted double counts are refused or left out."""

from typing import Any

import pytest

from sayso.accounts.total import Total, add
from sayso.model import Harm

Row = dict[str, Any]


def toll(low: int | None, high: int | None = -1, *, harm: str = "killed", whole: bool = True) -> Row:
    high = low if high == -1 else high
    peak = high if high is not None else low
    return {harm: {"low": low, "high": high, "peak": peak, "whole": whole}}


def place(name: str = "Marib", precision: str = "town", country: str = "YE") -> list[Row]:
    return [{"name": name, "precision": precision, "country": country}]


def row(
    id: str, tolls: Row | None = None, *, when: str | tuple[str, str] | None = "2024-03-12", **more: Any
) -> Row:
    start, end = (when, when) if isinstance(when, str) else when or (None, None)
    return {
        "id": id,
        "status": "occurred",
        "grade": "fair",
        "part_of": None,
        "when": {"start": start, "end": end} if start else None,
        "where": place(),
        "tolls": tolls or {},
        **more,
    }


def total(*rows: Row, harm: Harm = Harm.KILLED) -> Total:
    return add(rows, harm)


STRIKE = row("i-1", toll(9))
MONTH = ("2024-03-01", "2024-03-31")
REFUSED = {
    "the same incident twice": (STRIKE, STRIKE),
    "a strike and the month of strikes on its town": (STRIKE, row("i-2", toll(60), when=MONTH)),
    "a strike and a week of clashes in its town": (
        STRIKE,
        row("i-2", toll(60), when=("2024-03-10", "2024-03-16")),
    ),
    "a strike and strikes across its country that day": (
        STRIKE,
        row("i-2", toll(40), where=place("Yemen", "country")),
    ),
    "a strike and an incident somewhere in its region": (
        row("i-1", toll(9), where=[*place(), *place("Marib Governorate", "region")]),
        row("i-2", toll(12), where=place("Marib Governorate", "region")),
    ),
    "a strike and an incident of an unknown day in its town": (STRIKE, row("i-2", toll(9), when=None)),
    "a strike and an incident of an unknown place on its day": (STRIKE, row("i-2", toll(9), where=[])),
    "two incidents of an unknown day and place": (
        row("i-1", toll(9), when=None, where=[]),
        row("i-2", toll(9), when=None, where=[]),
    ),
    "two tolls of one country's war in one month": (
        row("i-1", toll(300), when=MONTH, where=place("Yemen", "country")),
        row("i-2", toll(310), when=MONTH, where=place("Yemen", "country")),
    ),
    "a year's toll and a month's": (
        row("i-1", toll(900), when=("2024-01-01", "2024-12-31"), where=place("Yemen", "country")),
        row("i-2", toll(60), when=MONTH),
    ),
    "two offensives on one town that overlap by days": (
        row("i-1", toll(70), when=("2024-03-01", "2024-03-20")),
        row("i-2", toll(60), when=("2024-03-15", "2024-04-10")),
    ),
    "an offensive and a strike on its last day": (
        row("i-1", toll(70), when=("2024-03-01", "2024-03-12")),
        STRIKE,
    ),
    "two tolls of one district on one day": (
        row("i-1", toll(7), where=place("Harib", "district")),
        row("i-2", toll(9), where=place("Harib", "district")),
    ),
    "a district's toll and one of its country without a day": (
        row("i-1", toll(7), where=place("Harib", "district")),
        row("i-2", toll(900), when=None, where=place("Yemen", "country")),
    ),
    "a strike and the month's toll of nobody knows where": (
        STRIKE,
        row("i-2", toll(60), when=MONTH, where=[]),
    ),
    "one incident among others, three times": (
        STRIKE,
        row("i-2", toll(2), when="2024-05-01"),
        STRIKE,
        STRIKE,
    ),
}


@pytest.mark.parametrize("planted", REFUSED)
def test_a_sum_that_may_count_twice_is_refused_with_the_reason(planted: str) -> None:
    found = total(*REFUSED[planted])
    assert (found.low, found.high) == (None, None)
    assert found.refused


PARTS = {
    "a part and its whole": ((STRIKE, row("i-2", toll(4), part_of="i-1")), (9, 9), "part of i-1"),
    "two parts and their whole": (
        (row("i-1", toll(20)), row("i-2", toll(12), part_of="i-1"), row("i-3", toll(8), part_of="i-1")),
        (20, 20),
        "part of i-1",
    ),
    "a part of a part, and both its wholes": (
        (row("i-1", toll(20)), row("i-2", toll(12), part_of="i-1"), row("i-3", toll(5), part_of="i-2")),
        (20, 20),
        "part of i-",
    ),
    "the whole after its part": ((row("i-2", toll(4), part_of="i-1"), STRIKE), (9, 9), "part of i-1"),
}
LEFT_OUT = {
    "a foiled attack": (
        (STRIKE, row("i-2", toll(50), when="2024-04-01", status="foiled")),
        (9, 9),
        "did not occur",
    ),
    "a threat": ((STRIKE, row("i-2", toll(5), when="2024-04-01", status="threatened")), (9, 9), "did not"),
    "a denied attack": (
        (STRIKE, row("i-2", toll(5), when="2024-04-01", status="denied")),
        (9, 9),
        "did not",
    ),
    "a discounted one": (
        (STRIKE, row("i-2", toll(5), when="2024-04-01", grade="discounted")),
        (9, 9),
        "discounted",
    ),
    "killed and injured counted together": (
        (STRIKE, row("i-2", toll(40, harm="killed_or_injured"), when="2024-04-01")),
        (9, None),
        "together",
    ),
    "children alone": (
        (STRIKE, row("i-2", toll(3, whole=False), when="2024-04-01")),
        (9, None),
        "only groups",
    ),
}


def test_twenty_double_counts_are_planted() -> None:
    assert len(REFUSED) + len(PARTS) == 20


@pytest.mark.parametrize("planted", [*PARTS, *LEFT_OUT])
def test_what_does_not_belong_in_a_sum_is_left_out_with_the_reason(planted: str) -> None:
    rows, ends, reason = {**PARTS, **LEFT_OUT}[planted]
    found = total(*rows)
    assert (found.low, found.high) == ends
    assert all(reason in out.reason for out in found.left_out)
    assert found.left_out


def test_a_sum_has_the_bounds_of_its_ranges() -> None:
    found = total(row("i-1", toll(9, 31)), row("i-2", toll(12), when="2024-05-01"))
    assert (found.low, found.high) == (21, 43)


def test_an_open_range_leaves_the_sum_open() -> None:
    found = total(row("i-1", toll(9, None)), row("i-2", toll(12), when="2024-05-01"))
    assert (found.low, found.high) == (21, None)


def test_harm_without_a_number_leaves_the_sum_open() -> None:
    found = total(STRIKE, row("i-2", toll(None, None), when="2024-05-01"))
    assert (found.low, found.high) == (9, None)
    assert found.left_out[0].incident == "i-2"


def test_two_strikes_on_one_town_on_two_days_are_added() -> None:
    found = total(STRIKE, row("i-2", toll(4), when="2024-03-15"))
    assert (found.low, found.high) == (13, 13)


def test_strikes_on_two_towns_on_one_day_are_added() -> None:
    found = total(STRIKE, row("i-2", toll(4), where=place("Aden")))
    assert (found.low, found.high) == (13, 13)


def test_an_incident_that_harmed_nobody_is_no_matter_of_the_sum() -> None:
    found = total(STRIKE, row("i-2", when=None, where=[]))
    assert (found.low, found.left_out, found.refused) == (9, (), ())
