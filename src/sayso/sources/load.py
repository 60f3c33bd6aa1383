"""From paths to reports: opens files and archives, hands each to its format, names every report's place."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BufferedIOBase, BufferedReader, BytesIO
from typing import IO, cast
from zipfile import ZipFile, ZipInfo

from sayso.errors import SourceError
from sayso.report import Report
from sayso.sources.archive import is_docx, members, open_archive, open_member
from sayso.sources.cage import CAGE
from sayso.sources.dates import iso
from sayso.sources.decoding import decode, marked_encoding
from sayso.sources.documents import parse
from sayso.sources.found import BYTES_LIMIT, FILE_LIMIT, TEXT_LIMIT, Found, Unreadable, notes
from sayso.sources.kinds import Kind, kind_of, other_kind
from sayso.sources.page import declared_charset
from sayso.sources.parquet import read_parquet
from sayso.sources.rows import read_csv, read_json_lines
from sayso.sources.streams import DAMAGED, Peeked, Unpacked, whole
from sayso.sources.walk import File, walk
from sayso.sources.warc import Fetched, fetched

ROWS: dict[Kind, Callable[[IO[bytes]], Iterator[Found]]] = {
    Kind.JSON_LINES: read_json_lines,
    Kind.CSV: read_csv,
}
BUFFER = 1 << 16
NESTED = "an archive inside an archive; unpack it first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A report, or why there is none, and where.

    Args:
        place: the path as the user gave it, an archive's member after `!`, a row as `:17`.
        report: exactly one of report and error is set.
        error: names the place and the cause.
        id: the report's, also where it could not be loaded but its id could.
        note: what a user should know of how it was read ("not UTF-8; read as windows-1252").
        bytes_done: bytes of the input so far; those of a pipe are not counted.
    """

    place: str
    report: Report | None
    error: SourceError | None
    id: str | None
    note: str | None
    bytes_done: int


def load(
    paths: Sequence[str], *, published: str | None = None, outlet: str | None = None, url: str | None = None
) -> Iterator[Loaded]:
    """Every report that the paths lead to, in order; one that cannot be read fails alone.

    Memory does not grow with the input: rows and members are read as they are asked for.

    Args:
        paths: files, folders, archives, or `-` for standard input.
        published: the day of publication, for reports that have none.
        outlet: who published them, where the file does not say.
        url: where they were published, where the file does not say.
    """
    given = Report(text="", published=published, outlet=outlet, url=url)
    done = 0
    for file in walk(paths):
        if isinstance(file, SourceError):
            yield Loaded(place=file.where, report=None, error=file, id=None, note=None, bytes_done=done)
            continue
        try:
            with file.open() as handle:
                for found in read_file(handle, file.name):
                    yield loaded_from(file, found, given, done + _position(handle))
        except OSError as error:
            found = Found(cause=(error.strerror or str(error)).lower())
            yield loaded_from(file, found, given, done)
        done += file.size or 0


def size(paths: Sequence[str]) -> int | None:
    """Bytes that the paths lead to; None where standard input or a pipe is among them."""
    sizes = [file.size for file in walk(paths) if isinstance(file, File)]
    return None if None in sizes else sum(size or 0 for size in sizes)


def read_file(handle: BufferedIOBase, name: str, *, packed: bool = False) -> Iterator[Found]:
    """What a file holds, by what it is.

    Args:
        handle: the file, at its start.
        name: the file's name; it decides where the content does not.
        packed: it comes out of an archive; an archive inside an archive is not opened.
    """
    try:
        start = Peeked(handle)
        kind = kind_of(start.head, name)
        stream = BufferedReader(start, BUFFER)
        if kind is None:
            raise Unreadable(other_kind(start.head))
        if kind is Kind.ZIP:
            yield from _read_zip(stream if packed or not handle.seekable() else handle, packed=packed)
        elif kind is Kind.GZIP:
            yield from _read_gzip(stream, start, name, packed=packed)
        elif kind is Kind.PARQUET:
            file = handle if handle.seekable() else BytesIO(whole(stream, FILE_LIMIT))
            yield from read_parquet(cast(IO[bytes], file))
        elif kind is Kind.WARC:
            yield from filter(None, map(read_fetched, fetched(stream)))
        elif kind in ROWS:
            yield from _read_rows(stream, kind, marked_encoding(start.head))
        else:
            yield read_document(kind, whole(stream, FILE_LIMIT if kind is not Kind.TEXT else BYTES_LIMIT))
    except Unreadable as error:
        yield Found(cause=str(error))
    except DAMAGED as error:
        yield Found(cause=f"broken archive: {error}")


