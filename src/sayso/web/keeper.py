"""Keeper: the catalogue of today, made anew when incidents were linked anew."""

from functools import lru_cache
from threading import Lock

import numpy as np

from sayso.ledger import Ledger
from sayso.web.catalogue import Catalogue, Mask, Numbers

SEARCHES = 32
"""Filters by words that are remembered; a mask of 100,000 incidents is 100 kB."""


class Keeper:
    """Holds the catalogue of a ledger for all who look at it.

    Args:
        ledger: that it is of.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._made: Catalogue | None = None
        self._told = lru_cache(SEARCHES)(self._find)
        self._mentions = lru_cache(1)(self._load_mentions)

    def catalogue(self) -> Catalogue:
        """The incidents as they are linked now."""
        with self._lock:
            if self._made is None or self._made.edition != self._ledger.lists.edition():
                self._made = Catalogue(*self._ledger.lists.listed())
                self._told.cache_clear()
                self._mentions.cache_clear()
            return self._made

    def ready(self) -> None:
        """Make what the next visitor would wait for."""
        self._mentions(self.catalogue())

    def told_with(self, catalogue: Catalogue, words: str) -> Mask:
        """The incidents that a report tells of which has all of the words."""
        return self._told(catalogue, words)

    def _find(self, catalogue: Catalogue, words: str) -> Mask:
        reports, places = self._mentions(catalogue)
        numbers = self._ledger.lists.numbers(words)
        has = np.zeros(max(reports.max(initial=0), max(numbers, default=0)) + 1, dtype=bool)
        has[numbers] = True
        mask = np.zeros(len(catalogue), dtype=bool)
        mask[places[has[reports]]] = True
        return mask

    def _load_mentions(self, catalogue: Catalogue) -> tuple[Numbers, Numbers]:
        pairs = np.array(self._ledger.lists.mentions(), dtype=np.int64).reshape(-1, 2)
        kept = pairs[pairs[:, 1] < len(catalogue)]
        return kept[:, 0], kept[:, 1]
