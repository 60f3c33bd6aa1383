"""What a piece of a file holds: the same rows that reading the whole file finds there."""

from collections.abc import Iterator
from typing import IO

from sayso.cluster.folder import open_files
from sayso.cluster.plan import Cut, Input, Piece
from sayso.sources.found import Found, Unreadable
from sayso.sources.load import read_fetched, read_file
from sayso.sources.parquet import open_parquet, read_parquet
from sayso.sources.rows import read_json_lines
from sayso.sources.warc import fetched, first_record

CHUNK = 1 << 20


class Reach:
    """Reads a piece, and counts its lines: rows of a file are called by their number in all of it.

    Args:
        one: the file.
        piece: the part of it.

    Attributes:
        lines: how many lines, rows or records the piece has; only after all has been read.
    """

    def __init__(self, one: Input, piece: Piece) -> None:
        self._one = one
        self._piece = piece
        self.lines = 0

    def found(self) -> Iterator[Found]:
        """Every report, and what is none; lines are counted from the start of the piece."""
        files, path = open_files(self._one.place)
        try:
            with files.open(path, "rb") as file:
                yield from self._read(file)
        except Unreadable as error:
            yield Found(cause=str(error))
        except OSError as error:
            yield Found(cause=error.strerror or str(error))

    def _read(self, file: IO[bytes]) -> Iterator[Found]:
        piece = self._piece
        match piece.cut:
            case Cut.LINES:
                lines = _Lines(file, piece.start, piece.end)
                yield from read_json_lines(lines, at_start=piece.start == 0)
                self.lines = lines.count
            case Cut.RECORDS:
                yield from self._records(file)
            case Cut.GROUPS:
                groups = range(piece.start, piece.end)
                yield from read_parquet(file, groups=groups)
                footer = open_parquet(file).metadata
                self.lines = sum(footer.row_group(n).num_rows for n in groups)
            case Cut.WHOLE:
                yield from read_file(file, self._one.name)  # type: ignore[arg-type]

    def _records(self, file: IO[bytes]) -> Iterator[Found]:
        start = first_record(file, self._piece.start, self._piece.end)
        if start is None:
            return
        file.seek(start)
        for record in fetched(file, end=self._piece.end):
            self.lines = record.number
            if found := read_fetched(record):
                yield found


class _Lines:
    """The lines of a file that begin between two bytes of it."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file = file
        self._end = end
        self._at_start = True
        self.count = 0
        file.seek(max(0, start - 1))
        while start and (rest := file.readline(CHUNK)) and not rest.endswith(b"\n"):
            continue

    def readline(self, limit: int, /) -> bytes:
        """The next line, or the next part of it."""
        if self._at_start and self._file.tell() >= self._end:
            return b""
        line = self._file.readline(limit)
        self.count += self._at_start and bool(line)
        self._at_start = line.endswith(b"\n")
        return line
