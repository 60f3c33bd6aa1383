"""Incidents are linked anew after decisions: in the background, many changes at once, and none is forgotten."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from invented import VERSIONS, a_reading, a_report
from sayso.ledger import Ledger
from sayso.web.linker import Linker

LONG = 60.0


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        yield ledger


def test_what_came_in_is_linked_when_the_call_returns(ledger: Ledger) -> None:
    linker = Linker(ledger)
    ledger.add(a_report(), a_reading(), VERSIONS)
    assert linker.ask(patience=LONG)
    assert not linker.is_busy
    assert len(list(ledger.incidents())) == 1


def test_who_is_impatient_goes_on_and_it_is_done_by_the_end(ledger: Ledger) -> None:
    linker = Linker(ledger)
    ledger.add(a_report(), a_reading(), VERSIONS)
    linker.ask(patience=0)
    linker.close()
    assert not linker.is_busy
    assert len(list(ledger.incidents())) == 1


def test_nobody_who_asks_is_forgotten(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    linked: list[int] = []
    monkeypatch.setattr("sayso.web.linker.relink", lambda ledger: linked.append(1))
    linker = Linker(ledger)
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: linker.ask(patience=LONG), range(200)))
    assert all(done)
    assert 1 <= len(linked) <= 200


def test_what_cannot_be_linked_now_is_linked_as_soon_as_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("sayso.ledger.address.BUSY_SECONDS", 0.01)
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        linker = Linker(ledger, again=0.01)
        with another_writer(tmp_path / "sayso.db"):
            assert not linker.ask(patience=0.2)
            while "database is locked" not in caplog.text:
                linker.ask(patience=0.01)
        assert linker.ask(patience=LONG)
        assert len(list(ledger.incidents())) == 1


def test_what_cannot_be_linked_does_not_keep_the_page_from_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ledger.address.BUSY_SECONDS", 0.01)
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger, another_writer(tmp_path / "sayso.db"):
        linker = Linker(ledger)
        linker.ask(patience=0)
        linker.close()
        assert not linker.is_busy


@contextmanager
def another_writer(path: Path) -> Iterator[None]:
    """Another program that writes to a ledger, and lets nobody else."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
