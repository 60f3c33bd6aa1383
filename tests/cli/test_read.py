"""`sayso read`: from files to a ledger or to JSON lines, with the reader that ships."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import main
from sayso.cli.group import STOPPED
from sayso.ledger import Ledger

SAMPLES = Path(__file__).parents[2] / "samples"
FERRY = (
    "Shell hits ferry in Port Amal\n\n"
    "Nine people were killed when a shell hit a ferry in Aden on Thursday, the harbour police said. "
    'The army denied it. "We fired no shell," said Colonel Idris Tahan, who promised an inquiry by Monday.\n'
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in a folder of their own, whose ledger is the default one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    Path("ferry.txt").write_text(FERRY, encoding="utf-8")


def sayso(*arguments: str, input: bytes | str | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *arguments], input=input)


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def stored() -> list[str]:
    """The texts in the default ledger."""
    with Ledger.open("sayso.db", create=False) as ledger:
        return [reading.report.text for _, reading in ledger.readings()]


class TestIntoTheLedger:
    def test_the_samples_are_read_without_a_failure(self) -> None:
        result = sayso(str(SAMPLES))
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.split()[:3] == ["reports", "16", "new"]
        assert len(stored()) == 16

    def test_a_summary_tells_what_was_found(self) -> None:
        told = dict(line.split(maxsplit=1) for line in sayso("ferry.txt").stdout.splitlines())
        with Ledger.open("sayso.db") as ledger:
            ((_, reading),) = ledger.readings()
            linked = len(list(ledger.incidents()))
        assert {name: words.split()[0] for name, words in told.items()} == {
            "reports": "1",
            "statements": str(len(reading.statements) - 1),
            "incidents": str(len(reading.incidents)),
            "figures": str(len(reading.casualties)),
            "pledges": str(len(reading.pledges)),
            "ledger": str(linked),
        }

    def test_a_report_is_stored_once_and_that_is_said(self) -> None:
        sayso("ferry.txt")
        again = sayso("ferry.txt")
        assert again.exit_code == 0
        assert again.stdout.splitlines()[0].split(maxsplit=1)[1].strip() == "1 read before"
        assert stored() == [FERRY]

    def test_the_same_report_twice_in_one_run_is_stored_once(self) -> None:
        shutil.copy("ferry.txt", "copy.txt")
        assert "1 new, 1 read before" in sayso("ferry.txt", "copy.txt").stdout

    def test_failures_are_told_and_the_others_stored(self) -> None:
        row = json.dumps({"id": "lt-7", "text": FERRY})
        Path("rows.jsonl").write_text(f"{row}\nbroken\n", encoding="utf-8")
        Path("french.txt").write_text(
            "Neuf personnes ont été tuées hier, a dit le ministre de l'intérieur. " * 3
        )
        result = sayso("lost.txt", "french.txt", "rows.jsonl")
        assert result.exit_code == 1
        assert "1 new, 3 failed" in result.stdout
        lost, french, broken = result.stderr.splitlines()
        assert lost == "sayso: lost.txt: no such file or folder"
        assert french.startswith("sayso: french.txt: ")
        assert "French" in french or "fr" in french
        assert broken.startswith("sayso: rows.jsonl:2: broken JSON: ")
        assert stored() == [FERRY]

    def test_quiet_is_quiet_but_for_failures(self) -> None:
        result = sayso("ferry.txt", "lost.txt", "--quiet")
        assert result.stdout == ""
        assert result.stderr == "sayso: lost.txt: no such file or folder\n"

    def test_what_was_odd_about_a_file_is_told(self) -> None:
        Path("ferry.txt").write_text(FERRY.replace('"', "”"), encoding="windows-1252")
        result = sayso("ferry.txt")
        assert (result.exit_code, result.stderr) == (
            0,
            "sayso: ferry.txt: not UTF-8; read as windows-1252\n",
        )

    def test_several_processes_keep_the_order(self) -> None:
        rows = [{"id": str(n), "text": f"Update {n}. {FERRY}"} for n in range(20)]
        Path("rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        assert sayso("rows.jsonl", "--workers", "2").exit_code == 0
        with Ledger.open("sayso.db") as ledger:
            read = {reading.report.id: reading.report.text for _, reading in ledger.readings()}
        assert list(read.items()) == [(row["id"], row["text"]) for row in rows]


class TestToStandardOutput:
    def test_readings_come_in_the_order_of_the_input(self) -> None:
        first, second = ({"id": 7, "text": FERRY}, {"id": "lt-8", "text": f"Update.\n\n{FERRY}"})
        Path("rows.jsonl").write_text(f"{json.dumps(first)}\n{{}}\n{json.dumps(second)}\n", encoding="utf-8")
        result = sayso("rows.jsonl", "--format", "jsonl")
        one, failed, two = rows(result)
        assert (one["schema"], failed["schema"]) == ("sayso.reading/1", "sayso.error/1")
        assert [row["report"]["id"] for row in (one, two)] == ["7", "lt-8"]  # type: ignore[index]
        assert one["report"]["text"] == FERRY  # type: ignore[index]
        assert failed["error"] == "rows.jsonl:2: no `text`; the row has nothing"
        assert result.exit_code == 1

    def test_no_ledger_is_made(self) -> None:
        assert sayso("ferry.txt", "--format", "jsonl").exit_code == 0
        assert not Path("sayso.db").exists()

    def test_given_fields_are_taken(self) -> None:
        given = ("--published", "2 May 2024", "--outlet", "Lagoon Times", "--url", "https://lt.example/7")
        (row,) = rows(sayso("-", *given, "--format", "jsonl", input=FERRY))
        report = row["report"]
        assert isinstance(report, dict)
        assert report["published"] == "2024-05-02"
        assert report["published_basis"] == "given"
        assert (report["outlet"], report["url"]) == ("Lagoon Times", "https://lt.example/7")


class TestWrongUse:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ((), "Missing argument 'PATH...'"),
            (
                ("ferry.txt", "--published", "02/05/2024"),
                "'02/05/2024' is not a day; write it as 2024-03-12.",
            ),
            (("ferry.txt", "ferry.txt", "--outlet", "Lagoon Times"), "describe a single file"),
            ((".", "--outlet", "Lagoon Times"), "describe a single file"),
            (("ferry.txt", "--price", "0.04"), "--price goes with --dry-run"),
            (("ferry.txt", "--workers", "0"), "--workers"),
        ],
    )
    def test_it_is_told(self, arguments: tuple[str, ...], says: str) -> None:
        result = sayso(*arguments)
        assert result.exit_code == 2
        assert says in result.stderr

    def test_a_file_that_is_no_ledger_is_told_before_anything_is_read(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def read_nothing() -> None:
            pytest.fail("the reader was loaded")

        monkeypatch.setattr("sayso.reading.load_reader", read_nothing)
        with sqlite3.connect("other.db") as other:
            other.execute("CREATE TABLE birds (name TEXT)")
        other.close()
        result = sayso("ferry.txt", "lost.txt", "--ledger", "other.db")
        assert result.exit_code == 1
        assert result.stderr.startswith("sayso: other.db")
        assert len(result.stderr.splitlines()) == 1


def test_what_was_stored_before_a_stop_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.sources import load

    def stopped(*arguments: object, **options: object) -> object:
        yield from load(["ferry.txt"])
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.sources.load", stopped)
    result = sayso("ferry.txt")
    assert result.exit_code == STOPPED
    assert result.stderr == "sayso: stopped; 1 new report stored. The same command goes on from here.\n"
    assert stored() == [FERRY]
