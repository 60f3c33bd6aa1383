"""Airwars' record and its other tables, read back by pandas."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from exported import Export, sidecar
from sayso.exports.airwars.columns import BELLIGERENT, COLUMNS, SIDE_TABLES
from sayso.workflow.export import beside


@pytest.fixture(scope="module")
def path(export: Export) -> Path:
    return export("airwars")


@pytest.fixture(scope="module")
def incidents(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype={"post_id": "int64"}).set_index("code", drop=False)


def row(incidents: pd.DataFrame, ids: dict[str, str], report: str) -> Any:
    return incidents.loc[ids[report]]


def test_the_columns_are_those_of_the_exporter(path: Path) -> None:
    columns = tuple(pd.read_csv(path, nrows=0).columns)
    assert columns[: len(COLUMNS)] == COLUMNS
    rest = [f"belligerent_{number}_{name}" for number in (1, 2) for name in BELLIGERENT]
    assert list(columns[len(COLUMNS) :]) == rest


def test_grades_and_statuses_are_on_airwars_scale(incidents: pd.DataFrame) -> None:
    grades = {"confirmed", "fair", "weak", "contested", "discounted"}
    assert set(incidents.civilian_harm_status_slug.dropna()) <= grades
    statuses = {"declared-strike", "likely-strike", "contested-strike", "single-source-claim"}
    assert set(incidents.strike_status_slug) <= statuses
    assert set(incidents.belligerent_1_type.dropna()) <= {"Known", "Suspected"}


def test_each_group_has_its_least_and_its_most(incidents: pd.DataFrame, ids: dict[str, str]) -> None:
    strike = row(incidents, ids, "market-1")
    assert (strike.undetermined_killed_min, strike.undetermined_killed_max) == (27, 27)
    assert (strike.belligerents_killed_min, strike.belligerents_killed_max) == (9, 9)


def test_no_status_is_assumed(incidents: pd.DataFrame, ids: dict[str, str]) -> None:
    assert pd.isna(row(incidents, ids, "market-1").civilian_non_combatants_killed_min)
    assert row(incidents, ids, "massacre").civilian_non_combatants_killed_min == 12


def test_an_open_end_is_empty(incidents: pd.DataFrame, ids: dict[str, str]) -> None:
    strike = row(incidents, ids, "market-1")
    assert strike.undetermined_injured_min == 30
    assert pd.isna(strike.undetermined_injured_max)


def test_words_follow_airwars_rule_and_are_flagged(
    incidents: pd.DataFrame, ids: dict[str, str], path: Path
) -> None:
    shelling = row(incidents, ids, "shelling")
    assert (shelling.undetermined_killed_min, shelling.undetermined_killed_max) == (12, 24)
    assert (shelling.undetermined_injured_min, shelling.undetermined_injured_max) == (2, 2)
    (line,) = [
        x
        for x in sidecar(path)
        if x.get("row") == ids["shelling"] and "undetermined_killed_min" in x.get("cells", {})
    ]
    assert "by Airwars' rule" in line["note"]


def test_every_party_that_is_blamed_is_a_belligerent(incidents: pd.DataFrame, ids: dict[str, str]) -> None:
    strike = row(incidents, ids, "market-1")
    assert {strike.belligerent_1_belligerent_name, strike.belligerent_2_belligerent_name} == {
        "its jets",
        "the Wadi Brigades",
    }


@pytest.mark.parametrize("table", SIDE_TABLES)
def test_the_other_tables_stand_beside_it(path: Path, table: str) -> None:
    frame = pd.read_csv(beside(path, table))
    assert tuple(frame.columns) == SIDE_TABLES[table]


def test_research_has_the_figures_of_each_report_alone(path: Path, ids: dict[str, str]) -> None:
    research = pd.read_csv(beside(path, "research_sources")).set_index("source_url")
    first = research.loc["https://news.example/market-1"]
    assert (first.code, first.killed_min, first.killed_max) == (ids["market-1"], 9, 25)
    assert research.loc["https://news.example/market-2"].killed_min == 27
    assert first.source_content.startswith("An air strike on Tuesday killed 25 people")


def test_what_harms_nobody_is_left_out(path: Path, ids: dict[str, str]) -> None:
    reasons = {line["left_out"]: line["reason"] for line in sidecar(path) if "left_out" in line}
    assert reasons[ids["vigil"]] == "nobody speaks of harm to people"
