"""How much a word tells at a time: words are weighed among what happened in a season and the one before.

Nothing that a report brings is felt outside its own season and the next, so that one that comes later leaves
the links of other times alone, and all of them are the same in whatever order reports come.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from sayso.linking.mention import Days, Mention
from sayso.linking.words import Rarity

SEASON = 28
"""Days of a season."""

HELD = 4
"""Seasons whose words are held weighed; pairs come in the order of time."""

Season = int | None
"""Its number; None for what has no day."""


def season_of(days: Days | None) -> Season:
    """The season that something began in."""
    return None if days is None else days.first // SEASON


class Seasons:
    """The weights of words, season by season.

    Args:
        mentions: all that happened in the seasons to be asked for and in those before each.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._told: dict[Season, list[tuple[str, ...]]] = defaultdict(list)
        for mention in mentions:
            self._told[season_of(mention.days)].append(mention.words)
        self._weighed = lru_cache(maxsize=HELD)(self._weigh)

    def of(self, mention: Mention) -> Rarity:
        """How much words tell when a mention's incident began."""
        return self._weighed(season_of(mention.days))

    def of_both(self, one: Mention, other: Mention) -> Rarity:
        """How much words tell when the later of two incidents began."""
        if one.days is None or other.days is None:
            return self.of(one if other.days is None else other)
        return self.of(one if one.days.first > other.days.first else other)

    def _weigh(self, season: Season) -> Rarity:
        before = self._told.get(season - 1, []) if season is not None else []
        return Rarity([*before, *self._told.get(season, [])])
