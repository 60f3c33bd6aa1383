"""Link: from partitions of Readings to partitions of incidents, going on where it was stopped."""

import json
from dataclasses import asdict, dataclass, replace

from sayso.cluster.blocks import Gather, Groups, Pairs
from sayso.cluster.calendar import calendar_of, make_calendar, put_calendar
from sayso.cluster.copying import Copies, join_copies
from sayso.cluster.folder import Folder, Row, total
from sayso.cluster.incidents import Incidents, slices_of
from sayso.cluster.looking import Look, Names
from sayso.cluster.naming import Homes, Longer
from sayso.cluster.plan import kept_plan
from sayso.cluster.read import SHARE, Progress, watched
from sayso.cluster.seams import join_seams
from sayso.cluster.stage import Engine, Stage
from sayso.errors import ClusterError

NAME = "_links.json"
FORM = "sayso.links/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much is done at a time; the result does not depend on it.

    Args:
        units: of reading that are looked at in one.
        mentions: of a block.
        prints: of a window of days in which copies are looked for.
        rows: mentions of the incidents that are written together.
        share: hashes that one process holds.
    """

    units: int = 5
    mentions: int = 50_000
    prints: int = 20_000
    rows: int = 5_000
    share: int = SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What came of linking."""

    reports: int
    mentions: int
    compared: int
    copies: int
    incidents: int
    parts: int


def link_into(
    folder: Folder,
    source: Folder,
    engine: Engine,
    *,
    sizes: Sizes = Sizes(),
    progress: Progress = lambda stage, done, of: None,
) -> Linked:
    """Link all Readings of a folder; the same call goes on where one was stopped.

    The incidents are those that one process finds in a ledger of the same reports.

    Args:
        folder: for the partitions: `incidents`.
        source: has the Readings, all of them.
        engine: does the work.
        sizes: how much is done at a time; a folder that was begun keeps its own.
        progress: is told of each stage how many units are done, and of how many.

    Raises:
        ClusterError: not all reports have been read, the folder was begun with others, or cannot be written.
    """
    read = read_units(source)
    sizes = _begun(folder, source, read, sizes)
    units, reports = len(read), total(read.values(), "read")

    def run(stage: Stage, count: int) -> dict[int, Row]:
        return dict(sorted(watched(engine, stage, range(count), progress)))

    shares = 1 + reports // sizes.share
    run(Names(folder=folder, source=source, units=units, shares=shares), shares)
    look = Look(folder=folder, source=source, units=units, together=sizes.units, shares=shares)
    looked = run(look, -(-units // sizes.units))
    put_calendar(folder, make_calendar([*looked.values()], mentions=sizes.mentions, prints=sizes.prints))
    calendar = calendar_of(folder)
    run(Gather(folder=folder), len(calendar.seasons))
    blocks = len(calendar.blocks)
    paired = run(Pairs(folder=folder), blocks)
    join_seams(folder)
    grouped = run(Groups(folder=folder), blocks)
    shares = 1 + total(grouped.values(), "groups") // sizes.share
    run(Longer(folder=folder, blocks=blocks, shares=shares), shares)
    run(Homes(folder=folder, shares=shares), blocks)
    run(Copies(folder=folder), len(calendar.windows))
    copies = join_copies(folder)
    parts = len(slices_of(calendar, sizes.rows))
    written = run(Incidents(folder=folder, mentions=sizes.rows), parts)
    folder.tidy()
    return Linked(
        reports=reports,
        mentions=calendar.starts[-1],
        compared=total(paired.values(), "compared"),
        copies=copies,
        incidents=total(written.values(), "rows"),
        parts=parts,
    )


def read_units(source: Folder) -> dict[int, Row]:
    """What came of the units of reading.

    Raises:
        ClusterError: there are none, or some are not done.
    """
    plan = kept_plan(source)
    if plan is None:
        raise ClusterError(
            f"{source.address}: no partitions; make some with: sayso read REPORTS --out FOLDER"
        )
    read = source.markers("read")
    if missing := len(plan.units) - len(read):
        raise ClusterError(
            f"{source.address}: {missing} of {len(plan.units)} units are not read; "
            "go on with the same: sayso read ... --out FOLDER"
        )
    return read


def _begun(folder: Folder, source: Folder, read: dict[int, Row], sizes: Sizes) -> Sizes:
    """How much is done at a time in a folder: as it was begun, or as it is wanted now.

    Raises:
        ClusterError: it was begun with other Readings.
    """
    plan = kept_plan(source)
    assert plan is not None
    wanted = {
        "form": FORM,
        "source": source.address,
        "reader": dict(plan.reader),
        "read": {str(number): marker["read"] for number, marker in read.items()},
    }
    data = folder.read(NAME)
    if data is None:
        folder.put(NAME, json.dumps({**wanted, "sizes": asdict(sizes)}).encode())
        return sizes
    kept = json.loads(data)
    if {name: kept.get(name) for name in wanted} != wanted:
        raise ClusterError(f"{folder.address}: was begun with other Readings; take another folder for --out")
    return replace(sizes, **kept["sizes"])
