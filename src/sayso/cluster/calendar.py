"""Calendar: the seasons that incidents began in, the blocks these are linked in, and the windows of days of copies."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from sayso.cluster.folder import Folder, Row
from sayso.cluster.looking import UNDATED

NAME = "_calendar.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """All mentions are numbered in the order of time; a season has those between two numbers.

    Args:
        looks: how many tables of mentions there are.
        seasons: those that anything began in, in order; what has no day first.
        starts: the number of the first mention of each season, and then how many mentions there are.
        blocks: the first and the last season of each block, by their places in `seasons`.
        windows: the first and the last day of each window of prints.
    """

    looks: int
    seasons: tuple[int, ...]
    starts: tuple[int, ...]
    blocks: tuple[tuple[int, int], ...]
    windows: tuple[tuple[int, int], ...]

    def range_of(self, block: int) -> range:
        """The numbers of the mentions that began in a block."""
        first, last = self.blocks[block]
        return range(self.starts[first], self.starts[last + 1])

    def block_of(self, season: int) -> int:
        """The block of a season."""
        place = self.seasons.index(season)
        return next(n for n, (first, last) in enumerate(self.blocks) if first <= place <= last)

    def place_of(self, number: int) -> tuple[int, int]:
        """The place of a mention's season, and its row there."""
        place = bisect_right(self.starts, number) - 1
        return place, number - self.starts[place]


def make_calendar(looked: Sequence[Row], *, mentions: int, prints: int) -> Calendar:
    """The calendar of what was seen.

    Args:
        looked: what came of each look.
        mentions: from so many on a block is full.
        prints: from so many on a window is full.
    """
    seasons = _counted(row["seasons"] for row in looked)
    starts = [0]
    for count in seasons.values():
        starts.append(starts[-1] + count)
    days = _counted(row["days"] for row in looked)
    undated = [(UNDATED, UNDATED)] if days.pop(UNDATED, 0) else []
    return Calendar(
        looks=len(looked),
        seasons=tuple(seasons),
        starts=tuple(starts),
        blocks=tuple(_runs(list(seasons.values()), mentions)),
        windows=(*undated, *((list(days)[a], list(days)[b]) for a, b in _runs(list(days.values()), prints))),
    )


def put_calendar(folder: Folder, calendar: Calendar) -> None:
    """Keep the calendar, for all stages that come after."""
    folder.put(NAME, json.dumps(asdict(calendar)).encode())


@cache
def calendar_of(folder: Folder) -> Calendar:
    """The calendar that was kept."""
    data = folder.read(NAME)
    assert data is not None, "blocks are linked after all Readings have been looked at"
    told = json.loads(data)
    return Calendar(
        looks=told["looks"],
        seasons=tuple(told["seasons"]),
        starts=tuple(told["starts"]),
        blocks=tuple(map(tuple, told["blocks"])),
        windows=tuple(map(tuple, told["windows"])),
    )


def _counted(parts: Iterable[Mapping[str, int]]) -> dict[int, int]:
    """Sums by their numbers, in order."""
    counted: Counter[int] = Counter()
    for part in parts:
        counted.update({int(number): count for number, count in part.items()})
    return dict(sorted(counted.items()))


def _runs(counts: Sequence[int], enough: int) -> Iterator[tuple[int, int]]:
    """The first and last place of each run that has enough; the last run has what is left."""
    start = total = 0
    for place, count in enumerate(counts):
        total += count
        if total >= enough or place == len(counts) - 1:
            yield start, place
            start, total = place + 1, 0
