"""Ranges: the lowest and the highest figure over accounts, with who stands at each end."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.accounts.account import Account, Given, Scope
from sayso.model import Harm, VictimStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a range: a source, and the figure that puts it there."""

    source: str
    given: Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The lowest and highest of all figures that still stand, of one scope.

    Args:
        scope: what is counted.
        low: the lowest number that any source gives; None where there is no lower bound.
        high: the highest; None where the source at that end gives no upper bound.
        peak: the highest number that is named, bounded or not.
        lowest: who stands at the low end.
        highest: who stands at the high end.
    """

    scope: Scope
    low: int | None
    high: int | None
    peak: int | None
    lowest: tuple[End, ...]
    highest: tuple[End, ...]


def ranges_of(accounts: Iterable[Account]) -> tuple[Range, ...]:
    """The range of every scope that anybody gives a figure of, people in general before groups of them."""
    ends: dict[Scope, list[End]] = defaultdict(list)
    for account in accounts:
        for given in account.current():
            ends[Scope.of(given.figure)].append(End(source=account.source, given=given))
    return tuple(span(scope, ends[scope]) for scope in sorted(ends, key=_order))


def overall(accounts: Iterable[Account], harm: Harm) -> Range | None:
    """The range of one harm over people of every status; groups of them only where nobody counts all."""
    ends = [
        End(source=account.source, given=given)
        for account in accounts
        for given in account.current()
        if given.figure.harm is harm
    ]
    general = [end for end in ends if not end.given.figure.victims.groups]
    scope = Scope(harm=harm, status=VictimStatus.UNKNOWN, groups=())
    return span(scope, general or ends) if ends else None


def span(scope: Scope, ends: Sequence[End]) -> Range:
    """The range of some figures."""
    lows = [_low(end) for end in ends]
    peaks = [_peak(end) for end in ends]
    low = min((number for number in lows if number is not None), default=None)
    peak = max((number for number in peaks if number is not None), default=None)
    highest = tuple(end for end, number in zip(ends, peaks, strict=True) if number == peak)
    bounded = any(end.given.figure.high is not None for end in highest)
    return Range(
        scope=scope,
        low=low,
        high=peak if bounded else None,
        peak=peak,
        lowest=tuple(end for end, number in zip(ends, lows, strict=True) if number == low),
        highest=highest,
    )


def _low(end: End) -> int | None:
    return end.given.figure.low


def _peak(end: End) -> int | None:
    figure = end.given.figure
    return figure.high if figure.high is not None else figure.low


def _order(scope: Scope) -> tuple[int, int, tuple[str, ...]]:
    return (list(Harm).index(scope.harm), len(scope.groups), (scope.status, *scope.groups))
