"""Linking over partitions: the incidents that one process finds in a ledger of the same reports, byte for byte."""

import json
from pathlib import Path

import archive
import pytest
from click.testing import CliRunner
from partitioned import incidents, read

from sayso.cli import main
from sayso.cluster.calendar import calendar_of
from sayso.cluster.folder import Folder, schema
from sayso.cluster.link import Sizes, link_into
from sayso.cluster.looking import Names
from sayso.cluster.naming import Longer
from sayso.cluster.stage import Engine, Here
from sayso.errors import ClusterError
from sayso.ledger import Ledger
from sayso.reading import load_reader
from sayso.sources import load
from sayso.workflow.link import relink
from sayso.workflow.read import read_into as read_into_ledger

SMALL = Sizes(units=3, mentions=20, prints=10, rows=25, share=60)
"""So little at a time that every seam is met."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive.write(tmp_path_factory.mktemp("archive") / "a.jsonl")


@pytest.fixture(scope="module")
def alone(file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The incidents of a ledger, as they are printed."""
    with Ledger.open(str(tmp_path_factory.mktemp("ledger") / "a.db")) as ledger:
        list(read_into_ledger(ledger, load_reader(), load([str(file)])))
        relink(ledger)
        return [json.dumps(row, ensure_ascii=False) for row in ledger.incidents()]


@pytest.fixture(scope="module")
def partitions(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return read_all(file, tmp_path_factory.mktemp("partitions"))


def read_all(file: Path, out: Path) -> Folder:
    folder = Folder(address=str(out))
    read(file, folder, Here(), unit=3000)
    return folder


@pytest.mark.parametrize("sizes", [SMALL, Sizes(mentions=1, prints=1, rows=1, units=1), Sizes()])
def test_the_incidents_are_those_of_one_process_whatever_the_blocks(
    alone: list[str], partitions: Folder, tmp_path: Path, sizes: Sizes
) -> None:
    out = Folder(address=str(tmp_path))
    linked = link_into(out, partitions, Here(), sizes=sizes)
    assert incidents(out) == alone
    assert linked.incidents == len(alone)
    assert linked.copies > archive.EVENTS // 2


def test_the_archive_meets_every_seam(alone: list[str], partitions: Folder, tmp_path: Path) -> None:
    out = Folder(address=str(tmp_path))
    link_into(out, partitions, Here(), sizes=SMALL)
    calendar = calendar_of(out)
    assert len(calendar.blocks) > 4
    assert len(calendar.windows) > 4
    assert calendar.seasons[0] == calendar.windows[0][0] == -1
    rows = [json.loads(row) for row in alone]
    assert any(row["part_of"] for row in rows)
    assert any(len(row["reports"]) > 3 for row in rows)
    owners = out.rows("_seams.parquet")
    assert any(row["owner"] != row["block"] for row in owners)


def test_the_order_of_reading_changes_nothing_that_is_linked(alone: list[str], tmp_path: Path) -> None:
    file = archive.write(tmp_path / "b.jsonl", backwards=True)
    out = Folder(address=str(tmp_path / "out"))
    link_into(out, read_all(file, tmp_path / "read"), Here(), sizes=SMALL)
    assert incidents(out) == alone


def test_what_is_stopped_goes_on(alone: list[str], partitions: Folder, tmp_path: Path) -> None:
    class Stops:
        """An engine that is stopped after some units."""

        def __init__(self, after: int) -> None:
            self._left = after

        def run(self, stage, numbers):  # type: ignore[no-untyped-def]
            for one in Here().run(stage, numbers):
                if self._left == 0:
                    raise KeyboardInterrupt
                self._left -= 1
                yield one

    out = Folder(address=str(tmp_path))
    stops = 0
    engine: Engine = Stops(9)
    while not out.sizes("_done/incidents"):
        try:
            link_into(out, partitions, engine, sizes=SMALL)
        except KeyboardInterrupt:
            stops += 1
            engine = Stops(9)
    assert stops > 3
    link_into(out, partitions, Here(), sizes=SMALL)
    assert incidents(out) == alone


def test_a_folder_that_was_begun_with_other_readings_is_refused(
    file: Path, partitions: Folder, tmp_path: Path
) -> None:
    out = Folder(address=str(tmp_path / "out"))
    link_into(out, partitions, Here())
    few = tmp_path / "few.jsonl"
    few.write_text("".join(file.read_text().splitlines(keepends=True)[:3]))
    with pytest.raises(ClusterError, match="begun with other Readings"):
        link_into(out, read_all(few, tmp_path / "read"), Here())


def test_partitions_that_are_not_read_to_the_end_are_refused(partitions: Folder, tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="no partitions"):
        link_into(Folder(address=str(tmp_path / "out")), Folder(address=str(tmp_path)), Here())


def test_reports_and_incidents_whose_short_names_are_taken_have_longer_ones(tmp_path: Path) -> None:
    folder = Folder(address=str(tmp_path))
    first, second, other = ("ab12cd34" + digits * 28 for digits in ("e5", "f6", "e7"))
    hashes = [{"hash": hash} for hash in (second, "0" * 64, first)]
    folder.put_table("readings/part-000000.parquet", hashes, schema(hash="string"))
    folder.put_table("readings/part-000001.parquet", [{"hash": other}], schema(hash="string"))
    Names(folder=folder, source=folder, units=2, shares=1).run(0, careful=False)
    # As in a ledger: whoever comes first has the short one, and the next as much more as it takes.
    assert [(row["unit"], row["row"], row["id"]) for row in folder.rows("_names/part-000000.parquet")] == [
        (0, 0, "r-ab12cd34"),
        (0, 2, "r-ab12cd34e"),
        (1, 0, "r-ab12cd34e7"),
    ]
    folder.put_table("_digests/part-000000.parquet", hashes, schema(hash="string"))
    Longer(folder=folder, blocks=1, shares=1).run(0, careful=False)
    # Of incidents all have the long one: none is the first.
    assert [row["row"] for row in folder.rows("_longer/part-000000.parquet")] == [0, 2]


def test_a_ledger_gets_the_reports_and_links_them(
    alone: list[str], partitions: Folder, tmp_path: Path
) -> None:
    ledger = str(tmp_path / "a.db")
    told = CliRunner().invoke(main, ["link", partitions.address, "--out", ledger])
    assert told.exit_code == 0, told.output
    listed = CliRunner().invoke(main, ["incidents", "--ledger", ledger, "--format", "jsonl"])
    assert listed.stdout.splitlines() == alone
    again = CliRunner().invoke(main, ["link", partitions.address, "--out", ledger])
    assert "0 new" in again.stdout


def test_partitions_that_cannot_be_linked_are_told_in_one_line(partitions: Folder, tmp_path: Path) -> None:
    nothing = CliRunner().invoke(main, ["link", str(tmp_path), "--out", str(tmp_path / "out")])
    assert nothing.exit_code == 1
    assert nothing.stderr == (
        f"sayso: {tmp_path}: no partitions; make some with: sayso read REPORTS --out FOLDER\n"
    )
    many = CliRunner().invoke(main, ["link", partitions.address, "--out", "a.db", "--workers", "2"])
    assert "links in one process" in many.stderr
