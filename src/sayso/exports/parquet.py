"""Parquet: sayso's own tables, typed, one file each."""

from collections.abc import Iterable
from itertools import chain, islice
from typing import Any

from sayso.exports.cell import Cells
from sayso.exports.entry import Entry, Files, library
from sayso.exports.table import TABLES

BATCH = 1000
"""Incidents in a row group."""

NUMBERS = frozenset({"killed_low", "killed_high", "injured_low", "injured_high", "roots", "low", "high"})
FLOATS = frozenset({"latitude", "longitude"})
FLAGS = frozenset({"share", "stands", "denies"})


def parquet(entries: Iterable[Entry], files: Files) -> None:
    """Write each table to its file.

    Raises:
        ExportError: pyarrow is not installed.
    """
    arrow, writing = library("pyarrow", "Parquet"), library("pyarrow.parquet", "Parquet")
    schemas = {name: _schema(arrow, name, columns) for name, columns in TABLES.items()}
    writers = {name: writing.ParquetWriter(files[name], schemas[name]) for name in TABLES}
    waiting = iter(entries)
    try:
        while batch := list(islice(waiting, BATCH)):
            for name, writer in writers.items():
                rows = chain.from_iterable(entry.tables[name] for entry in batch)
                writer.write_table(arrow.Table.from_pylist([_values(row) for row in rows], schemas[name]))
        for writer in writers.values():
            writer.close()
    except BaseException:
        for writer in writers.values():
            writer.is_open = (
                False  # One that is let go of open writes its end, to a file that is closed by then.
            )
        raise


def _values(row: Cells) -> dict[str, Any]:
    return {column: cell.value for column, cell in row.items()}


def _schema(arrow: Any, table: str, columns: Iterable[str]) -> Any:
    spans = {"start", "end"} if table == "figures" else set()

    def kind(column: str) -> Any:
        if column in NUMBERS or column in spans:
            return arrow.int64()
        if column in FLOATS:
            return arrow.float64()
        return arrow.bool_() if column in FLAGS else arrow.string()

    return arrow.schema([(column, kind(column)) for column in columns])
