from collections.abc import Callable

from spacy.tokens import Doc, Span

from sayso.model import Act, ActorKind, Entity, EntityType, IncidentType, Phrase, Role
from sayso.reading.context import Context
from sayso.reading.incidents.actors import actors_of, kind_of
from sayso.reading.incidents.mentions import Event
from sayso.reading.incidents.parties import Party, best_name, find_parties, one_each
from sayso.reading.statements import Saying

Tagged = Callable[[str], Doc]
Said = Callable[..., Saying]


def labelled(doc: Doc, label: str, *spans: tuple[int, int]) -> list[Span]:
    return [Span(doc, start, end, label=label) for start, end in spans]


def nothing_else(sayings: list[Saying], entities: list[Entity] = []) -> Context:  # noqa: B006
    return Context(entities=entities, times=[], places=[], sayings=sayings)


def test_one_name_and_its_short_form_are_one_party_by_its_fullest_name(tagged: Tagged) -> None:
    doc = tagged(
        "The/DT Green/NNP Front/NNP struck/VBD ,/, the/DT Front/NNP fled/VBD ,/, rebels/NNS died/VBD"
    )
    found = labelled(doc, "perpetrator_group", (0, 3), (5, 7), (9, 10))
    assert [[s.text for s in group] for group in one_each(found, [])] == [
        ["The Green Front", "the Front"],
        ["rebels"],
    ]
    assert best_name(found[:2]).text == "The Green Front"


def test_a_name_and_its_initials_are_one_party_where_the_report_says_so(tagged: Tagged) -> None:
    doc = tagged("Green/NNP Front/NNP struck/VBD ,/, GF/NNP fled/VBD")
    mentions = (Phrase(text="Green Front", span=(0, 11)), Phrase(text="GF", span=(20, 22)))
    front = Entity(id="e1", name="Green Front", type=EntityType.ARMED_GROUP, mentions=mentions)
    found = labelled(doc, "perpetrator_group", (0, 2), (4, 5))
    assert found[1].start_char == 20
    assert len(one_each(found, [front])) == 1


def test_who_claims_responsibility_did_it_on_their_own_say_so(tagged: Tagged, said: Said) -> None:
    doc = tagged("A/DT blast/NN hit/VBD ./. The/DT Front/NNP claimed/VBD responsibility/NN ./.")
    event = Event((doc[0:2],), IncidentType.REMOTE_EXPLOSIVE)
    saying = said(doc, "The Front", "claimed", "responsibility", Act.CLAIM)
    (party,) = find_parties(doc, [event], nothing_else([saying]))
    (actor,) = actors_of([party], nothing_else([saying]))
    assert (actor.role, actor.name, actor.statement) == (Role.PERPETRATOR, "Front", "s1")


def test_who_denies_responsibility_is_no_perpetrator(tagged: Tagged, said: Said) -> None:
    doc = tagged("A/DT blast/NN hit/VBD ./. The/DT Front/NNP denied/VBD responsibility/NN ./.")
    event = Event((doc[0:2],), IncidentType.REMOTE_EXPLOSIVE)
    saying = said(doc, "The Front", "denied", "responsibility", Act.DENY)
    assert find_parties(doc, [event], nothing_else([saying])) == []


def test_rival_blames_stand_side_by_side_each_on_its_statement(tagged: Tagged, said: Said) -> None:
    doc = tagged("Aides/NNS blamed/VBD rebels/NNS ./. Rebels/NNS accused/VBD soldiers/NNS ./.")
    sayings = [
        said(doc, "Aides", "blamed", "rebels", Act.CLAIM),
        said(doc, "Rebels", "accused", "soldiers", Act.CLAIM),
    ]
    blamed = labelled(doc, "perpetrator_group", (2, 3), (6, 7))
    found = actors_of([Party(span, span.label_, 0) for span in blamed], nothing_else(sayings))
    assert [(a.text, a.statement) for a in found] == [("rebels", "s1"), ("soldiers", "s2")]


def test_what_was_hit_is_a_facility_people_or_a_thing(tagged: Tagged) -> None:
    doc = tagged("bridge/NN villagers/NNS trucks/NNS")
    kinds = [kind_of(doc[n : n + 1], "target", None) for n in range(3)]
    assert kinds == [ActorKind.FACILITY, ActorKind.PEOPLE, ActorKind.OBJECT]


def test_a_group_is_told_from_the_people_who_did_it(tagged: Tagged) -> None:
    doc = tagged("army/NN rebels/NNS")
    assert kind_of(doc[0:1], "perpetrator_group", None) is ActorKind.MILITARY
    assert kind_of(doc[1:2], "perpetrator_group", None) is ActorKind.PEOPLE
