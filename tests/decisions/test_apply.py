"""A decision wins over whatever a reader makes of the same words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from sayso.decisions import (
    Act,
    Decision,
    Ruling,
    Target,
    apply,
    bonds_of,
    corrections,
    find,
    in_force,
    target_of,
)
from sayso.errors import DecisionError, NotFoundError
from sayso.model import (
    NARRATOR,
    Bound,
    IncidentType,
    Reading,
    VictimStatus,
)
from told import Told

HASH = "ab" * 32
OTHER = "cd" * 32
TEXT = (
    "A raid killed nine people in Upper Tamar, the ministry said. The attack came a day after a blast that "
    "hurt two. The mayor promised an inquiry."
)


def told() -> Told:
    """A raid, a blast that a reader made a part of it, and a promise."""
    told = Told(TEXT, id="1", outlet=None, published=None)
    entity = told.entity("the ministry", type="government")
    ministry = told.says(
        "the ministry",
        "A raid killed nine people in Upper Tamar",
        name="the ministry",
        kind="other",
        entity=entity,
    )
    told.incident("A raid", "The attack", type="Attack", when=None)
    told.incident("a blast", type="Other", when=None, part_of="i1")
    told.figure("nine people", 9, by=ministry)
    told.figure("two", 2, incident="i2", part_of="c1")
    told.pledge("an inquiry")
    return told


READING = told().reading()


def decided(*rulings: Ruling) -> list[Decision]:
    return [
        Decision(id=f"d-{number}", recorded="2024-01-01T00:00:00+00:00", ruling=ruling)
        for number, ruling in enumerate(rulings, 1)
    ]


def rule(act: Act, id: str | None = None, *, other: str | None = None, **fields: Any) -> Ruling:
    target = target_of(HASH, READING, id) if id else None
    if other:
        fields["other"] = target_of(HASH, READING, other)
    return Ruling(act=act, target=target, who="Amina", why="read it again", **fields)


def correct(id: str, **values: Any) -> Ruling:
    thing = find(READING, target_of(HASH, READING, id))
    assert thing
    fields = {field.replace("__", "."): value for field, value in values.items()}
    return rule(Act.CORRECT, id, values=corrections(HASH, READING, thing, fields))


def ruled(*rulings: Ruling, reading: Reading = READING) -> Reading:
    applied = apply(decided(*rulings), HASH, reading)
    assert applied.lost == ()
    return applied.reading


def ids(things: Sequence[Any]) -> list[str]:
    return [thing.id for thing in things]


def test_no_decision_changes_nothing() -> None:
    assert ruled() == READING


def test_an_accepted_thing_stays_as_it_is() -> None:
    assert ruled(rule(Act.ACCEPT, "c1"), rule(Act.NOTE, "i1")) == READING


def test_a_rejected_figure_is_gone_and_its_share_stands_alone() -> None:
    reading = ruled(rule(Act.REJECT, "c1"))
    assert [(each.id, each.part_of) for each in reading.casualties] == [("c2", None)]


def test_what_a_rejected_statement_carried_is_the_narrators() -> None:
    reading = ruled(rule(Act.REJECT, "s1"))
    assert ids(reading.statements) == [NARRATOR]
    assert reading.casualties[0].statement == NARRATOR


def test_a_rejected_incident_leaves_its_figures_without_one() -> None:
    reading = ruled(rule(Act.REJECT, "i1"))
    assert [each.incident for each in reading.casualties] == [None, "i2"]
    assert reading.incidents[0].part_of is None


def test_a_rejected_entity_is_nobodys_entity() -> None:
    reading = ruled(rule(Act.REJECT, "e1"))
    assert (reading.entities, reading.statements[1].source.entity) == ((), None)


def test_the_last_word_on_a_thing_counts() -> None:
    assert ruled(rule(Act.REJECT, "c1"), rule(Act.ACCEPT, "c1")) == READING
    assert ids(ruled(rule(Act.ACCEPT, "c1"), rule(Act.REJECT, "c1")).casualties) == ["c2"]


def test_a_correction_sets_fields_and_fields_within_fields() -> None:
    (first, _) = ruled(
        correct("c1", low=10, high=None, bound="at_least", victims__status="civilian")
    ).casualties
    assert (first.low, first.high, first.bound) == (10, None, Bound.AT_LEAST)
    assert first.victims.status is VictimStatus.CIVILIAN


def test_a_correction_can_give_days_where_none_were_read() -> None:
    when = ruled(correct("i1", when__start="2024-03-01", when__end="2024-03-02")).incidents[0].when
    assert when
    assert (when.start, when.end, when.text) == ("2024-03-01", "2024-03-02", None)


def test_corrections_of_one_thing_add_up_and_the_later_wins() -> None:
    (first, _) = ruled(correct("c1", low=1), correct("c1", high=20), correct("c1", low=2)).casualties
    assert (first.low, first.high) == (2, 20)


def test_a_reference_is_kept_by_its_words_not_by_its_id() -> None:
    corrected = correct("c2", incident="i1", part_of=None, statement="s1")
    renamed = replace(
        READING,
        statements=(READING.statements[0], replace(READING.statements[1], id="s7")),
        incidents=(replace(READING.incidents[0], id="i5"),),
        casualties=(replace(READING.casualties[1], id="c9", incident=None, part_of=None),),
    )
    (figure,) = ruled(corrected, reading=renamed).casualties
    assert (figure.incident, figure.statement) == ("i5", "s7")


@pytest.mark.parametrize(
    ("id", "values", "told"),
    [
        ("c1", {"low": "many"}, "low: “many” is no whole number"),
        ("c1", {"low": 12}, "low 12 and high 9 are no range"),
        ("c1", {"harm": "hurt"}, "harm: “hurt” is none of 'killed', 'injured'"),
        ("c1", {"text": "ten people"}, "is as printed in the report"),
        ("c1", {"dead": 9}, "dead: is no field; there are bound, harm, high"),
        ("c1", {"victims__side": "x"}, r"victims\.side: is no field"),
        ("c1", {"victims__status__x": "x"}, r"victims\.status\.x: there is no status"),
        ("i1", {"where__0__name": "x"}, r"where\.0\.name: there is no 0"),
        ("i1", {"when__start": "Monday"}, "'Monday' is not a day"),
        ("i1", {"part_of": "i1"}, "i1 cannot be part of itself"),
        ("c1", {"incident": "s1"}, "incident: s1 is no incident"),
    ],
)
def test_a_correction_that_cannot_be_is_told(id: str, values: dict[str, Any], told: str) -> None:
    with pytest.raises(DecisionError, match=told):
        correct(id, **values)


def test_what_is_not_there_cannot_be_decided_on() -> None:
    with pytest.raises(NotFoundError, match="x9: this report has no such"):
        target_of(HASH, READING, "x9")
    with pytest.raises(NotFoundError, match="narrator: stands on no words"):
        target_of(HASH, READING, NARRATOR)


def test_merged_incidents_are_one_with_all_their_mentions_and_figures() -> None:
    reading = ruled(rule(Act.MERGE, "i1", other="i2"))
    (incident,) = reading.incidents
    assert [mention.text for mention in incident.mentions] == ["A raid", "The attack", "a blast"]
    assert incident.part_of is None
    assert [each.incident for each in reading.casualties] == ["i1", "i1"]


def test_a_split_incident_is_two() -> None:
    attack = READING.incidents[0].mentions[1]
    ruling = rule(Act.SPLIT, "i1", other="i2")
    assert ruling.other
    reading = ruled(replace(ruling, other=replace(ruling.other, span=attack.span, text=attack.text)))
    first, _, apart = reading.incidents
    assert [mention.text for mention in first.mentions] == ["A raid"]
    assert (apart.mentions, apart.type) == ((attack,), IncidentType.ATTACK)


def test_of_a_merge_and_a_split_of_the_same_two_the_later_wins() -> None:
    merge, split = rule(Act.MERGE, "i1", other="i2"), rule(Act.SPLIT, "i2", other="i1")
    assert ruled(merge, split) == READING
    assert len(ruled(split, merge).incidents) == 1


def test_undoing_restores_and_can_be_undone() -> None:
    reject, undo = rule(Act.REJECT, "c1"), rule(Act.UNDO, undoes="d-1")
    assert ruled(reject, undo) == READING
    assert ids(ruled(reject, undo, rule(Act.UNDO, undoes="d-2")).casualties) == ["c2"]
    assert ids(in_force(decided(reject, undo))) == ["d-2"]


def test_a_decision_follows_its_words_when_the_next_reader_cuts_them_a_little_otherwise() -> None:
    wider = told().phrase("nine people in Upper")
    figure = replace(READING.casualties[0], id="c8", text=wider["text"], span=tuple(wider["span"]))
    reading = ruled(rule(Act.REJECT, "c1"), reading=replace(READING, casualties=(figure,)))
    assert reading.casualties == ()


def test_a_decision_whose_words_are_read_as_nothing_is_told_and_harms_nothing() -> None:
    bare = replace(READING, casualties=())
    decisions = decided(rule(Act.REJECT, "c1"), rule(Act.REJECT, "p1"))
    applied = apply(decisions, HASH, bare)
    assert applied.lost == (decisions[0],)
    assert applied.reading.pledges == ()


def test_a_correction_whose_reference_is_gone_is_lost_and_changes_nothing() -> None:
    corrected = correct("c2", incident="i1", high=5)
    reading = replace(
        READING,
        incidents=(replace(READING.incidents[1], part_of=None),),
        casualties=(replace(READING.casualties[1], part_of=None),),
    )
    applied = apply(decided(corrected), HASH, reading)
    assert (applied.reading, len(applied.lost)) == (reading, 1)


def test_decisions_on_another_report_change_nothing() -> None:
    ruling = rule(Act.REJECT, "c1")
    assert ruling.target
    assert ruled(replace(ruling, target=replace(ruling.target, report=OTHER))) == READING


def across(act: Act, id: str, other: str) -> Ruling:
    """A ruling on an incident of this report and one of another with the same text."""
    return replace(rule(act, id), other=target_of(OTHER, READING, other))


def reading_of(report: str) -> tuple[str, Reading]:
    return f"r-{report[:2]}", READING


def test_incidents_of_two_reports_are_bound_together_or_apart_and_the_later_wins() -> None:
    merge, split = across(Act.MERGE, "i1", "i1"), across(Act.SPLIT, "i1", "i1")
    pair = (("r-ab", "i1"), ("r-cd", "i1"))
    assert bonds_of(decided(split, merge), reading_of).together == (pair,)
    assert bonds_of(decided(merge, split), reading_of).apart == (pair,)
    assert bonds_of(decided(merge, rule(Act.UNDO, undoes="d-1")), reading_of).together == ()


def test_a_grade_is_overruled_and_the_later_wins() -> None:
    weak, fair = (rule(Act.OVERRULE, "i1", values={"grade": grade}) for grade in ("weak", "fair"))
    decisions = decided(weak, fair)
    assert bonds_of(decisions, reading_of).grades == ((("r-ab", "i1"), "fair", decisions[1]),)


def test_a_bond_whose_words_are_read_as_no_incident_is_told() -> None:
    decisions = decided(across(Act.MERGE, "i1", "i2"))

    def bare(report: str) -> tuple[str, Reading]:
        return report, replace(READING, incidents=())

    assert bonds_of(decisions, bare).lost == tuple(decisions)


def test_a_target_keeps_its_words_through_json() -> None:
    target = target_of(HASH, READING, "i1")
    assert Target.from_dict(target.to_dict()) == target
    assert target.text == "A raid"
