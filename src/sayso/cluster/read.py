"""Read: from files to partitions of Readings, going on where it was stopped."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from sayso.cluster.folder import Folder, Row, total
from sayso.cluster.plan import NAME, UNIT, Plan, kept_plan, list_inputs, make_plan
from sayso.cluster.reading import Failed, Intake, Load, Read, Repeats, put_starts
from sayso.cluster.stage import Engine, Stage, ahead
from sayso.errors import ClusterError
from sayso.model import Versions

SHARE = 20_000_000
"""Reports whose hashes one process holds in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What came of all reports."""

    units: int
    read: int
    repeats: int
    failed: int
    seconds: float


def read_into(
    folder: Folder,
    paths: Sequence[str],
    engine: Engine,
    load: Load,
    *,
    versions: Versions,
    given: Mapping[str, str | None],
    unit: int = UNIT,
    progress: "Progress" = lambda stage, done, of: None,
) -> Tally:
    """Read all reports into partitions; the same call goes on where one was stopped.

    Args:
        folder: for the partitions: `readings`, and `errors` for what could not be read.
        paths: files and folders, on any file system that fsspec knows.
        engine: does the work.
        load: makes the reader; a function of a module or a plain value, since each process makes one.
        versions: of the reader.
        given: `published`, `outlet` and `url` of reports that do not say them.
        unit: bytes of a unit.
        progress: is told of each stage how many units are done, and of how many.

    Raises:
        ClusterError: the folder was begun with other files or another reader, or cannot be written.
    """
    plan = _planned(folder, paths, versions, given, unit)
    units = range(len(plan.units))
    taken = dict(watched(engine, Intake(folder=folder), units, progress))
    put_starts(folder, taken)
    shares = 1 + total(taken.values(), "rows") // SHARE
    repeats = dict(
        watched(engine, Repeats(folder=folder, units=len(units), shares=shares), range(shares), progress)
    )
    read = dict(watched(engine, Read(folder=folder, load=load, shares=shares), units, progress))
    failed = dict(
        watched(engine, Failed(folder=folder, units=len(units), shares=shares), range(shares), progress)
    )
    folder.tidy()
    again = total(failed.values(), "rows")
    return Tally(
        units=len(units),
        read=total(read.values(), "read"),
        repeats=total(repeats.values(), "rows") - again,
        failed=total(read.values(), "failed") + again,
        seconds=total(read.values(), "seconds"),
    )


Progress = Callable[[str, int, int], None]


def watched(
    engine: Engine, stage: Stage, numbers: Sequence[int], progress: Progress
) -> Iterator[tuple[int, Row]]:
    """Every unit of a stage and what came of it, told as they are done."""
    for done, told in enumerate(ahead(engine, stage, numbers), start=1):
        progress(stage.name, done, len(numbers))
        yield told


def _planned(
    folder: Folder, paths: Sequence[str], versions: Versions, given: Mapping[str, str | None], unit: int
) -> Plan:
    """The plan that the folder was begun with, or a new one."""
    kept = kept_plan(folder)
    if kept is None:
        plan = make_plan(paths, given=given, reader=asdict(versions), unit=unit)
        folder.put(NAME, plan.to_json())
        return plan
    for what, now, before in (
        ("set of files", list_inputs(paths), kept.inputs),
        ("reader", asdict(versions), kept.reader),
        ("day, outlet or address", dict(given), kept.given),
    ):
        if now != before:
            raise ClusterError(
                f"{folder.address}: was begun with another {what}; take another folder for --out"
            )
    return kept
