"""Estimate: what reading would take, from a sample of the files that is read here and now."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from tempfile import TemporaryDirectory

from sayso.cluster.folder import Folder, Row, file_name
from sayso.cluster.plan import NAME, make_plan
from sayso.cluster.reading import READINGS, Intake, Load, Repeats, put_starts, reports_of
from sayso.errors import ClusterError
from sayso.model import Failure, Reading
from sayso.report import Report

UNITS = 5
"""Units that are tried, evenly over all."""

HOUR = 3600
SAMPLE = 40
"""Reports that are read, to learn how fast that is."""

WARM = 3
"""Reports read before the clock starts: the first ones load what the others have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What reading would take.

    Args:
        files: how many.
        bytes: of the files.
        units: of work.
        tried: units whose reports were counted.
        sampled: reports that were read.
        reports: how many there are likely to be.
        speed: reports a second, on one core.
        core_hours: of reading, and of taking the reports out of their files.
        stored: bytes of the partitions.
    """

    files: int
    bytes: int
    units: int
    tried: int
    sampled: int
    reports: float
    speed: float
    core_hours: float
    stored: float


def estimate(paths: Sequence[str], load: Load, *, given: Mapping[str, str | None]) -> Estimate:
    """Estimate the reading of some files; a few of their reports are read for it.

    Raises:
        ClusterError: a path leads nowhere, or there is no report in what was tried.
    """
    plan = make_plan(paths, given=given, reader=asdict(load().versions))
    tried = sorted({round(n * (len(plan.units) - 1) / max(1, UNITS - 1)) for n in range(UNITS)})
    with TemporaryDirectory() as place:
        folder = Folder(address=place)
        few = replace(plan, units=tuple(plan.units[n] for n in tried))
        folder.put(NAME, few.to_json())
        started = time.perf_counter()
        taken = {n: Intake(folder=folder).run(n, careful=False) for n in range(len(tried))}
        taking = time.perf_counter() - started
        put_starts(folder, taken)
        Repeats(folder=folder, units=len(tried), shares=1).run(0, careful=False)
        found = [one.report for n in taken for one in reports_of(folder, n, 1) if one.report]
        sample = found[:: max(1, len(found) // SAMPLE)][:SAMPLE]
        if not sample:
            raise ClusterError(
                f"{', '.join(paths)}: no report was found in {len(tried)} units that were tried"
            )
        reader = load()
        list(reader.read(sample[:WARM]))
        started = time.perf_counter()
        results = list(reader.read(sample))
        reading = time.perf_counter() - started
        stored = _stored(folder, sample, results) / len(sample)
        stored += sum(folder.sizes("_intake").values()) / len(found)
    share = len(plan.units) / len(tried)
    reports = share * len(found)
    seconds = reports * reading / len(sample) + share * taking
    return Estimate(
        files=len(plan.inputs),
        bytes=sum(one.size for one in plan.inputs),
        units=len(plan.units),
        tried=len(tried),
        sampled=len(sample),
        reports=reports,
        speed=len(sample) / reading,
        core_hours=seconds / HOUR,
        stored=reports * stored,
    )


def _stored(folder: Folder, sample: Sequence[Report], results: Sequence[Reading | Failure]) -> int:
    """Bytes that the Readings of a sample take."""
    rows: list[Row] = [
        {"hash": report.hash, "id": report.id, "place": None, "reading": result.to_json()}
        for report, result in zip(sample, results, strict=True)
    ]
    folder.put_table(file_name("readings", 0), rows, READINGS)
    return sum(folder.sizes("readings").values())
