"""What `sayso incidents`, `show`, `compare` and `why` print, for people and for programs."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from changing import change, watch
from sayso.cli import main
from sayso.ledger import Ledger
from sayso.model import SCHEMA, Versions
from sayso.report import Report
from sayso.workflow.link import relink
from told import ADEN, MARIB, Told


def tellings() -> list[Told]:
    post = Told(
        "An air strike killed 25 people at the fish market of Marib, Marib Hospital said.",
        outlet="Harbour Post",
        id="hp-1",
    )
    by = post.says("Marib Hospital", "killed 25 people at the fish market", kind="medical")
    post.incident("An air strike", where=(MARIB,))
    post.figure("25 people", 25, by=by)
    courier = Told(
        "The Defence Ministry denied an air strike on the fish market in Marib. It blamed the Wadi Brigades.",
        outlet="Courier",
        id="co-1",
        published="2024-03-14",
    )
    by = courier.says("The Defence Ministry", "an air strike on the fish market in Marib", act="deny")
    blame = courier.says("It", "the Wadi Brigades", name="Defence Ministry", act="claim")
    courier.incident("an air strike", where=(MARIB,), blames=(("the Wadi Brigades", blame),))
    herald = Told("A blast in Aden killed 4 people, police said.", outlet="Herald", id="he-1")
    by = herald.says("police", "A blast in Aden killed 4 people", kind="police")
    herald.incident("A blast", type="Remote explosive/landmine/IED", where=(ADEN,))
    herald.figure("4 people", 4, by=by)
    return [post, courier, herald]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of a strike told by two reports, and a blast."""
    path = str(tmp_path / "sayso.db")
    with Ledger.open(path) as ledger:
        for one in tellings():
            report = Report(
                text=one.text, id=one.id, title=one.title, outlet=one.outlet, published=one.published
            )
            ledger.add(report, one.reading(), Versions(package="0", schema=SCHEMA, bundle="0"))
        relink(ledger)
    return path


