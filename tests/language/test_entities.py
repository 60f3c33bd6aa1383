"""The people, bodies and places of a report: their names, what is said of them, and all their mentions."""

import pytest

from marking import marked
from sayso.language.entities import display_name, find_entities, words_of
from sayso.model import Entity, EntityType


def only(text: str) -> Entity:
    """The one entity of a text."""
    found = find_entities(marked(text))
    assert len(found) == 1, [e.name for e in found]
    return found[0]


def printed(entity: Entity) -> list[str]:
    return [mention.text for mention in entity.mentions]


@pytest.mark.parametrize(
    ("text", "name", "description"),
    [
        ("We met [person Captain Nura Saleh].", "Nura Saleh", "Captain"),
        ("We met [person Navy Captain Nura Saleh].", "Nura Saleh", "Navy Captain"),
        ("We met [person Nura Saleh, a doctor].", "Nura Saleh", "a doctor"),
        ("We met [person Nura Saleh], [person a doctor].", "Nura Saleh", "a doctor"),
        ("We met [person the Foreign Secretary, Nura Saleh].", "Nura Saleh", "the Foreign Secretary"),
        ("We met army spokesman [person Nura Saleh].", "Nura Saleh", "army spokesman"),
        ("We met [person Nura Saleh].", "Nura Saleh", None),
        ("We met [person Nura bin Saleh].", "Nura bin Saleh", None),
    ],
)
def test_a_person_has_a_name_and_a_role(text: str, name: str, description: str | None) -> None:
    person = only(text)
    assert (person.name, person.type, person.description) == (name, EntityType.PERSON, description)


def test_a_description_is_no_name() -> None:
    person = only("We met [person a senior insider].")
    assert (person.name, person.description) == ("senior insider", "a senior insider")


def test_a_surname_is_the_one_named_in_full() -> None:
    person = only("[person General Tarik Osman] came. [person Osman] left. [person Mr Osman] wept.")
    assert person.name == "Tarik Osman"
    assert printed(person) == ["General Tarik Osman", "Osman", "Mr Osman"]


def test_a_surname_is_whoever_bore_it_before() -> None:
    text = "[person Tarik Osman] came. [person Osman] met [person Leila Osman]. [person Osman] left."
    tarik, leila = find_entities(marked(text))
    assert printed(tarik) == ["Tarik Osman", "Osman", "Osman"]
    assert printed(leila) == ["Leila Osman"]


def test_two_people_in_one_span_are_two() -> None:
    found = find_entities(marked("We met [person Tarik Osman and Nura Saleh]."))
    assert [e.name for e in found] == ["Tarik Osman", "Nura Saleh"]


@pytest.mark.parametrize(
    "text",
    [
        "We joined [organization the Northern Farmers Union]. [organization The NFU] met.",
        "We joined [organization the Northern Farmers Union] ([organization Nofu]), a body. [organization Nofu] met.",
        "We joined [organization the Northern Farmers Union]. [organization The Union] met.",
        "We joined [organization the Northern Farmers Union]. [organization The Oslo-based Union] met.",
    ],
)
def test_a_body_is_known_in_short(text: str) -> None:
    assert only(text).name == "Northern Farmers Union"


def test_ministries_of_two_fields_are_two() -> None:
    found = find_entities(
        marked("[organization The health ministry] and [organization the defence ministry] met.")
    )
    assert [e.name for e in found] == ["health ministry", "defence ministry"]


def test_what_stands_behind_a_name_is_no_part_of_it() -> None:
    assert only("We read [organization the Moro news agency].").name == "Moro"


def test_pieces_of_one_name_are_one() -> None:
    body = only("We met [organization Sahel]-[organization Niger Watch].")
    assert body.name == "Sahel-Niger Watch"


def test_a_name_goes_on_to_its_last_word() -> None:
    assert (
        only("We met [organization the Northern Observatory] for Herd Rights.").name
        == "Northern Observatory for Herd Rights"
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[organization The Chad health ministry] met.", EntityType.GOVERNMENT),
        ("[organization The Chad army] met.", EntityType.MILITARY),
        ("[organization The Ashen Liberation Front] met.", EntityType.ARMED_GROUP),
        ("[organization The Ashen Watch] met.", EntityType.ORGANIZATION),
        ("[place Ashen hospital] burned.", EntityType.FACILITY),
        ("[place Ashen] burned.", EntityType.PLACE),
        ("[people Chadians] met.", EntityType.PEOPLE),
        ("[person The Ashen Observatory] met.", EntityType.ORGANIZATION),
        ("[organization President Tarik Osman] met.", EntityType.PERSON),
    ],
)
def test_what_sort_of_thing_a_name_stands_for(text: str, kind: EntityType) -> None:
    assert only(text).type is kind


def test_a_place_that_acts_is_its_government() -> None:
    entity = only("[place Chad] is dry. [organization Chad] said so. [organization Chad] left.")
    assert entity.type is EntityType.GOVERNMENT


def test_pronouns_and_places_without_a_name_are_no_entities() -> None:
    assert find_entities(marked("[person He] said that [organization they] met in [place the town].")) == ()


@pytest.mark.parametrize(
    ("text", "words"), [("The U.N.'s envoy", ["un", "envoy"]), ("a Geneva-based group", ["group"]), ("", [])]
)
def test_words_of_a_name(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_name_as_people_write_it() -> None:
    assert display_name("the\nUnited  Nations'") == "United Nations"


def test_a_group_that_has_no_name_keeps_its_word() -> None:
    assert only("We met [organization the rebel group].").name == "rebel group"


def test_a_monitor_is_known_by_its_whole_name() -> None:
    text = "We met [organization the Northern] [organization Observatory] for Herd Rights monitor."
    assert only(text).name == "Northern Observatory for Herd Rights"
