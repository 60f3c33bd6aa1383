"""The parse is always one tree a sentence, and the best one."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.language.parse import best_heads


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether every word reaches the one root, which is its own head."""
    roots = [word for word, head in enumerate(heads) if word == head]
    if len(roots) != 1:
        return False
    for start in range(len(heads)):
        word = start
        for _ in heads:
            word = heads[word]
        if word != roots[0]:
            return False
    return True


def worth(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads) if word != head))


some_scores = st.integers(1, 5).flatmap(
    lambda n: arrays(np.float32, (n, n), elements=st.floats(-8, 8, width=32), unique=True)
)


@given(some_scores)
def test_the_heads_are_the_best_tree_under_their_root(scores: np.ndarray) -> None:
    heads = tuple(int(head) for head in best_heads(scores))
    assert is_tree(heads)
    root = next(word for word, head in enumerate(heads) if word == head)
    trees = [t for t in product(range(len(heads)), repeat=len(heads)) if t[root] == root and is_tree(t)]
    assert worth(scores, heads) >= max(worth(scores, tree) for tree in trees) - 1e-4


def test_a_circle_of_best_heads_is_broken_where_it_costs_least() -> None:
    scores = np.array([[5, -9, -9], [1, -9, 8], [3, 8, -9]], dtype=np.float32)
    assert best_heads(scores).tolist() == [0, 2, 0]
