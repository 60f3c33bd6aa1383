"""Examples to batches of windows."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.language.heads import HEADS, LINK_ROLES
from sayso.language.pieces import WINDOW, cut
from training.corpora import UNKNOWN, Example

STOPS = {".", "?", "!"}
QUOTES = {'"', "“", "”", "''", "``", "'", "‘", "’"}


@dataclass(slots=True)
class Window:
    """One window of pieces with the labels of its first pieces.

    Args:
        ids: (pieces,), the special ones included.
        labels: (heads, pieces).
        anchors: pieces of the cues and incident mentions, (anchors,).
        links: which pieces play each role for each anchor, (anchors, roles, pieces); `UNKNOWN` where it is not taught.
        heads: piece of each word's head in the parse, (pieces,).
        sentences: number of each word's sentence, (pieces,).
    """

    ids: np.ndarray
    labels: np.ndarray
    anchors: np.ndarray
    links: np.ndarray
    heads: np.ndarray
    sentences: np.ndarray


@dataclass(slots=True)
class Batch:
    """Windows padded to one length."""

    ids: Tensor
    mask: Tensor
    labels: dict[str, Tensor]
    anchors: Tensor
    links: Tensor
    heads: Tensor
    sentences: Tensor


def drop(example: Example, gone: set[str]) -> Example:
    """The example without some words: news is printed without commas, too."""
    keep = [i for i, word in enumerate(example.words) if word not in gone]
    new = {old: i for i, old in enumerate(keep)}
    links = [
        (new[cue], {r: None if s is None else {new[i] for i in s if i in new} for r, s in roles.items()})
        for cue, roles in example.links
        if cue in new
    ]
    labels = {head: row[keep] for head, row in example.labels.items()}
    heads = sentences = None
    if example.heads is not None and example.sentences is not None:
        heads = np.array([new.get(int(example.heads[i]), UNKNOWN) for i in keep], dtype=np.int64)
        sentences = example.sentences[keep]
    return Example(example.corpus, [example.words[i] for i in keep], labels, links, heads, sentences)


def edges(total: int, chance: random.Random) -> list[int]:
    """Where full windows begin and the last one ends, from a random start, so that passes differ."""
    room = WINDOW - 2
    offset = chance.randrange(room // 2) if total > room else 0
    starts = [0, *range(room - offset, total, room)] if offset else list(range(0, total, room))
    return [*starts, total]


def sentence_edges(words: list[str], first: np.ndarray, total: int) -> list[int]:
    """The same for windows of about a sentence each: much of what is read is as short as that."""
    found = [0]
    for word, after in zip(words, first[1:].tolist(), strict=False):
        if (word in STOPS and after - found[-1] > 6) or after - found[-1] > WINDOW - 40:
            found.append(after)
    return [*found, total]


def hide(ids: np.ndarray, share: float, mask: int, chance: random.Random) -> np.ndarray:
    """The pieces with a share of them covered, so that a name is known by what stands around it, too."""
    covered = np.array([chance.random() < share for _ in ids], dtype=bool)
    return np.where(covered, mask, ids)


def windows(
    example: Example, tokenizer: Tokenizer, short: float, masked: float, chance: random.Random
) -> Iterator[Window]:
    """Cut one example into windows.

    Args:
        example: what is cut.
        tokenizer: cuts its words into pieces.
        short: how often it is cut into sentences, not into full windows.
        masked: share of the pieces that are covered, in half of the windows.
        chance: all that is random.
    """
    pieces = cut(tokenizer, example.words)
    total = len(pieces.ids)
    by_sentence = bool(short) and chance.random() < short
    cuts = sentence_edges(example.words, pieces.first, total) if by_sentence else edges(total, chance)
    special = [tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")]
    for start, end in pairwise(cuts):
        own = pieces.ids[start:end]
        if masked and chance.random() < 0.5:
            own = hide(own, masked, tokenizer.token_to_id("[MASK]"), chance)
        ids = np.concatenate([[special[0]], own, [special[1]]])
        inside = np.flatnonzero((pieces.first >= start) & (pieces.first < end))
        at = pieces.first[inside] - start + 1
        labels = np.full((len(HEADS), len(ids)), UNKNOWN, dtype=np.int64)
        for h, head in enumerate(HEADS):
            if head in example.labels:
                labels[h, at] = example.labels[head][inside]
        place = dict(zip(inside.tolist(), at.tolist(), strict=True))
        linked = [(place[cue], roles) for cue, roles in example.links if cue in place]
        links = np.full((len(linked), len(LINK_ROLES), len(ids)), UNKNOWN, dtype=np.float32)
        for n, (_, roles) in enumerate(linked):
            for r, role in enumerate(LINK_ROLES):
                if (members := roles.get(role)) is not None:
                    among = roles.get("among")
                    links[n, r, at if among is None else [place[i] for i in among if i in place]] = 0
                    links[n, r, [place[i] for i in members if i in place]] = 1
        heads = np.full(len(ids), UNKNOWN, dtype=np.int64)
        sentences = np.full(len(ids), UNKNOWN, dtype=np.int64)
        if example.heads is not None and example.sentences is not None:
            heads[at] = [place.get(int(example.heads[i]), UNKNOWN) for i in inside]
            sentences[at] = example.sentences[inside]
        if (labels != UNKNOWN).any():
            anchors = np.array([cue for cue, _ in linked], dtype=np.int64)
            yield Window(ids, labels, anchors, links, heads, sentences)


def collate(group: list[Window]) -> Batch:
    """Pad windows into one batch."""
    length = max(len(w.ids) for w in group)
    ids = torch.zeros(len(group), length, dtype=torch.long)
    mask = torch.zeros(len(group), length, dtype=torch.long)
    labels = torch.full((len(HEADS), len(group), length), UNKNOWN, dtype=torch.long)
    most = max(len(w.anchors) for w in group)
    anchors = torch.zeros(len(group), most, dtype=torch.long)
    links = torch.full((len(group), most, len(LINK_ROLES), length), float(UNKNOWN))
    heads = torch.full((len(group), length), UNKNOWN, dtype=torch.long)
    sentences = torch.full((len(group), length), UNKNOWN, dtype=torch.long)
    for n, window in enumerate(group):
        size = len(window.ids)
        ids[n, :size] = torch.from_numpy(window.ids)
        mask[n, :size] = 1
        labels[:, n, :size] = torch.from_numpy(window.labels)
        anchors[n, : len(window.anchors)] = torch.from_numpy(window.anchors)
        links[n, : len(window.anchors), :, :size] = torch.from_numpy(window.links)
        heads[n, :size] = torch.from_numpy(window.heads)
        sentences[n, :size] = torch.from_numpy(window.sentences)
    named = {head: labels[h] for h, head in enumerate(HEADS)}
    return Batch(ids, mask, named, anchors, links, heads, sentences)


def one_pass(
    examples: dict[str, list[Example]], share: dict[str, float], tokenizer: Tokenizer, batch: int,
    no_commas: float, no_quotes: float, short: float, masked: float, chance: random.Random,
) -> Iterator[Batch]:  # fmt: skip
    """The batches of one pass: corpora by their share, windows of like length together, batches in random order."""
    found: list[Window] = []
    for corpus, owned in examples.items():
        whole, part = divmod(share[corpus], 1)
        for example in owned:
            for _ in range(int(whole) + (chance.random() < part)):
                gone = ({","} if chance.random() < no_commas else set()) | (
                    QUOTES if chance.random() < no_quotes else set()
                )
                found.extend(
                    windows(drop(example, gone) if gone else example, tokenizer, short, masked, chance)
                )
    chance.shuffle(found)
    block = batch * 50
    groups = []
    for start in range(0, len(found), block):
        near = sorted(found[start : start + block], key=lambda w: len(w.ids))
        groups += [near[i : i + batch] for i in range(0, len(near), batch)]
    chance.shuffle(groups)
    for group in groups:
        yield collate(group)
