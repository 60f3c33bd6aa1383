from collections.abc import Callable

import numpy as np
import pytest
from spacy.tokens import Doc

from sayso.language.heads import HEADS, layout
from sayso.model import IncidentType
from sayso.reading.incidents.mentions import Event
from sayso.reading.incidents.phrases import candidates
from sayso.reading.incidents.weighing import DESCRIBED, PARTS, clues, ground, likelihoods, weights

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


def test_every_part_has_a_weight_for_every_clue(doc: Doc) -> None:
    own = ground(doc, [Event((doc[1:4],), IncidentType.ATTACK)], [])
    (rebels,) = candidates(doc, [])
    found = clues(rebels, own)
    assert set(found) == set(weights()) == {*PARTS, DESCRIBED}
    assert all(set(found[part]) == set(weights()[part]) for part in found)
    assert all(np.isfinite(number) for own_clues in found.values() for number in own_clues.values())


def test_all_places_of_the_words_count_and_the_clearest_most(doc: Doc) -> None:
    own = ground(doc, [Event((doc[1:4],), IncidentType.ATTACK)], [])
    (rebels,) = candidates(doc, [])
    seen = clues(rebels, own)["perpetrator_group"]
    assert seen["places"] == pytest.approx(np.log(2))
    assert seen["peak"] > seen["mean"] > seen["least"] - 20
    assert own.inside(rebels).shape == (2, len(PARTS))


def test_what_the_encoder_marks_is_likelier_than_what_it_does_not(doc: Doc) -> None:
    events = [Event((doc[1:4],), IncidentType.ATTACK)]
    (rebels,) = candidates(doc, [])
    sure = likelihoods(rebels, ground(doc, events, []))
    where = layout().slices["role"]
    doc._.sayso_scores.labels[0, where.start] = 10
    doc._.sayso_scores.__dict__.pop("odds", None)
    unsure = likelihoods(rebels, ground(doc, events, []))
    assert sure["perpetrator_group"] > unsure["perpetrator_group"]


def test_a_report_without_an_incident_is_ground_too(doc: Doc) -> None:
    own = ground(doc, [], [])
    assert own.report["struck"] == 0.0
    assert not own.linked.any()
