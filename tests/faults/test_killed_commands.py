"""A command may be killed at any moment: the same command goes on, and the end is what it would have been."""

import json
import random
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from machine import begun, contents, run

from invented import VERSIONS, a_reading, a_report
from sayso.ledger import Ledger
from sayso.report import Report
from sayso.workflow.link import is_behind, relink
from told import MARIB, Told


def incidents(path: Path) -> list[Any]:
    """What a ledger has linked."""
    with Ledger.open(str(path), create=False) as ledger:
        return [json.loads(json.dumps(row)) for row in ledger.incidents()]


def stored(path: Path) -> int:
    """How many reports a ledger has by now."""
    if not path.exists():
        return 0
    with Ledger.open(str(path)) as ledger:
        return len(list(ledger.readings()))


def test_reading_that_is_killed_goes_on_to_the_same_end(tmp_path: Path, reports: Path) -> None:
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    for enough in (0, 1, 3, 4):
        reading = begun("read", str(reports), "--ledger", str(killed))
        while stored(killed) < enough and reading.poll() is None:
            time.sleep(0.01)
        reading.kill()
        reading.communicate()
    for path in (killed, whole):
        assert run("read", str(reports), "--ledger", str(path), "--quiet").status == 0
    assert incidents(killed) == incidents(whole) != []
    assert stored(killed) == stored(whole) == 4


def test_what_was_stored_but_not_linked_is_known_and_linked_next(made: Path) -> None:
    with Ledger.open(str(made / "sayso.db")) as ledger:
        assert not is_behind(ledger)
        report = a_report(f"{a_report().text} It was told again.", id="gazette-18")
        ledger.add(report, a_reading(report), VERSIONS)
        assert is_behind(ledger)
        relink(ledger)
        assert not is_behind(ledger)


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A ledger whose export takes a while."""
    path = tmp_path / "long.db"
    with Ledger.open(str(path)) as ledger:
        for number in range(120):
            told = Told(
                f"An air strike hit Marib. Police said {number + 1} people were killed at well {number}.",
                title=f"Strike {number}",
                outlet="Harbour Post",
                published=f"2024-{number % 12 + 1:02}-{number % 27 + 1:02}",
                id=f"post-{number}",
            )
            by = told.says("Police", f"{number + 1} people were killed", kind="police", cue="said")
            told.incident("An air strike", where=(MARIB,))
            told.figure(f"{number + 1} people", number + 1, by=by)
            report = Report(
                text=told.text, id=told.id, title=told.title, outlet=told.outlet, published=told.published
            )
            ledger.add(report, told.reading(), VERSIONS)
        relink(ledger)
    return path


def test_an_export_that_is_killed_leaves_the_last_one(long: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export = ("export", "jsonl", "--out", str(out / "incidents.jsonl"), "--ledger", str(long))
    assert run(*export).status == 0
    before = contents(out)
    moments = random.Random(7)
    for _ in range(3):
        exporting = begun(*export)
        while not any(name.endswith(".part") for name in contents(out)) and exporting.poll() is None:
            time.sleep(0.001)
        time.sleep(moments.uniform(0, 0.02))
        exporting.kill()
        exporting.communicate()
        left = {name: content for name, content in contents(out).items() if not name.endswith(".part")}
        assert left == before
        shutil.copytree(out, tmp_path / "looked-at", dirs_exist_ok=True)
    assert run(*export).status == 0
    assert contents(out).items() >= before.items()
