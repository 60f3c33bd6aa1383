"""Two processes on one ledger take turns: nothing is lost, nothing is there twice, and who waits in vain is told."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from machine import begun

from invented import VERSIONS, a_reading, a_report
from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.workflow.link import is_behind


def test_two_that_read_the_same_reports_store_each_once(address: str, reports: Path) -> None:
    both = [begun("read", str(reports), "--ledger", address, "--quiet") for _ in range(2)]
    for reading in both:
        _, told = reading.communicate(timeout=600)
        assert (reading.returncode, told) == (0, b"")
    with Ledger.open(address, create=False) as ledger:
        told_in = [told["report"] for row in ledger.incidents() for told in row["told_in"]]
        assert len(list(ledger.readings())) == 4
        assert len(told_in) == len(
            {(row["id"], t["report"], t["incident"]) for row in ledger.incidents() for t in row["told_in"]}
        )
        assert not is_behind(ledger)


def test_what_is_being_written_can_be_looked_at_as_it_was(address: str) -> None:
    with Ledger.open(address) as writer, Ledger.open(address) as looker:
        writer.add(a_report(), a_reading(), VERSIONS)
        rows = writer.statements()
        first = next(rows)
        report = a_report(f"{a_report().text} Again.", id="gazette-18")
        looker.add(report, a_reading(report), VERSIONS)
        assert {first["report"], *(row["report"] for row in rows)} == {first["report"]}


def test_who_waits_in_vain_is_told_to_wait_and_try_again(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.ledger.address.BUSY_SECONDS", 0.01)
    path = made / "sayso.db"
    report = a_report(f"{a_report().text} Again.", id="gazette-18")
    with Ledger.open(str(path)) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="is locked; wait for the other program that writes") as error:
            ledger.add(report, a_reading(report), VERSIONS)
        assert "\n" not in str(error.value)
        other.execute("COMMIT")
        assert ledger.add(report, a_reading(report), VERSIONS)
