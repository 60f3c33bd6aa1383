"""Reading on a Ray cluster: what one process reads, byte for byte, whatever is killed meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import archive
import pytest
import ray
from partitioned import incidents, read, readings, rows

import crawled
import troubled
from sayso.cluster.folder import Folder
from sayso.cluster.link import Sizes, link_into
from sayso.cluster.many import Many, many
from sayso.model import Reading
from sayso.reading import load_reader
from sayso.sources import load
from troubled import Troubled

PATIENCE = 300
"""Seconds that a busy machine may take until a driver is where it is to be killed."""

REPORTS = 25
"""Reports in the folder, each counted once."""


@pytest.fixture(scope="module")
def cluster_of_one() -> Iterator[Many]:
    """A Ray cluster that is this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("RAY_ADDRESS", raising=False)
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        with many(workers=2) as engine:
            yield engine


@pytest.fixture
def engine(cluster_of_one: Many) -> Iterator[Many]:
    """The cluster, its machines free."""
    yield cluster_of_one
    cluster_of_one.close()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crawled.write(tmp_path_factory.mktemp("crawl") / "source")


@pytest.fixture(scope="module")
def alone(source: Path) -> dict[str, str]:
    """What one process reads: the Reading of each report, by its hash."""
    reports = {one.report.hash: one.report for one in load([str(source)]) if one.report}
    results = load_reader().read(reports.values())
    return {
        hash: one.to_json() for hash, one in zip(reports, results, strict=True) if isinstance(one, Reading)
    }


def test_the_readings_are_those_of_one_process_though_a_worker_is_killed(
    source: Path, alone: dict[str, str], engine: Many, tmp_path: Path
) -> None:
    note = tmp_path / "note"
    out = Folder(address=str(tmp_path / "out"))
    tally = read(source, out, engine, Troubled("Sirte", troubled.die_once, note))
    assert note.exists()
    assert readings(out) == alone
    assert (tally.read, tally.repeats, tally.failed) == (REPORTS, 4, 1)
    assert tally.units > 5
    (broken,) = rows(out, "errors")
    assert (broken["place"], broken["line"]) == (str(source / "a.jsonl"), 6)


def test_a_report_that_kills_every_process_that_reads_it_costs_its_own_row(
    source: Path, alone: dict[str, str], engine: Many, tmp_path: Path
) -> None:
    note = tmp_path / "note"
    out = Folder(address=str(tmp_path / "out"))
    tally = read(source, out, engine, Troubled("8 people were killed", troubled.die, note))
    lost = {hash for hash, reading in alone.items() if "8 people were killed" in reading}
    assert readings(out) == {hash: told for hash, told in alone.items() if hash not in lost}
    assert tally.failed == 1 + len(lost)
    assert any("died" in str(row["cause"]) for row in rows(out, "errors"))
    assert len(note.read_text().splitlines()) <= 4


def test_a_driver_that_is_killed_goes_on_where_it_was_and_ends_with_the_same(
    source: Path, alone: dict[str, str], engine: Many, tmp_path: Path
) -> None:
    place, note = tmp_path / "out", tmp_path / "note"
    driver = subprocess.Popen(
        [sys.executable, troubled.__file__, str(source), str(place), str(note)],
        env={**os.environ, "RAY_ADDRESS": ray.get_runtime_context().gcs_address},
    )
    try:
        until = time.monotonic() + PATIENCE
        while not (note.exists() and any((place / "_done/read").glob("*.json"))):
            assert driver.poll() is None, "the driver ended by itself"
            assert time.monotonic() < until
            time.sleep(0.05)
    finally:
        driver.send_signal(signal.SIGKILL)
        driver.wait()
    before = {part: part.stat().st_mtime_ns for part in (place / "_done/read").glob("*.json")}
    out = Folder(address=str(place))
    assert read(source, out, engine).read == REPORTS
    assert readings(out) == alone
    assert {part: part.stat().st_mtime_ns for part in before} == before


def test_a_cluster_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    told = subprocess.run(
        [
            Path(sys.executable).with_name("sayso"),
            "read",
            __file__,
            "--engine",
            "ray",
            "--out",
            str(tmp_path),
        ],
        env={**os.environ, "RAY_ADDRESS": "not-an-address"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert len(told.stderr.splitlines()) == 1
    assert told.stderr.startswith("sayso: Ray cannot be reached")


def test_incidents_are_linked_on_a_cluster_as_in_one_process(
    engine: Many, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    source, ledger = Folder(address=str(folder / "readings")), folder / "a.db"
    file = archive.write(folder / "a.jsonl")
    read(file, source, engine, unit=8000)
    out = Folder(address=str(folder / "incidents"))
    link_into(out, source, engine, sizes=Sizes(units=9, mentions=40, prints=40, rows=40))
    sayso = Path(sys.executable).with_name("sayso")
    subprocess.run([sayso, "read", file, "--ledger", ledger, "--quiet"], check=True)
    listed = [sayso, "incidents", "--ledger", ledger, "--format", "jsonl"]
    alone = subprocess.run(listed, check=True, capture_output=True, text=True).stdout
    assert "".join(f"{row}\n" for row in incidents(out)) == alone
