"""What the tables of relations add to the encoder's word."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.language.grammar import ROOT, grammar
from sayso.language.heads import HEADS

RELATIONS, TAGS = HEADS["relation"], HEADS["tag"]


def odds_of(*words: dict[str, float]) -> np.ndarray:
    """Log odds of relations, a word a row; what is left of the chances is spread over all."""
    rows = np.full((len(words), len(RELATIONS)), 1e-4, dtype=np.float32)
    for row, chances in zip(rows, words, strict=True):
        for relation, chance in chances.items():
            row[RELATIONS.index(relation)] = chance
    return np.log(rows / rows.sum(axis=1, keepdims=True))


def tags_of(*names: str) -> np.ndarray:
    return np.array([TAGS.index(name) for name in names])


def test_the_tables_fit_the_heads() -> None:
    assert grammar().tags.shape == (2, len(RELATIONS), len(TAGS))
    assert grammar().relations.shape == (len(RELATIONS), len(RELATIONS))


def test_an_article_hangs_on_a_noun_to_its_right() -> None:
    # left | the | town
    arcs = grammar().arcs(
        odds_of({"root": 1}, {"det": 1}, {"obj": 1}),
        tags_of("VBD", "DT", "NN"),
    )
    assert arcs[1, 2] > arcs[1, 0]


def test_a_phrase_on_a_verb_is_oblique_and_one_on_a_noun_is_not() -> None:
    odds = odds_of({"root": 1}, {"obj": 1}, {"obl": 0.5, "nmod": 0.5})
    tags = tags_of("VBD", "NN", "NN")
    named = [RELATIONS[grammar().labels(odds, tags, np.array(heads))[2]] for heads in ([0, 0, 0], [0, 0, 1])]
    assert named == ["obl", "nmod"]


@given(arrays(np.float32, (4, len(RELATIONS)), elements=st.floats(-20, 0, width=32)), st.integers(0, 3))
def test_the_root_and_no_other_word_is_called_root(odds: np.ndarray, root: int) -> None:
    labels = grammar().labels(odds, tags_of("NN", "VBD", "IN", "NN"), np.full(4, root))
    assert [n for n in range(4) if labels[n] == ROOT] == [root]
