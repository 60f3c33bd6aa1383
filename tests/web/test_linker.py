"""Incidents are linked anew after decisions: in the background, many changes at once, and none is forgotten."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from invented import VERSIONS, a_reading, a_report
from sayso.ledger import Ledger
from sayso.web.linker import Linker
from sayso.workflow.book import count_behind

LONG = 60.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sayso.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(path)) as ledger:
        yield ledger


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every ledger is a large one, which is linked in another process."""
    monkeypatch.setattr("sayso.web.linker.LARGE", 0)


def test_what_came_in_is_linked_when_the_call_returns(ledger: Ledger, path: Path) -> None:
    linker = Linker(ledger, str(path))
    ledger.add(a_report(), a_reading(), VERSIONS)
    assert linker.ask(patience=LONG)
    assert not linker.is_busy
    assert len(list(ledger.incidents())) == 1


def test_who_is_impatient_goes_on_and_it_is_done_by_the_end(ledger: Ledger, path: Path) -> None:
    linker = Linker(ledger, str(path))
    ledger.add(a_report(), a_reading(), VERSIONS)
    linker.ask(patience=0)
    linker.close()
    assert not linker.is_busy
    assert len(list(ledger.incidents())) == 1


def test_nobody_who_asks_is_forgotten(ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    linked: list[int] = []
    monkeypatch.setattr("sayso.web.linker.relink", lambda ledger: linked.append(1))
    ledger.add(a_report(), a_reading(), VERSIONS)
    linker = Linker(ledger, str(path))
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: linker.ask(patience=LONG), range(200)))
    assert all(done)
    assert 1 <= len(linked) <= 200


def test_what_cannot_be_linked_now_is_linked_as_soon_as_it_can_be(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("sayso.ledger.address.BUSY_SECONDS", 0.01)
    with Ledger.open(str(path)) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        linker = Linker(ledger, str(path), again=0.01)
        with another_writer(path):
            assert not linker.ask(patience=0.2)
            while "database is locked" not in caplog.text:
                linker.ask(patience=0.01)
        assert linker.ask(patience=LONG)
        assert len(list(ledger.incidents())) == 1


def test_what_cannot_be_linked_does_not_keep_the_page_from_ending(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ledger.address.BUSY_SECONDS", 0.01)
    with Ledger.open(str(path)) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        linker = Linker(ledger, str(path))
        with another_writer(path):
            linker.ask(patience=0)
            linker.close()
        assert not linker.is_busy


@pytest.mark.usefixtures("large")
def test_a_large_ledger_is_linked_in_another_process_and_nobody_waits_for_it(
    ledger: Ledger, path: Path
) -> None:
    linker = Linker(ledger, str(path))
    ledger.add(a_report(), a_reading(), VERSIONS)
    assert not linker.ask(patience=LONG)
    until(lambda: not linker.is_busy)
    assert len(list(ledger.incidents())) == 1
    assert linker.behind == 0
    linker.close()


@pytest.mark.usefixtures("large")
def test_how_many_reports_are_being_linked_is_known_until_they_are(ledger: Ledger, path: Path) -> None:
    linker = Linker(ledger, str(path))
    ledger.add(a_report(), a_reading(), VERSIONS)
    with another_writer(path):  # The links cannot be stored before this one ends.
        linker.ask()
        until(lambda: linker.behind == 1)
        assert list(ledger.incidents()) == []
    until(lambda: not linker.is_busy)
    assert linker.behind == 0
    linker.close()


@pytest.mark.usefixtures("large")
def test_a_large_ledger_is_left_as_it_was_when_the_page_ends_half_way(ledger: Ledger, path: Path) -> None:
    linker = Linker(ledger, str(path))
    ledger.add(a_report(), a_reading(), VERSIONS)
    with another_writer(path):
        linker.ask()
        until(lambda: linker.behind == 1)
        linker.close()
    assert list(ledger.incidents()) == []
    assert count_behind(ledger) == 1
    linker = Linker(ledger, str(path))
    linker.ask()
    until(lambda: not linker.is_busy)
    assert len(list(ledger.incidents())) == 1
    linker.close()


@pytest.mark.usefixtures("large")
def test_a_ledger_that_went_away_is_told_of_in_one_line(
    ledger: Ledger, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    linker = Linker(ledger, str(tmp_path / "gone.db"))
    linker.ask()
    until(lambda: "no ledger there" in caplog.text)
    linker.close()
    assert "Traceback" not in caplog.text


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + LONG
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@contextmanager
def another_writer(path: Path) -> Iterator[None]:
    """Another program that writes to a ledger, and lets nobody else."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
