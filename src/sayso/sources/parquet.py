"""Parquet: one report a row, columns known by their names, read some rows at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from sayso.sources.found import Found, Unreadable
from sayso.sources.rows import found_in

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

MARK = b"PAR1"
"""How a file begins. Source: Apache Parquet, File format."""

FIELDS = ("id", "title", "outlet", "url", "published", "text")
TOGETHER = 100
"""Rows in memory at once."""

MISSING = "a Parquet file needs one more package: pip install 'sayso[exports]'"


def read_parquet(file: IO[bytes], *, groups: Sequence[int] | None = None) -> Iterator[Found]:
    """One report for each row; its line is the row's number, from 1, among those that are read.

    Args:
        file: one that can be sought in.
        groups: the row groups to read; None for all.

    Raises:
        Unreadable: it is broken, or no column is called `text`.
    """
    parquet = open_parquet(file)
    columns = {name.lower(): name for name in parquet.schema_arrow.names}
    if "text" not in columns:
        raise Unreadable(f"no column is called `text`; its columns are {', '.join(list(columns)[:8])}")
    wanted = [columns[name] for name in FIELDS if name in columns]
    every = list(groups) if groups is not None else None
    line = 0
    from pyarrow.lib import ArrowException

    try:
        for batch in parquet.iter_batches(batch_size=TOGETHER, row_groups=every, columns=wanted):
            for row in batch.to_pylist():
                line += 1
                yield replace(found_in(_plain(row), None), line=line)
    except (ArrowException, OSError, OverflowError, ValueError) as error:
        raise Unreadable(f"broken Parquet after row {line}: {_said(error)}") from error


def open_parquet(file: IO[bytes]) -> "ParquetFile":
    """The file, its footer read.

    Raises:
        Unreadable: it is broken.
    """
    try:
        from pyarrow.lib import ArrowException
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError as error:
        raise Unreadable(MISSING) from error
    try:
        return ParquetFile(file)
    except (ArrowException, OSError, ValueError) as error:
        raise Unreadable(f"broken Parquet: {_said(error)}") from error


def _said(error: Exception) -> str:
    """What an error says, on one line."""
    return " ".join(str(error).split())


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON would have it: names without capitals, days as words."""
    return {
        name.lower(): value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }
