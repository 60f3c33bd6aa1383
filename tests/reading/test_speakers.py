"""Whom the words of a source stand for."""

import pytest

from marking import marked, said_by
from sayso.language.entities import find_entities
from sayso.language.places.gazetteer import Candidate, Entry, Kind
from sayso.model import Source, SourceKind
from sayso.reading.speakers import name_speakers


def named(text: str, *sources: str) -> list[Source]:
    """The sources of a text, in order."""
    doc = marked(text)
    speakers, _ = name_speakers(doc, said_by(doc, *sources), find_entities(doc))
    return [speaker.source for speaker in speakers]


def cast(text: str, *sources: str) -> dict[str, list[str]]:
    """The entities of a text after its sources are named, by their mentions."""
    doc = marked(text)
    _, entities = name_speakers(doc, said_by(doc, *sources), find_entities(doc))
    return {entity.name: [mention.text for mention in entity.mentions] for entity in entities}


def names(text: str, *sources: str) -> list[str | None]:
    return [source.name for source in named(text, *sources)]


def test_a_person_with_a_role_is_one_person() -> None:
    text = "[person Dr Salem Nasser], [person a doctor], said that it was over."
    [source] = named(text, "Dr Salem Nasser, a doctor")
    assert (source.name, source.named) == ("Salem Nasser", True)


def test_who_has_no_name_is_described() -> None:
    [source] = named("[person A senior insider] said that it was over.", "A senior insider")
    assert (source.name, source.named) == ("senior insider", False)


def test_a_description_ends_before_what_is_added_to_it() -> None:
    text = "Ninety countries, including [place Chad], said that it was over."
    assert names(text, "Ninety countries, including Chad") == ["Ninety countries"]


@pytest.mark.parametrize("pronoun", ["He", "She"])
def test_he_is_the_speaker_before(pronoun: str) -> None:
    text = f"[person Tarik Osman] said that it was over. {pronoun} said that all were safe."
    assert names(text, "Tarik Osman", pronoun) == ["Tarik Osman", "Tarik Osman"]


def test_he_is_no_body_and_it_no_person() -> None:
    text = (
        "[organization The Ashen Watch] said that it was over. [person Tarik Osman] said that all were safe. "
        "It said that rain fell. He said that snow fell."
    )
    found = names(text, "The Ashen Watch", "Tarik Osman", "It", "He")
    assert found == ["Ashen Watch", "Tarik Osman", "Ashen Watch", "Tarik Osman"]


def test_he_is_the_insider_where_the_insider_spoke_last() -> None:
    text = "[person Tarik Osman] said no. [person A senior insider] said that it was over. He said that snow fell."
    assert names(text, "Tarik Osman", "A senior insider", "He")[2] == "senior insider"


def test_a_pronoun_without_anyone_before_it_has_no_name() -> None:
    assert names("He said that it was over.", "He") == [None]


def test_the_spokesman_is_the_one_named_before() -> None:
    text = "Army spokesman [person Tarik Osman] said no. The spokesman said that it was over."
    assert names(text, "Army spokesman Tarik Osman", "The spokesman")[1] == "Tarik Osman"


def test_the_group_is_the_body_that_spoke_last() -> None:
    text = "[organization The Ashen Watch] said no. The group said that it was over."
    assert names(text, "The Ashen Watch", "The group")[1] == "Ashen Watch"


def test_a_statement_speaks_for_the_body_that_spoke_last() -> None:
    text = "[organization The Ashen Watch] said no. The statement said that it was over."
    assert names(text, "The Ashen Watch", "The statement")[1] == "Ashen Watch"


def test_another_official_is_not_the_one_before() -> None:
    text = "[person An official] said no. Another official said that it was over."
    assert names(text, "An official", "Another official")[1] == "Another official"


def test_a_monitor_is_the_one_that_is_named_later() -> None:
    text = "A monitor said no. [organization The Ashen Observatory] said that it was over."
    assert names(text, "A monitor", "The Ashen Observatory") == ["Ashen Observatory", "Ashen Observatory"]


def test_a_possessor_is_not_the_source() -> None:
    text = "A lawyer of [person Tarik Osman] said that it was over."
    assert names(text, "A lawyer of Tarik Osman") == ["lawyer of Tarik Osman"]


def test_us_in_capitals_is_a_country() -> None:
    text = "[person Tarik Osman] said no. [place US] said that it was over."
    assert names(text, "Tarik Osman", "US")[1] == "US"


def test_the_kind_of_voice_goes_with_the_name() -> None:
    text = "A police officer said no. He said that it was over."
    assert [s.kind for s in named(text, "A police officer", "He")] == [SourceKind.POLICE, SourceKind.POLICE]


def test_without_a_source_nobody_is_named() -> None:
    doc = marked("Rain fell, it was said that night.")
    [saying] = said_by(doc, "Rain")
    silent = type(saying)(saying.cue, (), (), saying.content)
    [speaker], _ = name_speakers(doc, [silent], ())
    assert speaker.source.name is None


def test_words_that_stand_for_someone_are_mentions() -> None:
    text = "[person Tarik Osman] said that it was over. He said that snow fell."
    assert cast(text, "Tarik Osman", "He") == {"Tarik Osman": ["Tarik Osman", "He"]}


def test_who_speaks_without_a_name_is_an_entity() -> None:
    text = "A farmer said that it was over. Another farmer said that snow fell. He said that rain fell."
    assert cast(text, "A farmer", "Another farmer", "He") == {
        "farmer": ["A farmer"],
        "Another farmer": ["Another farmer", "He"],
    }


def test_every_speaker_with_a_name_points_to_its_entity() -> None:
    text = "A farmer said that it was over. He said that snow fell."
    doc = marked(text)
    speakers, entities = name_speakers(doc, said_by(doc, "A farmer", "He"), ())
    assert [s.source.entity for s in speakers] == [entities[0].id, entities[0].id]


def test_an_abbreviation_in_a_description_is_told_in_full() -> None:
    text = "[organization Coast Rescue Office] (CRO) boats came. A [organization CRO] spokesman said that it was over."
    assert names(text, "A CRO spokesman") == ["Coast Rescue Office spokesman"]


def test_a_capital_or_a_country_that_speaks_is_its_government() -> None:
    doc = marked("[place Lima] said that it was over. The [place Chad] said that all were safe.")
    doc._.sayso_candidates = {
        (0, 4): candidate("Lima", Kind.CAPITAL, "PE"),
        (32, 36): candidate("Chad", Kind.COUNTRY, "TD"),
    }
    speakers, _ = name_speakers(doc, said_by(doc, "Lima", "The Chad"), find_entities(doc))
    assert [s.source.name for s in speakers] == ["Peruvian government", "Chadian government"]


def test_a_town_that_speaks_is_no_government() -> None:
    doc = marked("[place Arica] said that it was over.")
    doc._.sayso_candidates = {(0, 5): candidate("Arica", Kind.TOWN, "CL")}
    speakers, _ = name_speakers(doc, said_by(doc, "Arica"), find_entities(doc))
    assert speakers[0].source.name == "Arica"


def candidate(name: str, kind: Kind, country: str) -> Candidate:
    return Candidate(Entry(1, name, kind, country, None, None, 0.0, 0.0, 1_000_000), "name")
