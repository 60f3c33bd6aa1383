"""JSON lines and CSV: one report a row, read one row at a time, the text kept verbatim.

A row that is no report fails alone, and its line is named.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import TextIOWrapper
from itertools import chain
from typing import IO, Any, Protocol

from sayso.report import Report
from sayso.sources.cage import CAGE, ROW
from sayso.sources.decoding import decode_unmarked
from sayso.sources.found import Found, Unreadable

ROW_LIMIT = 64_000_000
"""Bytes of one row of JSON: the longest text, each character escaped, and as much again of other fields."""

LINE_LIMIT = 32_000_000
"""Bytes of one line of CSV: the longest text, and as much again of other cells."""

HEADER_LIMIT = 100_000
"""Bytes of a CSV file's header."""

LARGE = 1_000_000
"""Bytes of a row of JSON that is read in the cage: what 64 MB of brackets become would fill the memory."""

MARK = b"\xef\xbb\xbf"
SHOWN = 8
"""Names of columns that an error shows."""

DELIMITERS = ",;\t|"
JSON_TYPES = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}

# A CSV file is cut into cells before it is decoded: its commas, quotes and line ends are ASCII in every
# encoding that is in use for it, and so one row in another encoding does not spoil the rest. Latin-1 maps
# bytes to characters one to one.
BYTES = "latin-1"


class Lines(Protocol):
    """What gives lines, one after another."""

    def readline(self, limit: int, /) -> bytes:
        """The next line, cut off at so many bytes; empty at the end."""


def read_json_lines(stream: Lines, *, at_start: bool = True) -> Iterator[Found]:
    """One report for each line that is not blank.

    Args:
        stream: gives the lines.
        at_start: the first one is the file's own first.
    """
    for number, line in enumerate(_lines(stream), start=1):
        if number == 1 and at_start:
            line = line.removeprefix(MARK)
            if line.strip() == b"{" or line.lstrip().startswith(b"["):
                raise Unreadable("JSON, but not JSON lines; write each report on a line of its own")
        if len(line) >= ROW_LIMIT:
            yield Found(cause=f"a line of more than {ROW_LIMIT // 1_000_000} MB", line=number)
        elif line.strip():
            yield replace(json_row(line) if len(line) < LARGE else _large_row(line), line=number)


def read_csv(stream: IO[bytes]) -> Iterator[Found]:
    """One report for each row under the header; columns are known by their names, in any order.

    Raises:
        Unreadable: no column is called `text`, or the rows can no longer be told apart.
    """
    # For the process as a whole: the library has no other way to allow a cell of more than 128 KB.
    csv.field_size_limit(LINE_LIMIT)
    with TextIOWrapper(stream, encoding=BYTES, newline="") as lines:
        header = lines.readline(HEADER_LIMIT).removeprefix(MARK.decode(BYTES))
        columns = columns_of(header)
        if "text" not in columns:
            raise Unreadable(f"no column is called `text`; its columns are {', '.join(columns[:SHOWN])}")
        for line, cells in _csv_rows(chain([header], _csv_lines(lines)), delimiter_of(header)):
            yield _csv_row(columns, cells, line) if isinstance(cells, list) else Found(cause=cells, line=line)


def columns_of(header: str) -> list[str]:
    """The names of the columns, without capitals and outer spaces."""
    return _names(header, delimiter_of(header))


def delimiter_of(header: str) -> str:
    """What stands between the columns: what sets a column `text` apart, else what is there most often."""
    return max(DELIMITERS, key=lambda mark: ("text" in _names(header, mark), header.count(mark)))


def _names(header: str, delimiter: str) -> list[str]:
    cells: list[str] = next(csv.reader([header.rstrip("\r\n")], delimiter=delimiter), [])
    return [cell.strip().lower() for cell in cells]


def _lines(stream: Lines) -> Iterator[bytes]:
    """The lines of a stream, each cut off where it is longer than a row may be."""
    while line := stream.readline(ROW_LIMIT):
        yield line
        while len(line) == ROW_LIMIT and not line.endswith(b"\n"):
            line = stream.readline(ROW_LIMIT)


