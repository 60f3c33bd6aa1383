"""The last stage of linking: the rows of incidents, each with the accounts of all who speak of it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

import pyarrow.compute as compute

from sayso.cluster.calendar import Calendar, calendar_of
from sayso.cluster.copying import copies_of
from sayso.cluster.folder import Folder, Row, file_name, one_of, schema
from sayso.cluster.looking import UNDATED, season_of_day
from sayso.cluster.seams import owners_of
from sayso.linking import Name
from sayso.linking.mention import days_of
from sayso.model import Reading
from sayso.workflow.link import HELD, Shelf, incident_row, public

INCIDENTS = schema(
    id="string",
    type="string",
    status="string",
    start="string",
    end="string",
    reports="int32",
    incident="string",
)

Slice = tuple[int, range]
"""A block, and the numbers of some mentions that began in it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A mention of a group; as `incident_row` wants it."""

    report: str
    incident: str
    main: bool
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """Writes the rows of the incidents whose earliest mentions are in one slice of a block.

    Args:
        folder: has the groups.
        mentions: of a slice.
    """

    folder: Folder
    mentions: int
    name: str = "incidents"

    def run(self, number: int, *, careful: bool) -> Row:
        """One slice."""
        block, own = slices_of(calendar_of(self.folder), self.mentions)[number]
        within = (compute.field("first") >= own.start) & (compute.field("first") < own.stop)
        owners = owners_of(self.folder, block)
        parts = [self.folder.rows(file_name("_groups", owner), where=within) for owner in owners]
        members = sorted((row for part in parts for row in part), key=itemgetter("first", "number"))
        groups = [list(map(_told, group)) for _, group in groupby(members, key=itemgetter("first"))]
        every = [mention for group in groups for mention in group]
        kept = self._readings(every)
        read = lru_cache(maxsize=HELD)(lambda report: Reading.from_json(kept[report]))
        # Files are read once: no article in them was seen to change.
        shelf = Shelf(read, lambda reports: {})
        names = self._names(every, shelf)
        copies = copies_of(self.folder, set(kept))
        rows = []
        for group in groups:
            id = names[group[0].report, group[0].incident]
            rows.append(_row(public(incident_row(id, group, shelf, copies, names))))
        table = file_name("incidents", number)
        self.folder.put_table(table, rows, INCIDENTS)
        return {"rows": len(rows), "tables": [table]}

    def _readings(self, mentions: Sequence[Told]) -> dict[str, str]:
        """The Readings, as they are kept, of the reports that some mentions are of."""
        reports = {mention.report for mention in mentions}
        wanted = one_of("report", reports) & one_of("day", {mention.day for mention in mentions}, "int32")
        looks = range(calendar_of(self.folder).looks)
        tables = (self.folder.rows(file_name("_readings", n), where=wanted) for n in looks)
        return {row["report"]: row["reading"] for rows in tables for row in rows}

    def _names(self, mentions: Sequence[Told], shelf: Shelf) -> dict[Name, str]:
        """What mentions, and what they are parts of, were linked to."""
        calendar = calendar_of(self.folder)
        wanted: dict[int, set[str]] = defaultdict(set)
        for mention in mentions:
            for day in (mention.day, *_days_of_whole(mention, shelf)):
                wanted[calendar.block_of(season_of_day(day))].add(mention.report)
        return {
            (row["report"], row["incident"]): row["id"]
            for block, reports in wanted.items()
            for row in self.folder.rows(file_name("_homes", block), where=one_of("report", reports))
        }


@lru_cache(maxsize=4)
def slices_of(calendar: Calendar, mentions: int) -> list[Slice]:
    """What is written together: at most so many mentions of one block, with what is grouped with them."""
    return [
        (block, range(start, min(start + mentions, own.stop)))
        for block in range(len(calendar.blocks))
        for own in [calendar.range_of(block)]
        for start in range(own.start, own.stop, mentions)
    ]


def _told(row: Row) -> Told:
    return Told(row["report"], row["incident"], row["main"], row["day"])


def _days_of_whole(mention: Told, shelf: Shelf) -> Iterator[int]:
    """The day, if any, of what an incident is a part of."""
    reading = shelf.reading(mention.report)
    incidents = {incident.id: incident for incident in reading.incidents}
    if whole := incidents[mention.incident].part_of:
        days = days_of(incidents[whole], reading.report.published)
        yield days.first if days else UNDATED


def _row(row: Row) -> Row:
    when = row["when"] or {}
    return {
        "id": row["id"],
        "type": row["type"],
        "status": row["status"],
        "start": when.get("start"),
        "end": when.get("end"),
        "reports": len(set(row["reports"])),
        "incident": json.dumps(row, ensure_ascii=False),
    }
