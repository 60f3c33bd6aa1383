"""Plan: which pieces of which files make up each unit of work; the same whenever it is made of the same files."""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from sayso.cluster.folder import Folder, open_files
from sayso.errors import ClusterError
from sayso.sources.decoding import marked_encoding
from sayso.sources.found import Unreadable
from sayso.sources.kinds import Kind, kind_of
from sayso.sources.parquet import open_parquet
from sayso.sources.streams import HEAD
from sayso.sources.walk import is_report
from sayso.sources.warc import PACKED, first_record

NAME = "_plan.json"
FORM = "sayso.partitions/1"

UNIT = 4_000_000
"""Bytes of a unit: some five minutes of reading, which is all that a killed machine can lose."""


class Cut(StrEnum):
    """How a file is cut into pieces."""

    WHOLE = "whole"
    LINES = "lines"
    RECORDS = "records"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file that may hold reports.

    Args:
        place: the path as the user gave it, with what was found from there.
        name: the path from the folder that was given, or the file's name alone.
        size: in bytes.
    """

    place: str
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a file.

    Args:
        file: its number in the plan.
        cut: how the file was cut.
        start: the first byte, or the first row group; what begins in a piece is of it.
        end: the one after the last.
    """

    file: int
    cut: Cut
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All work there is.

    Args:
        inputs: the files, in order.
        units: the pieces that each unit reads, in order.
        given: what a report says that does not say it itself: `published`, `outlet`, `url`.
        reader: what the reader is made of.
    """

    inputs: tuple[Input, ...]
    units: tuple[tuple[Piece, ...], ...]
    given: Mapping[str, str | None]
    reader: Mapping[str, str]

    def to_json(self) -> bytes:
        """As it is kept."""
        return json.dumps({"form": FORM, **asdict(self)}).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Plan":
        """A plan that was kept."""
        told = json.loads(data)
        units = [[Piece(**{**piece, "cut": Cut(piece["cut"])}) for piece in unit] for unit in told["units"]]
        return cls(
            inputs=tuple(Input(**one) for one in told["inputs"]),
            units=tuple(map(tuple, units)),
            given=told["given"],
            reader=told["reader"],
        )


def kept_plan(folder: Folder) -> Plan | None:
    """The plan that a folder was begun with; None for a new one."""
    data = folder.read(NAME)
    return None if data is None else Plan.from_json(data)


def make_plan(
    paths: Sequence[str], *, given: Mapping[str, str | None], reader: Mapping[str, str], unit: int = UNIT
) -> Plan:
    """Plan the reading of some files.

    Args:
        paths: files and folders, on any file system that fsspec knows.
        given: what a report says that does not say it itself.
        reader: what the reader is made of.
        unit: bytes of a unit.

    Raises:
        ClusterError: a path leads nowhere.
    """
    inputs = list_inputs(paths)
    pieces = (piece for n, one in enumerate(inputs) for piece in _pieces(n, one, unit))
    return Plan(inputs=inputs, units=tuple(_units(pieces, inputs, unit)), given=given, reader=reader)


def list_inputs(paths: Sequence[str]) -> tuple[Input, ...]:
    """The files that paths lead to, in the order in which one process reads them.

    Raises:
        ClusterError: a path leads nowhere.
    """
    return tuple(one for path in paths for one in _listed(path))


def _listed(path: str) -> Iterator[Input]:
    files, root = open_files(path)
    try:
        if files.isfile(root):
            yield Input(place=path, name=root.rpartition("/")[2], size=files.size(root))
            return
        found = files.find(root, detail=True) if files.isdir(root) else {}
    except OSError as error:
        raise ClusterError(f"{path}: {error.strerror or error}") from error
    inner = {tuple(name[len(root) + 1 :].split("/")): one["size"] for name, one in found.items()}
    wanted = [parts for parts in sorted(inner) if all(map(is_report, parts))]
    if not wanted:
        raise ClusterError(
            f"{path}: {'nothing to read in this folder' if inner else 'no such file or folder'}"
        )
    for parts in wanted:
        name = "/".join(parts)
        yield Input(place=f"{path.rstrip('/')}/{name}", name=name, size=inner[parts])


def _pieces(number: int, one: Input, unit: int) -> Iterator[Piece]:
    cut, bounds = (Cut.WHOLE, [0, one.size]) if one.size <= unit else _bounds(one, unit)
    for start, end in itertools.pairwise(bounds):
        yield Piece(file=number, cut=cut, start=start, end=end)


def _bounds(one: Input, unit: int) -> tuple[Cut, list[int]]:
    """How a large file is cut, and where; what cannot be cut is read whole, by one machine."""
    files, path = open_files(one.place)
    with files.open(path, "rb") as file:
        head = file.read(HEAD)
        kind = kind_of(head, one.name)
        spaced = [*range(0, one.size, unit), one.size]
        if kind is Kind.JSON_LINES and not marked_encoding(head):
            return Cut.LINES, spaced
        if head.startswith(PACKED) and first_record(file, 0, 1) == 0:
            return Cut.RECORDS, spaced
        if kind is Kind.PARQUET:
            try:
                return Cut.GROUPS, list(range(open_parquet(file).num_row_groups + 1))
            except Unreadable:
                return Cut.WHOLE, [0, one.size]  # Its reading tells what is wrong with it.
    return Cut.WHOLE, [0, one.size]


def _units(pieces: Iterator[Piece], inputs: Sequence[Input], unit: int) -> Iterator[tuple[Piece, ...]]:
    """Pieces put together until they make up a unit: small files are many."""
    waiting: list[Piece] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += unit if piece.cut is Cut.GROUPS else piece.end - piece.start
        if size >= unit:
            yield tuple(waiting)
            waiting, size = [], 0
    if waiting:
        yield tuple(waiting)