def _read_gzip(stream: BufferedIOBase, source: Peeked, name: str, *, packed: bool) -> Iterator[Found]:
    if packed:
        raise Unreadable(NESTED)
    with Unpacked(stream, source) as unpacked:
        yield from read_file(unpacked, re.sub(r"\.gz$", "", name, flags=re.IGNORECASE), packed=True)


def _read_zip(file: BufferedIOBase, *, packed: bool) -> Iterator[Found]:
    data = file if file.seekable() else BytesIO(whole(file, FILE_LIMIT))
    with open_archive(data) as archive:
        if is_docx(archive):
            data.seek(0)
            yield read_document(Kind.DOCX, whole(data, FILE_LIMIT))
            return
        if packed:
            raise Unreadable(NESTED)
        for member in members(archive):
            for found in _read_member(archive, member):
                yield replace(found, member=member.filename)


def _read_member(archive: ZipFile, member: ZipInfo) -> Iterator[Found]:
    try:
        stream = open_member(archive, member)
    except Unreadable as error:
        yield Found(cause=str(error))
        return
    with stream:
        yield from read_file(stream, member.filename, packed=True)


def _read_rows(stream: IO[bytes], kind: Kind, encoding: str | None) -> Iterator[Found]:
    """The rows of a file; one in UTF-16 is small enough to be turned into UTF-8 whole."""
    if encoding is None:
        yield from ROWS[kind](stream)
        return
    text, note = decode(whole(stream, FILE_LIMIT))
    for found in ROWS[kind](BytesIO(text.encode())):
        yield replace(found, note=notes(note, found.note))


def read_document(kind: Kind, data: bytes) -> Found:
    """The report that a file of one of the `DOCUMENTS` is.

    Raises:
        Unreadable: it is broken, has no text, or takes more time or memory than a file may.
    """
    return parse(kind, data) if kind is Kind.TEXT else CAGE.run(kind, data)


def read_fetched(record: Fetched) -> Found | None:
    """The report that a record of a WARC file is; None where it is no web page."""
    if record.too_large:
        return Found(cause=f"a page of more than {FILE_LIMIT // 1_000_000} MB", line=record.number)
    if record.page is None:
        return None
    try:
        text, note = decode(record.page, declared=record.charset or declared_charset(record.page))
        found = read_document(Kind.PAGE, text.encode())
    except Unreadable as error:
        return Found(cause=str(error), line=record.number)
    report = found.report and replace(found.report, url=found.report.url or record.url)
    return replace(found, report=report, line=record.number, note=notes(note, found.note))


def loaded_from(file: File, found: Found, given: Report, bytes_done: int) -> Loaded:
    """A report, or why there is none, under its place; with what was given for what it lacks."""
    inside = f"!{found.member}" if found.member else ""
    row = f":{found.line}" if found.line else ""
    place = printable(file.place + inside)
    try:
        report, note = _complete(found, given)
    except Unreadable as error:
        failed = SourceError(place, printable(str(error)), line=found.line)
        return Loaded(
            place=place + row, report=None, error=failed, id=found.id, note=found.note, bytes_done=bytes_done
        )
    # A row's or a file's place does not change when it is read again; standard input has only its content.
    id = report.id or (printable(file.name + inside) + row if file.name else f"stdin-{report.hash[:12]}")
    report = replace(report, id=id)
    return Loaded(place=place + row, report=report, error=None, id=id, note=note, bytes_done=bytes_done)


def _complete(found: Found, given: Report) -> tuple[Report, str | None]:
    """The report with what was given for what it lacks, its day in ISO 8601, and a note."""
    report = found.report
    if report is None:
        raise Unreadable(found.cause)
    if len(report.text) > TEXT_LIMIT:
        raise Unreadable(
            f"{len(report.text):,} characters of text; a report may have at most {TEXT_LIMIT:,}, so split it"
        )
    printed = report.published or given.published
    published = iso(printed) if printed else None
    report = replace(
        report, published=published, outlet=report.outlet or given.outlet, url=report.url or given.url
    )
    undated = (
        f"published “{printable(printed)}” is not a day; taken as unknown"
        if printed and not published
        else None
    )
    return report, notes(found.note, undated)


def printable(words: str) -> str:
    """Words on one line, without control characters and what no encoding can print."""
    return "".join(character if character.isprintable() else "\ufffd" for character in words)


def _position(handle: BufferedIOBase) -> int:
    return handle.tell() if handle.seekable() else 0
