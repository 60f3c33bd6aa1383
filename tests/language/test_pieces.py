"""Windows cover a text, and every piece is read where it has context on both sides."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.heads import DISTANCES, FARTHEST, distances
from sayso.language.pieces import STRIDE, WINDOW, best_window, window_starts

ROOM = WINDOW - 2


@given(st.integers(1, 5000))
def test_every_piece_is_in_the_window_chosen_for_it(pieces: int) -> None:
    starts = window_starts(pieces)
    chosen = np.array(starts)[best_window(starts, pieces)]
    at = np.arange(pieces)
    assert ((chosen <= at) & (at < chosen + ROOM)).all()
    assert (np.diff(starts) <= STRIDE).all()


@given(st.integers(ROOM + 1, 5000))
def test_a_piece_inside_a_long_text_has_context_on_both_sides(pieces: int) -> None:
    starts = window_starts(pieces)
    chosen = np.array(starts)[best_window(starts, pieces)]
    at = np.arange(pieces)
    left = np.where(chosen == 0, ROOM, at - chosen)
    right = np.where(chosen + ROOM >= pieces, ROOM, chosen + ROOM - 1 - at)
    assert np.minimum(left, right).min() >= (ROOM - STRIDE) // 2 - 1


def test_a_distance_is_exact_nearby_and_coarse_far_away() -> None:
    near = distances(np.arange(8))
    assert len(set(near.tolist())) == 8
    assert distances(np.array([200])) == distances(np.array([205]))
    assert distances(np.array([3])) != distances(np.array([-3]))
    assert distances(np.array([10_000])) == FARTHEST
    assert int(distances(np.array([-10_000]))[0]) == DISTANCES - 1
