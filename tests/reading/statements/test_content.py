"""The chain that tells a cue's content, and where words stand."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.language.pipeline import blank
from sayso.reading.statements.content import best_runs, means
from sayso.reading.statements.layout import layout_of

NUMBERS = st.floats(-5, 5, width=32)


@settings(deadline=None)
@given(arrays(np.float32, (1, 5), elements=NUMBERS), arrays(np.float32, (1, 5, 2, 2), elements=NUMBERS))
def test_no_other_choice_of_words_is_likelier(words: np.ndarray, steps: np.ndarray) -> None:
    def gain(states: tuple[int, ...]) -> float:
        within = sum(float(words[0, i]) for i, s in enumerate(states) if s)
        return within + sum(float(steps[0, i, states[i - 1], states[i]]) for i in range(1, len(states)))

    best = max(gain(states) for states in product((0, 1), repeat=5))
    chosen = tuple(int(s) for s in best_runs(words, steps)[0])
    assert abs(gain(chosen) - best) < 1e-3


def test_a_dear_step_keeps_a_run_whole() -> None:
    words = np.array([[2, -1, 2, -9]], dtype=np.float32)
    steps = np.zeros((1, 4, 2, 2), dtype=np.float32)
    assert best_runs(words, steps).tolist() == [[True, False, True, False]]
    steps[:, :, 0, 1] = steps[:, :, 1, 0] = -1
    assert best_runs(words, steps).tolist() == [[True, True, True, False]]


def test_a_mean_is_that_of_the_words_own_stretch() -> None:
    values, stretch = np.array([1, 3, 5, 7], dtype=np.float32), np.array([0, 0, 1, 1])
    assert means(values, stretch).tolist() == [2, 2, 6, 6]


def test_what_stands_between_quotation_marks_is_quoted_and_a_paragraph_starts_outside() -> None:
    doc = blank()("“We left.” They wept.\n\nNobody “came back\n\nThe end.")
    quoted = {t.text for t in doc if layout_of(doc).quoted[t.i]}
    assert quoted == {"We", "left", ".", "came", "back"}


def test_punctuation_parts_stretches() -> None:
    doc = blank()("They left, he said: nobody stayed")
    stretch = layout_of(doc).stretch
    words = {t.text: int(stretch[t.i]) for t in doc}
    assert (
        words["They"] == words["left"] != words["he"] == words["said"] != words["nobody"] == words["stayed"]
    )
