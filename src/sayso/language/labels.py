"""The likeliest row of B, I and O labels that makes sense: an I goes on from a B or an I of its kind.

Source: Viterbi, IEEE Transactions on Information Theory 13 (1967).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

NEVER = -1e9


def likeliest(odds: Floats, labels: Sequence[str]) -> Ints:
    """The best sensible label of each word.

    Args:
        odds: log probabilities, (words, labels).
        labels: "O", and for each kind one that starts with "B-" and one with "I-".

    Returns:
        The numbers of the labels, (words,).
    """
    if len(odds) == 0:
        return np.zeros(0, dtype=np.int64)
    # Plain numbers: there are few labels, and a call for each word would cost more than the sums.
    inside = [(n, labels.index(f"B{label[1:]}")) for n, label in enumerate(labels) if label.startswith("I-")]
    every = range(len(labels))
    rows: list[list[float]] = odds.tolist()
    best = rows[0]
    for n, _ in inside:
        best[n] += NEVER
    steps: list[list[int]] = []
    for row in rows[1:]:
        most = max(best)
        came = [best.index(most)] * len(labels)
        new = [most + row[n] for n in every]
        for n, begun in inside:
            came[n] = begun if best[begun] >= best[n] else n
            new[n] = best[came[n]] + row[n]
        steps.append(came)
        best = new
    path = [best.index(max(best))]
    for came in reversed(steps):
        path.append(came[path[-1]])
    return np.array(path[::-1], dtype=np.int64)
