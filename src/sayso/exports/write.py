"""Writers of text: rows of cells to CSV, TSV, GeoJSON, JSON-LD and JSON lines, in UTF-8."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper
from typing import IO, Any

from sayso.exports.airwars.columns import COLUMNS as AIRWARS
from sayso.exports.airwars.columns import SIDE_TABLES
from sayso.exports.cell import MAIN, Cell, Cells, Value, neutral
from sayso.exports.claimreview import Checker, review
from sayso.exports.entry import Entry, Files
from sayso.exports.geojson import feature

LINE_END = "\n"


def delimited(
    entries: Iterable[Entry], files: Files, *, columns: Mapping[str, Sequence[str]], tab: bool = False
) -> None:
    """Write each table as CSV, or with tabs between cells.

    Args:
        entries: what to write.
        files: the file of each table.
        columns: the columns of each table, in order.
        tab: separate cells by tabs; white space within a cell becomes one blank, so that a line is a row.
    """
    delimiter = "\t" if tab else ","
    wrapped = {name: TextIOWrapper(file, "utf-8", newline="") for name, file in files.items()}
    writers = {
        name: csv.writer(file, delimiter=delimiter, lineterminator=LINE_END) for name, file in wrapped.items()
    }
    for name, writer in writers.items():
        writer.writerow(columns[name])
    for entry in entries:
        for name, rows in entry.tables.items():
            writers[name].writerows([_plain(row[c].value, tab=tab) for c in columns[name]] for row in rows)
    for file in wrapped.values():
        file.detach()


def airwars(entries: Iterable[Entry], files: Files) -> None:
    """Write Airwars' tables; the first has columns for as many belligerents as any incident."""
    held = list(entries)
    widest = max((row for entry in held for row in entry.tables[MAIN]), key=len, default={})
    columns = (*AIRWARS, *(name for name in widest if name not in AIRWARS))
    filled = (
        Entry(entry.case, {**entry.tables, MAIN: _filled(entry.tables[MAIN], columns)}) for entry in held
    )
    delimited(filled, files, columns={MAIN: columns, **SIDE_TABLES})


def json_lines(entries: Iterable[Entry], files: Files) -> None:
    """Write the public row of each incident on a line."""
    for entry in entries:
        files[MAIN].write(_json(entry.case.row) + b"\n")


def claims(entries: Iterable[Entry], files: Files, *, checker: Checker) -> None:
    """Write every claim as a ClaimReview, in one JSON array."""
    _array(files[MAIN], (review(row, checker) for entry in entries for row in entry.tables[MAIN]))


def geojson(entries: Iterable[Entry], files: Files) -> None:
    """Write every incident as a Feature. Source: RFC 7946."""
    files[MAIN].write(b'{"type": "FeatureCollection", "features": ')
    _array(files[MAIN], (feature(row) for entry in entries for row in entry.tables[MAIN]))
    files[MAIN].write(b"}\n")


def _array(file: IO[bytes], items: Iterable[Any]) -> None:
    file.write(b"[")
    for number, item in enumerate(items):
        file.write((b",\n" if number else b"\n") + _json(item))
    file.write(b"\n]")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _filled(rows: Sequence[Cells], columns: Sequence[str]) -> list[Cells]:
    empty = Cell()
    return [{column: row.get(column, empty) for column in columns} for row in rows]


def _plain(value: Value, *, tab: bool) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return neutral(" ".join(value.split()) if tab else value)
    return value
