"""Which of what two coders marked is the same, and F1."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sayso.model import Span

T = TypeVar("T")

ALIKE = 0.5
"""Two coders mean the same words where they share at least half of what either covers, as decisions do."""


def pairs(mine: Sequence[T], theirs: Sequence[T], spans: Callable[[T], Sequence[Span]]) -> list[tuple[T, T]]:
    """What is the same, each thing once, the most alike first; in the order of the first coder's.

    Args:
        mine: what the first coder has.
        theirs: what the second has.
        spans: where the words of a thing stand.
    """
    ranked = sorted(
        (
            (-shared, left, right)
            for left, one in enumerate(mine)
            for right, other in enumerate(theirs)
            if (shared := alike(spans(one), spans(other))) >= ALIKE
        ),
    )
    left_taken: dict[int, int] = {}
    for _, left, right in ranked:
        if left not in left_taken and right not in left_taken.values():
            left_taken[left] = right
    return [(mine[left], theirs[right]) for left, right in sorted(left_taken.items())]


def alike(one: Sequence[Span], other: Sequence[Span]) -> float:
    """How much of what either covers both cover, from 0 to 1, where they come closest."""
    return max((_shared(first, second) for first in one for second in other), default=0.0)


def f1(shared: int, total: int) -> float | None:
    """F1 of two sets.

    Args:
        shared: how many are in both.
        total: the sizes of both, added.
    """
    return 2 * shared / total if total else None


def _shared(one: Span, other: Span) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    union = max(one[1], other[1]) - min(one[0], other[0])
    return common / union if common > 0 else 0.0
