"""A ledger or a folder that may not be written to: looking goes on, writing is told in one line, nothing changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from machine import assert_one_line, contents, lines, run


@pytest.fixture(params=["file", "folder"])
def sealed(request: pytest.FixtureRequest, made: Path) -> Iterator[Path]:
    """A ledger that nobody may write to, or in whose folder nobody may make a file."""
    place, mode = (made / "sayso.db", 0o444) if request.param == "file" else (made, 0o555)
    place.chmod(mode)
    yield made / "sayso.db"
    made.chmod(0o755)


@pytest.mark.parametrize("arguments", [("incidents",), ("statements",), ("search", "market")])
def test_it_can_be_looked_at(sealed: Path, arguments: tuple[str, ...]) -> None:
    assert lines(run(*arguments, "--format", "jsonl", "--ledger", str(sealed), sealed=True))


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "{reports}"),
        ("decide", "reject", "gazette-17:s2", "--why", "no denial"),
        ("user", "add", "Amina", "coder"),
        ("watch", "https://harbour.example/rss", "--once"),
    ],
)
def test_what_writes_is_told_and_changes_nothing(
    sealed: Path, reports: Path, arguments: tuple[str, ...]
) -> None:
    before = contents(sealed.parent)
    given = [one.format(reports=reports) for one in arguments]
    assert_one_line(run(*given, "--ledger", str(sealed), sealed=True), str(sealed), "allow writing")
    assert contents(sealed.parent) == before


def test_no_ledger_is_made_in_a_sealed_folder(made: Path, reports: Path) -> None:
    made.chmod(0o555)
    ended = run("read", str(reports), "--ledger", str(made / "new.db"), sealed=True)
    assert_one_line(ended, f"{made / 'new.db'}", "allow writing to the folder")
    made.chmod(0o755)


def test_nothing_is_exported_to_a_sealed_folder(made: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o555)
    out = tmp_path / "out" / "acled.csv"
    ended = run("export", "acled", "--out", str(out), "--ledger", str(made / "sayso.db"), sealed=True)
    assert_one_line(ended, f"{out}: cannot be written: permission denied")
    assert contents(out.parent) == {}
