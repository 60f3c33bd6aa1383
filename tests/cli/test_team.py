"""`sayso user` and `sayso agreement`: a team, and how far two of it agree."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from invented import VERSIONS, a_reading, a_report
from sayso.cli import main
from sayso.decisions import Act
from sayso.ledger import Ledger
from sayso.workflow.decide import correct, rule
from sayso.workflow.people import sign_in, signed_in

PASSWORD = "seven olive trees"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger of one report, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    path = str(tmp_path / "sayso.db")
    with Ledger.open(path) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
    return path


def sayso(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=typed)


def people() -> dict[str, tuple[str, bool]]:
    rows = map(json.loads, sayso("user", "list", "--format", "jsonl").stdout.splitlines())
    return {row["name"]: (row["role"], row["disabled"] is not None) for row in rows}


def test_who_is_added_can_sign_in_with_the_password_that_was_typed(path: str) -> None:
    result = sayso("user", "add", "Amina", "coder", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert (result.exit_code, result.stdout) == (0, "")
    with Ledger.open(path) as ledger:
        person = signed_in(ledger, sign_in(ledger, "Amina", PASSWORD))
    assert person
    assert person.role == "coder"


@pytest.mark.usefixtures("path")
def test_people_are_listed_promoted_disabled_and_let_in_again() -> None:
    for name, role in (("Amina", "admin"), ("Omar", "reader")):
        assert sayso("user", "add", name, role, "--stdin", typed=PASSWORD).exit_code == 0
    sayso("user", "role", "Omar", "coder")
    assert people() == {"Amina": ("admin", False), "Omar": ("coder", False)}
    sayso("user", "disable", "Omar")
    assert people()["Omar"] == ("coder", True)
    assert "disabled" in sayso("user", "list").stdout
    sayso("user", "enable", "Omar")
    assert people()["Omar"] == ("coder", False)


def test_a_new_password_takes_the_place_of_the_old_one(path: str) -> None:
    sayso("user", "add", "Amina", "coder", "--stdin", typed=PASSWORD)
    sayso("user", "password", "Amina", "--stdin", typed="eight olive trees")
    with Ledger.open(path) as ledger:
        assert sign_in(ledger, "Amina", "eight olive trees")


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        (["add", "Omar", "coder", "--stdin"], "short", "sayso: a password has at least 12 characters"),
        (["add", "amina", "coder", "--stdin"], PASSWORD, "sayso: amina: there is somebody of this name"),
        (["disable", "Zed"], "", "sayso: Zed: there is nobody of this name"),
        (["disable", "Amina"], "", "sayso: Amina: is the last admin"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(arguments: list[str], typed: str, told: str) -> None:
    sayso("user", "add", "Amina", "admin", "--stdin", typed=PASSWORD)
    result = sayso("user", *arguments, typed=typed)
    assert result.exit_code == 1
    assert result.stderr.startswith(told)
    assert len(result.stderr.splitlines()) == 1


def test_two_who_read_a_report_apart_are_compared(path: str) -> None:
    with Ledger.open(path) as ledger:
        short, _ = ledger.reading("gazette-17")
        rule(ledger, Act.REJECT, [f"{short}:p1"], who="Amina", why="no promise")
        rule(ledger, Act.ACCEPT, [short], who="Amina", why="read through")
        blind = {"who": "Omar", "why": "read through", "blind": True}
        correct(ledger, f"{short}:c1", {"low": 7}, **blind)
        rule(ledger, Act.ACCEPT, [short], **blind)
    rows = [json.loads(line) for line in sayso("agreement", "--format", "jsonl").stdout.splitlines()]
    found = {row["of"]: (row["measure"], row["value"], row["units"]) for row in rows}
    assert {(row["one"], row["other"], row["reports"]) for row in rows} == {("Amina", "Omar", 1)}
    assert found["pledges"] == ("F1", 0.0, 1)
    assert found["statements"] == ("F1", 1.0, 3)
    assert found["lowest number"][0] == "alpha"
    assert found["lowest number"][1] < 1
    table = sayso("agreement").stdout
    for shown in ("Amina and Omar, 1 report", "lowest number", "2 things seen differently"):
        assert shown in table


def test_who_saw_what_the_other_decided_is_not_compared(path: str) -> None:
    with Ledger.open(path) as ledger:
        short, _ = ledger.reading("gazette-17")
        for who in ("Amina", "Omar"):
            rule(ledger, Act.ACCEPT, [short], who=who, why="read through")
    result = sayso("agreement")
    assert result.stdout == ""
    assert "no report has been read through by two people" in result.stderr
