"""A disk without room: one line, nothing lost, nothing half there, and the same command goes on once there is room."""

import os
import shutil
import subprocess
from itertools import count
from pathlib import Path

import pytest
from machine import COMMAND, Disk, assert_one_line, contents, lines, run

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from whole import assert_whole
from writers import noted, processes, write


@pytest.fixture
def path(disk: Disk, made: Path) -> Path:
    """The ledger, on the small disk."""
    return Path(shutil.copy(made / "sayso.db", disk.folder / "sayso.db"))


def test_reading_goes_on_once_there_is_room(disk: Disk, path: Path, reports: Path) -> None:
    before = contents(disk.folder)
    disk.fill()
    assert_one_line(
        disk.run("read", str(reports), "--ledger", str(path)), str(path), "disk", "try the same again"
    )
    assert contents(disk.folder) == before
    disk.free()
    assert disk.run("read", str(reports), "--ledger", str(path)).status == 0
    with Ledger.open(str(path), create=False) as ledger:
        assert len(list(ledger.readings())) == 5


def test_a_decision_is_recorded_once_there_is_room(disk: Disk, path: Path) -> None:
    decide = ("decide", "reject", "gazette-17:s2", "--why", "no denial", "--ledger", str(path))
    disk.fill()
    assert_one_line(disk.run(*decide), str(path), "disk")
    disk.free()
    with Ledger.open(str(path), create=False) as ledger:
        assert ledger.decisions() == []
    assert lines(disk.run(*decide)) == ["d-1"]
    with Ledger.open(str(path), create=False) as ledger:
        assert [decision.id for decision in ledger.decisions()] == ["d-1"]


def test_a_disk_that_fills_up_under_a_writer_leaves_a_whole_ledger(disk: Disk, tmp_path: Path) -> None:
    if not disk.mounted:
        pytest.skip("no disk can be mounted here; tests/ledger/test_killed.py tries it with a limit on files")
    address, journal = str(disk.folder / "sayso.db"), str(tmp_path / "journal")
    writer = processes.Process(target=_write_until_full, args=(address, journal))
    writer.start()
    writer.join(timeout=600)
    assert writer.exitcode == 0
    assert noted(journal, "stored")
    # A ledger can be looked at on a full disk once a writer has left room for SQLite's own small file.
    with Ledger.open(address) as ledger:
        assert_whole(ledger, address, journal)


def _write_until_full(address: str, journal: str) -> None:
    try:
        write(address, journal, count())
    except LedgerError as error:
        (line,) = str(error).splitlines()
        os._exit(0 if line.startswith(f"{address}: ") and "disk" in line else 1)


@pytest.mark.parametrize("format", ["acled", "airwars", "claimreview", "parquet", "xlsx"])
def test_an_export_is_there_whole_or_as_it_was(disk: Disk, made: Path, format: str) -> None:
    out = disk.folder / f"incidents.{format}"
    out.write_text("what was exported last", encoding="utf-8")
    before = contents(disk.folder)
    disk.fill()
    export = ("export", format, "--out", str(out), "--ledger", str(made / "sayso.db"))
    if disk.mounted:
        assert_one_line(disk.run(*export), f"{out}: cannot be written: no space left on device")
    else:
        assert_one_line(disk.run(*export), "disk")
    assert contents(disk.folder) == before
    disk.free()
    assert disk.run(*export).status == 0
    assert {out.name, f"{out.name}.sources.jsonl"} <= contents(disk.folder).keys()


@pytest.mark.parametrize(
    "arguments", [("incidents",), ("statements", "--format", "csv"), ("export", "jsonl"), ("method",)]
)
def test_output_that_finds_no_room_is_told(made: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments, "--ledger", str(made / "sayso.db")],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "sayso: standard output: no space left on device\n")


def test_readings_that_find_no_room_are_told(reports: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "read", str(reports), "--format", "jsonl"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "sayso: standard output: no space left on device\n")


def test_a_reader_of_the_output_that_leaves_is_no_error(made: Path) -> None:
    gone = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    gone.wait()
    assert gone.stdin is not None
    done = subprocess.run(
        [*COMMAND, "method", "--ledger", str(made / "sayso.db")],
        stdout=gone.stdin,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    gone.stdin.close()
    assert done.stderr == ""


def test_a_new_ledger_that_finds_no_room_is_told_and_made_later(disk: Disk, reports: Path) -> None:
    path = disk.folder / "new.db"
    disk.fill()
    assert_one_line(disk.run("read", str(reports), "--ledger", str(path)), str(path))
    disk.free()
    assert disk.run("read", str(reports), "--ledger", str(path), "--quiet").status == 0
    assert run("incidents", "--format", "jsonl", "--ledger", str(path)).status == 0
