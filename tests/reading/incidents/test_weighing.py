from collections.abc import Callable

import numpy as np
import pytest
from spacy.tokens import Doc

from sayso.language.heads import HEADS, layout
from sayso.model import IncidentType
from sayso.reading.incidents.ground import PARTS, ground
from sayso.reading.incidents.mentions import Event
from sayso.reading.incidents.phrases import candidates
from sayso.reading.incidents.weighing import CLUES, OUTCOMES, clues, likelihoods, weights

Tagged = Callable[[str], Doc]


@pytest.fixture
def doc(tagged: Tagged) -> Doc:
    doc = tagged("Rebels/NNS attacked/VBD a/DT bridge/NN ./. Police/NNS sought/VBD rebels/NNS ./.")
    where, labels = layout().slices["role"], HEADS["role"]
    scores = doc._.sayso_scores.labels
    scores[:, where] = 0
    scores[:, where.start] = 8
    scores[0, where] = 0
    scores[0, where.start + labels.index("B-perpetrator_group")] = 8
    return doc


def test_every_outcome_has_a_weight_for_every_clue(doc: Doc) -> None:
    own = ground(doc, [Event((doc[1:4],), IncidentType.ATTACK)], [])
    found = clues(candidates(doc, []), own)
    assert found.shape == (1, len(PARTS), len(CLUES))
    assert weights().shape == (len(OUTCOMES), len(CLUES))
    assert np.isfinite(found).all()


def test_all_places_of_the_words_count_and_the_clearest_most(doc: Doc) -> None:
    own = ground(doc, [Event((doc[1:4],), IncidentType.ATTACK)], [])
    (rebels,) = candidates(doc, [])
    seen = dict(zip(CLUES, clues([rebels], own)[0, PARTS.index("perpetrator_group")], strict=True))
    assert seen["places"] == pytest.approx(np.log(2))
    assert seen["peak"] > seen["mean"] > seen["least"] - 20
    assert own.inside(rebels).shape == (2, len(PARTS))


def test_a_phrase_is_weighed_alike_whatever_others_the_report_has(tagged: Tagged) -> None:
    doc = tagged(
        "Rebels/NNS of/IN the/DT north/NN shot/VBD two/CD old/JJ farmers/NNS near/IN Rebels/NNP Hill/NNP ./."
    )
    scores = doc._.sayso_scores.labels
    scores[:, layout().slices["role"]] = np.random.default_rng(7).normal(size=(len(doc), len(HEADS["role"])))
    own, found = ground(doc, [Event((doc[4:5],), IncidentType.ATTACK)], []), candidates(doc, [])
    assert len({len(c.words) for c in found}) > 1
    assert len({len(c.places) for c in found}) > 1
    alone = [clues([candidate], own)[0] for candidate in found]
    assert np.allclose(clues(found, own), alone)


def test_what_the_encoder_marks_is_likelier_than_what_it_does_not(doc: Doc) -> None:
    events = [Event((doc[1:4],), IncidentType.ATTACK)]
    found = candidates(doc, [])
    sure = likelihoods(found, ground(doc, events, []))
    where = layout().slices["role"]
    doc._.sayso_scores.labels[0, where.start] = 10
    doc._.sayso_scores.__dict__.pop("odds", None)
    unsure = likelihoods(found, ground(doc, events, []))
    group = OUTCOMES.index("perpetrator_group")
    assert sure[0, group] > unsure[0, group]


def test_a_report_without_a_phrase_has_no_party(doc: Doc) -> None:
    assert likelihoods([], ground(doc, [], [])).shape == (0, len(OUTCOMES))


def test_a_report_without_an_incident_is_ground_too(doc: Doc) -> None:
    own = ground(doc, [], [])
    assert own.report["struck"] == 0.0
    assert not own.linked.any()
