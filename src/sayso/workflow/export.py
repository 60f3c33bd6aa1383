"""Export: the incidents of a ledger in a format of others, with a sidecar that says what stands behind each cell."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from sayso.errors import ExportError
from sayso.exports import Case, Entry, Format, LeftOut, Telling
from sayso.exports.cell import MAIN
from sayso.exports.sidecar import head, left_out, lines
from sayso.ledger import Ledger
from sayso.workflow.clock import Moment
from sayso.workflow.link import Shelf, is_superseded
from sayso.workflow.look import Selection, incidents

SIDECAR = ".sources.jsonl"

Row = Mapping[str, Any]
Rows = Callable[[], Iterable[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written.

    Args:
        rows: in the main table.
        left_out: incidents that are no row.
        files: the paths written, the sidecar last; none where it went to a stream.
    """

    rows: int
    left_out: int
    files: tuple[Path, ...] = ()


def export_to(ledger: Ledger, format: Format, path: Path, *, as_of: Moment | None = None) -> Exported:
    """Write an export, its other tables and its sidecar. They are there whole, or as they were before.

    Args:
        ledger: holds the incidents.
        format: what to write them as.
        path: of the main file; other tables and the sidecar stand beside it, under its name.
        as_of: as all stood then.

    Raises:
        ExportError: a file cannot be written, or a library is missing.
    """
    paths = {name: beside(path, name) for name in format.files}
    sidecar = path.with_name(path.name + SIDECAR)
    with _new([*paths.values(), sidecar]) as (*tables, sources):
        done = _write(ledger, format, dict(zip(paths, tables, strict=True)), sources, as_of)
    return Exported(rows=done.rows, left_out=done.left_out, files=(*paths.values(), sidecar))


def export_text(ledger: Ledger, format: Format, out: IO[bytes], *, as_of: Moment | None = None) -> Exported:
    """Write the main table of an export to a stream, without its sidecar."""
    return _write(ledger, format, {MAIN: out}, BytesIO(), as_of)


def beside(path: Path, table: str) -> Path:
    """The path of a table: `acled.csv`, `airwars-sources.csv`."""
    return path.with_name(f"{path.stem}-{table}{path.suffix}") if table else path


def cases(ledger: Ledger, rows: Rows, *, as_of: Moment | None = None) -> Iterator[Case]:
    """Every incident with the Readings that tell of it, of today or as they were."""
    shelf = Shelf.of(ledger, as_of)
    wholes = {row["part_of"] for row in rows() if row["part_of"]}
    return (case_of(row, shelf, has_parts=row["id"] in wholes) for row in rows())


def case_of(row: Row, shelf: Shelf, *, has_parts: bool = False) -> Case:
    """An incident with the Readings that tell of it."""
    tellings = []
    versions = shelf.lines([told["report"] for told in row["told_in"]])
    for told in row["told_in"]:
        reading = shelf.reading(told["report"])
        incident = next(one for one in reading.incidents if one.id == told["incident"])
        tellings.append(
            Telling(
                report=told["report"],
                copy_of=told["copy_of"],
                reading=reading,
                incident=incident,
                superseded=is_superseded(told["report"], versions),
            )
        )
    return Case(row=row, tellings=tuple(tellings), has_parts=has_parts)


def _write(
    ledger: Ledger, format: Format, files: Mapping[str, IO[bytes]], sources: IO[bytes], as_of: Moment | None
) -> Exported:
    rows = out = 0

    def entries() -> Iterator[Entry]:
        nonlocal rows, out
        _put(sources, head(format, as_of.day if as_of else None, as_of.by if as_of else None))
        for case, found in _found(ledger, format, as_of):
            if isinstance(found, LeftOut):
                out += 1
                _put(sources, left_out(case, found.reason))
                continue
            entry = Entry(case, found)
            rows += len(found[MAIN])
            for line in lines(entry, format):
                _put(sources, line)
            yield entry

    format.write(entries(), files)
    return Exported(rows=rows, left_out=out)


def _found(
    ledger: Ledger, format: Format, as_of: Moment | None
) -> Iterator[tuple[Case, Mapping[str, Any] | LeftOut]]:
    """Every case with its rows, or why it has none."""
    rows = _rows(ledger, as_of)
    above = _wholes(ledger, format, rows) if format.adds_up else {}
    for case in cases(ledger, rows, as_of=as_of):
        whole = above.get(case.id)
        yield case, LeftOut(f"is part of {whole}, which is in") if whole else format.tables(case)


def _rows(ledger: Ledger, as_of: Moment | None) -> Rows:
    """The public rows, to be gone through more than once."""
    if as_of is None:
        return ledger.incidents
    held = list(incidents(ledger, Selection(as_of=as_of.day, by=as_of.by)))
    return lambda: held


def _wholes(ledger: Ledger, format: Format, rows: Rows) -> dict[str, str]:
    """For each part of an incident that the export has, that incident: nothing is counted twice."""
    part_of = {row["id"]: row["part_of"] for row in rows() if row["part_of"]}
    wholes, shelf = set(part_of.values()), Shelf.of(ledger)
    included = {
        row["id"]
        for row in rows()
        if row["id"] in wholes and not isinstance(format.tables(case_of(row, shelf, has_parts=True)), LeftOut)
    }
    found = ((part, next((w for w in _above(part, part_of) if w in included), None)) for part in part_of)
    return {part: whole for part, whole in found if whole}


def _above(part: str, part_of: Mapping[str, str]) -> Iterator[str]:
    """What a part is a part of, and so on up; a circle is gone round once."""
    seen = {part}
    while (part := part_of.get(part, "")) and part not in seen:
        seen.add(part)
        yield part


def _put(file: IO[bytes], line: Mapping[str, Any]) -> None:
    file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


@contextmanager
def _new(paths: Sequence[Path]) -> Iterator[list[IO[bytes]]]:
    """Files that take their places once all of them are whole; after an error all is as it was."""
    parts = [path.with_name(f".{path.name}.{os.getpid()}.part") for path in paths]
    try:
        with ExitStack() as stack:
            files: list[IO[bytes]] = [stack.enter_context(part.open("wb")) for part in parts]
            yield files
            for file in files:
                file.flush()
                os.fsync(file.fileno())
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise ExportError(f"{paths[0]}: cannot be written: {cause}") from error
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink()
