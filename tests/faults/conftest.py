"""A disk that can be filled, a ledger of one report, and reports to be read into it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from machine import Disk, small_disk

from invented import VERSIONS, a_reading, a_report
from sayso.ledger import Ledger
from sayso.workflow.link import relink

SAYINGS = (
    "Nine people were killed when a shell hit the fish market of Aden on {day}, the harbour police said.",
    "A drone strike killed four fighters near Marib on {day}, a spokesman for the army said.",
    "The Health Ministry said on {day} that twelve people were wounded in a raid on the port of Aden.",
    "Doctors said six children died in the shelling of Taiz on {day}, and blamed the rebels.",
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small disk of its own."""
    with small_disk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with a ledger of one report, linked."""
    folder = tmp_path / "made"
    folder.mkdir()
    make_ledger(folder / "sayso.db")
    return folder


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A file of short reports."""
    path = tmp_path / "reports.jsonl"
    rows = [
        {
            "id": f"post-{number}",
            "outlet": "Harbour Post",
            "published": "2024-03-13",
            "text": text.format(day="Tuesday"),
        }
        for number, text in enumerate(SAYINGS)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def make_ledger(path: Path) -> None:
    """Make a ledger of the invented report."""
    with Ledger.open(str(path)) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        relink(ledger)
