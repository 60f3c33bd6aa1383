"""The page on a machine in trouble: what cannot be done is told on a plain page, and can be done later."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from machine import Disk, assert_one_line, run

from browsing import TOKEN, serving
from invented import VERSIONS, a_reading, a_report
from sayso.ledger import Ledger
from sayso.workflow.link import is_behind


@contextmanager
def visiting(path: Path) -> Iterator[httpx.Client]:
    """A browser that was let in to a ledger's page, with the token of its forms."""
    with serving(path) as site, httpx.Client(base_url=site.address, follow_redirects=True) as client:
        shown = client.get(f"/incidents?token={TOKEN}").text
        client.headers["x-csrf-token"] = re.findall(r'"X-CSRF-Token": "([0-9a-f]+)"', shown)[0]
        yield client


def reject(client: httpx.Client) -> httpx.Response:
    return client.post("/decide", data={"act": "reject", "thing": "gazette-17:s2", "why": "no denial"})


def test_a_decision_on_a_full_disk_is_told_and_can_be_made_later(disk: Disk, made: Path) -> None:
    if not disk.mounted:
        pytest.skip("no disk can be mounted here; tests/faults/test_full_disk.py tries the command")
    path = Path(shutil.copy(made / "sayso.db", disk.folder / "sayso.db"))
    with visiting(path) as client:
        disk.fill()
        refused = reject(client)
        assert refused.status_code == 503
        assert "disk" in refused.text
        assert client.get("/incidents").status_code == 200
        disk.free()
        assert reject(client).status_code == 200
    with Ledger.open(str(path)) as ledger:
        assert len(ledger.decisions()) == 1


def test_files_that_find_no_room_are_told_and_taken_later(
    disk: Disk, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not disk.mounted:
        pytest.skip("no disk can be mounted here")
    monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
    with visiting(made / "sayso.db") as client:
        disk.fill()
        refused = client.post("/add", data={"text": "Nine people died. " * 9_000})
        assert refused.status_code == 507
        assert "no room" in refused.text
        assert [file.name for file in disk.folder.iterdir()] == ["fill"]
        disk.free()
        assert client.post("/add", data={"text": "Nine people died in Aden, police said."}).status_code == 200


def test_a_sealed_ledger_is_shown_and_takes_no_decision(made: Path) -> None:
    path = made / "sayso.db"
    path.chmod(0o444)
    with visiting(path) as client:
        assert client.get("/incidents").status_code == 200
        refused = reject(client)
        assert refused.status_code == 503
        assert "allow writing" in refused.text


def test_what_a_killed_run_did_not_link_is_linked_when_the_page_starts(made: Path) -> None:
    path = made / "sayso.db"
    report = a_report(f"{a_report().text} Again.", id="gazette-18")
    with Ledger.open(str(path)) as ledger:
        ledger.add(report, a_reading(report), VERSIONS)
        with visiting(path):
            pass  # At its end the page waits for what it began.
        assert not is_behind(ledger)


def test_a_page_that_cannot_begin_says_why_in_one_line(tmp_path: Path) -> None:
    assert_one_line(run("serve", "--port", "0", "--ledger", str(tmp_path / "none.db")), "no ledger there")
