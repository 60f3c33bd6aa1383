"""Where punctuation hangs in the tree of the words.

A pair of brackets or quotation marks hangs on the head of what it encloses. Any other mark stands between two parts of the
sentence and hangs on the head of the lower one: a comma on the clause that it sets off, or on the next of several like parts.

Source: Universal Dependencies, guidelines for `punct`; Popel, Zabokrtsky and Vojtek, "Udapi: Universal API for Universal
Dependencies", UDW 2017, `ud.FixPunct`.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

CLOSED_BY = {"(": ")", "[": "]", "“": "”", "``": "''", '"': '"', "‘": "’", "«": "»", "'": "'"}


def hang(heads: Ints, marks: Ints, forms: Sequence[str]) -> Ints:
    """The heads with those of the punctuation put right.

    Args:
        heads: of a tree in which nothing hangs on a mark, (words,); the root, which is no mark, is its own.
        marks: which of the words are punctuation, in order; not all.
        forms: all the words.
    """
    found = heads.copy()
    words = np.setdiff1d(np.arange(len(heads)), marks)
    pairs = _pairs(marks, forms)
    for mark in marks.tolist():
        top = _enclosed(heads, words, *pairs[mark]) if mark in pairs else None
        found[mark] = top if top is not None else _between(heads, words, mark)
    return found


def _pairs(marks: Ints, forms: Sequence[str]) -> dict[int, tuple[int, int]]:
    """For each mark that opens or closes something the pair that it belongs to."""
    found: dict[int, tuple[int, int]] = {}
    waiting: list[int] = []
    for mark in marks.tolist():
        if waiting and CLOSED_BY[forms[waiting[-1]]] == forms[mark]:
            start = waiting.pop()
            found[start] = found[mark] = start, mark
        elif forms[mark] in CLOSED_BY:
            waiting.append(mark)
    return found


def _enclosed(heads: Ints, words: Ints, start: int, end: int) -> int | None:
    """The one word inside a pair whose head is not; none if there are several."""
    inside = words[(words > start) & (words < end)]
    above = heads[inside]
    tops = inside[(above <= start) | (above >= end) | (above == inside)]
    return int(tops[0]) if len(tops) == 1 else None


def _between(heads: Ints, words: Ints, mark: int) -> int:
    """The lower of the heads of the parts on either side of a mark."""
    next_word = int(np.searchsorted(words, mark))
    tops: list[int] = []
    for near in words[max(0, next_word - 1) : next_word + 1].tolist():
        top = near
        while heads[top] != top and (heads[top] < mark) == (near < mark):
            top = int(heads[top])
        tops.append(top)
    return tops[0] if len(tops) == 1 or _under(heads, tops[0], tops[1]) else tops[1]


def _under(heads: Ints, word: int, other: int) -> bool:
    """Whether a word hangs below another."""
    while heads[word] != word:
        word = int(heads[word])
        if word == other:
            return True
    return False