def _csv_lines(lines: IO[str]) -> Iterator[str]:
    """The lines of a CSV file.

    Raises:
        Unreadable: one is longer than a row may be, so that where the next row begins is not known.
    """
    while line := lines.readline(LINE_LIMIT):
        if len(line) == LINE_LIMIT and not line.endswith("\n"):
            raise Unreadable(
                f"a line of more than {LINE_LIMIT // 1_000_000} MB; it and what follows are not read"
            )
        yield line


def json_row(line: bytes) -> Found:
    """The report that a row of JSON is, or why it is none."""
    try:
        words, note = decode_unmarked(line.rstrip())
        row = json.loads(words)
    except json.JSONDecodeError as error:
        return Found(cause=f"broken JSON: {error.msg}, column {error.colno}")
    except (Unreadable, ValueError, RecursionError) as error:
        return Found(cause=f"broken JSON: {error}")
    if not isinstance(row, dict):
        return Found(cause="JSON, but not an object with a `text`")
    return found_in(row, note)


def _large_row(line: bytes) -> Found:
    try:
        return CAGE.run(ROW, line)
    except Unreadable as error:
        return Found(cause=str(error))


def _csv_rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each row under the header with its first line: its cells, or what is wrong with it.

    Raises:
        Unreadable: the header is broken, or a row has no end.
    """
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        next(rows)
    except csv.Error as error:
        raise Unreadable(f"the names of its columns are broken CSV: {error}") from error
    while True:
        start = rows.line_num + 1
        try:
            if cells := next(rows):
                yield start, cells
        except StopIteration:
            return
        except csv.Error as error:
            if "field larger" in str(error):
                raise Unreadable(
                    f"row of line {start} has no end; it and what follows are not read"
                ) from error
            cause = "a quotation mark is never closed" if "unexpected end" in str(error) else str(error)
            yield start, f"broken CSV: {cause}"


def _csv_row(columns: list[str], cells: list[str], line: int) -> Found:
    if len(cells) > len(columns):
        return Found(cause=f"{len(cells)} cells under {len(columns)} columns", line=line)
    row, encodings = {}, None
    for column, cell in zip(columns, cells, strict=False):
        try:
            row[column], note = decode_unmarked(cell.encode(BYTES))
        except Unreadable:
            return Found(cause=f"`{column}` is not text", line=line)
        encodings = encodings or note
    return replace(found_in(row, encodings), line=line)


def found_in(row: Mapping[str, Any], note: str | None) -> Found:
    """The report that a row is, or why it is none."""
    id = None
    try:
        id = _field(row, "id")
        return Found(report=_report(row, id), id=id, note=note)
    except Unreadable as error:
        return Found(cause=str(error), id=id)


def _report(row: Mapping[str, Any], id: str | None) -> Report:
    text = row.get("text")
    if text is None:
        raise Unreadable(f"no `text`; the row has {', '.join(list(row)[:SHOWN]) or 'nothing'}")
    return Report(
        text=_words("text", text),
        id=id,
        title=_field(row, "title"),
        outlet=_field(row, "outlet"),
        url=_field(row, "url"),
        published=_field(row, "published"),
    )


def _field(row: Mapping[str, Any], name: str) -> str | None:
    """A field that need not be there; blank counts as absent, and an id may be a number."""
    value = row.get(name)
    if value is None:
        return None
    if name == "id" and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    words = _words(name, value)
    return words if words.strip() else None


def _words(name: str, value: object) -> str:
    """A string that every ledger can hold: SQL and UTF-8 have no place for a NUL or for half a character."""
    if not isinstance(value, str):
        raise Unreadable(f"`{name}` is {JSON_TYPES.get(type(value), type(value).__name__)}, not a string")
    if "\0" in value:
        raise Unreadable(f"`{name}` has a NUL character in it")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Unreadable(f"`{name}` has half of a surrogate pair in it") from None
    return value
