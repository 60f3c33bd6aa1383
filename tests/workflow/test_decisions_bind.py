"""Decisions are made on things by the names that the commands print."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from invented import TEXT, VERSIONS, a_reading, a_report, phrase
from sayso.decisions import Act, Kind
from sayso.errors import DecisionError, NotFoundError
from sayso.ledger import Ledger
from sayso.workflow.decide import add, correct, listed, overrule, rule, undo

SIGNED = {"who": "Amina", "why": "read it again"}


@pytest.fixture
def one(ledger: Ledger) -> Ledger:
    """A ledger of one report, whose incident is linked as `i-00000001`."""
    ledger.add(a_report(), a_reading(), VERSIONS)
    id, _ = ledger.reading("gazette-17")
    ledger.store_links([{"id": "i-00000001", "mentions": [{"report": id, "incident": "i1"}]}])
    return ledger


def rows(ledger: Ledger) -> list[dict[str, Any]]:
    return list(listed(ledger))


def test_a_figure_is_corrected_and_its_speaker_named_by_id(one: Ledger) -> None:
    correct(one, "gazette-17:c1", {"low": 12, "high": None, "statement": "s2"}, **SIGNED)
    figure = one.reading("gazette-17")[1].casualties[1]
    assert (figure.low, figure.high, figure.statement) == (12, None, "s2")
    (row,) = rows(one)
    assert (row["act"], row["state"], row["words"]) == ("correct", "stands", ["nine people"])
    assert row["values"]["statement"]["text"] == "it had fired"


def test_several_things_are_ruled_on_at_once(one: Ledger) -> None:
    assert len(rule(one, Act.REJECT, ["gazette-17:c1", "gazette-17:p1"], **SIGNED)) == 2
    reading = one.reading("gazette-17")[1]
    assert (len(reading.casualties), len(reading.pledges)) == (1, 0)


def test_an_incident_is_named_by_its_linked_id(one: Ledger) -> None:
    overrule(one, "i-00000001", "confirmed", **SIGNED)
    ((_, grade, _),) = one.bonds().grades
    assert grade == "confirmed"


def test_an_incident_is_split_at_a_mention_and_its_parts_are_bound_apart(ledger: Ledger) -> None:
    raid = replace(
        a_reading().incidents[0], mentions=(phrase(TEXT, "A strike"), phrase(TEXT, "it had fired"))
    )
    ledger.add(a_report(), replace(a_reading(), incidents=(raid,)), VERSIONS)
    rule(ledger, Act.SPLIT, ["gazette-17:i1", "gazette-17:i1@2"], **SIGNED)
    id, reading = ledger.reading("gazette-17")
    assert [[m.text for m in incident.mentions] for incident in reading.incidents] == [
        ["A strike"],
        ["it had fired"],
    ]
    ((one, other),) = ledger.bonds().apart
    assert {one, other} == {(id, incident.id) for incident in reading.incidents}


def test_a_decision_is_undone_once(one: Ledger) -> None:
    (id,) = rule(one, Act.REJECT, ["gazette-17:c1"], **SIGNED)
    undo(one, id, **SIGNED)
    assert [row["state"] for row in rows(one)] == ["undone", "stands"]
    with pytest.raises(DecisionError, match=f"{id}: is undone already"):
        undo(one, id, **SIGNED)
    with pytest.raises(NotFoundError, match="d-99"):
        undo(one, "d-99", **SIGNED)


def test_what_was_missed_is_added_and_comes_back_in_a_newer_reading(one: Ledger) -> None:
    add(one, "gazette-17", Kind.CASUALTY, "Its spokesman", {"low": 1, "incident": "i1"}, **SIGNED)
    one.supersede(a_report(), a_reading(), replace(VERSIONS, package="0.2.0"))
    figure = one.reading("gazette-17")[1].casualties[-1]
    assert (figure.id, figure.text, figure.incident) == ("c.d1", "Its spokesman", "i1")


@pytest.mark.parametrize(
    ("words", "told"),
    [("The", "“The”: stands in the report more than once"), ("navy", "“navy”: these words are not")],
)
def test_words_that_stand_twice_or_nowhere_cannot_be_added(one: Ledger, words: str, told: str) -> None:
    with pytest.raises((DecisionError, NotFoundError), match=told):
        add(one, "gazette-17", Kind.ENTITY, words, {}, **SIGNED)


def test_a_report_is_accepted_as_a_whole_by_who_has_read_it_through(one: Ledger) -> None:
    short, _ = one.reading("gazette-17")
    rule(one, Act.ACCEPT, [short], **SIGNED)
    (row,) = rows(one)
    assert (row["kind"], row["words"], row["state"]) == ("report", ["Strike on fish market"], "stands")
    assert one.reading("gazette-17")[1] == a_reading()
    with pytest.raises(DecisionError, match=f"{short}: is a whole report; reject something in it"):
        rule(one, Act.REJECT, [short], **SIGNED)


def test_a_second_reader_sees_and_changes_nothing_of_what_the_first_decided(one: Ledger) -> None:
    rule(one, Act.REJECT, ["gazette-17:c2"], **SIGNED)
    blind = {"who": "Omar", "why": "as I read it", "blind": True}
    (id,) = rule(one, Act.REJECT, ["gazette-17:c1"], **blind)
    correct(one, "gazette-17:c2", {"low": 3}, **blind)
    assert [figure.id for figure in one.reading("gazette-17")[1].casualties] == ["c1"]
    (figure,) = one.reading("gazette-17", by="Omar")[1].casualties
    assert (figure.id, figure.low) == ("c2", 3)
    assert [row["state"] for row in rows(one)] == ["stands", "blind", "blind"]
    with pytest.raises(DecisionError, match=f"{id}: was decided blind by Omar"):
        undo(one, id, **SIGNED)
    undo(one, id, who="Omar", why="no")
    assert [figure.id for figure in one.reading("gazette-17", by="Omar")[1].casualties] == ["c2", "c1"]


def test_a_linked_incident_is_merged_with_all_its_mentions(one: Ledger) -> None:
    names = []
    for outlet in ("Bay Courier", "Upper Post"):
        other = a_report(id=outlet, outlet=outlet)
        one.add(other, a_reading(other), VERSIONS)
        names.append(one.reading(outlet)[0])
    own, _ = one.reading("gazette-17")
    one.store_links(
        [
            {"id": "i-00000001", "mentions": [{"report": own, "incident": "i1"}]},
            {"id": "i-00000002", "mentions": [{"report": name, "incident": "i1"} for name in names]},
        ]
    )
    assert len(rule(one, Act.MERGE, ["i-00000001", "i-00000002"], **SIGNED)) == 2
    pairs = {frozenset(pair) for pair in one.bonds().together}
    assert pairs == {frozenset({(own, "i1"), (name, "i1")}) for name in names}


def test_decisions_of_one_report(one: Ledger) -> None:
    other = a_report(id="courier-3", outlet="Bay Courier")
    one.add(other, a_reading(other), VERSIONS)
    rule(one, Act.REJECT, ["gazette-17:c1"], **SIGNED)
    (id,) = rule(one, Act.MERGE, ["gazette-17:i1", "courier-3:i1"], **SIGNED)
    assert [row["decision"] for row in listed(one, report="courier-3")] == [id]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda one: rule(one, Act.REJECT, ["gazette-17:c9"], **SIGNED), "c9: this report has no such"),
        (
            lambda one: rule(one, Act.REJECT, ["nowhere:c1"], **SIGNED),
            "nowhere: the ledger has no such report",
        ),
        (lambda one: rule(one, Act.REJECT, ["c1"], **SIGNED), "c1: name it as REPORT:ID"),
        (lambda one: rule(one, Act.REJECT, ["i-9"], **SIGNED), "i-9: the ledger has no such incident"),
        (lambda one: rule(one, Act.NOTE, ["gazette-17:i1@2"], **SIGNED), "i1 has 1"),
        (
            lambda one: rule(one, Act.MERGE, ["gazette-17:i1", "gazette-17:c1"], **SIGNED),
            "are not two incidents",
        ),
        (
            lambda one: rule(one, Act.MERGE, ["gazette-17:i1", "i-00000001"], **SIGNED),
            "are not two incidents",
        ),
        (lambda one: overrule(one, "gazette-17:c1", "fair", **SIGNED), "is no incident"),
        (
            lambda one: overrule(one, "i-00000001", "good", **SIGNED),
            "good: is no grade; the grades are confirmed",
        ),
    ],
)
def test_what_cannot_be_decided_is_told_and_not_recorded(
    one: Ledger, call: Callable[[Ledger], Any], told: str
) -> None:
    with pytest.raises((DecisionError, NotFoundError), match=told):
        call(one)
    assert one.decisions() == []
