"""Where each word of a text stands: its sentence, paragraph and quotation, and the stretch between punctuation."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from sayso.reading.statements.saying import STOPS

MARKS = {'"', "“", "”", "''", "``", "«", "»"}
OPENING, CLOSING = {"“", "``", "«"}, {"”", "»"}
CUTTING = {",", ";", ":", "--", "—", "–", "―", "(", ")", "-"}

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Layout:
    """One row a word, (words,).

    Args:
        sentence: the number of its sentence; a line's end ends one, too.
        paragraph: the number of its line.
        quoted: whether it stands between quotation marks; a paragraph starts outside.
        mark: whether it is a quotation mark.
        cut: whether it is punctuation that parts stretches.
        stretch: the number of its stretch between punctuation.
        left: the first word of its subtree.
        right: the last word of its subtree.
    """

    sentence: Ints
    paragraph: Ints
    quoted: Bools
    mark: Bools
    cut: Bools
    stretch: Ints
    left: Ints
    right: Ints


def layout_of(doc: Doc) -> Layout:
    """The layout of a parsed Doc."""
    texts = [t.text for t in doc]
    broken = np.array([t.is_space and "\n" in t.text for t in doc], dtype=bool)
    ends = np.array([text in STOPS for text in texts], dtype=bool) | broken
    mark = np.array([text in MARKS for text in texts], dtype=bool)
    cut = np.array([text in CUTTING for text in texts], dtype=bool) | ends | mark
    return Layout(
        sentence=np.cumsum(ends) - ends,
        paragraph=np.cumsum(broken),
        quoted=_quoted(texts, broken),
        mark=mark,
        cut=cut,
        stretch=np.cumsum(cut | np.r_[False, cut[:-1]]),
        left=np.array([t.left_edge.i for t in doc], dtype=np.int64),
        right=np.array([t.right_edge.i for t in doc], dtype=np.int64),
    )


def _quoted(texts: list[str], broken: Bools) -> Bools:
    inside = False
    found = np.zeros(len(texts), dtype=bool)
    for i, text in enumerate(texts):
        if broken[i]:
            inside = False
        elif text in MARKS:
            inside = text in OPENING or (text not in CLOSING and not inside)
        else:
            found[i] = inside
    return found
