"""The likeliest row of B, I and O labels that makes sense: an I goes on from a B or an I of its kind.

Source: Viterbi, IEEE Transactions on Information Theory 13 (1967).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

NEVER = np.float32(-1e9)


def likeliest(odds: Floats, labels: Sequence[str]) -> Ints:
    """The best sensible label of each word.

    Args:
        odds: log probabilities, (words, labels).
        labels: "O", and for each kind one that starts with "B-" and one with "I-".

    Returns:
        The numbers of the labels, (words,).
    """
    size = len(odds)
    if size == 0:
        return np.zeros(0, dtype=np.int64)
    within = np.array([label.startswith("I-") for label in labels])
    alike = np.array([[one[1:] == other[1:] for other in labels] for one in labels])
    barred = np.where(within[None] & ~alike, NEVER, np.float32(0))
    best = odds[0] + np.where(within, NEVER, np.float32(0))
    came = np.zeros((size, len(labels)), dtype=np.int64)
    for i in range(1, size):
        gain = best[:, None] + barred
        came[i] = gain.argmax(axis=0)
        best = gain.max(axis=0) + odds[i]
    found = np.zeros(size, dtype=np.int64)
    found[-1] = best.argmax()
    for i in range(size - 1, 0, -1):
        found[i - 1] = came[i, found[i]]
    return found
