"""Which mentions are worth comparing: those that share a day and, on it, a place or a rare word.

The number of pairs grows with that of the mentions, not with its square, unless the news of one day does.
"""

import math
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from datetime import date

from sayso.linking.mention import Days, Mention
from sayso.linking.seasons import SEASON, Season, Seasons, season_of

CELL = 0.5
"""Side of a place cell, in degrees: no town reaches past the next one."""

SLACK = 1
"""Days by which accounts of one incident may miss each other and still be compared."""

LONG = 10
"""Days from which on a mention's time is looked up by the month."""

TELLING = 8
"""Rare words by which a mention is looked up."""

CROWD = 200
"""Mentions of one day from which on a shared word or country tells nothing."""

Key = tuple[str, str | int, int]
Shelf = dict[Key, list[int]]


def pairs(
    mentions: Sequence[Mention], seasons: Seasons, *, among: Set[Season] | None = None
) -> Iterator[tuple[int, int]]:
    """Every pair worth comparing, once, the lesser place first.

    Args:
        mentions: in the order of their first day, those without one first.
        seasons: how much each word tells, at every time.
        among: only pairs of which the later mention began in one of these seasons; None for all of them.
    """
    shelves = _Shelves()
    for n, mention in enumerate(mentions):
        words = seasons.of(mention).telling(mention.words, TELLING)
        found: set[int] = set()
        looks = among is None or season_of(mention.days) in among
        for shelf in shelves.at(mention.days) if looks else ():
            found.update(other for key in _sought(mention, words) for other in _not_crowded(shelf, key))
        for shelf in shelves.over(mention.days):
            for key in _homes(mention, words):
                shelf[key].append(n)
        for other in sorted(found):
            yield other, n


def reach(days: Days | None) -> set[Season]:
    """The seasons in which a mention may be found by those that begin in them; its own is one."""
    if days is None:
        return {None}
    first, last = days.first, days.last + SLACK
    if days.length > LONG:
        first = date.fromordinal(days.first).replace(day=1).toordinal()
        last = _month_end(days.last)
    return set(range(first // SEASON, last // SEASON + 1))


class _Shelves:
    """Mentions by day, by month where their time is long, or apart where they have none.

    What is sought comes in the order of its first day, so that one look at that day finds all that began
    before and may still go on; earlier days are thrown away.
    """

    def __init__(self) -> None:
        self._undated: Shelf = defaultdict(list)
        self._days: dict[int, Shelf] = {}
        self._months: dict[int, Shelf] = {}

    def at(self, days: Days | None) -> list[Shelf]:
        """Where to look for others of the same time."""
        if days is None:
            return [self._undated]
        _forget(self._days, days.first)
        _forget(self._months, _month(days.first))
        kept = (self._days.get(days.first), self._months.get(_month(days.first)))
        return [shelf for shelf in kept if shelf is not None]

    def over(self, days: Days | None) -> list[Shelf]:
        """Where others of the same time will look."""
        if days is None:
            return [self._undated]
        if days.length > LONG:
            months = range(_month(days.first), _month(days.last) + 1)
            return [self._months.setdefault(month, defaultdict(list)) for month in months]
        span = range(days.first, days.last + SLACK + 1)
        return [self._days.setdefault(day, defaultdict(list)) for day in span]


def _forget(shelves: dict[int, Shelf], before: int) -> None:
    for past in [time for time in shelves if time < before]:
        del shelves[past]


def _month_end(day: int) -> int:
    """The last day of a day's month."""
    told = date.fromordinal(day)
    return told.replace(day=monthrange(told.year, told.month)[1]).toordinal()


def _month(day: int) -> int:
    told = date.fromordinal(day)
    return 12 * told.year + told.month


def _not_crowded(shelf: Shelf, key: Key) -> list[int]:
    found = shelf.get(key, [])
    return found if key[0] == "cell" or len(found) <= CROWD else []


def _homes(mention: Mention, words: Sequence[str]) -> list[Key]:
    """Where a mention is found."""
    keys: list[Key] = [("word", word, 0) for word in words]
    cells = _cells(mention)
    keys += [("cell", north, east) for north, east in cells]
    return keys + [("placed" if cells else "somewhere", country, 0) for country in _countries(mention)]


def _sought(mention: Mention, words: Sequence[str]) -> list[Key]:
    """Where a mention looks for others: in a country alone only where one of the two is not placed in it."""
    keys: list[Key] = [("word", word, 0) for word in words]
    cells = _cells(mention)
    near = {(north + n, east + e) for north, east in cells for n in (-1, 0, 1) for e in (-1, 0, 1)}
    keys += [("cell", north, east) for north, east in near]
    for country in _countries(mention):
        keys.append(("somewhere", country, 0))
        if not cells:
            keys.append(("placed", country, 0))
    return keys


def _cells(mention: Mention) -> set[tuple[int, int]]:
    return {
        (math.floor(spot.lat / CELL), math.floor(spot.lon / CELL))
        for spot in mention.spots
        if spot.local and spot.lat is not None and spot.lon is not None
    }


def _countries(mention: Mention) -> list[str]:
    return list(dict.fromkeys(spot.country for spot in mention.spots if spot.country))
