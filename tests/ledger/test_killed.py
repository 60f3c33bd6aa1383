"""A writer may be killed at any moment: what it called stored is there, and nothing is half there."""

import random
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

from writers import LINKED, noted, numbered, processes, write_all_kinds, write_until_full

from invented import a_bare_reading, a_reading
from sayso.ledger import Ledger
from sayso.model import Reading


def assert_whole(ledger: Ledger, address: str, journal: str) -> None:
    """All that was called done is there, and whatever is there agrees with the rest."""
    readings = dict(ledger.readings())
    assert {reading.report.id for reading in readings.values()} >= set(noted(journal, "stored"))
    assert {decision.id for decision in ledger.decisions()} >= set(noted(journal, "decided"))
    assert all(reading in possible(reading) for reading in readings.values())
    said = {(id, s.id) for id, reading in readings.items() for s in reading.statements[1:]}
    assert {(row["report"], row["statement"]) for row in ledger.statements()} == said
    promised = {id for id, reading in readings.items() if reading.pledges}
    assert {row["report"] for row in ledger.pledges()} == promised
    assert len(list(ledger.search("market"))) == len(readings)
    assert_links_whole(ledger, noted(journal, "linked"))
    if "://" not in address:
        assert_file_whole(address)


def possible(reading: Reading) -> list[Reading]:
    """What a report can have been read as, at any moment."""
    report = numbered(int(reading.report.id or ""))
    full = a_reading(report)
    ruled = replace(full, statements=tuple(s for s in full.statements if s.id != "s2"))
    return [full, ruled, a_bare_reading(report)]


def assert_links_whole(ledger: Ledger, linked: list[str]) -> None:
    """Linked incidents are those of one call, of the last that was noted or one after it."""
    generations = [row["generation"] for row in ledger.incidents()]
    assert len(set(generations)) <= 1
    assert len(generations) in (0, LINKED)
    if linked:
        assert generations[0] >= int(linked[-1])


def assert_file_whole(path: str) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO report_words (report_words, rank) VALUES ('integrity-check', 1)")
    connection.close()


def test_a_killed_writer_leaves_a_whole_ledger(address: str, tmp_path: Path, kills: int) -> None:
    journal = str(tmp_path / "journal")
    Path(journal).touch()
    moments = random.Random(17)
    for kill in range(kills):
        writer = processes.Process(target=write_all_kinds, args=(address, journal, 1_000 * kill))
        enough = _lines(journal) + moments.randrange(12)
        writer.start()
        # By what it has done, not by the clock: however slow the machine, all kinds of writes are hit. The
        # first may be hit while it makes the ledger.
        while kill and _lines(journal) < enough and writer.is_alive():
            time.sleep(0.001)
        time.sleep(moments.uniform(0, 0.02))
        writer.kill()
        writer.join()
        with Ledger.open(address) as ledger:
            assert_whole(ledger, address, journal)
    assert noted(journal, "linked")


def _lines(journal: str) -> int:
    return Path(journal).read_bytes().count(b"\n")


def test_a_full_disk_is_told_and_leaves_a_whole_ledger(tmp_path: Path) -> None:
    address, journal = str(tmp_path / "sayso.db"), str(tmp_path / "journal")
    writer = processes.Process(target=write_until_full, args=(address, journal))
    writer.start()
    writer.join(timeout=600)
    assert writer.exitcode == 0
    assert noted(journal, "stored")
    with Ledger.open(address) as ledger:
        assert_whole(ledger, address, journal)
