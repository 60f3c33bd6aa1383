"""Tolls: what each source's account comes to, for codebooks that hold one number or one range.

A source's toll is the largest of its figures of people of no or mixed status, or the sum of its figures of civilians,
of fighters and of security forces where that is more: these are never the same people. Shares and figures that
the source has since corrected are left out, and groups ("four children") as long as anybody counts everybody.
Of people of one status shares count too ("nine, four of them soldiers").
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.exports.case import Case, Figure
from sayso.exports.cell import Evidence
from sayso.model import Harm, VictimStatus

ANYBODY = frozenset({VictimStatus.UNKNOWN, VictimStatus.MIXED})
FIGHTERS = frozenset({VictimStatus.COMBATANT, VictimStatus.SECURITY_FORCE})
ALL = frozenset(VictimStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What one source says of one harm.

    Args:
        source: whose account.
        low: the least; None for words with no number, and where only a most is named.
        high: the most; None where it is open.
        figures: the figures it is made of.
    """

    source: str
    low: int | None
    high: int | None
    figures: tuple[Figure, ...]

    @property
    def behind(self) -> tuple[Evidence, ...]:
        """The words of its figures."""
        return tuple(figure.behind for figure in self.figures)

    @property
    def words(self) -> str:
        """The figures as printed."""
        return " and ".join(figure.text for figure in self.figures)

    @property
    def is_vague(self) -> bool:
        """Whether it is only words, with no number."""
        return self.low is None and self.high is None

    @property
    def peak(self) -> int | None:
        """The highest number named."""
        return self.high if self.high is not None else self.low


def tolls(
    case: Case, harm: Harm, *, of: frozenset[VictimStatus] = ALL, groups: tuple[str, ...] = ()
) -> list[Toll]:
    """The toll of every source that gives one.

    Args:
        case: the incident.
        harm: what befell them.
        of: only people of these statuses.
        groups: only of these groups; none for people in general, and for groups only where nobody counts all.
    """
    said = [f for f in case.figures(harm) if f.stands and f.status in of]
    if groups:
        return _by_source(f for f in said if f.groups == groups)
    if of == ALL:
        said = [f for f in said if not f.share]
    return _by_source(f for f in said if not f.groups) or _by_source(said)


def _by_source(figures: Iterable[Figure]) -> list[Toll]:
    by_source: dict[str, list[Figure]] = {}
    for figure in figures:
        by_source.setdefault(figure.source, []).append(figure)
    return [_toll(source, said) for source, said in by_source.items()]


def _toll(source: str, said: Sequence[Figure]) -> Toll:
    largest: dict[VictimStatus, Figure] = {}
    for figure in said:
        known = largest.get(figure.status)
        if known is None or _size(figure) > _size(known):
            largest[figure.status] = figure
    overall = [largest[status] for status in ANYBODY if status in largest]
    apart = [figure for status, figure in largest.items() if status not in ANYBODY]
    if overall and max(map(_size, overall)) >= sum(map(_size, apart)):
        apart = [max(overall, key=_size)]
    return Toll(
        source=source,
        low=_sum([figure.low for figure in apart]),
        high=_sum([figure.high for figure in apart]),
        figures=tuple(apart),
    )


def _size(figure: Figure) -> int:
    return max(figure.low or 0, figure.high or 0)


def _sum(numbers: Sequence[int | None]) -> int | None:
    """The sum, or None where one of them is unknown."""
    return None if None in numbers else sum(number or 0 for number in numbers)


def word(text: str, rule: Mapping[str, int]) -> int | None:
    """The number that a codebook gives a word with no number ("dozens"), or None where it has no rule."""
    for name, number in rule.items():
        if re.search(rf"\b{name}\b", text, re.IGNORECASE):
            return number
    return None
