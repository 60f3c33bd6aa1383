"""How much a word tells at a time: words are weighed among what happened in a season and the one before.

Nothing that a report brings is felt outside its own season and the next, so that one that comes later leaves
the links of other times alone, and all of them are the same in whatever order reports come.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

from sayso.linking.mention import Days, Mention
from sayso.linking.words import Rarity

SEASON = 28
"""Days of a season."""

HELD = 2
"""Seasons whose words are held weighed; pairs come in the order of time."""

Season = int | None
"""Its number; None for what has no day."""


def season_of(days: Days | None) -> Season:
    """The season that something began in."""
    return None if days is None else days.first // SEASON


class Seasons:
    """The weights of words, season by season.

    Args:
        began: all that began in a season.
    """

    def __init__(self, began: Callable[[Season], Iterable[Mention]]) -> None:
        self._began = began
        self._weighed = lru_cache(maxsize=HELD)(self._weigh)

    @classmethod
    def among(cls, mentions: Iterable[Mention]) -> "Seasons":
        """The weights of words among some mentions."""
        by_season: dict[Season, list[Mention]] = defaultdict(list)
        for mention in mentions:
            by_season[season_of(mention.days)].append(mention)
        return cls(lambda season: by_season.get(season, ()))

    def of(self, mention: Mention) -> Rarity:
        """How much words tell when a mention's incident began."""
        return self._weighed(season_of(mention.days))

    def of_both(self, one: Mention, other: Mention) -> Rarity:
        """How much words tell when the later of two incidents began."""
        if one.days is None or other.days is None:
            return self.of(one if other.days is None else other)
        return self.of(one if one.days.first > other.days.first else other)

    def _weigh(self, season: Season) -> Rarity:
        told = [season] if season is None else [season - 1, season]
        return Rarity(mention.words for one in told for mention in self._began(one))
