from spacy.tokens import Doc, Span

from sayso.language.pipeline import blank
from sayso.model import Place, Precision
from sayso.reading.incidents.where import Spot, where_of

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
