"""Lemmas and features by the tag of a word."""

import pytest

from sayso.language.forms import changed, forms, set_forms
from sayso.language.pipeline import blank


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("villages", "NNS", "village"),
        ("Children", "NNS", "child"),
        ("said", "VBD", "say"),
        ("burned", "VBD", "burn"),
        ("stopped", "VBD", "stop"),
        ("carrying", "VBG", "carry"),
        ("is", "VBZ", "be"),
        ("left", "JJ", "left"),
        ("left", "VBD", "leave"),
        ("Deir", "NNP", "Deir"),
        ("them", "PRP", "they"),
    ],
)
def test_the_lemma_of_a_word_depends_on_its_tag(word: str, tag: str, lemma: str) -> None:
    assert forms().lemma(word, tag) == lemma


def test_the_longest_ending_that_has_a_rule_decides() -> None:
    rules = {"s": (1, ""), "ies": (3, "y")}
    assert [changed(word, rules) for word in ("cats", "ponies", "cat")] == ["cat", "pony", "cat"]


def test_features_are_those_of_the_tag_or_the_words_own() -> None:
    assert forms().features("villages", "NNS") == "Number=Plur"
    assert "Gender=Fem" in forms().features("She", "PRP")


def test_a_doc_has_both_on_every_word() -> None:
    doc = blank()("Villages  burned.")
    for token, tag in zip(doc, ("NNS", "_SP", "VBD", "."), strict=True):
        token.tag_ = tag
    doc = set_forms(doc)
    assert [t.lemma_ for t in doc] == ["village", " ", "burn", "."]
    assert doc[0].morph.get("Number") == ["Plur"]
    assert doc[2].morph.get("Tense") == ["Past"]