def run(path: str, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--ledger", path], catch_exceptions=False)


def strike(path: str) -> str:
    with Ledger.open(path) as ledger:
        return next(row["id"] for row in ledger.incidents() if row["type"] == "Air/drone strike")


def test_the_list_has_a_line_for_what_and_one_for_where_and_when(path: str) -> None:
    out = run(path, "incidents").stdout
    assert "Air/drone strike" in out
    assert "Marib · 2024-03-12" in out


def test_accounts_stand_side_by_side(path: str) -> None:
    out = run(path, "incidents", "--accounts", "--place", "Marib").stdout
    assert "Marib Hospital" in out
    assert "Defence Ministry" in out
    assert "Aden" not in out


def test_programs_get_the_public_rows(path: str) -> None:
    rows = [json.loads(line) for line in run(path, "incidents", "--format", "jsonl").stdout.splitlines()]
    assert {tuple(sorted(row["reports"])) for row in rows} == {("co-1", "hp-1"), ("he-1",)}
    assert all("mentions" not in row for row in rows)


def test_spreadsheets_get_a_column_a_field(path: str) -> None:
    rows = list(csv.DictReader(StringIO(run(path, "incidents", "--format", "csv").stdout)))
    assert {row["type"] for row in rows} == {"Air/drone strike", "Remote explosive/landmine/IED"}


def test_no_number_stands_without_its_sentence(path: str) -> None:
    out = " ".join(run(path, "show", strike(path)).stdout.split())
    assert "25 killed" in out
    assert "An air strike killed 25 people" in out


def test_an_incident_shows_its_grade_with_the_rule(path: str) -> None:
    out = run(path, "show", strike(path)).stdout
    assert "graded " in out
    assert "2 independent sources" in out


def test_an_incident_shows_who_denies_and_who_is_blamed(path: str) -> None:
    out = run(path, "show", strike(path)).stdout
    assert "denies" in out
    assert "blames the Wadi Brigades" in out


def test_an_incident_as_it_stood(path: str) -> None:
    out = run(path, "show", strike(path), "--as-of", "2024-03-13").stdout
    assert "Marib Hospital" in out
    assert "Defence Ministry" not in out


def test_a_sum_has_bounds(path: str) -> None:
    assert "29 killed in 2 incidents" in run(path, "incidents", "--sum", "killed").stdout


def test_a_sum_for_programs(path: str) -> None:
    total = json.loads(run(path, "incidents", "--sum", "killed", "--format", "jsonl").stdout)
    assert (total["low"], total["high"]) == (29, 29)


def test_nothing_of_a_place_is_an_empty_sum(path: str) -> None:
    assert "0 killed in 0 incidents" in run(path, "incidents", "--sum", "killed", "--place", "Gao").stdout


def test_a_refused_sum_says_why_and_exits_with_1(path: str) -> None:
    with Ledger.open(path) as ledger:
        loose = Told("Strikes on Yemen killed 90 people this month.", outlet="Digest", id="di-1")
        loose.incident("Strikes", when=("2024-03-01", "2024-03-31"), where=(dict(ADEN),))
        loose.figure("90 people", 90)
        report = Report(text=loose.text, id=loose.id, outlet=loose.outlet, published=loose.published)
        ledger.add(report, loose.reading(), Versions(package="0", schema=SCHEMA, bundle="0"))
        relink(ledger)
    found = run(path, "incidents", "--sum", "killed")
    assert found.exit_code == 1, found.output
    assert "might be counted twice" in found.stdout
    assert "may be part of" in found.stdout


def test_two_accounts_are_compared_with_both_sentences(path: str) -> None:
    out = " ".join(run(path, "compare", strike(path)).stdout.split())
    assert "contradict" in out or "denial" in out


def test_comparisons_for_programs(path: str) -> None:
    rows = [
        json.loads(line)
        for line in run(path, "compare", strike(path), "--format", "jsonl").stdout.splitlines()
    ]
    assert {row["verdict"] for row in rows} <= {"agree", "refine", "overlap", "contradict", "silent"}
    assert any(row["first"] and row["first"]["sentence"] for row in rows)


def test_why_two_reports_are_one_incident(path: str) -> None:
    out = run(path, "why", "hp-1", "co-1").stdout
    assert "They are linked as one incident." in out
    assert "wording" in out


def test_why_two_reports_are_not(path: str) -> None:
    assert "They are not linked." in run(path, "why", "hp-1", "he-1").stdout


def test_what_is_not_there_is_told_in_one_line(path: str) -> None:
    for words in (["show", "i-00000000"], ["compare", "i-00000000"], ["why", "hp-1", "gone"]):
        found = CliRunner().invoke(main, [*words, "--ledger", path])
        assert found.exit_code == 1
        assert found.stderr.startswith("sayso: ")
        assert len(found.stderr.splitlines()) == 1


def test_a_day_that_is_none_is_wrong_usage(path: str) -> None:
    assert run(path, "incidents", "--as-of", "Tuesday").exit_code == 2


def test_days_the_wrong_way_round_are_wrong_usage(path: str) -> None:
    found = run(path, "incidents", "--from", "2024-05-01", "--to", "2024-04-01")
    assert found.exit_code == 2
    assert "--from 2024-05-01 is after --to 2024-04-01" in found.stderr


@pytest.mark.parametrize("form", [(), ("--accounts",)])
def test_a_list_with_nothing_in_it_says_so(path: str, form: tuple[str, ...]) -> None:
    found = run(path, "incidents", "--place", "Gao", *form)
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr == "sayso: no such incident in the ledger\n"


def test_what_an_outlet_changed_is_struck_out_with_what_it_reads_now(tmp_path: Path) -> None:
    path = str(tmp_path / "changed.db")
    with Ledger.open(path) as ledger:
        watch(ledger)
        change(ledger)
        (row,) = ledger.incidents()
    out = " ".join(run(path, "show", row["id"]).output.split())
    assert "Marib Hospital said 25 people were killed." in out
    assert "2024-03-15 changed to: Marib Hospital said 23 people were killed." in out
    assert "2024-03-15 changed to: Town Hall said 20 people were killed." in out
