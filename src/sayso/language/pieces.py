"""Words to word pieces and windows: the same cut in training and in reading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from tokenizers import Tokenizer

WINDOW = 256
"""Pieces the encoder sees at once, the two special ones included."""

STRIDE = 176
"""Pieces between the starts of two windows: each piece is read with context on both sides."""

BREAK = "[unused1]"
PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.!?:\"'”’»)])\s*\n")

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one document.

    Args:
        ids: vocabulary numbers, (pieces,), without special pieces.
        first: for each word its first piece, or -1 for white space, (words,).
    """

    ids: Ints
    first: Ints


def words(doc: Doc) -> list[str]:
    """The words of a document as the encoder sees them: white space is empty, or a break between paragraphs."""
    text = doc.text
    found = []
    for token in doc:
        if not token.is_space:
            found.append(token.text)
        else:
            start = token.idx
            broken = PARAGRAPH.search(text, max(0, start - 1), start + len(token.text))
            found.append(BREAK if broken else "")
    return found


def cut(tokenizer: Tokenizer, words: Sequence[str]) -> Pieces:
    """Cut words into pieces.

    Args:
        tokenizer: the encoder's own.
        words: an empty word has no piece.
    """
    spoken = [i for i, word in enumerate(words) if word and word != BREAK]
    encoding = tokenizer.encode([words[i] for i in spoken], is_pretokenized=True, add_special_tokens=False)
    by_word: dict[int, list[int]] = {}
    for piece, index in zip(encoding.ids, encoding.word_ids, strict=True):
        if index is not None:
            by_word.setdefault(spoken[index], []).append(piece)
    mark = tokenizer.token_to_id(BREAK)
    first = np.full(len(words), -1, dtype=np.int64)
    ids: list[int] = []
    for i, word in enumerate(words):
        own = by_word.get(i, []) if word != BREAK or mark is None else [mark]
        if own:
            first[i] = len(ids)
            ids.extend(own)
    return Pieces(np.array(ids, dtype=np.int64), first)


def window_starts(pieces: int) -> list[int]:
    """Where the windows over so many pieces start."""
    room = WINDOW - 2
    if pieces <= room:
        return [0]
    return [*range(0, pieces - room, STRIDE), pieces - room]


def best_window(starts: Sequence[int], pieces: int) -> Ints:
    """For each piece the window that shows most context on its scantier side, (pieces,)."""
    best = np.zeros(pieces, dtype=np.int64)
    most = np.full(pieces, -1, dtype=np.int64)
    for number, begin in enumerate(starts):
        end = min(begin + WINDOW - 2, pieces)
        at = np.arange(begin, end)
        left = at - begin if begin else np.full(len(at), pieces)
        right = end - 1 - at if end < pieces else np.full(len(at), pieces)
        context = np.minimum(left, right)
        better = at[context > most[begin:end]]
        best[better] = number
        most[begin:end] = np.maximum(most[begin:end], context)
    return best
