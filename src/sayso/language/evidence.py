"""What a whole report tells of the label of one of its words: the other places where it is printed, and its case.

The constants were set on the development parts of GUM (SHARE, CAPITAL, SMALL) and of re3d (SHARE, LEAN).

Source: Gale, Church and Yarowsky, "One Sense Per Discourse", HLT 1992.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

Floats = npt.NDArray[np.float32]

SHARE = np.float32(0.9)
"""How far a word's odds are those of all its places in the report, rather than of this one."""

CAPITAL = np.float32(1.5)
"""Log odds that a capital inside a sentence takes from a word's being no name."""

SMALL = np.float32(2.5)
"""Log odds that small letters add to it."""

LEAN = np.float32(1.0)
"""Taken from the log odds of no mention: the head marks too few descriptions."""


def is_caseless(doc: Doc) -> bool:
    """Whether a report is in capitals or in small letters throughout, so that case tells nothing."""
    letters = [c for c in doc.text[:5000] if c.isalpha()]
    share = sum(map(str.isupper, letters)) / max(1, len(letters))
    return not 0.01 <= share <= 0.5


def together(doc: Doc, odds: Floats, labels: Sequence[str]) -> Floats:
    """The odds of labels, where each capitalised word leans to what it is in all its places.

    Args:
        doc: the report.
        odds: log probabilities, (words, labels); what is shared is how likely each kind is, not where a span begins.
        labels: "O", and for each kind one that starts with "B-" and one with "I-".
    """
    words = np.array([t.i for t in doc if t.text[0].isupper() and len(t.text) > 1], dtype=np.int64)
    if not len(words) or is_caseless(doc):
        return odds
    kinds = list(dict.fromkeys(label[1:] for label in labels))
    kind_of = np.array([kinds.index(label[1:]) for label in labels])
    own = np.stack(
        [np.logaddexp.reduce(odds[words][:, kind_of == k], axis=1) for k in range(len(kinds))], axis=1
    )
    _, form = np.unique(np.array([doc[int(i)].orth for i in words], dtype=np.uint64), return_inverse=True)
    mean = np.zeros((form.max() + 1, len(kinds)), dtype=np.float32)
    np.add.at(mean, form, own)
    mean /= np.bincount(form)[:, None]
    mean -= np.logaddexp.reduce(mean, axis=1, keepdims=True)
    shared = odds.copy()
    shared[words] += (SHARE * (mean[form] - own))[:, kind_of]
    return shared


def by_case(doc: Doc, odds: Floats) -> Floats:
    """The odds of a head of names, whose first label is "O", with what case tells."""
    if is_caseless(doc):
        return odds
    capital = np.array([t.text[0].isupper() and not t.is_sent_start for t in doc], dtype=np.float32)
    small = np.array([t.is_lower for t in doc], dtype=np.float32)
    told = odds.copy()
    told[:, 0] += SMALL * small - CAPITAL * capital
    return told


def leaning(odds: Floats) -> Floats:
    """The odds of a head that marks too little, whose first label is "O", leaning to the others."""
    more = odds.copy()
    more[:, 0] -= LEAN
    return more
