"""Folder: where partitions lie, on any file system that fsspec knows; every file is there whole or not at all."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from uuid import uuid4

import fsspec
import pyarrow as arrow
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from sayso.errors import ClusterError

TEMPORARY = "_temporary"
MARKERS = "_done"
BEGUN = "_begun"
GROUP = 1000
"""Rows in a row group."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder of partitions.

    Args:
        address: a path, or the address of one on a file system that fsspec knows (`s3://...`).
    """

    address: str

    def put(self, name: str, data: bytes) -> None:
        """Write a file: nobody ever sees a part of it.

        Raises:
            ClusterError: it cannot be written.
        """
        files, root = _opened(self.address)
        temporary = f"{root}/{TEMPORARY}/{name.replace('/', '-')}-{uuid4().hex}"
        try:
            for path in (temporary, f"{root}/{name}"):
                files.makedirs(path.rpartition("/")[0], exist_ok=True)
            files.pipe_file(temporary, data)
            files.mv(temporary, f"{root}/{name}")
        except OSError as error:
            cause = error.strerror or str(error)
            raise ClusterError(f"{self.address}/{name}: cannot be written: {cause}") from error

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None if there is none."""
        files, root = _opened(self.address)
        try:
            data: bytes = files.cat_file(f"{root}/{name}")
        except FileNotFoundError:
            return None
        return data

    def sizes(self, name: str) -> dict[str, int]:
        """The files right in a folder of this one, by their names, and the bytes of each."""
        files, root = _opened(self.address)
        files.invalidate_cache()
        try:
            found = files.ls(f"{root}/{name}", detail=True)
        except FileNotFoundError:
            return {}
        return {one["name"].rpartition("/")[2]: one["size"] for one in found if one["type"] == "file"}

    def put_table(
        self, name: str, rows: Sequence[Row] | Mapping[str, Any], schema: arrow.Schema, *, group: int = GROUP
    ) -> None:
        """Write a Parquet file.

        Args:
            name: of the file.
            rows: its rows, or its columns.
            schema: of the table.
            group: rows in a row group.
        """
        out = BytesIO()
        make = arrow.Table.from_pydict if isinstance(rows, Mapping) else arrow.Table.from_pylist
        table = make(rows, schema)
        parquet.write_table(table, out, compression="zstd", row_group_size=group)
        self.put(name, out.getvalue())

    def table(self, name: str, columns: Sequence[str] | None = None, where: Any = None) -> arrow.Table:
        """A Parquet file.

        Args:
            name: of the file.
            columns: those to read; None for all.
            where: a filter of pyarrow's, for parts that need not be read.
        """
        files, root = _opened(self.address)
        with files.open(f"{root}/{name}", "rb") as file:
            return parquet.read_table(file, columns=columns, filters=where)

    def rows(self, name: str, columns: Sequence[str] | None = None, where: Any = None) -> list[Row]:
        """The rows of a Parquet file."""
        found: list[Row] = self.table(name, columns, where).to_pylist()
        return found

    def mark(self, stage: str, number: int, marker: Row) -> None:
        """Note that a unit of a stage is done, and what came of it."""
        self.put(f"{MARKERS}/{stage}/{part(number)}.json", json.dumps(marker, sort_keys=True).encode())

    @contextmanager
    def begun(self, stage: str, number: int) -> Iterator[int]:
        """Note, for as long as the block runs, that a unit was begun.

        Yields:
            How often it was begun by what was killed before the end of the block.
        """
        files, root = _opened(self.address)
        place = f"{BEGUN}/{stage}/{part(number)}"
        before, own = len(self.sizes(place)), f"{place}/{uuid4().hex}"
        self.put(own, b"")
        try:
            yield before
        finally:
            files.rm_file(f"{root}/{own}")

    def marker(self, stage: str, number: int) -> Row | None:
        """What came of a unit; None if it is not done."""
        data = self.read(f"{MARKERS}/{stage}/{part(number)}.json")
        return None if data is None else json.loads(data)

    def markers(self, stage: str) -> dict[int, Row]:
        """What came of each unit of a stage that is done; one that lacks a table it has told of is not done."""
        files, root = _opened(self.address)
        paths = [f"{root}/{MARKERS}/{stage}/{name}" for name in self.sizes(f"{MARKERS}/{stage}")]
        told: Mapping[str, bytes] = files.cat(paths) if paths else {}
        found = {
            int(path.rpartition("-")[2].removesuffix(".json")): json.loads(data)
            for path, data in told.items()
        }
        tables = {one.partition("/")[0] for marker in found.values() for one in marker["tables"]}
        there = {f"{table}/{name}" for table in tables for name in self.sizes(table)}
        return {n: marker for n, marker in sorted(found.items()) if there.issuperset(marker["tables"])}

    def tidy(self) -> None:
        """Take away what was left by what has been killed."""
        files, root = _opened(self.address)
        for left in (TEMPORARY, BEGUN):
            if files.exists(f"{root}/{left}"):
                files.rm(f"{root}/{left}", recursive=True)


def part(number: int) -> str:
    """How a unit's files are called."""
    return f"part-{number:06d}"


def file_name(table: str, number: int) -> str:
    """The name of a unit's file of a table."""
    return f"{table}/{part(number)}.parquet"


def schema(**columns: str) -> arrow.Schema:
    """A schema, by the names of pyarrow's types."""
    return arrow.schema([(name, getattr(arrow, kind)()) for name, kind in columns.items()])


def one_of(column: str, values: Iterable[Any], kind: str = "string") -> Any:
    """A filter: rows whose value in a column is one of these."""
    return compute.field(column).isin(arrow.array(sorted(values), getattr(arrow, kind)()))


def total(markers: Iterable[Row], name: str) -> int:
    """The sum of a number over markers."""
    return sum(marker[name] for marker in markers)


def open_files(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path on it.

    Raises:
        ClusterError: there is no such file system, or it needs a package that is not there.
    """
    try:
        files, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ClusterError(f"{address}: {' '.join(str(error).split())}") from error
    return files, str(path).rstrip("/")


_opened = lru_cache(maxsize=16)(open_files)
