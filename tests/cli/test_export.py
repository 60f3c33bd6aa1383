"""`sayso export` and `sayso method`, as they are called."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exported import fill, shelling
from sayso.cli import main
from sayso.ledger import Ledger
from sayso.workflow.link import relink


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of one shelling."""
    path = str(tmp_path / "sayso.db")
    fill(path, [shelling()])
    with Ledger.open(path) as ledger:
        relink(ledger)
    return path


def sayso(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_rows_go_to_standard_output_and_the_rest_elsewhere(path: str) -> None:
    result = sayso("export", "acled", "--ledger", path)
    assert result.exit_code == 0
    (event,) = csv.DictReader(StringIO(result.stdout))
    assert event["fatalities"] == "12"
    assert (
        result.stderr
        == "sayso: 1 row, 0 incidents left out; with --out the sources of every cell are written\n"
    )


def test_the_sources_stand_beside_the_file(path: str, tmp_path: Path) -> None:
    result = sayso("export", "acled", "--ledger", path, "--out", str(tmp_path / "events.csv"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "written: events.csv, events.csv.sources.jsonl" in result.stderr
    assert {file.name for file in tmp_path.glob("events*")} == {"events.csv", "events.csv.sources.jsonl"}


@pytest.mark.parametrize("format", ["airwars", "parquet", "xlsx"])
def test_several_files_or_bytes_need_a_place(path: str, format: str) -> None:
    result = sayso("export", format, "--ledger", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{format} needs --out" in result.stderr


def test_a_place_that_is_none_is_told_in_a_line(path: str, tmp_path: Path) -> None:
    where = tmp_path / "missing" / "events.csv"
    result = sayso("export", "acled", "--ledger", path, "--out", str(where))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"sayso: {where}: cannot be written: no such file or directory\n"


def test_a_folder_is_no_place_for_a_file(path: str, tmp_path: Path) -> None:
    for folder in (".", str(tmp_path)):
        result = sayso("export", "acled", "--ledger", path, "--out", folder)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"--out {folder} is a folder; name a file, as in --out incidents.csv." in result.stderr


def test_a_checker_belongs_to_claim_reviews(path: str) -> None:
    result = sayso("export", "acled", "--checker", "Tamar Desk", "--ledger", path)
    assert result.exit_code == 2
    assert "--checker and --page belong to claimreview." in result.stderr


def test_the_method_is_told_point_by_point(path: str) -> None:
    sheet = sayso("method", "--ledger", path).stdout
    assert next(line for line in sheet.splitlines() if line.startswith("## ")) == (
        "## 1. Sources, collection, evaluation, corroboration"
    )
    assert sum(line.startswith("## ") for line in sheet.splitlines()) == 15
    assert "1 report of 1 outlet, published from 2024-05-03 to 2024-05-03: Harbour Post 1." in sheet
    assert "Figures: injured 1, killed 1." in sheet
    assert "*To be written by you:*" in sheet
