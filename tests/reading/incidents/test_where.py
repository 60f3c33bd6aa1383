from dataclasses import replace

import pytest
from spacy.tokens import Doc, Span

from sayso.language import entities  # noqa: F401 - registers what a Doc carries
from sayso.language.pipeline import blank
from sayso.language.places.gazetteer import Candidate, Entry, Kind
from sayso.model import Entity, EntityType, Phrase, Place, Precision
from sayso.reading.incidents.where import Spot, spots_of, where_of

NLP = blank()


def words(doc: Doc, phrase: str) -> Span:
    at = doc.text.index(phrase)
    found = doc.char_span(at, at + len(phrase))
    assert found is not None
    return found


def spot(doc: Doc, name: str, precision: Precision, *, lat: float | None = 10.0, named: bool = True) -> Spot:
    span = words(doc, name)
    place = Place(text=name, span=(span.start_char, span.end_char), name=name, lat=lat, lon=lat)
    return Spot(place, span, precision, named)


def names(doc: Doc, mention: str, spots: list[Spot]) -> list[str]:
    return [w.name for w in where_of([words(doc, mention)], spots)]


def test_the_places_of_the_sentence_come_most_exact_first() -> None:
    doc = NLP("In Fenland a bomb hit the market of Marsh Town.")
    spots = [spot(doc, "Fenland", Precision.COUNTRY), spot(doc, "Marsh Town", Precision.TOWN)]
    assert names(doc, "a bomb", spots) == ["Marsh Town", "Fenland"]


def test_a_dateline_is_no_setting_where_the_sentence_has_another() -> None:
    doc = NLP("ARUN, March 3 (AP) - A bomb hit Marsh Town.\n\nMEREFORD - A shell fell.")
    spots = [
        replace(spot(doc, "ARUN", Precision.TOWN), dateline=True),
        spot(doc, "Marsh Town", Precision.TOWN),
        replace(spot(doc, "MEREFORD", Precision.TOWN), dateline=True),
    ]
    assert names(doc, "A bomb", spots) == ["Marsh Town"]
    assert names(doc, "A shell", spots) == ["MEREFORD"]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("CAIRO, March 16, 2024 (Wire) - A bomb went off in Homs.", ["CAIRO"]),
        ("A headline\n\nADEN — A bomb went off in Homs.", ["ADEN"]),
        ("A bomb went off in CAIRO - and one in Homs.", []),
        ("NATO said that CAIRO — and not Homs — was hit.", []),
    ],
)
def test_a_dateline_is_a_place_in_capitals_before_a_dash(text: str, heads: list[str]) -> None:
    doc = NLP(text)
    places = [
        Place(text=name, span=(text.index(name), text.index(name) + len(name)), name=name)
        for name in ("CAIRO", "ADEN", "Homs")
        if name in text
    ]
    assert [s.place.name for s in spots_of(doc, places) if s.dateline] == heads


def test_an_incident_without_a_place_is_where_the_report_was_before() -> None:
    doc = NLP("Clashes shook Marsh Town. A curfew began at dusk.")
    assert names(doc, "A curfew", [spot(doc, "Marsh Town", Precision.TOWN)]) == ["Marsh Town"]


def test_a_quarter_on_no_map_is_followed_by_its_town() -> None:
    doc = NLP("Clashes shook Marsh Town. A shell hit the Eelgate quarter.")
    quarter = spot(doc, "Eelgate", Precision.DISTRICT, lat=None)
    assert names(doc, "A shell", [spot(doc, "Marsh Town", Precision.TOWN), quarter]) == [
        "Eelgate",
        "Marsh Town",
    ]


def test_a_people_is_no_place_where_there_is_one() -> None:
    doc = NLP("Fennish jets bombed Marsh Town.")
    people = spot(doc, "Fennish", Precision.COUNTRY, named=False)
    assert names(doc, "bombed", [people, spot(doc, "Marsh Town", Precision.TOWN)]) == ["Marsh Town"]


def test_what_is_told_after_the_first_town_does_not_move_an_incident() -> None:
    doc = NLP("A shell hit Marsh Town. After the shelling the wounded were driven to Reed City.")
    spots = [spot(doc, "Marsh Town", Precision.TOWN), spot(doc, "Reed City", Precision.TOWN)]
    found = where_of([words(doc, "A shell"), words(doc, "the shelling")], spots)
    assert [w.name for w in found] == ["Marsh Town"]


