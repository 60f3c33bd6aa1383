"""Seams: where mentions of several blocks hang together."""

from collections import defaultdict
from collections.abc import Mapping

import pyarrow.compute as compute

from sayso.cluster.calendar import calendar_of
from sayso.cluster.folder import Folder, file_name, schema
from sayso.linking.groups import Homes

NAME = "_seams.parquet"
SEAMS = schema(owner="int32", block="int32", root="int64")


def join_seams(folder: Folder) -> None:
    """Settle in which block each chain of mentions is grouped that reaches the edge of one: that of its earliest."""
    calendar = calendar_of(folder)
    places: dict[tuple[int, int], int] = {}
    firsts: list[int] = []
    holders: dict[int, int] = {}
    joins = []
    for block in range(len(calendar.blocks)):
        for row in folder.rows(file_name("_roots", block)):
            number, end = row["number"], (block, row["root"])
            place = places.setdefault(end, len(places))
            if place == len(firsts):
                firsts.append(number)
            firsts[place] = min(firsts[place], number)
            joins.append((holders.setdefault(number, place), place))
    homes = Homes(len(places))
    for one, other in joins:
        homes.join(one, other)
    roots = homes.roots().tolist()
    earliest: dict[int, int] = {}
    for root, first in zip(roots, firsts, strict=True):
        earliest[root] = min(first, earliest.get(root, first))
    owners = {root: _block_of(folder, number) for root, number in earliest.items()}
    rows = [
        {"owner": owners[root], "block": block, "root": end}
        for (block, end), root in zip(places, roots, strict=True)
    ]
    folder.put_table(NAME, sorted(rows, key=lambda row: row["owner"]), SEAMS)


def parts_of(folder: Folder, owner: int) -> Mapping[int, set[int]]:
    """The roots, by their blocks, of all that is grouped in a block."""
    found: dict[int, set[int]] = defaultdict(set)
    for row in folder.rows(NAME, where=compute.field("owner") == owner):
        found[row["block"]].add(row["root"])
    return found


def owners_of(folder: Folder, block: int) -> set[int]:
    """The blocks in which what began in a block is grouped, itself included."""
    rows = folder.rows(NAME, ["owner"], compute.field("block") == block)
    return {block, *(row["owner"] for row in rows)}


def _block_of(folder: Folder, number: int) -> int:
    calendar = calendar_of(folder)
    place, _ = calendar.place_of(number)
    return calendar.block_of(calendar.seasons[place])
