from collections.abc import Callable

import numpy as np
from spacy.tokens import Doc

from sayso.language.heads import HEADS, layout
from sayso.reading.incidents.phrases import Cut, candidates

Tagged = Callable[[str], Doc]


def marked(doc: Doc, part: str, start: int, end: int) -> Doc:
    where, labels = layout().slices["role"], HEADS["role"]
    scores = doc._.sayso_scores.labels
    scores[:, where] = 0
    scores[:, where.start] = 12
    scores[start:end, where.start] = 0
    scores[start, where.start + labels.index(f"B-{part}")] = 12
    scores[start + 1 : end, where.start + labels.index(f"I-{part}")] = 12
    return doc


def cuts(doc: Doc) -> dict[str, frozenset[Cut]]:
    return {" ".join(c.words): c.cuts for c in candidates(doc, [])}


def test_a_noun_is_taken_with_all_that_stands_before_it_and_without_its_number(tagged: Tagged) -> None:
    doc = marked(tagged("Three/CD heavily/RB armed/VBN men/NNS fled/VBD ./."), "perpetrator_person", 3, 4)
    found = cuts(doc)
    assert Cut.MARKED in found["men"]
    assert Cut.FULL in found["three heavily armed men"]
    assert Cut.UNCOUNTED in found["heavily armed men"]


def test_a_name_is_taken_without_its_titles_too(tagged: Tagged) -> None:
    doc = marked(tagged("They/PRP shot/VBD Judge/NNP Ada/NNP Vance/NNP ./."), "victim", 2, 5)
    assert Cut.BARE in cuts(doc)["ada vance"]
    assert Cut.MARKED in cuts(doc)["judge ada vance"]


def test_words_are_one_candidate_with_every_place_where_they_stand(tagged: Tagged) -> None:
    doc = marked(
        tagged("Rebels/NNS fled/VBD ./. Police/NNS sought/VBD rebels/NNS ./."), "perpetrator_group", 0, 1
    )
    (found,) = candidates(doc, [])
    assert [s.start for s in found.places] == [0, 5]


def test_what_holds_no_noun_is_no_candidate(tagged: Tagged) -> None:
    assert candidates(marked(tagged("of/IN the/DT 47/CD"), "target", 0, 3), []) == []


def test_an_empty_doc_has_none(tagged: Tagged) -> None:
    doc = tagged("and/CC")
    doc._.sayso_scores.labels[:, layout().slices["role"].start] = np.float32(12)
    assert candidates(doc, []) == []
