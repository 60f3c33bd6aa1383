from collections.abc import Callable

import numpy as np
import pytest
from spacy.tokens import Doc

from sayso.language.heads import HEADS, layout
from sayso.model import IncidentType
from sayso.reading.incidents.types import stems, type_of

Tagged = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Jets/NNS carried/VBD out/RP an/DT air/NN strike/NN on/IN the/DT town/NN ./.",
            IncidentType.AIR_DRONE_STRIKE,
        ),
        ("Mortar/NN shells/NNS hit/VBD the/DT town/NN ./.", IncidentType.SHELLING),
        ("Police/NNS arrested/VBD six/CD men/NNS ./.", IncidentType.ARRESTS),
        ("Gunmen/NNS kidnapped/VBD two/CD teachers/NNS ./.", IncidentType.ABDUCTION),
        ("A/DT ceasefire/NN deal/NN was/VBD signed/VBN ./.", IncidentType.AGREEMENT),
    ],
)
def test_the_words_of_a_mention_tell_its_type(tagged: Tagged, text: str, kind: IncidentType) -> None:
    doc = tagged(text)
    assert type_of(doc._.sayso_scores, [doc[0 : len(doc) - 1]]) is kind


def test_a_bomb_is_a_suicide_bomb_where_the_report_calls_it_so(tagged: Tagged) -> None:
    plain = tagged("A/DT car/NN bomb/NN exploded/VBD near/IN a/DT gate/NN ./.")
    doc = tagged("A/DT car/NN bomb/NN exploded/VBD in/IN a/DT suicide/NN attack/NN ./.")
    assert type_of(plain._.sayso_scores, [plain[0:4]]) is IncidentType.REMOTE_EXPLOSIVE
    assert type_of(doc._.sayso_scores, [doc[0:4]]) is IncidentType.SUICIDE_BOMB


def test_a_strike_on_suicide_bombers_is_a_strike(tagged: Tagged) -> None:
    doc = tagged("An/DT air/NN strike/NN killed/VBD two/CD suicide/NN bombers/NNS ./.")
    assert type_of(doc._.sayso_scores, [doc[0:7]]) is IncidentType.AIR_DRONE_STRIKE


def test_a_grenade_is_told_from_its_launcher(tagged: Tagged) -> None:
    thrown = tagged("A/DT grenade/NN attack/NN on/IN a/DT house/NN ./.")
    fired = tagged("A/DT grenade/NN launcher/NN attack/NN on/IN a/DT house/NN ./.")
    assert type_of(thrown._.sayso_scores, [thrown[0:3]]) is IncidentType.GRENADE
    assert type_of(fired._.sayso_scores, [fired[0:4]]) is not IncidentType.GRENADE


def test_the_encoder_decides_where_the_words_do_not(tagged: Tagged) -> None:
    doc = tagged("It/PRP happened/VBD ./.")
    row = layout().slices["type"].start + HEADS["type"].index(IncidentType.MOB_VIOLENCE)
    doc._.sayso_scores.labels[:, row] = 30
    assert type_of(doc._.sayso_scores, [doc[1:2]]) is IncidentType.MOB_VIOLENCE


def test_names_and_times_are_no_clues(tagged: Tagged) -> None:
    doc = tagged("Marsh/NNP bombing/NN")
    doc.spans["toponym"] = [doc[0:1]]
    assert stems(doc[0:2]) == {"bombin"}
    assert np.isfinite(doc._.sayso_scores.labels).all()
