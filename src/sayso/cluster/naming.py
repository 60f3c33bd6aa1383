"""What linked incidents are called, and which one each mention is of."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow.compute as compute

from sayso.cluster.alike import alike
from sayso.cluster.calendar import calendar_of
from sayso.cluster.folder import Folder, Row, file_name, schema
from sayso.cluster.reading import hashes
from sayso.cluster.seams import owners_of
from sayso.linking.link import PREFIX, SHORTEST

LONGER = schema(unit="int32", row="int32")
HOMES = schema(report="string", incident="string", id="string")


@dataclass(frozen=True, slots=True, kw_only=True)
class Longer:
    """Finds the incidents that would have one short name.

    Args:
        folder: has the groups.
        blocks: how many blocks these are in.
        shares: how many shares of all names there are.
    """

    folder: Folder
    blocks: int
    shares: int
    name: str = "longer"

    def run(self, number: int, *, careful: bool) -> Row:
        """One share."""
        groups = alike(hashes(self.folder, "_digests", self.blocks), number, self.shares)
        places = sorted(place for group in groups for place, _ in group)
        table = file_name("_longer", number)
        self.folder.put_table(table, [{"unit": unit, "row": row} for unit, row in places], LONGER)
        return {"rows": len(places), "tables": [table]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Tells of every mention that began in a block which incident it is of.

    Args:
        folder: has the groups.
        shares: how many tables of longer names there are.
    """

    folder: Folder
    shares: int
    name: str = "homes"

    def run(self, number: int, *, careful: bool) -> Row:
        """One block."""
        own = calendar_of(self.folder).range_of(number)
        rows = [row for owner in sorted(owners_of(self.folder, number)) for row in self._of(owner, own)]
        table = file_name("_homes", number)
        self.folder.put_table(table, sorted(rows, key=lambda row: row["report"]), HOMES)
        return {"rows": len(rows), "tables": [table]}

    def _of(self, owner: int, own: range) -> Iterator[Row]:
        names = self._names(owner)
        within = (compute.field("number") >= own.start) & (compute.field("number") < own.stop)
        for row in self.folder.rows(file_name("_groups", owner), where=within):
            yield {"report": row["report"], "incident": row["incident"], "id": names[row["group"]]}

    def _names(self, block: int) -> list[str]:
        """What the incidents of a block are called."""
        wanted = compute.field("unit") == block
        tables = [self.folder.rows(file_name("_longer", n), where=wanted) for n in range(self.shares)]
        longer = {row["row"] for rows in tables for row in rows}
        digests = self.folder.rows(file_name("_digests", block))
        return [
            f"{PREFIX}{row['hash'] if n in longer else row['hash'][:SHORTEST]}"
            for n, row in enumerate(digests)
        ]
