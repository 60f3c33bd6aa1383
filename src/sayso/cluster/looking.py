"""The first stages of linking: what reports are called, and what linking sees of each Reading, sorted by its time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow.compute as compute
from pydantic import TypeAdapter

from sayso.cluster.alike import ALIKE, alike
from sayso.cluster.folder import Folder, Row, file_name, schema
from sayso.cluster.reading import hashes
from sayso.linking import SEASON, Mention, Print, mentions_of, print_of, reach
from sayso.model import Reading

UNDATED = -1
"""The season, or the day, of what has none; it comes before all others."""

NAMES = schema(unit="int32", row="int32", id="string")
MENTIONS = schema(season="int32", first="int32", until="int32", key="string", form="string")
READINGS = schema(day="int32", report="string", reading="string")
PRINTS = schema(day="int32", report="string", form="string", text="string")

DAYS = 100
"""Rows in a row group of what is looked up by the day."""

MENTION, PRINT = TypeAdapter(Mention), TypeAdapter(Print)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Finds what reports are called in a ledger that holds all of them; a report whose short id is taken has a longer one.

    Args:
        folder: for the names.
        source: has the Readings.
        units: how many units these are in.
        shares: how many shares of all hashes there are.
    """

    folder: Folder
    source: Folder
    units: int
    shares: int
    name: str = "names"

    def run(self, number: int, *, careful: bool) -> Row:
        """One share."""
        rows = []
        for group in alike(hashes(self.source, "readings", self.units), number, self.shares):
            taken: set[str] = set()
            for (unit, row), hash in group:
                id = next(
                    id for length in range(2 * ALIKE, 65) if (id := _name(hash.hex(), length)) not in taken
                )
                taken.add(id)
                rows.append({"unit": unit, "row": row, "id": id})
        table = file_name("_names", number)
        self.folder.put_table(table, rows, NAMES)
        return {"rows": len(rows), "tables": [table]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Looks at the Readings of some units.

    Args:
        folder: has the names, and is for what is seen.
        source: has the Readings.
        units: how many units these are in.
        together: so many of which are looked at in one.
        shares: how many tables of names there are.
    """

    folder: Folder
    source: Folder
    units: int
    together: int
    shares: int
    name: str = "look"

    def run(self, number: int, *, careful: bool) -> Row:
        """Some units."""
        mentions: list[Row] = []
        readings: list[Row] = []
        prints: list[Row] = []
        for id, text in self._readings(number):
            reading = Reading.from_json(text)
            own = mentions_of(id, reading)
            mentions += map(_mention, own)
            readings += [{"day": day, "report": id, "reading": text} for day in {*map(day_of, own)}]
            prints.append(_printed(id, reading))
        mentions.sort(key=lambda row: row["season"])
        readings.sort(key=lambda row: row["day"])
        prints.sort(key=lambda row: row["day"])
        tables = [file_name(name, number) for name in ("_mentions", "_readings", "_prints")]
        self.folder.put_table(tables[0], mentions, MENTIONS)
        self.folder.put_table(tables[1], readings, READINGS, group=DAYS)
        self.folder.put_table(tables[2], prints, PRINTS, group=DAYS)
        return {
            "seasons": Counter(str(row["season"]) for row in mentions),
            "days": Counter(str(row["day"]) for row in prints),
            "tables": tables,
        }

    def _readings(self, number: int) -> Iterator[tuple[str, str]]:
        """What each report is called, and its Reading as it is kept."""
        for unit in range(self.together * number, min(self.units, self.together * (number + 1))):
            wanted = compute.field("unit") == unit
            tables = [self.folder.rows(file_name("_names", n), where=wanted) for n in range(self.shares)]
            names = {row["row"]: row["id"] for rows in tables for row in rows}
            for row, told in enumerate(self.source.rows(file_name("readings", unit), ["hash", "reading"])):
                yield names.get(row, _name(told["hash"], 2 * ALIKE)), told["reading"]


def season_of_day(day: int) -> int:
    """The season that a day is in, both as tables have them."""
    return UNDATED if day == UNDATED else day // SEASON


def day_of(mention: Mention) -> int:
    """The first day of a mention."""
    return mention.days.first if mention.days else UNDATED


def until_of(mention: Mention) -> int:
    """The last season that a mention reaches."""
    return max((season for season in reach(mention.days) if season is not None), default=UNDATED)


def _name(hash: str, length: int) -> str:
    return f"r-{hash[:length]}"


def _mention(mention: Mention) -> Row:
    return {
        "season": season_of_day(day_of(mention)),
        "first": day_of(mention),
        "until": until_of(mention),
        "key": mention.key,
        "form": MENTION.dump_json(mention).decode(),
    }


def _printed(id: str, reading: Reading) -> Row:
    printed = print_of(id, reading)
    day = UNDATED if printed.day is None else printed.day
    return {
        "day": day,
        "report": id,
        "form": PRINT.dump_json(printed).decode(),
        "text": reading.report.text,
    }
