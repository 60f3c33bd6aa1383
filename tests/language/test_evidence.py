"""What the rest of a report tells of a name: its other places, and its case."""

import numpy as np
import pytest
from spacy.tokens import Doc

from marking import NLP
from sayso.language.evidence import CAPITAL, SMALL, by_case, is_caseless, leaning, together

LABELS = ("O", "B-person", "I-person", "B-place", "I-place")


def odds_of(doc: Doc, **likely: dict[str, float]) -> np.ndarray:
    """Log odds in which each word's places are, in turn, of the labels given; all other words are outside."""
    rows = np.full((len(doc), len(LABELS)), 0.01, dtype=np.float32)
    rows[:, 0] = 0.96
    for word, chances in likely.items():
        for token, label in zip((t for t in doc if t.text == word), chances, strict=True):
            rows[token.i] = (1 - chances[label]) / (len(LABELS) - 1)
            rows[token.i, LABELS.index(label)] = chances[label]
    return np.log(rows / rows.sum(axis=1, keepdims=True)).astype(np.float32)


def best(odds: np.ndarray, doc: Doc, word: str) -> list[str]:
    return [LABELS[odds[t.i].argmax()] for t in doc if t.text == word]


def test_a_doubtful_place_of_a_name_follows_the_others() -> None:
    doc = NLP("We reached Arun. People in Arun wept. Arun burned.")
    odds = odds_of(doc, Arun={"B-place": 0.95, "I-place": 0.95, "B-person": 0.4})
    assert best(together(doc, odds, LABELS), doc, "Arun") == ["B-place", "I-place", "B-place"]


def test_words_printed_once_or_small_stay_as_they_are() -> None:
    doc = NLP("We reached Arun, and the people of the town left the town.")
    odds = odds_of(doc, Arun={"B-place": 0.9}, town={"B-place": 0.6, "O": 0.9})
    assert np.allclose(together(doc, odds, LABELS), odds, atol=1e-5)


def test_a_report_without_capitals_has_nothing_to_share() -> None:
    doc = NLP("they left arun, and arun burned.")
    odds = odds_of(doc)
    assert np.array_equal(together(doc, odds, LABELS), odds)


def test_a_capital_inside_a_sentence_speaks_for_a_name_and_small_letters_against_it() -> None:
    doc = NLP("People left Arun early.")
    odds = odds_of(doc)
    told = by_case(doc, odds)[:, 0] - odds[:, 0]
    assert told[:4] == pytest.approx([0.0, SMALL, -CAPITAL, SMALL], abs=1e-5)


@pytest.mark.parametrize("text", ["THE ARMY LEFT ARUN.", "the army left arun."])
def test_case_tells_nothing_where_all_letters_are_alike(text: str) -> None:
    doc = NLP(text)
    assert is_caseless(doc)
    assert np.array_equal(by_case(doc, odds_of(doc)), odds_of(doc))


def test_a_head_that_marks_too_little_leans_to_marking() -> None:
    odds = odds_of(NLP("They left."))
    lower = leaning(odds) - odds
    assert (lower[:, 0] < 0).all()
    assert not lower[:, 1:].any()
