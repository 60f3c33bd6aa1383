from collections.abc import Callable

from spacy.tokens import Doc, Span

from sayso.language.heads import HEADS, layout
from sayso.model import Act, ActorKind, Entity, EntityType, IncidentType, Phrase, Role
from sayso.reading.context import Context
from sayso.reading.incidents.actors import actors_of, kind_of
from sayso.reading.incidents.mentions import Event
from sayso.reading.incidents.parties import Party, find_parties, likely_parties
from sayso.reading.statements import Saying

Tagged = Callable[[str], Doc]
Said = Callable[..., Saying]


def labelled(doc: Doc, label: str, *spans: tuple[int, int]) -> list[Span]:
    return [Span(doc, start, end, label=label) for start, end in spans]


def nothing_else(sayings: list[Saying], entities: list[Entity] = []) -> Context:  # noqa: B006
    return Context(entities=entities, times=[], places=[], sayings=sayings)


def marking(doc: Doc, part: str, *places: tuple[int, int]) -> None:
    """Have the encoder mark some words as a party."""
    where, labels = layout().slices["role"], HEADS["role"]
    scores = doc._.sayso_scores.labels
    for start, end in places:
        scores[start:end, where] = 0
        scores[start, where.start + labels.index(f"B-{part}")] = 12
        scores[start + 1 : end, where.start + labels.index(f"I-{part}")] = 12


def texts(doc: Doc, event: Event, *entities: Entity) -> list[tuple[str, str]]:
    found = likely_parties(doc, [event], entities)
    return sorted((places[0].label_, places[0].text) for places in found)


def test_one_name_and_its_short_form_are_one_party(tagged: Tagged) -> None:
    doc = tagged(
        "The/DT Green/NNP Front/NNP attacked/VBD a/DT bridge/NN ,/, and/CC the/DT Front/NNP fled/VBD ./."
    )
    marking(doc, "perpetrator_group", (1, 3), (9, 10))
    event = Event((doc[3:6],), IncidentType.ATTACK)
    (front,) = (t for t in texts(doc, event) if t[0] == "perpetrator_group")
    assert front[1].endswith("Front")


def test_a_first_family_name_is_short_for_both(tagged: Tagged) -> None:
    doc = tagged(
        "Gunmen/NNS killed/VBD Omar/NNP Velasco/NNP Rojas/NNP ./. Velasco/NNP was/VBD a/DT judge/NN ./."
    )
    marking(doc, "victim", (2, 5), (6, 7))
    event = Event((doc[0:2],), IncidentType.ATTACK)
    (victim,) = (t for t in texts(doc, event) if t[0] == "victim")
    assert "Velasco" in victim[1]


def test_two_who_share_a_common_word_are_two(tagged: Tagged) -> None:
    doc = tagged("They/PRP killed/VBD a/DT guard/NN and/CC the/DT guard/NN commander/NN ./.")
    marking(doc, "victim", (2, 4), (5, 8))
    event = Event((doc[0:2],), IncidentType.ATTACK)
    assert len([t for t in texts(doc, event) if t[0] == "victim"]) == 2


def test_a_name_and_its_initials_are_one_party_where_the_report_says_so(tagged: Tagged) -> None:
    doc = tagged("Green/NNP Front/NNP attacked/VBD a/DT bridge/NN ,/, GF/NNP said/VBD ./.")
    marking(doc, "perpetrator_group", (0, 2), (6, 7))
    event = Event((doc[2:5],), IncidentType.ATTACK)
    mentions = (Phrase(text="Green Front", span=(0, 11)), Phrase(text="GF", span=(31, 33)))
    front = Entity(id="e1", name="Green Front", type=EntityType.ARMED_GROUP, mentions=mentions)
    assert doc.text[31:33] == "GF"
    assert len(texts(doc, event)) == 2
    assert len(texts(doc, event, front)) == 1


def test_where_nothing_is_marked_there_is_no_party(tagged: Tagged) -> None:
    doc = tagged("Rebels/NNS attacked/VBD a/DT bridge/NN ./.")
    marking(doc, "victim")
    assert texts(doc, Event((doc[1:4],), IncidentType.ATTACK)) == []


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
