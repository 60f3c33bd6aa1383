"""The stages of reading: reports out of files, repeats among them, Readings.

Every report is read once, however often it comes: of all that have the same content hash the first by unit and
row is read, and the others are counted. That is settled for all units before any is read.
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

import pyarrow.compute as compute

from sayso.cluster.alike import Group, Place, alike
from sayso.cluster.apart import Confined, Died, apart
from sayso.cluster.folder import Folder, Row, file_name, schema
from sayso.cluster.pieces import Reach
from sayso.cluster.plan import Input, Plan, kept_plan
from sayso.errors import ClusterError
from sayso.model import Failure, Reader, Reading
from sayso.report import Report
from sayso.sources.found import Found
from sayso.sources.load import Loaded, loaded_from, printable
from sayso.sources.walk import File
from sayso.workflow.workers import WorkerReader

FIELDS = ("id", "title", "outlet", "url", "published", "text")
REPORTS = schema(
    piece="int32",
    line="int64",
    member="string",
    cause="string",
    note="string",
    own="string",
    hash="string",
    **dict.fromkeys(FIELDS, "string"),
)
REPEATS = schema(unit="int32", row="int32", hash="string")
READINGS = schema(hash="string", id="string", place="string", reading="string")
ERRORS = schema(hash="string", place="string", line="int64", id="string", cause="string")

STARTS = "_starts.json"
KILLED_TAKING = "the process that took it apart died; it may need more memory than there is"

Load = Callable[[], Reader]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Takes the reports of a unit out of their files; what is no report is kept with its cause."""

    folder: Folder
    name: str = "intake"

    def run(self, number: int, *, careful: bool) -> Row:
        """One unit."""
        rows: list[Row] = []
        lines = []
        for place in range(len(plan_of(self.folder).units[number])):
            try:
                found, count = apart(_taken, self, number, place) if careful else _taken(self, number, place)
            except Died:
                found, count = [{"piece": place, "cause": KILLED_TAKING}], 0
            rows += found
            lines.append(count)
        table = file_name("_intake", number)
        self.folder.put_table(table, rows, REPORTS)
        failed = sum(row.get("hash") is None for row in rows)
        words = sum(len(row.get("text") or "") for row in rows)
        return {"lines": lines, "rows": len(rows), "failed": failed, "characters": words, "tables": [table]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Finds the reports that come again, among those whose hash falls to a share of all hashes.

    Args:
        folder: has the reports.
        units: how many units there are.
        shares: how many shares.
    """

    folder: Folder
    units: int
    shares: int
    name: str = "repeats"

    def run(self, number: int, *, careful: bool) -> Row:
        """One share."""
        groups = alike(hashes(self.folder, "_intake", self.units), number, self.shares)
        again = sorted(one for group in groups for one in _again(group))
        rows = [{"unit": unit, "row": row, "hash": hash.hex()} for (unit, row), hash in again]
        table = file_name("_repeats", number)
        self.folder.put_table(table, rows, REPEATS)
        return {"rows": len(rows), "tables": [table]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Reads the reports of a unit.

    Args:
        folder: has the reports, and what was settled of them.
        load: makes the reader; each process makes one.
        shares: how many tables of repeats there are.
    """

    folder: Folder
    load: Load
    shares: int
    name: str = "read"

    def run(self, number: int, *, careful: bool) -> Row:
        """One unit."""
        started = time.perf_counter()
        loaded = list(reports_of(self.folder, number, self.shares))
        with _open_reader(self.load, careful=careful) as reader:
            results = iter([*reader.read([one.report for one in loaded if one.report])])
        readings: list[Row] = []
        errors: list[Row] = []
        for one in loaded:
            result = next(results) if one.report else None
            if one.report and isinstance(result, Reading):
                told = {"hash": one.report.hash, "id": one.id, "place": one.place}
                readings.append({**told, "reading": result.to_json()})
            else:
                errors.append(_error(one, result.error if isinstance(result, Failure) else None))
        tables = [file_name("errors", number), file_name("readings", number)]
        self.folder.put_table(tables[0], errors, ERRORS)
        self.folder.put_table(tables[1], readings, READINGS)
        return {
            "read": len(readings),
            "failed": len(errors),
            "seconds": round(time.perf_counter() - started, 3),
            "process": os.getpid(),
            "tables": tables,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Tells of the repeats of reports that could not be read: each has failed as the first of them has.

    Args:
        folder: has the reports, and what was settled of them.
        units: how many units there are.
        shares: how many tables of repeats there are.
    """

    folder: Folder
    units: int
    shares: int
    name: str = "failed"

    def run(self, number: int, *, careful: bool) -> Row:
        """One share."""
        again = self.folder.rows(file_name("_repeats", number))
        causes = self._causes({row["hash"] for row in again})
        failed = sorted((row["unit"], row["row"]) for row in again if row["hash"] in causes)
        rows = []
        for unit, group in groupby(failed, key=itemgetter(0)):
            wanted = {row for _, row in group}
            for one in _loaded_of(self.folder, unit, wanted.__contains__):
                rows.append(_error(one, causes[one.report.hash] if one.report else None))
        # The numbers from 0 on are those of what was read.
        tables = [file_name("errors", self.units + number)] if rows else []
        for table in tables:
            self.folder.put_table(table, rows, ERRORS)
        return {"rows": len(rows), "tables": tables}

    def _causes(self, hashes: set[str]) -> dict[str, str]:
        """Why reports have failed, by their hash, those of these that have."""
        tables = [
            self.folder.rows(file_name("errors", unit), ["hash", "cause"]) for unit in range(self.units)
        ]
        return {row["hash"]: row["cause"] for rows in tables for row in rows if row["hash"] in hashes}


def put_starts(folder: Folder, markers: Mapping[int, Row]) -> None:
    """Settle how many lines of its file come before each piece."""
    before: dict[int, int] = {}
    told = []
    for number, unit in enumerate(plan_of(folder).units):
        own = []
        for piece, lines in zip(unit, markers[number]["lines"], strict=True):
            own.append(before.get(piece.file, 0))
            before[piece.file] = own[-1] + lines
        told.append(own)
    folder.put(STARTS, json.dumps(told).encode())


def reports_of(folder: Folder, number: int, shares: int) -> Iterator[Loaded]:
    """The reports of a unit that are to be read, and what is none, each under its place."""
    wanted = compute.field("unit") == number
    again = {
        row["row"]
        for share in range(shares)
        for row in folder.rows(file_name("_repeats", share), where=wanted)
    }
    yield from _loaded_of(folder, number, lambda row: row not in again)


def readings_of(folder: Folder, number: int) -> Iterator[tuple[Report, Reading]]:
    """The reports of a unit that were read, as they came, and their Readings."""
    kept = {row["hash"]: row["reading"] for row in folder.rows(file_name("readings", number))}
    for one in reports_of(folder, number, len(folder.sizes("_repeats"))):
        if one.report and (reading := kept.get(one.report.hash)):
            yield one.report, Reading.from_json(reading)


def hashes(folder: Folder, table: str, units: int) -> Iterator[tuple[Place, bytes]]:
    """The hash of every row of a table, with its unit and row; rows without one are left out."""
    for unit in range(units):
        column = folder.table(file_name(table, unit), ["hash"])["hash"]
        for row, hash in enumerate(column.to_pylist()):
            if hash is not None:
                yield (unit, row), bytes.fromhex(hash)


@cache
def plan_of(folder: Folder) -> Plan:
    """The plan of a folder, which never changes.

    Raises:
        ClusterError: there is none.
    """
    plan = kept_plan(folder)
    if plan is None:
        raise ClusterError(
            f"{folder.address}: no partitions; make some with: sayso read REPORTS --out FOLDER"
        )
    return plan


@cache
def _starts(folder: Folder) -> list[list[int]]:
    data = folder.read(STARTS)
    assert data is not None, "units are read after all have been taken in"
    told: list[list[int]] = json.loads(data)
    return told


@cache
def _reader(load: Load) -> Reader:
    return load()


@contextmanager
def _open_reader(load: Load, *, careful: bool) -> Iterator[Reader]:
    """This process's own reader; or one in a process that may die of a report, which then has failed."""
    if careful:
        with WorkerReader(Confined(load), workers=1) as reader:
            yield reader
    else:
        yield _reader(load)


def _taken(stage: Intake, number: int, place: int) -> tuple[list[Row], int]:
    """The rows of a piece of a unit, and how many lines it has."""
    plan = plan_of(stage.folder)
    piece = plan.units[number][place]
    one = plan.inputs[piece.file]
    reach = Reach(one, piece)
    return [_kept(place, one, found, plan) for found in reach.found()], reach.lines


def _kept(place: int, one: Input, found: Found, plan: Plan) -> Row:
    """A row of the reports' table: all that is found, and its hash once what it lacks is given to it."""
    report = loaded_from(_file(one), found, Report(text="", **plan.given), 0).report
    fields = {name: getattr(found.report, name) for name in FIELDS} if found.report else {}
    return {
        "piece": place,
        "line": found.line,
        "member": found.member,
        "cause": found.cause and printable(found.cause),
        "note": found.note,
        "own": found.id,
        "hash": report and report.hash,
        **fields,
    }


def _loaded_of(folder: Folder, number: int, is_wanted: Callable[[int], bool]) -> Iterator[Loaded]:
    """The rows of a unit that are wanted, under their places."""
    plan = plan_of(folder)
    before = _starts(folder)[number]
    given = Report(text="", **plan.given)
    for place, row in enumerate(folder.rows(file_name("_intake", number))):
        if is_wanted(place):
            piece = plan.units[number][row["piece"]]
            yield _loaded(plan.inputs[piece.file], row, before[row["piece"]], given)


def _loaded(one: Input, row: Row, before: int, given: Report) -> Loaded:
    report = None if row["text"] is None else Report(**{name: row[name] for name in FIELDS})
    found = Found(
        report=report,
        cause=row["cause"],
        id=row["own"],
        member=row["member"],
        line=row["line"] and row["line"] + before,
        note=row["note"],
    )
    return loaded_from(_file(one), found, given, 0)


def _file(one: Input) -> File:
    return File(place=one.place, name=one.name)


def _again(group: Group) -> Group:
    """All but the first of those that are the same."""
    seen: set[bytes] = set()
    again = []
    for place, hash in group:
        if hash in seen:
            again.append((place, hash))
        seen.add(hash)
    return again


def _error(one: Loaded, cause: str | None) -> Row:
    error = one.error
    place = error.where if error else one.place
    return {
        "hash": one.report and one.report.hash,
        "place": place,
        "line": error and error.line,
        "id": one.id,
        "cause": cause or (error and error.cause),
    }
