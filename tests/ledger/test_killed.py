"""A writer may be killed at any moment: what it called stored is there, and nothing is half there."""

import random
import sqlite3
import time
from pathlib import Path

from invented import a_reading
from writers import noted, numbered, processes, write_on, write_until_full

from sayso.ledger import Ledger

KILLS = 10


def assert_whole(ledger: Ledger, address: str, journal: str) -> None:
    """Every report that was called stored is there; every report that is there is there with all it says."""
    readings = dict(ledger.readings())
    numbers = {int(reading.report.id or "") for reading in readings.values()}
    assert numbers >= set(noted(journal))
    for reading in readings.values():
        assert reading == a_reading(numbered(int(reading.report.id or "")))
    assert len(list(ledger.statements())) == 3 * len(readings)
    assert len(list(ledger.pledges())) == len(readings)
    assert len(list(ledger.search("market"))) == len(readings)
    if "://" not in address:
        connection = sqlite3.connect(address)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO report_words (report_words, rank) VALUES ('integrity-check', 1)")
        connection.close()


def test_a_killed_writer_leaves_a_whole_ledger(address: str, tmp_path: Path) -> None:
    journal = str(tmp_path / "journal")
    Path(journal).touch()
    moments = random.Random(17)
    for kill in range(KILLS):
        writer = processes.Process(target=write_on, args=(address, journal, 1_000 * kill))
        writer.start()
        stored = len(noted(journal))
        while kill and len(noted(journal)) == stored and writer.is_alive():
            time.sleep(0.002)
        time.sleep(moments.uniform(0, 0.1))
        writer.kill()
        writer.join()
        with Ledger.open(address) as ledger:
            assert_whole(ledger, address, journal)
    assert noted(journal)


def test_a_full_disk_is_told_and_leaves_a_whole_ledger(tmp_path: Path) -> None:
    address, journal = str(tmp_path / "sayso.db"), str(tmp_path / "journal")
    writer = processes.Process(target=write_until_full, args=(address, journal))
    writer.start()
    writer.join(timeout=60)
    assert writer.exitcode == 0
    assert noted(journal)
    with Ledger.open(address) as ledger:
        assert_whole(ledger, address, journal)
