"""A writer may be killed at any moment: what it called stored is there, and nothing is half there."""

import random
import time
from pathlib import Path

from sayso.ledger import Ledger
from whole import assert_whole
from writers import noted, processes, write_all_kinds, write_until_full


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
