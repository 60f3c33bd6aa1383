"""The row of labels that is given makes sense, and none that does is likelier."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.language.labels import likeliest

LABELS = ("O", "B-person", "I-person", "B-place", "I-place")


def makes_sense(row: tuple[int, ...]) -> bool:
    names = ["O", *(LABELS[n] for n in row)]
    return all(not after.startswith("I") or before[1:] == after[1:] for before, after in pairwise(names))


@settings(deadline=None)
@given(arrays(np.float32, (3, len(LABELS)), elements=st.floats(-9, 0, width=32)))
def test_no_row_that_makes_sense_is_likelier(odds: np.ndarray) -> None:
    def worth(row: tuple[int, ...]) -> float:
        return float(sum(odds[i, n] for i, n in enumerate(row)))

    found = tuple(likeliest(odds, LABELS).tolist())
    assert makes_sense(found)
    rows = product(range(len(LABELS)), repeat=3)
    assert worth(found) >= max(worth(row) for row in rows if makes_sense(row)) - 1e-3


def test_one_doubtful_word_does_not_part_a_name() -> None:
    odds = np.log(np.array([[0.1, 0.8, 0.04, 0.03, 0.03], [0.1, 0.02, 0.4, 0.02, 0.46]], dtype=np.float32))
    assert [LABELS[n] for n in likeliest(odds, LABELS)] == ["B-person", "I-person"]


def test_no_words_have_no_labels() -> None:
    assert likeliest(np.zeros((0, 5), dtype=np.float32), LABELS).size == 0
