"""Reading into partitions on one machine: in this process, and in several that may die."""

from pathlib import Path

import fsspec
import pytest
from partitioned import read, readings, rows

import crawled
import troubled
from sayso.cluster.apart import MEMORY, Died, apart
from sayso.cluster.folder import Folder, Row
from sayso.cluster.reading import Intake
from sayso.cluster.several import Several
from sayso.cluster.stage import TRIES, Here
from sayso.errors import ClusterError
from troubled import Troubled

READ, AGAIN, BROKEN = 25, 4, 1


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crawled.write(tmp_path_factory.mktemp("crawl") / "source")


@pytest.fixture(scope="module")
def alone(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What this process reads, in one unit."""
    out = Folder(address=str(tmp_path_factory.mktemp("alone")))
    tally = read(source, out, Here(), unit=1 << 20)
    assert (tally.units, tally.read, tally.repeats, tally.failed) == (1, READ, AGAIN, BROKEN)
    return readings(out)


def test_any_file_system_will_do_and_any_units(source: Path, alone: dict[str, str]) -> None:
    fsspec.filesystem("memory").put(str(source), "/crawl", recursive=True)
    out = Folder(address="memory://readings")
    read("memory://crawl", out, Here())
    assert readings(out) == alone


def test_a_process_that_is_killed_loses_and_doubles_nothing(
    source: Path, alone: dict[str, str], tmp_path: Path
) -> None:
    note = tmp_path / "note"
    out = Folder(address=str(tmp_path / "out"))
    tally = read(source, out, Several(workers=2), Troubled("Sirte", troubled.die_once, note))
    assert note.exists()
    assert readings(out) == alone
    assert (tally.read, tally.repeats, tally.failed) == (READ, AGAIN, BROKEN)


def test_a_report_that_kills_what_reads_it_costs_its_own_row_and_those_of_its_repeats(
    source: Path, alone: dict[str, str], tmp_path: Path
) -> None:
    note = tmp_path / "note"
    out = Folder(address=str(tmp_path / "out"))
    # It comes twice.
    tally = read(source, out, Several(workers=2), Troubled("said 6 nurses", troubled.die, note))
    lost = {hash for hash, reading in alone.items() if "said 6 nurses" in reading}
    assert readings(out) == {hash: told for hash, told in alone.items() if hash not in lost}
    failed = [row for row in rows(out, "errors") if row["hash"]]
    assert {row["hash"] for row in failed} == lost
    assert [row["place"] for row in failed] == [f"{source / 'a.jsonl'}:{line}" for line in (5, 15)]
    assert all("died" in row["cause"] for row in failed)
    assert (tally.read, tally.repeats, tally.failed) == (READ - 1, AGAIN - 1, BROKEN + 2)


class Deadly:
    """A stage of which every process dies."""

    name = "deadly"

    def __init__(self, folder: Folder, note: Path) -> None:
        self.folder = folder
        self._note = note

    def run(self, number: int, *, careful: bool) -> Row:
        troubled.die(self._note)
        return {}


def test_what_kills_every_process_is_not_tried_for_ever(tmp_path: Path) -> None:
    stage = Deadly(Folder(address=str(tmp_path)), tmp_path / "note")
    with pytest.raises(ClusterError, match="too little memory"):
        list(Several(workers=1).run(stage, [0]))
    assert len((tmp_path / "note").read_text().splitlines()) == TRIES


def test_files_are_taken_apart_in_a_process_of_their_own_once_one_has_died_of_it(
    source: Path, tmp_path: Path
) -> None:
    out = Folder(address=str(tmp_path / "out"))
    read(source, out, Here())
    taken = rows(out, "_intake")
    stage = Intake(folder=out)
    for unit in range(2):
        stage.run(unit, careful=True)
    assert rows(out, "_intake") == taken


def test_work_apart_may_die_and_may_not_take_all_memory(tmp_path: Path) -> None:
    assert apart(len, "four") == 4
    with pytest.raises(Died):
        apart(troubled.die, tmp_path / "note")
    with pytest.raises(Died):
        apart(bytearray, MEMORY)
