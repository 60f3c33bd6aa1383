"""Partitions as tests make them and look at them."""

from pathlib import Path

from sayso.cluster.folder import Folder, Row
from sayso.cluster.read import Tally, read_into
from sayso.cluster.reading import Load
from sayso.cluster.stage import Engine
from sayso.reading import load_reader
from troubled import NOTHING_GIVEN, UNIT


def read(
    source: Path | str, out: Folder, engine: Engine, load: Load = load_reader, unit: int = UNIT
) -> Tally:
    """Read into partitions."""
    versions = load_reader().versions
    return read_into(out, [str(source)], engine, load, versions=versions, given=NOTHING_GIVEN, unit=unit)


def rows(folder: Folder, table: str) -> list[Row]:
    """Every row of a table of partitions, in their order."""
    return [row for name in sorted(folder.sizes(table)) for row in folder.rows(f"{table}/{name}")]


def readings(folder: Folder) -> dict[str, str]:
    """The Readings by their report's hash; each report is there once."""
    found = rows(folder, "readings")
    told = {row["hash"]: row["reading"] for row in found}
    assert len(told) == len(found)
    return told


def incidents(folder: Folder) -> list[str]:
    """The incidents as they are kept."""
    return [row["incident"] for row in rows(folder, "incidents")]
