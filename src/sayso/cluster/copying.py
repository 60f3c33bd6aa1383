"""Near-copies, by windows of days: what is printed in one is compared with what was printed shortly before."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyarrow.compute as compute

from sayso.cluster.calendar import calendar_of
from sayso.cluster.folder import Folder, Row, file_name, one_of, schema
from sayso.cluster.looking import PRINT, UNDATED
from sayso.linking import find_copies
from sayso.linking.copies import FRESH
from sayso.linking.groups import Homes

NAME = "_copies.parquet"
HELD = 4
"""Tens of days whose texts are held in memory: of a day, of those before it, and of what has none."""

COPIES = schema(report="string", first="string")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Finds the copies among what was printed in a window, and between that and what was printed before."""

    folder: Folder
    name: str = "copies"

    def run(self, number: int, *, careful: bool) -> Row:
        """One window; the first may be of what has no day, with which every window is compared."""
        first, last = calendar_of(self.folder).windows[number]
        day = compute.field("day")
        dated = first != UNDATED
        near = ((day >= first - FRESH) & (day <= last)) | (day == UNDATED) if dated else day == UNDATED
        rows = self._rows(near, ["day", "report", "form"])
        prints = [PRINT.validate_json(row["form"]) for row in rows]
        days = {row["report"]: row["day"] for row in rows}
        known = {report: report for report, day in days.items() if dated and not first <= day <= last}
        texts = lru_cache(maxsize=HELD)(self._texts)
        found = find_copies(prints, lambda report: texts(days[report] // FRESH)[report], known=known)
        told = [{"report": id, "first": found[id]} for id in sorted(found) if found[id] != id]
        table = file_name("_copies", number)
        self.folder.put_table(table, told, COPIES)
        return {"rows": len(told), "tables": [table]}

    def _texts(self, decade: int) -> dict[str, str]:
        """What was printed on ten days in a row; what has no day is before all of them."""
        day, first = compute.field("day"), decade * FRESH
        rows = self._rows((day >= first) & (day < first + FRESH), ["report", "text"])
        return {row["report"]: row["text"] for row in rows}

    def _rows(self, where: compute.Expression, columns: list[str]) -> list[Row]:
        looks = range(calendar_of(self.folder).looks)
        return [row for n in looks for row in self.folder.rows(file_name("_prints", n), columns, where)]


def join_copies(folder: Folder) -> int:
    """Settle which is the first of all that print one text, over all windows; how many others there are."""
    windows = range(len(calendar_of(folder).windows))
    rows = [row for n in windows for row in folder.rows(file_name("_copies", n))]
    reports = sorted({report for row in rows for report in row.values()})
    places = {report: place for place, report in enumerate(reports)}
    homes = Homes(len(reports))
    for row in rows:
        homes.join(places[row["report"]], places[row["first"]])
    firsts = homes.roots().tolist()
    told = [{"report": one, "first": reports[n]} for one, n in zip(reports, firsts, strict=True)]
    folder.put_table(NAME, told, COPIES)
    return sum(row["report"] != row["first"] for row in told)


def copies_of(folder: Folder, reports: set[str]) -> Mapping[str, str]:
    """For each of some reports the first of all that print its text; those that have no copies are left out."""
    rows = folder.rows(NAME, where=one_of("report", reports))
    return {row["report"]: row["first"] for row in rows}
