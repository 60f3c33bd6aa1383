"""ACLED, read back by pandas with the codebook's types."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from exported import Export, sidecar
from sayso.exports.acled import COLUMNS

TYPES = {
    "event_id_cnty": "string",
    "year": "int64",
    "time_precision": "int64",
    "inter1": "int64",
    "inter2": "int64",
    "interaction": "Int64",
    "iso": "int64",
    "latitude": "float64",
    "longitude": "float64",
    "geo_precision": "int64",
    "fatalities": "int64",
    "timestamp": "int64",
}


@pytest.fixture(scope="module")
def path(export: Export) -> Path:
    return export("acled")


@pytest.fixture(scope="module")
def events(path: Path) -> dict[str, Any]:
    """The rows by the report that tells of them."""
    frame = pd.read_csv(path, dtype=TYPES, parse_dates=["event_date"])
    assert tuple(frame.columns) == COLUMNS
    return {row.notes.partition(":")[0]: row for row in frame.itertuples()}


def event(events: dict[str, Any], start: str) -> Any:
    return next(row for notes, row in events.items() if notes.startswith(start))


def test_every_value_is_one_of_the_codebooks(path: Path) -> None:
    frame = pd.read_csv(path, dtype=TYPES)
    assert set(frame.event_type) <= {
        "Battles",
        "Explosions/Remote violence",
        "Violence against civilians",
        "Protests",
        "Riots",
        "Strategic developments",
    }
    assert set(frame.time_precision) <= {1, 2, 3}
    assert set(frame.geo_precision) <= {1, 2, 3}
    assert set(frame.civilian_targeting.dropna()) <= {"Civilian targeting"}
    assert frame.event_id_cnty.is_unique
    both = frame.dropna(subset=["interaction"])
    digits = pd.concat([both.inter1, both.inter2], axis=1)
    single = both.inter2 == 0
    expected = (digits.min(axis=1) * 10 + digits.max(axis=1)).where(~single, both.inter1 * 10)
    assert list(both.interaction) == list(expected)


def test_fatalities_are_the_lowest_of_the_accounts(events: dict[str, Any]) -> None:
    assert event(events, "Air/drone strike in Marib").fatalities == 9


def test_dozens_are_twelve_and_the_sidecar_says_so(
    events: dict[str, Any], path: Path, ids: dict[str, str]
) -> None:
    assert event(events, "Shelling").fatalities == 12
    (line,) = [
        x for x in sidecar(path) if x.get("row") == ids["shelling"] and "fatalities" in x.get("cells", {})
    ]
    assert line["note"] == "“Dozens of people” is 12 by ACLED's rule; no report gives it"
    assert line["behind"][0]["text"] == "Dozens of people"


def test_an_upper_end_alone_is_an_unknown_number_within_it(events: dict[str, Any]) -> None:
    assert event(events, "Grenade").fatalities == 10


def test_soldiers_and_civilians_are_added(events: dict[str, Any]) -> None:
    clash = event(events, "Armed clash")
    assert (clash.fatalities, clash.actor1, clash.actor2) == (8, "Sand Front", "army")
    assert (clash.inter1, clash.inter2, clash.interaction) == (2, 1, 12)


def test_a_month_is_dated_to_its_middle(events: dict[str, Any]) -> None:
    clash = event(events, "Armed clash")
    assert (clash.event_date.date().isoformat(), clash.time_precision) == ("2024-06-15", 3)


def test_violence_against_civilians_targets_them(events: dict[str, Any]) -> None:
    attack = event(events, "Attack")
    assert (attack.actor2, attack.inter2, attack.civilian_targeting) == (
        "Civilians (Mali)",
        7,
        "Civilian targeting",
    )


def test_a_bomb_that_was_defused_is_a_disrupted_use_of_weapons(events: dict[str, Any]) -> None:
    foiled = event(events, "Disrupted weapons use")
    assert (foiled.event_type, foiled.disorder_type) == ("Strategic developments",) * 2
    assert foiled.fatalities == 0


def test_what_did_not_occur_is_left_out_with_the_reason(path: Path, ids: dict[str, str]) -> None:
    reasons = {line["left_out"]: line["reason"] for line in sidecar(path) if "left_out" in line}
    assert reasons[ids["threat"]].startswith("did not occur (threatened)")
    assert reasons[ids["somewhere"]].startswith("only its country is known")


def test_a_part_is_left_out_where_its_whole_is_in(
    events: dict[str, Any], path: Path, ids: dict[str, str]
) -> None:
    reasons = [line["reason"] for line in sidecar(path) if "left_out" in line]
    assert reasons.count(f"is part of {ids['blasts']}, which is in") == 2
    assert event(events, "Remote explosive").fatalities == 9


def test_rival_blame_stands_in_the_notes_and_in_the_sidecar(events: dict[str, Any], path: Path) -> None:
    strike = event(events, "Air/drone strike in Marib")
    assert "blames" in strike.notes
    assert "Wadi Brigades" in strike.notes
    unsaid = [line for line in sidecar(path) if line.get("unsaid") == "rival blame"]
    assert len(unsaid) == 1
    assert unsaid[0]["behind"][0]["sentence"]


def test_a_region_is_of_precision_three(events: dict[str, Any]) -> None:
    assert (event(events, "Grenade").geo_precision, event(events, "Grenade").admin1) == (3, "Mopti region")
