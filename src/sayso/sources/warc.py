"""WARC: what a crawler has fetched, page by page, as Common Crawl keeps news.

Source: ISO 28500:2017, The WARC file format; the pages are the records of type `response`.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, BinaryIO, cast

from sayso.sources.found import FILE_LIMIT, Unreadable

START = b"WARC/"
PACKED = b"\x1f\x8b\x08"
"""How each record of a packed WARC begins: it is a gzip member of its own. Source: ISO 28500:2017, annex D."""

CHUNK = 1 << 20
HEAD = 4096
"""Bytes of a record that tell whether it is one."""

GZIP = 31
"""What makes zlib expect gzip's own frame. Source: zlib.h, inflateInit2."""

PANIC = "PanicException"
"""What a library in Rust raises where it gives up. Source: pyo3, `pyo3_runtime.PanicException`."""

PAGES = frozenset({"text/html", "application/xhtml+xml"})
MISSING = "a WARC file needs one more package: pip install 'sayso[ray]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One record of a WARC file.

    Args:
        number: of the record in what is read, from 1.
        url: where it was fetched; None where the record does not say.
        page: the bytes of a web page; None where the record is something else.
        charset: the encoding that the server named.
        too_large: it is a web page, but longer than a file may be.
    """

    number: int
    url: str | None = None
    page: bytes | None = None
    charset: str | None = None
    too_large: bool = False


def fetched(stream: IO[bytes], *, end: int | None = None) -> Iterator[Fetched]:
    """Every record, in order.

    Args:
        stream: at the start of a record, packed or not.
        end: only records that begin before this byte of the stream.

    Raises:
        Unreadable: it is not a WARC file, or broken from here on.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ModuleNotFoundError as error:
        raise Unreadable(MISSING) from error
    try:
        forward = cast(BinaryIO, _Forward(stream))
        records = ArchiveIterator(forward, auto_decode="all", fsspec_args=False)
        for number, record in enumerate(records, start=1):
            if end is not None and record.stream_pos >= end:
                return
            url = record.headers.get("WARC-Target-URI")
            is_response = record.record_type == WarcRecordType.response and record.is_http_parsed
            if not (is_response and _is_page(record.http_headers.status_code, record.http_content_type)):
                yield Fetched(number=number, url=url)
                continue
            page = record.reader.read(FILE_LIMIT + 1)
            if len(page) > FILE_LIMIT:
                yield Fetched(number=number, url=url, too_large=True)
            else:
                yield Fetched(number=number, url=url, page=page, charset=record.http_charset)
    except (OSError, ValueError, EOFError) as error:
        raise Unreadable(f"broken WARC: {error}") from error
    except BaseException as error:
        # A fault of the library's own; it is no Exception, and has no name that could be imported.
        if type(error).__name__ != PANIC:
            raise
        raise Unreadable(f"broken WARC: {error}") from error


class _Forward:
    """A stream that is read on and on: the library asks where it is, which one that cannot go back does not tell."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._place = stream.tell() if stream.seekable() else 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        return self._place


def first_record(stream: IO[bytes], start: int, end: int) -> int | None:
    """Where the first record begins that does so in these bytes of a packed WARC; None if none does.

    A record is told from a chance likeness by what it unpacks to.
    """
    window, at = b"", start
    while at < end:
        stream.seek(at + len(window))
        chunk = stream.read(CHUNK)
        window += chunk
        place = window.find(PACKED)
        while place >= 0:
            if at + place >= end:
                return None
            if _begins_record(stream, at + place):
                return at + place
            place = window.find(PACKED, place + 1)
        if not chunk:
            return None
        # A mark may stand across two chunks.
        at, window = at + len(window) - len(PACKED) + 1, window[1 - len(PACKED) :]
    return None


def _begins_record(stream: IO[bytes], place: int) -> bool:
    stream.seek(place)
    try:
        return zlib.decompressobj(GZIP).decompress(stream.read(HEAD), len(START)) == START
    except zlib.error:
        return False


def _is_page(status: int | None, content_type: str | None) -> bool:
    return status == HTTPStatus.OK and (content_type or "").lower() in PAGES
