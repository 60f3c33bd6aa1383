"""Examples to batches of windows."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.language.heads import HEADS, LINK_ROLES
from sayso.language.pieces import WINDOW, cut
from training.corpora import UNKNOWN, Example

QUOTES = {'"', "“", "”", "''", "``", "'", "‘", "’"}


@dataclass(slots=True)
class Window:
    """One window of pieces with the labels of its first pieces.

    Args:
        ids: (pieces,), the special ones included.
        labels: (heads, pieces).
        links: (piece of the cue, role number, wanted (pieces,)).
    """

    ids: np.ndarray
    labels: np.ndarray
    links: list[tuple[int, int, np.ndarray]]


@dataclass(slots=True)
class Batch:
    """Windows padded to one length."""

    ids: Tensor
    mask: Tensor
    labels: dict[str, Tensor]
    cues: Tensor
    wanted: Tensor


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
    return Example(example.corpus, [example.words[i] for i in keep], labels, links)


def windows(example: Example, tokenizer: Tokenizer, chance: random.Random) -> Iterator[Window]:
    """Cut one example into windows from a random start, so that passes differ."""
    pieces = cut(tokenizer, example.words)
    room = WINDOW - 2
    total = len(pieces.ids)
    offset = chance.randrange(room // 2) if total > room else 0
    starts = [0, *range(room - offset, total, room)] if offset else list(range(0, total, room))
    ends = [*starts[1:], total]
    special = [tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")]
    for start, end in zip(starts, ends, strict=True):
        ids = np.concatenate([[special[0]], pieces.ids[start:end], [special[1]]])
        inside = np.flatnonzero((pieces.first >= start) & (pieces.first < end))
        at = pieces.first[inside] - start + 1
        labels = np.full((len(HEADS), len(ids)), UNKNOWN, dtype=np.int64)
        for h, head in enumerate(HEADS):
            if head in example.labels:
                labels[h, at] = example.labels[head][inside]
        place = dict(zip(inside.tolist(), at.tolist(), strict=True))
        links = []
        for cue, roles in example.links:
            if cue not in place:
                continue
            for r, role in enumerate(LINK_ROLES):
                if (members := roles.get(role)) is not None:
                    wanted = np.full(len(ids), UNKNOWN, dtype=np.float32)
                    wanted[at] = 0
                    wanted[[place[i] for i in members if i in place]] = 1
                    links.append((place[cue], r, wanted))
        if (labels != UNKNOWN).any():
            yield Window(ids, labels, links)


def collate(group: list[Window]) -> Batch:
    """Pad windows into one batch."""
    length = max(len(w.ids) for w in group)
    ids = torch.zeros(len(group), length, dtype=torch.long)
    mask = torch.zeros(len(group), length, dtype=torch.long)
    labels = torch.full((len(HEADS), len(group), length), UNKNOWN, dtype=torch.long)
    cues, wanted = [], []
    for n, window in enumerate(group):
        size = len(window.ids)
        ids[n, :size] = torch.from_numpy(window.ids)
        mask[n, :size] = 1
        labels[:, n, :size] = torch.from_numpy(window.labels)
        for cue, role, row in window.links:
            cues.append((n, cue, role))
            wanted.append(torch.nn.functional.pad(torch.from_numpy(row), (0, length - size), value=UNKNOWN))
    return Batch(
        ids,
        mask,
        {head: labels[h] for h, head in enumerate(HEADS)},
        torch.tensor(cues, dtype=torch.long).reshape(-1, 3),
        torch.stack(wanted) if wanted else torch.zeros(0, length),
    )


def one_pass(
    examples: dict[str, list[Example]], share: dict[str, float], tokenizer: Tokenizer, batch: int,
    no_commas: float, no_quotes: float, chance: random.Random,
) -> Iterator[Batch]:  # fmt: skip
    """The batches of one pass: corpora by their share, windows of like length together, batches in random order."""
    found: list[Window] = []
    for corpus, owned in examples.items():
        whole, part = divmod(share[corpus], 1)
        for example in owned:
            for _ in range(int(whole) + (chance.random() < part)):
                gone = ({","} if chance.random() < no_commas else set()) | (QUOTES if chance.random() < no_quotes else set())
                found.extend(windows(drop(example, gone) if gone else example, tokenizer, chance))
    chance.shuffle(found)
    block = batch * 50
    groups = []
    for start in range(0, len(found), block):
        near = sorted(found[start : start + block], key=lambda w: len(w.ids))
        groups += [near[i : i + batch] for i in range(0, len(near), batch)]
    chance.shuffle(groups)
    for group in groups:
        yield collate(group)
