from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from sayso.language.places.gazetteer import Kind, gazetteer
from sayso.language.places.mentions import find_mentions
from sayso.language.places.words import Words

Read = Callable[..., Doc]


def where(doc: Doc) -> list[tuple[str, str | None]]:
    return [(place.text, place.country) for place in doc._.sayso_places]


def test_places_come_in_text_order_with_their_points(read: Read) -> None:
    doc = read("Rockets fell on [Homs] and [Aleppo], monitors said.")
    assert where(doc) == [("Homs", "SY"), ("Aleppo", "SY")]
    for place in doc._.sayso_places:
        assert doc.text[slice(*place.span)] == place.text
        assert 34 < (place.lat or 0) < 37
        assert place.geonameid is not None


@pytest.mark.parametrize(
    ("text", "lat"),
    [("The trial opened in [Paris], [Texas].", 33.7), ("The trial opened in [Paris], [France].", 48.9),
     ("Police in [Springfield], [Illinois] opened fire.", 39.8),
     ("Police in [Springfield], [Missouri] opened fire.", 37.2)],
)  # fmt: skip
def test_the_larger_place_beside_a_name_decides(read: Read, text: str, lat: float) -> None:
    assert read(text)._.sayso_places[0].lat == pytest.approx(lat, abs=0.3)


def test_the_other_places_of_the_report_decide(read: Read) -> None:
    near = read("Fighting spread from [Beirut] and [Sidon] to [Tripoli] in [Lebanon].")
    far = read("Fighting spread from [Misrata] and [Benghazi] to [Tripoli] in [Libya].")
    assert where(near)[2] == ("Tripoli", "LB")
    assert where(far)[2] == ("Tripoli", "LY")


def test_one_name_is_one_place_throughout_a_report(read: Read) -> None:
    doc = read("[Alexandria] is calm. In [Cairo] and [Alexandria], [Egypt], shops reopened.")
    points = {place.lat for place in doc._.sayso_places if place.text == "Alexandria"}
    assert len(points) == 1


def test_capitals_and_lost_apostrophes_do_not_hide_a_name(read: Read) -> None:
    assert where(read("GUERRILLAS ATTACKED [CHALATENANGO] AND [SAN SALVADOR], [EL SALVADOR].")) == [
        ("CHALATENANGO", "SV"), ("SAN SALVADOR", "SV"), ("EL SALVADOR", "SV"),
    ]  # fmt: skip
    assert where(read("[Syrias] army said it held the town."))[0] == ("Syrias", "SY")


def test_an_article_belongs_to_its_name(read: Read) -> None:
    assert where(read("Shells hit [al-Bab] and [Manbij] in [Syria]."))[0] == ("al-Bab", "SY")


def test_an_unknown_spelling_is_matched_by_sound_in_the_countries_of_the_report(read: Read) -> None:
    doc = read("Shells hit [Idlib] and [Hama] in [Syria]. Troops took [Kafr Zeta].")
    place = doc._.sayso_places[3]
    assert (place.country, place.lat) == ("SY", pytest.approx(35.37, abs=0.1))


def test_an_airport_is_more_than_its_town(read: Read) -> None:
    place = read("Crowds pushed towards [Kabul airport] in [Afghanistan].")._.sayso_places[0]
    assert place.text == "Kabul airport"
    assert place.name.endswith("Airport")


def test_a_place_that_no_map_has_keeps_its_name_and_gets_no_point(read: Read) -> None:
    doc = read("They met at [Vrooghansk Gate] by night.")
    assert [(p.name, p.lat, p.lon, p.country) for p in doc._.sayso_places] == [
        ("Vrooghansk Gate", None, None, None)
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "Nothing happened.", "..."])
def test_a_text_without_places_has_none(read: Read, text: str) -> None:
    assert read(text)._.sayso_places == ()


def test_a_city_of_a_name_is_no_region_of_that_name(read: Read) -> None:
    def kinds(text: str) -> set[Kind]:
        doc = read(text)
        found = find_mentions(Words(doc, doc._.sayso_scores), gazetteer())
        return {candidate.entry.kind for mention in found for candidate in mention.candidates}

    assert Kind.REGION in kinds("Missiles struck a market in [Marib].")
    assert kinds("Missiles struck a market in the city of [Marib].") == {Kind.TOWN}
