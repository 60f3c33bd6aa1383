"""UCDP GED, read back by pandas with the codebook's types."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exported import Export, sidecar
from sayso.accounts import account_row, accounts_of, remarks_of
from sayso.exports import Case, Telling
from sayso.exports.ged import COLUMNS, deaths_of, gid
from told import Told

WHOLE = (
    "id",
    "year",
    "number_of_sources",
    "where_prec",
    "priogrid_gid",
    "country_id",
    "event_clarity",
    "date_prec",
)
DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low")
TYPES = {
    **dict.fromkeys(WHOLE + DEATHS, "int64"),
    "type_of_violence": "Int64",
    "latitude": "float64",
    "longitude": "float64",
}


@pytest.fixture(scope="module")
def path(export: Export) -> Path:
    return export("ged")


@pytest.fixture(scope="module")
def events(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=TYPES, parse_dates=["date_start", "date_end"]).set_index(
        "relid", drop=False
    )


def test_there_are_the_49_columns_in_their_order(path: Path) -> None:
    assert len(COLUMNS) == 49
    assert tuple(pd.read_csv(path, nrows=0).columns) == COLUMNS


def test_every_event_has_a_death_and_its_estimates_are_in_order(events: pd.DataFrame) -> None:
    assert (events.best >= 1).all()
    assert (events.low <= events.best).all()
    assert (events.best <= events.high).all()
    sides = events.deaths_a + events.deaths_b + events.deaths_civilians + events.deaths_unknown
    assert (events.best == sides).all()


def test_codes_are_those_of_the_codebook(events: pd.DataFrame) -> None:
    assert set(events.type_of_violence.dropna()) <= {1, 2, 3}
    assert set(events.where_prec) <= set(range(1, 8))
    assert set(events.date_prec) <= set(range(1, 6))
    assert set(events.event_clarity) <= {1, 2}
    assert set(events.region) <= {"Africa", "Americas", "Asia", "Europe", "Middle East"}
    assert (events.date_start <= events.date_end).all()


def test_a_clash_with_the_army_is_state_based_with_the_dead_of_each_side(
    events: pd.DataFrame, ids: dict[str, str]
) -> None:
    clash = events.loc[ids["ambush"]]
    assert (clash.type_of_violence, clash.side_a, clash.side_b) == (1, "army", "Sand Front")
    assert (clash.deaths_a, clash.deaths_civilians, clash.best) == (3, 5, 8)
    assert (clash.date_prec, clash.country_id, clash.region) == (4, 432, "Africa")


def test_a_massacre_is_one_sided(events: pd.DataFrame, ids: dict[str, str]) -> None:
    massacre = events.loc[ids["massacre"]]
    assert (massacre.type_of_violence, massacre.side_b, massacre.deaths_civilians) == (3, "Civilians", 12)


def test_low_and_high_run_over_the_accounts(events: pd.DataFrame, path: Path, ids: dict[str, str]) -> None:
    strike = events.loc[ids["market-1"]]
    assert (strike.low, strike.high) == (9, 27)
    (line,) = [x for x in sidecar(path) if x.get("row") == ids["market-1"] and "best" in x.get("cells", {})]
    assert {words["text"] for words in line["behind"]} >= {"27 people", "nine fighters"}
    assert "accounts differ" in line["note"]


def test_a_whole_with_parts_is_a_summary(events: pd.DataFrame, ids: dict[str, str]) -> None:
    assert events.loc[ids["blasts"]].event_clarity == 2


def test_what_has_no_death_is_left_out(path: Path, ids: dict[str, str]) -> None:
    reasons = {line["left_out"]: line["reason"] for line in sidecar(path) if "left_out" in line}
    assert reasons[ids["vigil"]] == "nobody is said to have died; GED needs a death"
    assert reasons[ids["foiled"]].startswith("did not occur (foiled)")


def test_the_sources_are_named_with_their_roots_in_the_sidecar(
    events: pd.DataFrame, path: Path, ids: dict[str, str]
) -> None:
    strike = events.loc[ids["market-1"]]
    assert strike.number_of_sources == 2
    assert set(strike.source_office.split(";")) == {"Harbour Post", "Courier"}
    assert "hospital" in strike.source_original
    notes = [line["note"] for line in sidecar(path) if "number_of_sources" in line.get("cells", {})]
    assert all("independent sources" in note for note in notes)


def test_two_incidents_of_one_report_that_are_linked_are_one_source() -> None:
    told = Told("A raid killed two people in Aden. The raid was at dawn.")
    told.incident("A raid")
    told.incident("The raid")
    told.figure("two people", 2)
    one = case(told)
    both = replace(
        one, tellings=(*one.tellings, replace(one.tellings[0], incident=told.reading().incidents[1]))
    )
    assert [telling.report for telling in both.reports] == ["r1"]


@pytest.mark.parametrize(("latitude", "longitude", "cell"), [(10.51, 2.29, 145085), (-90.0, -180.0, 1)])
def test_cells_of_the_grid(latitude: float, longitude: float, cell: int) -> None:
    assert gid(latitude, longitude) == cell


NUMBERS = st.one_of(st.none(), st.integers(min_value=0, max_value=90))
FIGURES = st.lists(
    st.tuples(
        NUMBERS, NUMBERS, st.sampled_from(["civilian", "combatant", "security_force", "mixed", "unknown"])
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(FIGURES)
def test_deaths_add_up_whatever_is_said(figures: list[tuple[int | None, int | None, str]]) -> None:
    told = Told("A raid. " + " ".join(f"Source{n} spoke of {n} dead." for n in range(len(figures))))
    told.incident("A raid")
    for n, (low, high, status) in enumerate(figures):
        by = told.says(f"Source{n}", f"{n} dead")
        least, most = sorted((low, high)) if low is not None and high is not None else (low, high)
        told.figure(f"{n} dead", least, most, by=by, status=status)
    deaths = deaths_of(case(told))
    if deaths:
        assert 1 <= deaths.low <= deaths.best <= deaths.high
        assert sum(deaths.by_status.values()) <= deaths.best


def case(told: Told) -> Case:
    reading = told.reading()
    row: dict[str, Any] = {
        "id": "i-00000001",
        "accounts": [account_row(account) for account in accounts_of(remarks_of("r1", reading, "i1"))],
    }
    return Case(
        row=row,
        tellings=(Telling(report="r1", copy_of="r1", reading=reading, incident=reading.incidents[0]),),
    )
