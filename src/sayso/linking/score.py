"""Whether two mentions are of one incident: points for and against, each with its reason.

Points add up like log odds. They were set by hand on reports that tell of one event in rival words; none
stands for a measured frequency.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sayso.linking.kinds import alike
from sayso.linking.mention import Mention
from sayso.linking.places import fit
from sayso.linking.seasons import Seasons
from sayso.linking.words import Rarity
from sayso.model import Status

ENOUGH = 4.0
"""Least mean points at which mentions are of one incident."""

NEVER = -20.0
"""Points of what rules it out."""

APART = 3
"""Days between two tellings at which they are of two incidents, whatever else they share."""

PERIOD = 10
"""Days from which on a telling is of a period, not of a day."""

SUMMARY = -2.0
"""Points of a day against a period that holds it: a month's strikes are many, of which a day's may be one."""

UNREAL = frozenset({Status.PLANNED, Status.THREATENED})


@dataclass(frozen=True, slots=True)
class Reason:
    """One point of comparison: its name, its points, and what was compared."""

    what: str
    points: float
    one: str
    other: str


class Scorer:
    """Scores pairs of mentions.

    Args:
        seasons: how much each word tells, at every time.
    """

    def __init__(self, seasons: Seasons) -> None:
        self._seasons = seasons

    def score(self, one: Mention, other: Mention) -> float:
        """Points for the two being one incident; above `ENOUGH` they are likely to be."""
        rarity = self._seasons.of_both(one, other)
        total = 0.0
        for _, part, _ in _PARTS:
            total += part(rarity, one, other)
            if total <= NEVER / 2:
                return NEVER
        return total

    def reasons(self, one: Mention, other: Mention) -> list[Reason]:
        """Every point of comparison."""
        rarity = self._seasons.of_both(one, other)
        return [Reason(what, part(rarity, one, other), say(one), say(other)) for what, part, say in _PARTS]


def _report(_: Rarity, one: Mention, other: Mention) -> float:
    """A report that tells of two incidents knows that they are two."""
    return NEVER if one.report == other.report else 0.0


def _kind(_: Rarity, one: Mention, other: Mention) -> float:
    if (one.status in UNREAL) != (other.status in UNREAL):
        return NEVER
    kinds = alike(one.type, other.type)
    return NEVER if kinds <= -1 else kinds - (one.status is not other.status)


def _days(_: Rarity, earlier: Mention, later: Mention) -> float:
    one, other = earlier.days, later.days
    if one is None or other is None:
        return 0.0
    gap = max(one.first - other.last, other.first - one.last, 0)
    if gap >= APART:
        return NEVER
    if not (one.told and other.told):
        return 0.7 - 1.5 * gap
    if gap:
        return 1.8 - 1.5 * gap
    shortest, longest = sorted((one.length, other.length))
    if longest > PERIOD >= 3 * shortest:
        return SUMMARY
    return 2.0 if longest <= 3 else 1.0 if longest <= PERIOD else 0.2


def _place(_: Rarity, one: Mention, other: Mention) -> float:
    """The best fit of any two places, small ones before large: rivals may name other quarters of a town."""
    local = [(a, b) for a in one.spots for b in other.spots if a.local and b.local]
    pairs = local or [(a, b) for a in one.spots for b in other.spots]
    if not pairs:
        return 0.0
    best = max(fit(a, b) for a, b in pairs)
    return best * (2.0 if best > 0 else 8.0)


def _parties(rarity: Rarity, one: Mention, other: Mention) -> float:
    """Shared names speak for one incident; others say nothing, since blame is what sources differ on."""
    return min(1.5, 2.0 * rarity.likeness(one.parties, other.parties))


def _toll(_: Rarity, one: Mention, other: Mention) -> float:
    if not one.tolls or not other.tolls:
        return 0.0
    shared = one.tolls & other.tolls
    if shared:
        return 1.0 if max(shared) > 3 else 0.5
    low, high = sorted((max(one.tolls), max(other.tolls)))
    return -0.5 if high > 3 * low + 3 else 0.0


def _wording(rarity: Rarity, one: Mention, other: Mention) -> float:
    return min(4.0, 8.0 * rarity.likeness(one.words, other.words) - 1.2)


def _weight(_: Rarity, one: Mention, other: Mention) -> float:
    return 0.8 if one.main and other.main else 0.0


def _say_days(mention: Mention) -> str:
    days = mention.days
    if days is None:
        return "unknown"
    first, last = date.fromordinal(days.first).isoformat(), date.fromordinal(days.last).isoformat()
    told = first if first == last else f"{first} to {last}"
    return told if days.told else f"{told}, by its publication"


_PARTS: tuple[tuple[str, Callable[[Rarity, Mention, Mention], float], Callable[[Mention], str]], ...] = (
    ("report", _report, lambda m: m.report),
    ("kind", _kind, lambda m: f"{m.type.value}, {m.status.value}"),
    ("days", _days, _say_days),
    ("place", _place, lambda m: ", ".join(" ".join(spot.name) for spot in m.spots) or "unknown"),
    ("parties", _parties, lambda m: ", ".join(sorted(m.parties)) or "unknown"),
    ("toll", _toll, lambda m: ", ".join(map(str, sorted(m.tolls))) or "unknown"),
    ("wording", _wording, lambda m: " ".join(m.words[:12])),
    ("weight", _weight, lambda m: "main incident" if m.main else "told in passing"),
)
"""Every point of comparison: its name, its points, and what it is of a mention."""
