"""The book of linking: all mentions of a ledger by their time, as they were seen before and as they are now."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import groupby

from pydantic import TypeAdapter

from sayso.ledger import Ledger
from sayso.ledger.kept import Looked
from sayso.ledger.kept import Mention as Kept
from sayso.linking import (
    SEASON,
    Mention,
    Name,
    Print,
    Season,
    find_copies,
    mentions_of,
    print_of,
    reach,
)
from sayso.linking.copies import FRESH
from sayso.linking.seasons import season_of
from sayso.model import Reading

EDITION = 1
"""How reports are looked at; raised when mentions or prints are made of Readings in another way."""

MANY = 0.25
"""Share of all reports from which on it is as well to look at all of them."""

MONTH = 31
"""Days beyond its own in which a mention of a long time is found."""

_MENTION, _PRINT = TypeAdapter(Mention), TypeAdapter(Print)


class LedgerBook:
    """What linking needs to know of a ledger; it looks at the Readings of those reports alone that have changed.

    Args:
        ledger: holds the reports.

    Attributes:
        stale: reports whose Reading or rulings have changed since they were linked, or that never were.
        is_new: whether those are so many that all reports are looked at, as if none had been linked before.
        now: the mentions of those reports as they are now.
        homes: the linked incident of every mention, as stored.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._made = ledger.kept.made_of(EDITION)
        self.stale = {id for id, (now, before) in self._made.items() if now != before}
        self.is_new = len(self.stale) > MANY * len(self._made)
        if self.is_new:
            self.stale = set(self._made)
        self.now: dict[str, list[Mention]] = {}
        self._prints: dict[str, Print] = {}
        for id, reading in self._readings():
            self.now[id] = mentions_of(id, reading)
            self._prints[id] = print_of(id, reading)
        self.homes = {} if self.is_new else ledger.kept.homes()
        self._groups: dict[str, list[Name]] = defaultdict(list)
        for name, id in self.homes.items():
            self._groups[id].append(name)
        self.began = cache(self._began)

    @property
    def changed(self) -> list[Mention]:
        """The mentions of reports that changed, as they were and as they are."""
        return [*self._parsed(self._ledger.kept.of(self.stale)), *self._fresh()]

    def reaching(self, seasons: Set[Season]) -> list[Mention]:
        """Those that reach any of some seasons."""
        forms = self._ledger.kept.undated() if None in seasons else []
        for first, last in _runs({season for season in seasons if season is not None}):
            forms += self._ledger.kept.between(first * SEASON - MONTH, (last + 1) * SEASON + MONTH)
        found = {mention.name: mention for mention in (*self._unchanged(forms), *self._fresh())}
        return [mention for mention in found.values() if reach(mention.days) & seasons]

    def named(self, names: Iterable[Name]) -> list[Mention]:
        """Those of these names."""
        wanted = set(names)
        forms = self._ledger.kept.of({report for report, _ in wanted} - self.stale)
        found = (*self._unchanged(forms), *self._fresh())
        return [mention for mention in found if mention.name in wanted]

    def fellows(self, names: Iterable[Name]) -> set[Name]:
        """All that was linked with any of these."""
        asked = set(names)
        return asked | {name for id in self.incidents(asked) for name in self._groups[id]}

    def incidents(self, names: Iterable[Name]) -> set[str]:
        """The stored incidents that any of these were linked to."""
        return {self.homes[name] for name in names if name in self.homes}

    def of_reports(self, reports: Set[str]) -> set[Name]:
        """All mentions, as stored, of some reports."""
        return {name for name in self.homes if name[0] in reports}

    def members(self, incident: str) -> list[Name]:
        """What a stored incident is made of."""
        return self._groups[incident]

    def copies(self, text_of: Callable[[str], str]) -> tuple[dict[str, str], dict[str, str]]:
        """For each report the first of all that print its text, and those of which that has changed."""
        kept = self._ledger.kept
        before = {} if self.is_new else kept.copies()
        pool = self._prints
        if self.stale & before.keys():
            known = {}
            pool = {**_by_id(kept.printed(None, FRESH)), **self._prints}
        else:
            known = before
            days = {one.day for one in self._prints.values()}
            for day in [None] if None in days else sorted(day for day in days if day is not None):
                pool = {**_by_id(kept.printed(day, FRESH)), **pool}
        found = find_copies(pool.values(), text_of, known=known)
        after = {id: found.get(id) or found.get(first, first) for id, first in before.items()} | {
            id: found[id] for id in self._prints
        }
        return after, {id: first for id, first in after.items() if before.get(id) != first}

    def looked(self, copies: Mapping[str, str]) -> Iterator[Looked]:
        """What was seen of the reports that changed, to be kept."""
        for id, mentions in self.now.items():
            yield Looked(
                report=id,
                made_of=self._made[id][0],
                day=self._prints[id].day,
                form=_PRINT.dump_json(self._prints[id]).decode(),
                copy_of=copies[id],
                mentions=tuple(map(_kept, mentions)),
            )

    def _readings(self) -> Iterator[tuple[str, Reading]]:
        if self.is_new:
            return self._ledger.readings()
        return (self._ledger.reading(id) for id in sorted(self.stale))

    def _began(self, season: Season) -> Sequence[Mention]:
        kept = self._ledger.kept
        first = (season or 0) * SEASON
        forms = kept.undated() if season is None else kept.began(first, first + SEASON - 1)
        now = [mention for mention in self._fresh() if season_of(mention.days) == season]
        return [*self._unchanged(forms), *now]

    def _fresh(self) -> Iterator[Mention]:
        return (mention for mentions in self.now.values() for mention in mentions)

    def _unchanged(self, forms: Iterable[str]) -> Iterator[Mention]:
        return (mention for mention in self._parsed(forms) if mention.report not in self.stale)

    def _parsed(self, forms: Iterable[str]) -> Iterator[Mention]:
        return map(_MENTION.validate_json, forms)


def count_behind(ledger: Ledger) -> int:
    """How many reports came in, or were ruled on, since they were linked."""
    return sum(now != before for now, before in ledger.kept.made_of(EDITION).values())


def _by_id(forms: Iterable[str]) -> dict[str, Print]:
    return {one.id: one for one in map(_PRINT.validate_json, forms)}


def _kept(mention: Mention) -> Kept:
    days = mention.days
    return Kept(
        report=mention.report,
        incident=mention.incident,
        first=days.first if days else None,
        last=days.last if days else None,
        form=_MENTION.dump_json(mention).decode(),
    )


def _runs(seasons: Set[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of seasons without a gap."""
    for _, run in groupby(enumerate(sorted(seasons)), key=lambda pair: pair[1] - pair[0]):
        own = [season for _, season in run]
        yield own[0], own[-1]
