"""Ranges: the lowest and the highest figure over accounts, with who stands at each end."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.accounts.account import Account, Given, Scope
from sayso.model import Bound, Harm, Victims, VictimStatus

APART = frozenset({VictimStatus.CIVILIAN, VictimStatus.COMBATANT, VictimStatus.SECURITY_FORCE})
"""Statuses of which nobody has two."""


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
        scopes: dict[Scope, list[Given]] = defaultdict(list)
        for given in account.current():
            scopes[Scope.of(given.figure)].append(given)
        for scope, said in scopes.items():
            ends[scope].append(_end(account, said))
    return tuple(span(scope, ends[scope]) for scope in sorted(ends, key=_order))


def toll_of(accounts: Iterable[Account], harm: Harm) -> Range | None:
    """The range of one harm over people of every status; over groups of them only where nobody counts all."""
    said = [
        (account, with_sums([given for given in account.current() if given.figure.harm is harm]))
        for account in accounts
    ]
    general = [(a, [g for g in figures if not g.figure.victims.groups]) for a, figures in said]
    counted = [(a, figures) for a, figures in general if figures] or [(a, f) for a, f in said if f]
    if not counted:
        return None
    groups = min((figures[0].figure.victims.groups for _, figures in counted), key=len)
    scope = Scope(harm=harm, status=VictimStatus.UNKNOWN, groups=groups)
    return span(scope, [_end(account, figures) for account, figures in counted])


def with_sums(said: Sequence[Given]) -> list[Given]:
    """The figures of one harm that a source stands by, and the sums of what it counts apart.

    A report that gives civilians and fighters, and nobody together, tells of both; so does one that gives civilians
    and the police. Groups of people are left alone: they are of both.
    """
    apart: dict[str, dict[VictimStatus, Given]] = defaultdict(dict)
    together: dict[str, int] = defaultdict(int)
    for given in said:
        status, report = given.figure.victims.status, given.remark.report
        if given.figure.victims.groups:
            continue
        if status not in APART:
            together[report] = max(together[report], _size(given))
        elif status not in apart[report] or _size(given) > _size(apart[report][status]):
            apart[report][status] = given
    return [
        *said,
        *(
            _sum(list(parts.values()))
            for report, parts in apart.items()
            if len(parts) > 1 and together[report] < max(map(_size, parts.values()))
        ),
    ]


def _sum(parts: Sequence[Given]) -> Given:
    """One figure of all the people of several, at least as loosely bounded as each."""
    figures = [given.figure for given in parts]
    lows = [figure.low for figure in figures]
    highs = [figure.high for figure in figures]
    bounds = {figure.bound for figure in figures}
    whole = replace(
        figures[0],
        low=sum(low for low in lows if low is not None) if any(low is not None for low in lows) else None,
        high=None if None in highs else sum(high for high in highs if high is not None),
        bound=bounds.pop() if len(bounds) == 1 else Bound.RANGE if None not in highs else Bound.AT_LEAST,
        victims=Victims(status=VictimStatus.MIXED),
        text=" + ".join(figure.text for figure in figures),
    )
    return Given(figure=whole, remark=parts[0].remark)


def _size(given: Given) -> int:
    figure = given.figure
    return max(figure.low or 0, figure.high or 0)


def _end(account: Account, said: Sequence[Given]) -> End:
    """The largest figure that a source stands by: lesser ones beside it are of some of the same people."""
    ends = [End(source=account.source, given=given) for given in said]
    return max(ends, key=lambda end: -1 if (peak := _peak(end)) is None else peak)


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
