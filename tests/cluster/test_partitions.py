"""`sayso read --out`: the Readings of one process, in partitions, each report once."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from sayso.cli import main

REPORTS = (
    "Nine people were killed when a shell hit a ferry in Aden on Thursday, the harbour police said.",
    "Two nurses were wounded by a rocket in Mosul on Sunday, a doctor said.",
    "The mayor of Gao promised to reopen the road by Monday.",
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A file of three reports, the first of them twice, and a broken row."""
    rows = [json.dumps({"id": f"r{n}", "text": text}) for n, text in enumerate((*REPORTS, REPORTS[0]))]
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join([*rows[:2], '{"id": "broken"', *rows[2:]]) + "\n", encoding="utf-8")
    return file


def sayso(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["read", *arguments])


def readings(folder: Path) -> list[dict[str, object]]:
    """The Readings of the partitions."""
    parts = sorted((folder / "readings").glob("*.parquet"))
    return [json.loads(row["reading"]) for part in parts for row in pq.read_table(part).to_pylist()]


def test_the_partitions_hold_what_one_process_reads(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = sayso(str(reports), "--out", str(out))
    alone = [json.loads(line) for line in sayso(str(reports), "--format", "jsonl").stdout.splitlines()]
    found = readings(out)
    assert [row["report"] for row in found] == [row["report"] for row in alone if "report" in row][
        : len(found)
    ]
    assert len(found) == len(REPORTS)
    assert result.exit_code != 0
    errors = [row for part in (out / "errors").glob("*.parquet") for row in pq.read_table(part).to_pylist()]
    assert len(errors) == 1


def test_what_is_there_is_not_read_again(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sayso(str(reports), "--out", str(out))
    before = {part: part.stat().st_mtime_ns for part in (out / "readings").glob("*.parquet")}
    again = sayso(str(reports), "--out", str(out))
    assert "3 read" in again.output
    assert {part: part.stat().st_mtime_ns for part in (out / "readings").glob("*.parquet")} == before


def test_a_unit_that_was_not_done_to_its_end_is_done_again_the_same(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sayso(str(reports), "--out", str(out))
    before = readings(out)
    (done,) = (out / "_done/read").glob("*.json")
    done.unlink()
    for part in (out / "readings").glob("*.parquet"):
        part.write_bytes(part.read_bytes()[:100])
    again = sayso(str(reports), "--out", str(out))
    assert "3 read" in again.output
    assert readings(out) == before
    assert done.exists()
