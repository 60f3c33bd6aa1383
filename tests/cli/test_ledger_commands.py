"""What `sayso statements`, `pledges` and `search` print, for people and for programs."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import main
from sayso.ledger import Ledger
from told import Told, add

TEXT = "=The ministry said nine died in the raid on Tamar port. It vowed to publish names by 1 March."


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of one report."""
    told = Told(TEXT, id="gazette-1", title="Raid on port", outlet="Gazette", published="2025-02-01")
    ministry = told.says("=The ministry", "nine died in the raid on Tamar port", name="=The ministry")
    told.pledge("publish names", by=ministry, until=("by 1 March", "2025-03-01"))
    path = str(tmp_path / "sayso.db")
    with Ledger.open(path) as ledger:
        add(ledger, told)
    return path


def sayso(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_statements_are_a_table_for_people(path: str) -> None:
    result = sayso("statements", "--ledger", path)
    assert result.exit_code == 0
    heading, row = result.stdout.splitlines()
    assert heading.split() == ["report", "source", "kind", "says", "content"]
    assert "s1  =The ministry  government  say   nine died in the raid on Tamar port" in row


def test_rows_for_programs_are_whole(path: str) -> None:
    (line,) = sayso("statements", "--ledger", path, "--format", "jsonl").stdout.splitlines()
    row = json.loads(line)
    assert (row["statement"], row["source"], row["content"]) == (
        "s1",
        "=The ministry",
        "nine died in the raid on Tamar port",
    )


def test_a_spreadsheet_runs_nothing_that_a_report_says(path: str) -> None:
    (row,) = csv.DictReader(StringIO(sayso("statements", "--ledger", path, "--format", "csv").stdout))
    assert row["source"] == "'=The ministry"


def test_pledges_show_the_deadline_its_words_and_who_says_so(path: str) -> None:
    result = sayso("pledges", "--ledger", path)
    for shown in ("publish names", "until 2025-03-01", "“by 1 March”", "=The ministry"):
        assert shown in result.stdout


@pytest.mark.parametrize(("due", "rows"), [("2025-02-28", 0), ("2025-03-01", 1)])
def test_pledges_that_are_due(path: str, due: str, rows: int) -> None:
    result = sayso("pledges", "--ledger", path, "--due", due, "--format", "jsonl")
    assert len(result.stdout.splitlines()) == rows


def test_a_day_that_is_none_is_wrong_usage(path: str) -> None:
    result = sayso("pledges", "--ledger", path, "--due", "tomorrow")
    assert result.exit_code == 2
    assert "'tomorrow' is not a day; write it as 2024-09-30." in result.stderr


def test_search_shows_the_title_and_the_sentence(path: str) -> None:
    result = sayso("search", "ports", "raid", "--ledger", path)
    assert result.exit_code == 0
    assert "Raid on port" in result.stdout
    assert "nine died in the raid on Tamar port." in result.stdout
    assert "vowed" not in result.stdout


def test_hits_are_marked_for_programs(path: str) -> None:
    row = json.loads(sayso("search", "tamar", "--ledger", path, "--format", "jsonl").stdout)
    assert row["snippet"] == "=The ministry said nine died in the raid on **Tamar** port."


def test_words_that_no_report_has_are_told(path: str) -> None:
    result = sayso("search", "zeppelin", "--ledger", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "sayso: no report has all of these words\n"


@pytest.mark.parametrize(
    ("command", "thing"),
    [(["statements", "--source", "zeppelin"], "statement"), (["pledges", "--due", "1990-01-01"], "pledge")],
)
def test_a_list_with_nothing_in_it_says_so(path: str, command: list[str], thing: str) -> None:
    result = sayso(*command, "--ledger", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"sayso: no such {thing} in the ledger\n"


@pytest.mark.parametrize("command", [["statements"], ["pledges"], ["search", "raid"]])
def test_a_command_that_looks_makes_no_ledger(tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "typo.db"
    result = sayso(*command, "--ledger", str(path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.stderr == f"sayso: {path}: no ledger there; make one with: sayso read PATH --ledger {path}\n"
    )
    assert not path.exists()


def test_a_report_that_is_not_there_is_told_before_anything_is_printed(path: str) -> None:
    result = sayso("statements", "--report", "none", "--ledger", path, "--format", "csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "none: the ledger has no such report" in result.stderr
