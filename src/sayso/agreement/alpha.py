"""Krippendorff's alpha.

Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), University of Pennsylvania, whose
worked examples are the tests.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import permutations
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

PAIR = 2


def by_kind(one: Hashable, other: Hashable) -> float:
    """How far two names of kinds are apart: the nominal metric."""
    return float(one != other)


def by_ratio(one: float, other: float) -> float:
    """How far two counts are apart, in proportion: 5 and 10 as far as 50 and 100."""
    return 0.0 if one == other else ((one - other) / (one + other)) ** 2


def alpha(units: Iterable[Sequence[T | None]], apart: Callable[[T, T], float]) -> float | None:
    """Agreement beyond chance: 1 is perfect, 0 what chance would give, less than 0 is systematic disagreement.

    Args:
        units: what was judged; of each the values that were given, None where somebody gave none.
        apart: the squared distance of two values.

    Returns:
        alpha; None where nothing was judged twice, or all values are the same, so that chance is not known.
    """
    coincidences: dict[tuple[T, T], float] = defaultdict(float)
    for unit in units:
        values = [value for value in unit if value is not None]
        if len(values) >= PAIR:
            weight = 1 / (len(values) - 1)
            for value, other in permutations(values, PAIR):
                coincidences[value, other] += weight
    totals: dict[T, float] = defaultdict(float)
    for (value, _), weight in coincidences.items():
        totals[value] += weight
    count = sum(totals.values())
    observed = sum(weight * apart(*pair) for pair, weight in coincidences.items())
    expected = sum(
        many * others * apart(value, other)
        for value, many in totals.items()
        for other, others in totals.items()
    )
    return 1 - (count - 1) * observed / expected if expected else None
