"""Figures with their victims, incident, statement, shares and repeats, on invented reports."""

import re

import pytest

from sayso.language.pipeline import blank
from sayso.model import NARRATOR, Casualty, Group, IncidentType, Place, VictimStatus
from sayso.reading.casualties import find_casualties
from sayso.reading.context import Context
from sayso.reading.incidents.mentions import Event
from sayso.reading.statements import Saying
from sayso.report import Report

NLP = blank()
MARK = re.compile(r"\[(\w+):([^\]]*)\]")


def read(marked: str, *, title: str | None = None, places: tuple[str, ...] = ()) -> list[Casualty]:
    """The figures of a text with marks: [s1:a source], [c1:its cue], [w1:its content], [i1:a mention of incident 1].

    Args:
        places: names of places that the text has.
    """
    text, spans = "", {}
    at = 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.setdefault(match[1], []).append((len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    text += marked[at:]
    doc = NLP(text)
    doc._.sayso_report = Report(text=text, title=title)
    at_places = [(text.index(name), name) for name in places]
    doc._.sayso_places = tuple(Place(text=n, span=(at, at + len(n)), name=n) for at, n in at_places)

    def cut(name: str) -> tuple:
        return tuple(doc.char_span(*span) for span in spans.get(name, ()))

    numbers = sorted({int(name[1:]) for name in spans if name[0] == "w"})
    sayings = [Saying(cut(f"c{n}")[0], cut(f"s{n}"), (), cut(f"w{n}")) for n in numbers]
    events = [Event(cut(name), IncidentType.ATTACK) for name in sorted(spans) if name[0] == "i"]
    return list(find_casualties(doc, events, Context(entities=(), times=(), places=(), sayings=sayings)))


@pytest.mark.parametrize(
    ("text", "status", "groups"),
    [
        ("Nine people were killed.", VictimStatus.UNKNOWN, ()),
        ("Nine villagers were killed.", VictimStatus.CIVILIAN, ()),
        ("Two children were killed.", VictimStatus.CIVILIAN, (Group.CHILDREN,)),
        ("His 9-year-old daughter was killed.", VictimStatus.CIVILIAN, (Group.CHILDREN,)),
        ("Four medical staff were killed.", VictimStatus.CIVILIAN, (Group.HEALTH_WORKERS,)),
        ("Two cameramen were killed.", VictimStatus.CIVILIAN, (Group.JOURNALISTS,)),
        ("Nine rebel fighters were killed.", VictimStatus.COMBATANT, ()),
        ("A member of the border guard was killed.", VictimStatus.SECURITY_FORCE, ()),
        ("At least 70 army and rebel fighters were killed.", VictimStatus.MIXED, ()),
    ],
)
def test_the_words_of_the_phrase_tell_who_the_victims_were(text, status, groups):
    (figure,) = read(text)
    assert (figure.victims.status, figure.victims.groups) == (status, groups)


def test_others_go_on_from_the_noun_before():
    first, second = read("Three policemen were killed and seven others wounded.")
    assert first.victims.status is second.victims.status is VictimStatus.SECURITY_FORCE


def test_a_whole_of_both_sorts_is_mixed():
    whole, *parts = read("Nine people were hurt -- two soldiers and seven clerks.")
    assert whole.victims.status is VictimStatus.MIXED
    assert {part.part_of for part in parts} == {whole.id}


def test_a_figure_stands_on_the_say_so_of_the_content_that_holds_it():
    inside, outside = read(
        "[s1:The mayor] [c1:said] [w1:nine people were killed in the flood]. Ten people are missing."
    )
    assert (inside.statement, outside.statement) == ("s1", NARRATOR)


def test_a_denied_figure_is_not_the_deniers():
    (figure,) = read("[s1:The army] [c1:denied] [w1:its shells killed nine people].")
    assert figure.statement == NARRATOR


def test_who_condemns_an_attack_does_not_vouch_for_its_toll():
    (figure,) = read("[s1:The envoy] [c1:condemned] [w1:the attacks which killed at least 57 people].")
    assert figure.statement == NARRATOR


def test_the_same_figure_of_one_voice_is_one_with_repeats():
    text = (
        "[s1:The Harbour Watch] [c1:said] [w1:four sailors were killed in the blast]. Rescue went on. "
        "[s2:The Watch] [c2:added] [w2:the four sailors killed were from one crew]. "
        "[s3:Police] [c3:said] [w3:four sailors were killed]."
    )
    first, second = read(text)
    assert [phrase.text for phrase in first.also] == ["the four sailors"]
    assert (first.statement, second.statement) == ("s1", "s3")


def test_a_headline_repeats_the_fuller_figure_of_the_body():
    title = "Nine killed in market fire"
    (figure,) = read(
        f"{title}. [s1:A doctor] [c1:said] [w1:at least nine people were killed on Monday].", title=title
    )
    assert (figure.text, figure.low, figure.high) == ("at least nine people", 9, None)
    assert [phrase.text for phrase in figure.also] == ["Nine"]


def test_parts_that_add_up_are_shares_of_the_sum():
    text = "Sixteen civilians were killed on Monday. Raids in the north killed nine people. Seven others died in the south."
    whole, *parts = read(text)
    assert [part.part_of for part in parts] == [whole.id, whole.id]


def test_some_among_the_dead_are_a_share_of_the_toll():
    whole, part = read("The strike killed 13 people. Among the dead were four nurses.")
    assert part.part_of == whole.id


def test_two_of_the_victims_are_a_share_of_the_toll():
    whole, part = read("[i1:The strike] killed 13 people. Two of the victims killed were brothers.")
    assert part.part_of == whole.id


def test_a_figure_belongs_to_the_incident_of_its_clause():
    text = "[i1:A blast in Oru] killed nine people. Hours later [i2:a raid on Lente] left four people dead."
    assert [figure.incident for figure in read(text)] == ["i1", "i2"]


@pytest.mark.parametrize(
    "toll",
    [
        "More than 12,000 people have been killed since the conflict began.",
        "The war has killed more than 12,000 people.",
        "Two hundred people have been killed in the past three years.",
    ],
)
def test_the_toll_of_a_war_or_period_belongs_to_no_incident(toll):
    *_, figure = read(f"[i1:A blast in Oru] killed nine people on Monday. {toll}")
    assert figure.incident is None


def test_a_report_without_figures_has_none():
    assert read("The council met for 3 hours and 40 minutes.") == []


def test_a_smaller_count_by_the_voice_that_gave_the_toll_is_a_share_of_it():
    whole, part = read(
        "[i1:The strike] killed 13 people. It emerged that the nine residents killed were cousins."
    )
    assert part.part_of == whole.id


def test_a_smaller_toll_by_another_voice_stands_beside_the_larger():
    text = "[i1:The strike] killed 13 people. [s1:Police] [c1:said] [w1:nine people were killed]."
    assert [figure.part_of for figure in read(text)] == [None, None]


def test_an_earlier_toll_is_no_share_of_the_later_one():
    _, second = read("[i1:The strike] killed 13 people. The toll was initially put at nine.")
    assert second.part_of is None


def test_those_who_were_found_or_named_are_a_share_whoever_counts_them():
    text = "[i1:The strike] killed 13 people. [s1:Medics] [c1:said] [w1:nine bodies were recovered]."
    whole, part = read(text)
    assert part.part_of == whole.id


def test_others_come_on_top():
    _, second = read("[i1:The strike] killed 13 people. Another four people were killed by the fire.")
    assert second.part_of is None


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Her five children were killed.", ()),
        ("Five of her children were killed.", ()),
        ("The mayor's five children were killed.", ()),
        ("Her five young children were killed.", (Group.CHILDREN,)),
        ("Five children of the village were killed.", (Group.CHILDREN,)),
    ],
)
def test_somebodys_children_may_be_of_any_age(text, groups):
    (figure,) = read(text)
    assert figure.victims.groups == groups


def test_what_happened_elsewhere_is_no_share():
    text = "[i1:Raids] killed 13 people in Oru. In Lente three people were killed."
    assert [figure.part_of for figure in read(text, places=("Oru", "Lente"))] == [None, None]
