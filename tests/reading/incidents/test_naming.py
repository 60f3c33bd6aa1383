from collections.abc import Callable

from spacy.tokens import Doc, Span

from sayso.model import Entity, EntityType, Phrase
from sayso.reading.incidents.naming import mended

Tagged = Callable[[str], Doc]


def entity(doc: Doc, name: str, kind: EntityType) -> Entity:
    at = doc.text.index(name)
    return Entity(id="e1", name=name, type=kind, mentions=(Phrase(text=name, span=(at, at + len(name))),))


def test_a_broken_name_is_made_whole(tagged: Tagged) -> None:
    doc = tagged("Gunmen/NNS shot/VBD Judge/NN Ada/NNP Maria/NNP Vance/NNP ./.")
    person = entity(doc, "Ada Maria Vance", EntityType.PERSON)
    found = mended(doc, [Span(doc, 3, 4, label="victim"), Span(doc, 5, 6, label="victim")], [person])
    assert [(s.text, s.label_) for s in found] == [("Ada Maria Vance", "victim")]


def test_what_holds_no_noun_is_no_party(tagged: Tagged) -> None:
    doc = tagged("of/IN the/DT 47/CD")
    assert mended(doc, [Span(doc, 0, 3, label="target")], []) == []


def test_a_party_neither_starts_nor_ends_with_a_little_word(tagged: Tagged) -> None:
    doc = tagged("against/IN the/DT bridge/NN of/IN")
    assert [s.text for s in mended(doc, [Span(doc, 0, 4, label="target")], [])] == ["the bridge"]
