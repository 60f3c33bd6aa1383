"""Streams whose beginning can be looked at before they are read, also where they cannot go back."""

import zlib
from gzip import BadGzipFile
from io import BufferedIOBase, RawIOBase
from lzma import LZMAError
from typing import IO, TYPE_CHECKING
from zipfile import BadZipFile

from sayso.sources.found import Unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 8192
"""Bytes that are looked at."""

DAMAGED = (BadZipFile, BadGzipFile, zlib.error, LZMAError, EOFError, NotImplementedError)
"""What reading a damaged archive raises."""


class Peeked(RawIOBase):
    """A stream from its start; where it is damaged, all that comes before is read.

    Args:
        rest: a stream that is at its start.
    """

    def __init__(self, rest: BufferedIOBase) -> None:
        self.head = b""
        self._rest = rest
        self._damage: Exception | None = None
        try:
            while len(self.head) < HEAD and (chunk := self._next(HEAD - len(self.head))):
                self.head += chunk
        except DAMAGED as error:
            self._damage = error
        self._waiting = self.head

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill a buffer with what comes next; how many bytes that are."""
        room = memoryview(buffer)
        if self._damage and not self._waiting:
            raise self._damage
        chunk = self._waiting[: len(room)] or self._next(len(room))
        self._waiting = self._waiting[len(chunk) :]
        room[: len(chunk)] = chunk
        return len(chunk)

    def _next(self, most: int) -> bytes:
        # `read` would lose what comes right before the damage.
        return self._rest.read1(most)


def whole(stream: BufferedIOBase | IO[bytes], limit: int) -> bytes:
    """All the bytes of a stream.

    Raises:
        Unreadable: there are more than `limit`.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"more than {limit // 1_000_000} MB; split it, or write its reports as JSON lines")
    return data
