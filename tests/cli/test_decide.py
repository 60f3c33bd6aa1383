"""`sayso decide`, `undo`, `decisions` and `reread`: what people rule, and what a newer reader makes of it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from invented import VERSIONS, a_bare_reading, a_reading, a_report
from sayso.cli import main
from sayso.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger of one report, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    path = str(tmp_path / "sayso.db")
    with Ledger.open(path) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
    return path


def sayso(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def decide(*arguments: str) -> Result:
    return sayso("decide", *arguments, "--why", "read it again", "--who", "Amina")


def decisions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in sayso("decisions", "--format", "jsonl").stdout.splitlines()]


@pytest.mark.usefixtures("path")
def test_a_rejected_figure_is_gone_from_the_incident_at_once() -> None:
    assert decide("reject", "gazette-17:c1").stdout == "d-1\n"
    (incident,) = (json.loads(line) for line in sayso("incidents", "--format", "jsonl").stdout.splitlines())
    assert [figure["low"] for figure in incident["figures"]] == [4]


@pytest.mark.usefixtures("path")
def test_fields_are_set_to_json_or_to_the_words_themselves() -> None:
    result = decide("correct", "gazette-17:c1", "high=null", "bound=at_least", "statement=s2")
    assert result.exit_code == 0
    (row,) = decisions()
    assert (row["values"]["high"], row["values"]["bound"]) == (None, "at_least")
    assert row["values"]["statement"]["text"] == "it had fired"


@pytest.mark.usefixtures("path")
def test_a_figure_that_was_missed_is_added() -> None:
    result = decide("add", "gazette-17", "casualty", "Its spokesman", "low=1", "incident=i1", "harm=injured")
    assert result.exit_code == 0
    (incident,) = (json.loads(line) for line in sayso("incidents", "--format", "jsonl").stdout.splitlines())
    assert [figure["low"] for figure in incident["figures"] if figure["harm"] == "injured"] == [1]


def test_an_incident_is_shown_with_the_notes_and_decisions_on_it(path: str) -> None:
    decide("note", "gazette-17:i1")
    decide("correct", "gazette-17:c1", "low=12", "high=12")
    with Ledger.open(path) as ledger:
        (incident,) = list(ledger.incidents())
    shown = sayso("show", incident["id"]).stdout
    for words in (
        "Decided",
        "d-1",
        "note",
        "“A strike”",
        "d-2",
        "correct",
        "“nine people”",
        "Amina",
        "read it again",
    ):
        assert words in shown


def test_a_ledger_without_decisions_says_so(path: str) -> None:
    result = sayso("decisions", "--ledger", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "sayso: no decision on record\n"


@pytest.mark.usefixtures("path")
def test_decisions_are_listed_with_who_why_and_whether_they_stand() -> None:
    decide("reject", "gazette-17:c1")
    assert sayso("undo", "d-1", "--why", "was right", "--who", "Omar").stdout == "d-2\n"
    assert [(row["who"], row["why"], row["state"]) for row in decisions()] == [
        ("Amina", "read it again", "undone"),
        ("Omar", "was right", "stands"),
    ]
    table = sayso("decisions").stdout
    for shown in ("d-1", "Amina", "undone", "“nine people”", "read it again"):
        assert shown in table


@pytest.mark.usefixtures("path")
@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["reject", "gazette-17:c9"], 1, "sayso: c9: this report has no such"),
        (["correct", "gazette-17:c1", "low=many"], 1, "sayso: low: “many” is no whole number"),
        (["correct", "gazette-17:c1"], 2, "correct needs FIELD=VALUE"),
        (["correct", "gazette-17:c1", "low"], 2, "'low' is not FIELD=VALUE"),
        (["add", "gazette-17", "casualty"], 2, "add needs a report"),
        (["add", "gazette-17", "wish", "nine people"], 2, "'wish' is nothing that words can be"),
        (["add", "gazette-17", "casualty", "nine people"], 1, "sayso: “nine people” is read as c1"),
        (["merge", "gazette-17:i1"], 2, "merge needs two incidents"),
        (["overrule", "gazette-17:i1"], 2, "overrule needs an incident and a grade"),
        (["forget", "gazette-17:i1"], 2, "'forget' is not one of"),
    ],
)
def test_what_cannot_be_decided_is_told(arguments: list[str], status: int, told: str) -> None:
    result = decide(*arguments)
    assert result.exit_code == status
    assert told in result.stderr
    assert decisions() == []


@pytest.mark.usefixtures("path")
def test_a_decision_needs_a_reason() -> None:
    assert "Missing option '--why'" in sayso("decide", "reject", "gazette-17:c1").stderr
    assert sayso("decide", "reject", "gazette-17:c1", "--why", " ").exit_code == 2
    assert decisions() == []


def test_an_older_reading_is_made_anew_and_decisions_stay(path: str) -> None:
    decide("reject", "gazette-17:c1")
    with Ledger.open(path) as ledger:
        old = replace(VERSIONS, package="0.0.1")
        ledger.supersede(a_report(), a_bare_reading(a_report()), old)
    assert [row["state"] for row in decisions()] == ["lost"]
    result = sayso("reread")
    assert result.exit_code == 0
    assert "1 report read again" in result.stderr
    assert [row["state"] for row in decisions()] == ["stands"]
    with Ledger.open(path) as ledger:
        _, reading = ledger.reading("gazette-17")
    assert [figure.text for figure in reading.casualties] == ["four of them children"]
    assert "0 reports read again" in sayso("reread").stderr
