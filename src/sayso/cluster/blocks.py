"""Linking by block: mentions in order, pairs of a block, groups of a block.

A pair is compared in the block that its later mention began in. Mentions that some chain of good pairs holds
together are grouped in the block of the earliest of them; a chain may cross from block to block, and where it
does so is settled between the two stages (`seams`).
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import numpy as np
import numpy.typing as npt
import pyarrow.compute as compute

from sayso.cluster.calendar import Calendar, calendar_of
from sayso.cluster.folder import Folder, Row, file_name, schema
from sayso.cluster.looking import MENTION, UNDATED, day_of, until_of
from sayso.cluster.seams import parts_of
from sayso.linking import ENOUGH, Mention, Scorer, Season, Seasons
from sayso.linking.blocks import pairs
from sayso.linking.groups import Homes, group
from sayso.linking.link import digits_of

SEASON = schema(row="int64", until="int32", form="string")
LINKS = schema(one="int64", other="int64", points="float64")
ROOTS = schema(number="int64", root="int64")
GROUPS = schema(
    group="int32",
    first="int64",
    number="int64",
    report="string",
    incident="string",
    main="bool_",
    day="int32",
)
DIGESTS = schema(hash="string")

NEXT = 1
"""Seasons that most mentions reach at most past their own; what reaches further is kept apart, to be found."""

TOGETHER = 100_000
"""Pairs that are plain Python at a time."""

Numbers = npt.NDArray[np.int64]
Numbered = tuple[int, Mention]
Link = tuple[int, int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gather:
    """Puts the mentions of a season together, in the order of time."""

    folder: Folder
    name: str = "gather"

    def run(self, number: int, *, careful: bool) -> Row:
        """One season, by its place in the calendar."""
        calendar = calendar_of(self.folder)
        season = calendar.seasons[number]
        wanted = compute.field("season") == season
        parts = (self.folder.rows(file_name("_mentions", n), where=wanted) for n in range(calendar.looks))
        # As `in_time` has it.
        ordered = sorted((row for part in parts for row in part), key=itemgetter("first", "key"))
        rows = [{"row": n, "until": row["until"], "form": row["form"]} for n, row in enumerate(ordered)]
        long = [row for row in rows if row["until"] > season + NEXT]
        tables = [file_name("_seasons", number), file_name("_long", number)]
        self.folder.put_table(tables[0], rows, SEASON)
        self.folder.put_table(tables[1], long, SEASON)
        return {"rows": len(rows), "tables": tables}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Compares the mentions that began in a block with those of their time."""

    folder: Folder
    name: str = "pairs"

    def run(self, number: int, *, careful: bool) -> Row:
        """One block."""
        calendar = calendar_of(self.folder)
        own = calendar.range_of(number)
        first, last = (calendar.seasons[place] for place in calendar.blocks[number])
        numbered = [*self._reaching(calendar, number), *_began(self.folder, calendar, number)]
        mentions = [mention for _, mention in numbered]
        seasons = Seasons(self._season)
        scorer = Scorer(seasons)
        among = {_season(season) for season in calendar.seasons if first <= season <= last}
        # Pairs are many: they are kept as plain numbers.
        ones, others, points = array("q"), array("q"), array("d")
        homes = Homes(len(mentions))
        for one, other in pairs(mentions, seasons, among=among):
            score = scorer.score(mentions[one], mentions[other])
            ones.append(one)
            others.append(other)
            points.append(score)
            if score >= ENOUGH:
                homes.join(one, other)
        roots = homes.roots()
        reaches = np.array([n not in own or until_of(mention) > last for n, mention in numbered], bool)
        at_seam = np.isin(roots, roots[reaches])
        numbers = np.array([n for n, _ in numbered], np.int64)
        first_ends, second_ends = np.array(ones, np.int64), np.array(others, np.int64)
        kept = (roots[first_ends] == roots[second_ends]) | (at_seam[first_ends] & at_seam[second_ends])
        links = {
            "one": numbers[first_ends[kept]],
            "other": numbers[second_ends[kept]],
            "points": np.array(points)[kept],
        }
        tables = [file_name("_links", number), file_name("_roots", number)]
        self.folder.put_table(tables[0], links, LINKS)
        self.folder.put_table(tables[1], {"number": numbers[at_seam], "root": numbers[roots[at_seam]]}, ROOTS)
        return {"compared": len(ones), "tables": tables}

    def _reaching(self, calendar: Calendar, number: int) -> Iterator[Numbered]:
        """Mentions that began before a block and may be found by those that begin in it, in order."""
        start = calendar.seasons[calendar.blocks[number][0]]
        there = compute.field("until") >= start
        for place, season in enumerate(calendar.seasons[: calendar.blocks[number][0]]):
            table = file_name("_seasons" if season + NEXT >= start else "_long", place)
            for row in self.folder.rows(table, ["row", "form"], there):
                yield calendar.starts[place] + row["row"], MENTION.validate_json(row["form"])

    def _season(self, season: Season) -> list[Mention]:
        """What began in a season."""
        calendar = calendar_of(self.folder)
        number = UNDATED if season is None else season
        if number not in calendar.seasons:
            return []
        return _of_season(self.folder, calendar.seasons.index(number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Makes the incidents of which the earliest mention began in a block."""

    folder: Folder
    name: str = "groups"

    def run(self, number: int, *, careful: bool) -> Row:
        """One block."""
        calendar = calendar_of(self.folder)
        at_seam = {row["number"] for row in self.folder.rows(file_name("_roots", number), ["number"])}
        members = {n for n in calendar.range_of(number) if n not in at_seam}
        parts = parts_of(self.folder, number)
        for block, roots in parts.items():
            rows = self.folder.rows(file_name("_roots", block))
            members.update(row["number"] for row in rows if row["root"] in roots)
        ordered = sorted(members)
        mentions = [mention for _, mention in _numbered(self.folder, calendar, ordered)]
        groups = group(mentions, self._links({number, *parts}, np.array(ordered, np.int64)))
        rows = [
            {
                "group": n,
                "first": ordered[places_of[0]],
                "number": ordered[place],
                "report": mentions[place].report,
                "incident": mentions[place].incident,
                "main": mentions[place].main,
                "day": day_of(mentions[place]),
            }
            for n, places_of in enumerate(groups)
            for place in places_of
        ]
        digests = [{"hash": digits_of(mentions[place] for place in places_of)} for places_of in groups]
        tables = [file_name("_groups", number), file_name("_digests", number)]
        self.folder.put_table(tables[0], rows, GROUPS)
        self.folder.put_table(tables[1], digests, DIGESTS)
        return {"groups": len(groups), "tables": tables}

    def _links(self, blocks: Iterable[int], members: Numbers) -> Iterator[Link]:
        """All that was compared of some mentions, by their places, in the order in which one process compares it."""
        tables = [self.folder.table(file_name("_links", block)) for block in sorted(blocks)]
        ones, others, points = (
            np.concatenate([table[name].to_numpy() for table in tables]) for name in LINKS.names
        )
        inner = np.flatnonzero(np.isin(ones, members) & np.isin(others, members))
        inner = inner[np.lexsort((ones[inner], others[inner]))]
        for some in np.split(inner, range(TOGETHER, inner.size, TOGETHER)):
            places = (np.searchsorted(members, ends[some]).tolist() for ends in (ones, others))
            yield from zip(*places, points[some].tolist(), strict=True)


def _season(number: int) -> Season:
    return None if number == UNDATED else number


def _began(folder: Folder, calendar: Calendar, block: int) -> Iterator[Numbered]:
    """What began in a block, in order."""
    first, last = calendar.blocks[block]
    for place in range(first, last + 1):
        yield from enumerate(_of_season(folder, place), start=calendar.starts[place])


@lru_cache(maxsize=4)
def _of_season(folder: Folder, place: int) -> list[Mention]:
    """What began in a season, by its place in the calendar."""
    return [MENTION.validate_json(row["form"]) for row in folder.rows(file_name("_seasons", place), ["form"])]


def _numbered(folder: Folder, calendar: Calendar, numbers: Sequence[int]) -> Iterator[Numbered]:
    """Mentions by their numbers, which are in order."""
    for n in numbers:
        place, row = calendar.place_of(n)
        yield n, _of_season(folder, place)[row]
