"""Decisions stay on record, win over every Reading, and outlive it."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from invented import VERSIONS, a_bare_reading, a_reading, a_report
from sayso.decisions import Act, Ruling, target_of
from sayso.errors import LedgerError, NotFoundError
from sayso.ledger import Ledger
from sayso.ledger.address import connect_to, writing_to
from sayso.model import Reading

NEWER = replace(VERSIONS, package="0.2.0")


@pytest.fixture
def one(ledger: Ledger) -> Ledger:
    """A ledger of one report."""
    ledger.add(a_report(), a_reading(), VERSIONS)
    return ledger


def rule(act: Act, id: str | None = None, *, undoes: str | None = None) -> Ruling:
    target = target_of(a_report().hash, a_reading(), id) if id else None
    return Ruling(act=act, target=target, undoes=undoes, who="Amina", why="read it again")


def reading(ledger: Ledger) -> Reading:
    """The Reading of the report, which must be the same however it is asked for."""
    (streamed,) = (each for _, each in ledger.readings())
    assert ledger.reading("gazette-17")[1] == streamed
    return streamed


def said(ledger: Ledger) -> list[str]:
    return [row["statement"] for row in ledger.statements()]


def test_a_decision_is_kept_with_who_when_and_why(one: Ledger) -> None:
    ruling = rule(Act.REJECT, "c1")
    id = one.decide(ruling)
    (decision,) = one.decisions()
    assert (decision.id, decision.ruling) == (id, ruling)
    assert decision.recorded.endswith("+00:00")


def test_a_rejected_statement_is_gone_from_the_reading_and_from_the_rows(one: Ledger) -> None:
    one.decide(rule(Act.REJECT, "s2"))
    assert said(one) == ["s1", "s3"]
    assert [statement.id for statement in reading(one).statements] == ["narrator", "s1", "s3"]


def test_undoing_restores_rows_and_reading_and_stays_on_record(one: Ledger) -> None:
    rejected = one.decide(rule(Act.REJECT, "s2"))
    undone = one.decide(rule(Act.UNDO, undoes=rejected))
    assert said(one) == ["s1", "s2", "s3"]
    assert reading(one) == a_reading()
    assert [decision.id for decision in one.decisions()] == [rejected, undone]
    one.decide(rule(Act.UNDO, undoes=undone))
    assert said(one) == ["s1", "s3"]


@pytest.mark.parametrize("id", ["d-9", "d-0", "9", "d-99999999999999"])
def test_what_is_not_on_record_cannot_be_undone(one: Ledger, id: str) -> None:
    with pytest.raises(NotFoundError, match=f"{id}: there is no such decision"):
        one.decide(rule(Act.UNDO, undoes=id))


def test_a_decision_outlives_the_reading_it_was_made_on(one: Ledger) -> None:
    one.decide(rule(Act.REJECT, "s2"))
    one.supersede(a_report(), a_reading(), NEWER)
    assert said(one) == ["s1", "s3"]
    assert one.lost() == []


def test_a_decision_whose_words_are_not_read_any_more_is_lost_until_they_are_again(one: Ledger) -> None:
    id = one.decide(rule(Act.REJECT, "c1"))
    one.supersede(a_report(), a_bare_reading(a_report()), NEWER)
    assert [decision.id for decision in one.lost()] == [id]
    one.supersede(a_report(), a_reading(), replace(NEWER, package="0.3.0"))
    assert one.lost() == []
    assert [figure.id for figure in reading(one).casualties] == ["c2"]


def test_incidents_of_two_reports_are_bound(one: Ledger) -> None:
    other = a_report(id="courier-3", outlet="Bay Courier")
    one.add(other, a_reading(other), VERSIONS)
    pair = replace(rule(Act.MERGE, "i1"), other=target_of(other.hash, a_reading(other), "i1"))
    id = one.decide(pair)
    ids = [id for id, _ in one.readings()]
    assert [set(both) for both in one.bonds().together] == [{(ids[0], "i1"), (ids[1], "i1")}]
    one.supersede(other, a_bare_reading(other), NEWER)
    assert one.bonds().together == ()
    assert [decision.id for decision in one.lost()] == [id]


def test_a_newer_reading_takes_the_place_of_the_current_one_and_its_rows(one: Ledger) -> None:
    one.supersede(a_report(), a_bare_reading(a_report()), NEWER)
    assert reading(one) == a_bare_reading(a_report())
    assert (said(one), list(one.pledges())) == ([], [])


def test_outdated_reports_are_those_that_another_reader_read(one: Ledger) -> None:
    assert list(one.outdated(VERSIONS)) == []
    assert list(one.outdated(NEWER)) == [a_report()]
    assert one.count_outdated(NEWER) == 1
    one.supersede(a_report(), a_reading(), NEWER)
    assert list(one.outdated(NEWER)) == []
    assert one.count_outdated(replace(NEWER, bundle="1")) == 1


def test_outdated_reports_can_be_read_anew_while_they_are_listed(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ledger.ledger.FETCHED", 3)
    for number in range(8):
        report = a_report(f"Report {number}.", id=str(number))
        ledger.add(report, a_bare_reading(report), VERSIONS)
    seen = []
    for report in ledger.outdated(NEWER):
        ledger.supersede(report, a_bare_reading(report), NEWER)
        seen.append(report.id)
    assert seen == [str(number) for number in range(8)]


def test_older_readings_are_kept_as_history(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        ledger.supersede(a_report(), a_bare_reading(a_report()), NEWER)
    engine, _ = connect_to(address, create=False)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT json, package, superseded FROM readings ORDER BY number")
        ).all()
    engine.dispose()
    assert [(Reading.from_json(row.json), row.package) for row in rows] == [
        (a_reading(), "0.1.0"),
        (a_bare_reading(a_report()), "0.2.0"),
    ]
    assert rows[0].superseded
    assert rows[1].superseded is None


def test_a_reading_of_an_older_form_is_told_and_can_be_made_anew(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        engine, _ = connect_to(address, create=False)
        with writing_to(engine) as connection:
            connection.execute(text('UPDATE readings SET json = \'{"schema": "sayso.reading/0"}\''))
        engine.dispose()
        with pytest.raises(LedgerError, match="make it anew with: sayso reread"):
            ledger.reading("gazette-17")
        ledger.supersede(a_report(), a_reading(), NEWER)
        assert reading(ledger) == a_reading()


@pytest.mark.parametrize("change", ["UPDATE decisions SET why = 'no reason'", "DELETE FROM decisions"])
def test_the_database_itself_keeps_decisions_as_they_are(address: str, change: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        ledger.decide(rule(Act.REJECT, "c1"))
        before = ledger.decisions()
        engine, _ = connect_to(address, create=False)
        with pytest.raises(Exception, match="never changed or erased"), writing_to(engine) as connection:
            connection.execute(text(change))
        engine.dispose()
        assert ledger.decisions() == before


def test_a_sealed_ledger_takes_no_decisions(tmp_path: Path) -> None:
    path = tmp_path / "sayso.db"
    with Ledger.open(str(path)) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
    path.chmod(0o444)
    with Ledger.open(str(path), create=False) as ledger, pytest.raises(LedgerError, match="readonly"):
        ledger.decide(rule(Act.REJECT, "c1"))
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (0,)
    connection.close()
