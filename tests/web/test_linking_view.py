"""A large ledger that an older version linked: the page shows what is stored at once, and links beside it."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from browsing import TOKEN, serving
from invented import VERSIONS, a_reading, a_report
from sayso.ledger import Ledger
from sayso.workflow.book import count_behind
from sayso.workflow.link import relink

LONG = 60.0
STATUS = "being linked"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of an older edition, which counts as a large one."""
    monkeypatch.setattr("sayso.web.linker.LARGE", 0)
    path = tmp_path / "old.db"
    with Ledger.open(str(path)) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        relink(ledger)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE kept_reports SET made_of = '0 ' || made_of")
    return path


def test_what_is_stored_is_shown_while_it_is_linked_anew(old: Path) -> None:
    with held(old) as writer, visiting(old) as client:
        wait_for(client, reports=1)
        shown = client.get("/incidents").text
        assert re.search(r'href="/incidents/i-\w+', shown)
        assert f"1 report is {STATUS}" in shown
        writer.rollback()
        wait_for(client, reports=0)
        assert "linked anew" in client.get("/linking").text
        assert STATUS not in client.get("/incidents").text
    with Ledger.open(str(old)) as ledger:
        assert count_behind(ledger) == 0


def test_a_page_that_ends_meanwhile_leaves_the_ledger_as_it_was(old: Path) -> None:
    with held(old), visiting(old) as client:
        wait_for(client, reports=1)
    with Ledger.open(str(old)) as ledger:
        assert len(list(ledger.incidents())) == 1
        assert count_behind(ledger) == 1


@contextmanager
def visiting(path: Path) -> Iterator[httpx.Client]:
    with serving(path) as site, httpx.Client(base_url=site.address, follow_redirects=True) as client:
        client.get(f"/incidents?token={TOKEN}")
        yield client


@contextmanager
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that writes to a ledger, so that no links can be stored."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def wait_for(client: httpx.Client, *, reports: int) -> None:
    """Wait until so many reports are being linked."""
    end = time.monotonic() + LONG
    while client.get("/linking?format=json").json() != {"reports": reports}:
        assert time.monotonic() < end
        time.sleep(0.05)