def test_a_region_alone_is_followed_by_the_town_that_was_told_before() -> None:
    doc = NLP("Clashes shook Marsh Town. A shell fell in the Fen province.")
    spots = [spot(doc, "Marsh Town", Precision.TOWN), spot(doc, "Fen province", Precision.REGION)]
    assert names(doc, "A shell", spots) == ["Marsh Town", "Fen province"]


def test_a_region_around_a_town_says_no_more_than_the_town_that_it_was_near() -> None:
    doc = NLP("A shell fell east of Marsh Town in the Fen province.")
    spots = [spot(doc, "Marsh Town", Precision.NEAR), spot(doc, "Fen province", Precision.REGION)]
    assert names(doc, "A shell", spots) == ["Marsh Town"]
    far = spot(doc, "Fen province", Precision.REGION, lat=12.0)
    assert names(doc, "A shell", [spots[0], far]) == ["Marsh Town", "Fen province"]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb hit the Barrow family home.",
        "A bomb hit the homes of the Barrow and Reed families.",
        "A bomb hit Anna Barrow.",
        "A bomb hit the Barrow Herald.",
    ],
)
def test_a_name_of_people_is_no_setting(text: str) -> None:
    doc = NLP(text)
    own = words(doc, "Barrow")
    mention = {
        "A bomb hit Anna Barrow.": (EntityType.PERSON, "Anna Barrow"),
        "A bomb hit the Barrow Herald.": (EntityType.ORGANIZATION, "Barrow Herald"),
    }.get(text)
    if mention:
        span = words(doc, mention[1])
        phrase = Phrase(text=span.text, span=(span.start_char, span.end_char))
        doc._.sayso_entities = (Entity(id="e1", name=span.text, type=mention[0], mentions=(phrase,)),)
    place = Place(text="Barrow", span=(own.start_char, own.end_char), name="Barrow", lat=1.0, lon=1.0)
    assert [s.named for s in spots_of(doc, [place])] == [False]


def places_in(doc: Doc, **countries: str) -> list[Place]:
    return [
        Place(
            text=n,
            span=(words(doc, n).start_char, words(doc, n).end_char),
            name=n,
            lat=1.0,
            lon=1.0,
            country=c,
        )
        for n, c in countries.items()
    ]


def test_the_only_name_abroad_is_taken_off_the_map() -> None:
    doc = NLP("A bomb hit Eelgate in Marsham. Clashes shook Reedham.")
    found = spots_of(doc, places_in(doc, Eelgate="AA", Marsham="BB", Reedham="BB"))
    assert [s.on_map for s in found] == [False, True, True]


def test_a_town_abroad_stays_where_its_country_is_told_and_something_lies_there() -> None:
    doc = NLP("A bomb hit a bus in Eelgate, the Fenland said. Clashes shook Marsham and Reedham.")
    places = places_in(doc, Eelgate="AA", Fenland="AA", Marsham="BB", Reedham="BB")
    doc._.sayso_candidates = {places[1].span: Candidate(entry_of(Kind.COUNTRY), "name")}
    assert [s.on_map for s in spots_of(doc, places)] == [True, False, True, True]


def test_a_name_that_only_sounds_like_a_far_place_is_taken_off_the_map() -> None:
    doc = NLP("A bomb hit Eelgat near Marsham. Clashes shook Reedhim.")
    town = entry_of(Kind.TOWN)
    eelgat, marsham, reedhim = places_in(doc, Eelgat="AA", Marsham="AA", Reedhim="AA")
    doc._.sayso_candidates = {
        eelgat.span: Candidate(town, "sound"),
        marsham.span: Candidate(town, "name"),
        reedhim.span: Candidate(town, "sound"),
    }
    far = replace(marsham, lat=3.0)
    assert [s.on_map for s in spots_of(doc, [eelgat, marsham, reedhim])] == [True, True, True]
    assert [s.on_map for s in spots_of(doc, [eelgat, far, reedhim])] == [False, True, True]


def entry_of(kind: Kind) -> Entry:
    return Entry(
        id=1, name="", kind=kind, country="AA", region=None, district=None, lat=1.0, lon=1.0, population=0
    )
