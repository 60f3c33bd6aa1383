"""What can be opened as a ledger, and what each thing that cannot is told."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from invented import VERSIONS, a_reading, a_report
from sayso.errors import LedgerError
from sayso.ledger import Ledger


def one_line(error: pytest.ExceptionInfo[LedgerError]) -> str:
    told = str(error.value)
    assert "\n" not in told
    return told


def sealed(path: Path) -> Path:
    """A ledger with one report, in a file that nobody may write to."""
    with Ledger.open(str(path)) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
    path.chmod(0o444)
    return path


def change(address: str, statement: str) -> None:
    """Run one statement of SQL, as another program would."""
    if "://" in address:
        import psycopg

        with psycopg.connect(address) as connection:
            connection.execute(statement.encode())
        return
    other = sqlite3.connect(address)
    with other:
        other.execute(statement)
    other.close()


def test_a_ledger_that_is_closed_and_opened_again_holds_what_it_held(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
    with Ledger.open(address) as ledger:
        assert ledger.has(a_report())


def test_looking_makes_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "sayso.db"
    with pytest.raises(LedgerError, match="no ledger there; make one with: sayso read") as error:
        Ledger.open(str(path), create=False)
    assert one_line(error).startswith(str(path))
    assert not path.exists()


def test_looking_at_an_empty_database_makes_no_ledger(address: str) -> None:
    if "://" not in address:
        Path(address).touch()
    for _ in range(2):
        with pytest.raises(LedgerError, match="holds no ledger"):
            Ledger.open(address, create=False)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=f"the folder {tmp_path}/none does not exist") as error:
        Ledger.open(str(tmp_path / "none" / "sayso.db"))
    one_line(error)


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger.open(str(tmp_path))


@pytest.mark.parametrize("content", [b"x", b"Notes of an interview.\n" * 400, b"SQLite format 2\0" * 64])
def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="is not a ledger"):
        Ledger.open(str(path))
    assert path.read_bytes() == content


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sayso.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    with pytest.raises(LedgerError, match=str(path)) as error:
        Ledger.open(str(path))
    one_line(error)


def test_a_ledger_that_was_cut_off_is_told_with_what_to_do(tmp_path: Path, empty_file: Path) -> None:
    path = tmp_path / "sayso.db"
    path.write_bytes(empty_file.read_bytes()[:20_000])
    with pytest.raises(
        LedgerError, match=f"{path}: .*; the file is damaged; put a backup in its place"
    ) as error:
        Ledger.open(str(path))
    one_line(error)


def test_a_database_of_something_else_is_left_as_it_is(address: str) -> None:
    change(address, "CREATE TABLE recipes (name TEXT)")
    before = Path(address).read_bytes() if "://" not in address else b""
    with pytest.raises(LedgerError, match="is a database of something else") as error:
        Ledger.open(address)
    one_line(error)
    assert before == (Path(address).read_bytes() if "://" not in address else b"")


def test_a_ledger_of_a_newer_version_is_not_touched(address: str) -> None:
    Ledger.open(address).close()
    change(address, "UPDATE sayso_revision SET version_num = '9999'")
    with pytest.raises(LedgerError, match=r"newer version of sayso \(revision 9999\); update sayso") as error:
        Ledger.open(address)
    one_line(error)


def test_a_read_only_ledger_is_not_opened_for_reading_reports_in(tmp_path: Path) -> None:
    path = sealed(tmp_path / "sayso.db")
    with pytest.raises(LedgerError, match="is read-only"):
        Ledger.open(str(path))


def test_a_read_only_ledger_can_be_looked_at(tmp_path: Path) -> None:
    path = sealed(tmp_path / "sayso.db")
    with Ledger.open(str(path), create=False) as ledger:
        assert ledger.has(a_report())
        assert len(list(ledger.search("market"))) == 1


def test_writing_to_a_read_only_ledger_is_told_in_one_line(tmp_path: Path) -> None:
    path = sealed(tmp_path / "sayso.db")
    with (
        Ledger.open(str(path), create=False) as ledger,
        pytest.raises(LedgerError, match="attempt to write a readonly database") as error,
    ):
        ledger.store_links([])
    one_line(error)


def test_a_database_that_cannot_be_reached_is_told_without_its_password() -> None:
    with pytest.raises(LedgerError, match=r"127\.0\.0\.1") as error:
        Ledger.open("postgresql://amina:secret@127.0.0.1:9/ledger")
    assert "secret" not in one_line(error)


@pytest.mark.parametrize("address", ["mysql://localhost/ledger", "http://localhost/", "://"])
def test_an_address_of_another_kind_is_told(address: str) -> None:
    with pytest.raises(LedgerError):
        Ledger.open(address)


def test_an_sqlite_address_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a ledger? 100%.db"
    Ledger.open(f"sqlite:///{path}".replace("%", "%25").replace("?", "%3F")).close()
    Ledger.open(str(path), create=False).close()


def test_several_who_make_the_same_ledger_at_once_all_open_it(address: str) -> None:
    opening = "import sys; from sayso.ledger import Ledger; Ledger.open(sys.argv[1]).close()"
    processes = [subprocess.Popen([sys.executable, "-c", opening, address]) for _ in range(4)]
    assert [process.wait(timeout=600) for process in processes] == [0] * 4
    Ledger.open(address, create=False).close()
