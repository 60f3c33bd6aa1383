"""What no reader found is added by a person: it stays on its words, whatever a later reader makes of them."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import TEXT, a_bare_reading, a_reading, a_report, phrase
from sayso.decisions import (
    Act,
    Decision,
    Kind,
    Ruling,
    additions,
    apply,
    binding,
    corrections,
    own,
    target_of,
)
from sayso.errors import DecisionError, NotFoundError
from sayso.model import Bound, IncidentType, Place, Reading, SourceKind

HASH = a_report().hash
TAMAR = phrase(TEXT, "Lower Tamar")
BARE = replace(
    a_bare_reading(a_report()),
    places=(Place(text=TAMAR.text, span=TAMAR.span, name="Lower Tamar", lat=12.5, lon=-7.25, country="ML"),),
)
WHOLE = a_reading()


def adding(kind: Kind, words: str, reading: Reading = BARE, **fields: Any) -> Ruling:
    named = {field.replace("__", "."): value for field, value in fields.items()}
    target, values = additions(HASH, reading, kind, phrase(TEXT, words).span, named)
    return Ruling(act=Act.ADD, target=target, values=values, who="Amina", why="missed")


def ruling(act: Act, reading: Reading, id: str, **fields: Any) -> Ruling:
    return Ruling(act=act, target=target_of(HASH, reading, id), who="Amina", why="looked again", **fields)


def decided(*rulings: Ruling) -> list[Decision]:
    return [
        Decision(id=f"d-{number}", recorded="2024-01-01T00:00:00+00:00", ruling=each)
        for number, each in enumerate(rulings, 1)
    ]


def ruled(*rulings: Ruling, reading: Reading = BARE) -> Reading:
    applied = apply(decided(*rulings), HASH, reading)
    assert applied.lost == ()
    return applied.reading


def test_an_added_figure_is_there_with_its_numbers_and_its_own_id() -> None:
    (figure,) = ruled(adding(Kind.CASUALTY, "nine people", low=9, high=9, harm="killed")).casualties
    assert (figure.id, figure.text, figure.low, figure.bound) == ("c.d1", "nine people", 9, Bound.EXACT)
    assert TEXT[slice(*figure.span)] == "nine people"


@pytest.mark.parametrize(
    ("numbers", "bound"),
    [
        ({"low": 9}, Bound.AT_LEAST),
        ({"high": 9}, Bound.AT_MOST),
        ({"low": 7, "high": 9}, Bound.RANGE),
        ({}, Bound.VAGUE),
        ({"low": 9, "high": 9, "bound": "about"}, Bound.ABOUT),
    ],
)
def test_numbers_say_how_they_bound_a_figure_unless_somebody_does(
    numbers: dict[str, Any], bound: Bound
) -> None:
    (figure,) = ruled(adding(Kind.CASUALTY, "nine people", **numbers)).casualties
    assert figure.bound is bound


def test_an_added_statement_has_a_source_and_a_cue_where_they_stand() -> None:
    rule = adding(
        Kind.STATEMENT, "it had fired", source="The army", cue="denied", act="deny", source__kind="military"
    )
    statement = ruled(rule).statements[-1]
    assert statement.source.span == phrase(TEXT, "The army").span
    assert (statement.source.name, statement.source.kind) == ("The army", SourceKind.MILITARY)
    assert statement.cue == phrase(TEXT, "denied")


def test_an_added_incident_is_at_a_place_that_was_read() -> None:
    rule = adding(
        Kind.INCIDENT, "A strike", type="Air/drone strike", where="Lower Tamar", when__start="2024-09-09"
    )
    (incident,) = ruled(rule).incidents
    assert incident.type is IncidentType.AIR_DRONE_STRIKE
    assert [(place.name, place.lat, place.country) for place in incident.where] == [
        ("Lower Tamar", 12.5, "ML")
    ]
    assert incident.when
    assert incident.when.start == "2024-09-09"


def test_a_later_addition_may_refer_to_an_earlier_one() -> None:
    incident = adding(Kind.INCIDENT, "A strike")
    with_it = ruled(incident)
    figure = adding(Kind.CASUALTY, "nine people", with_it, low=9, incident="i.d1")
    assert ruled(incident, figure).casualties[0].incident == "i.d1"


def test_words_are_made_one_more_mention_of_an_incident() -> None:
    rule = adding(Kind.INCIDENT, "it had fired", WHOLE, mention_of="i1")
    (incident,) = ruled(rule, reading=WHOLE).incidents
    assert [mention.text for mention in incident.mentions] == ["A strike", "it had fired"]


def test_an_added_pledge_is_by_whom_the_words_name() -> None:
    rule = adding(Kind.PLEDGE, "publish the flight log", by="Colonel Ardo", deadline__end="2024-09-30")
    (pledge,) = ruled(rule).pledges
    assert pledge.by
    assert (pledge.by.text, pledge.what.text) == ("Colonel Ardo", "publish the flight log")
    assert pledge.deadline
    assert pledge.deadline.end == "2024-09-30"


def test_what_was_added_can_be_corrected_and_rejected_like_the_rest() -> None:
    added = adding(Kind.CASUALTY, "nine people", low=9, high=9)
    corrected = ruling(Act.CORRECT, ruled(added), "c.d1", values={"low": 8})
    assert ruled(added, corrected).casualties[0].low == 8
    rejected = ruling(Act.REJECT, ruled(added), "c.d1")
    assert ruled(added, corrected, rejected) == BARE


def test_an_undone_addition_is_gone() -> None:
    added = adding(Kind.CASUALTY, "nine people", low=9)
    assert ruled(added, Ruling(act=Act.UNDO, undoes="d-1", who="Amina", why="not so")) == BARE


def test_a_reader_that_finds_the_words_later_adds_no_second_thing_and_the_person_wins() -> None:
    added = adding(Kind.CASUALTY, "nine people", low=8, high=8)
    figures = ruled(added, reading=WHOLE).casualties
    assert {figure.id: figure.low for figure in figures} == {"c1": 8, "c2": 4}


def test_an_addition_that_refers_to_what_is_not_read_any_more_is_lost_for_now() -> None:
    added = adding(Kind.INCIDENT, "it had fired", WHOLE, mention_of="i1")
    applied = apply(decided(added), HASH, BARE)
    assert (applied.reading, [decision.id for decision in applied.lost]) == (BARE, ["d-1"])


@pytest.mark.parametrize(
    ("kind", "words", "fields", "told"),
    [
        (Kind.CASUALTY, "nine people", {"low": 9}, "“nine people” is read as c1 already"),
        (Kind.CASUALTY, "on Monday", {"low": 9, "high": 3}, "low 9 and high 3 are no range"),
        (Kind.CASUALTY, "on Monday", {"deaths": 9}, "deaths: is no field"),
        (Kind.CASUALTY, "on Monday", {"incident": "s1"}, "incident: s1 is no incident"),
        (Kind.STATEMENT, "on Monday", {"source": "the navy"}, "“the navy”: these words are not"),
        (Kind.INCIDENT, "on Monday", {"where": "Atlantis"}, "Atlantis: is no place that was read"),
        (Kind.INCIDENT, "on Monday", {"mention_of": "i7"}, "i7: this report has no such"),
        (Kind.REPORT, "on Monday", {}, "report: is nothing that words can be"),
    ],
)
def test_what_cannot_be_added_is_told(kind: Kind, words: str, fields: dict[str, Any], told: str) -> None:
    with pytest.raises((DecisionError, NotFoundError), match=told):
        adding(kind, words, WHOLE, **fields)


@given(st.integers(-5, len(TEXT) + 5), st.integers(-5, len(TEXT) + 5))
def test_an_addition_cuts_its_own_words_or_is_refused(start: int, end: int) -> None:
    try:
        target, values = additions(HASH, BARE, Kind.CASUALTY, (start, end), {})
    except DecisionError:
        assert not TEXT[max(start, 0) : max(end, 0)].strip() or start < 0 or end > len(TEXT)
        return
    (figure,) = ruled(Ruling(act=Act.ADD, target=target, values=values, who="A", why="b")).casualties
    assert figure.text == TEXT[start:end]


def test_what_was_decided_blind_binds_nobody_and_is_its_makers_own() -> None:
    blind = replace(ruling(Act.REJECT, WHOLE, "c1"), who="Omar", blind=True)
    seen = ruling(Act.REJECT, WHOLE, "c2")
    every = decided(seen, blind)
    assert [decision.id for decision in binding(every)] == ["d-1"]
    assert [decision.id for decision in own(every, "Omar")] == ["d-2"]


def test_an_incident_is_moved_to_another_place_that_was_read() -> None:
    reading = ruled(adding(Kind.INCIDENT, "A strike"))
    target = target_of(HASH, reading, "i.d1")
    for name, places in (("Lower Tamar", ["Lower Tamar"]), ("", [])):
        values = corrections(HASH, reading, reading.incidents[0], {"where": name})
        moved = Ruling(act=Act.CORRECT, target=target, values=values, who="Amina", why="see the map")
        assert [
            place.name for place in ruled(adding(Kind.INCIDENT, "A strike"), moved).incidents[0].where
        ] == places
