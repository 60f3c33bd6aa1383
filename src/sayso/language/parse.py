"""The dependency parse: each word's head, from the encoder's arc vectors and the grammar, as one tree a sentence.

Source: Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing", ICLR 2017; the tree is Chu and Liu's
and Edmonds's maximum arborescence, looked for only where the best heads make a circle.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from sayso.language.encoder import Scores
from sayso.language.grammar import grammar
from sayso.language.heads import ARC_SIZE, HEADS
from sayso.language.labels import NEVER
from sayso.language.punctuation import hang

LONGEST = 400
"""Words of one stretch that is parsed as a sentence; a longer one, which is no sentence, is cut."""

PUNCTUATION = HEADS["relation"].index("punct")
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def best_heads(scores: Floats) -> Ints:
    """The heads of the best tree.

    Args:
        scores: of word j as the head of word i, (words, words); on the diagonal, of i as the root.

    Returns:
        The head of each word, (words,); the root is its own.
    """
    between = np.where(np.eye(len(scores), dtype=bool), -np.inf, scores)
    gain = scores.diagonal() - between.max(axis=1, initial=-np.inf)
    root = int(gain.argmax()) if len(scores) > 1 else 0
    between[root] = -np.inf
    between[root, root] = 0
    heads: Ints = between.argmax(axis=1)
    return heads if _circle(heads) is None else _arborescence(between.astype(np.float64))


def _circle(heads: Ints) -> list[int] | None:
    """The words of some circle, if there is one; a root's arc to itself is none."""
    state = np.zeros(len(heads), dtype=np.int8)
    for start in range(len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1 and heads[at] != at:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return None


def _arborescence(scores: npt.NDArray[np.float64]) -> Ints:
    """Heads of the best tree, where the root is the one word whose score for itself is finite."""
    heads: Ints = scores.argmax(axis=1)
    circle = _circle(heads)
    if circle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(circle)
    kept = scores[members, heads[members]]
    entry = scores[np.ix_(members, outside)] - kept[:, None]
    leave = scores[np.ix_(outside, members)]
    merged = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    merged[:-1, :-1] = scores[np.ix_(outside, outside)]
    merged[-1, :-1] = entry.max(axis=0)
    merged[:-1, -1] = leave.max(axis=1)
    inner = _arborescence(merged)
    found = heads.copy()
    for n, word in enumerate(outside):
        head = int(inner[n])
        found[word] = outside[head] if head < len(outside) else members[int(leave[n].argmax())]
    into = int(inner[-1])
    broken = members[int(entry[:, into].argmax())]
    found[broken] = outside[into]
    return found


def parse(doc: Doc) -> Doc:
    """Set heads and relations within the sentences that are marked; white space hangs on the word before it."""
    scores: Scores = doc._.sayso_scores
    heads = np.maximum(np.arange(len(doc)) - 1, 0)
    labels = scores.odds["relation"].argmax(axis=1)
    spoken = np.array([not token.is_space for token in doc], dtype=bool)
    for sentence in doc.sents:
        words = np.flatnonzero(spoken[sentence.start : sentence.end]) + sentence.start
        for part in np.array_split(words, max(1, -(-len(words) // LONGEST))):
            if len(part):
                found, labels[part] = tree(scores, part, [doc[i].text for i in part.tolist()])
                heads[part] = part[found]
        heads[sentence.start : words[0] if len(words) else sentence.start] = words[0] if len(words) else 0
    strings = [doc.vocab.strings.add(name) for name in HEADS["relation"]]
    relations = np.array(strings, dtype=np.uint64)[labels]
    relations[~spoken] = doc.vocab.strings.add("dep")
    offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
    return doc.from_array(["HEAD", "DEP"], np.stack([offsets, relations], axis=1))  # type: ignore[arg-type]


def tree(scores: Scores, part: Ints, forms: Sequence[str]) -> tuple[Ints, Ints]:
    """Heads and relations of some words as one tree.

    Args:
        scores: what the encoder says.
        part: the words' places in the Doc.
        forms: as they are printed.

    Returns:
        The head of each word among these words, the root's its own, and its relation, both (words,).
    """
    odds, tags = scores.odds["relation"][part], scores.odds["tag"][part].argmax(axis=1)
    marks = np.flatnonzero(odds.argmax(axis=1) == PUNCTUATION)
    arcs = scores.child[part] @ scores.head[part].T / np.float32(ARC_SIZE**0.5) + grammar().arcs(odds, tags)
    if 0 < len(marks) < len(part):
        arcs[:, marks] = NEVER
        heads = hang(best_heads(arcs), marks, forms)
    else:
        heads = best_heads(arcs)
    return heads, grammar().labels(odds, tags, heads)
