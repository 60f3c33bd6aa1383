"""Axes of charts: round ticks, and where a number or a day stands, in percent of the width."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log1p, log10
from statistics import median

WIDE = 40
"""Times the middle number from which on the greatest would hide all others on a linear axis."""

STEPS = (1, 2, 5, 10)
TICKS = 5
LABEL = 2.5
"""Percent of the width that a character of a day's label takes, on the narrowest of screens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line across a chart, and what is written at it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An axis of counts, from 0.

    Args:
        top: the number at its end.
        logarithmic: whether equal ways are equal factors, for numbers of very different size.
    """

    top: int
    logarithmic: bool

    @classmethod
    def of(cls, numbers: Iterable[float]) -> "Axis":
        """The axis that has room for all of some numbers."""
        known = sorted(number for number in numbers if number > 0) or [1]
        greatest = known[-1]
        if greatest > WIDE * median(known):
            return cls(top=int(10 ** ceil(log10(greatest))), logarithmic=True)
        step = _step(greatest)
        return cls(top=max(step * ceil(greatest / step), 2), logarithmic=False)

    def at(self, number: float) -> float:
        """Where a number stands, in percent; what is beyond the end stands at it."""
        share = log1p(number) / log1p(self.top) if self.logarithmic else number / self.top
        return round(100 * min(share, 1.0), 2)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Round numbers along it, 0 first."""
        if self.logarithmic:
            powers = range(floor(log10(self.top)) + 1)
            numbers = [0, *(10**power for power in powers)]
        else:
            numbers = list(range(0, self.top + 1, _step(self.top)))
        return tuple(Tick(at=self.at(number), label=f"{number:,}") for number in numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """An axis of days, both ends included; each day has the same width."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def at(self, day: str) -> float:
        """Where a day begins, in percent."""
        return round(100 * (date.fromisoformat(day) - self.first).days / self.length, 2)

    def ticks(self, days: Iterable[str]) -> tuple[Tick, ...]:
        """Ticks at some days, none so close to the one before that their labels would touch.

        The first of each year has its year, the others month and day alone.
        """
        found: list[Tick] = []
        year, free = "", 0.0
        for day in sorted(days):
            at = self.at(day)
            if at < free:
                continue
            label = day if day[:4] != year else day[5:]
            found.append(Tick(at=at, label=label))
            year, free = day[:4], at + LABEL * len(label)
        return tuple(found)


def _step(greatest: float) -> int:
    """A round step that makes about five of a number."""
    rough = max(greatest / TICKS, 1)
    power: int = 10 ** floor(log10(rough))
    return next(step * power for step in STEPS if step * power >= rough)
