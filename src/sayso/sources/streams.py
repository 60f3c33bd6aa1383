"""Streams whose beginning can be looked at before they are read, also where they cannot go back."""

import zlib
from gzip import BadGzipFile, GzipFile
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


RATIO = 100
"""How many times its size an archive may unpack to, where that is more than `PLENTY`: text is seldom over 20."""

PLENTY = 100_000_000
"""Bytes that any archive may unpack to."""

BOMB = f"unpacks to more than {RATIO} times its size; unpack it first, if it is what it seems"


def is_bomb(unpacked: int, *, packed: int) -> bool:
    """Whether so much comes out of so little that it was made to fill disks; both in bytes."""
    return unpacked > max(PLENTY, RATIO * packed)


class Peeked(RawIOBase):
    """A stream from its start; where it is damaged, all that comes before is read.

    Args:
        rest: a stream that is at its start.

    Attributes:
        head: the first bytes.
        passed: bytes of the stream that were read.
    """

    def __init__(self, rest: BufferedIOBase) -> None:
        self.head = b""
        self._rest = rest
        self._damage: Exception | None = None
        self.passed = 0
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
        chunk = self._rest.read1(most)
        self.passed += len(chunk)
        return chunk


class Unpacked(GzipFile):
    """What a gzipped stream unpacks to, if that is no bomb.

    Args:
        packed: the stream.
        source: what it is buffered from, which counts its bytes.
    """

    def __init__(self, packed: BufferedIOBase, source: Peeked) -> None:
        super().__init__(fileobj=packed)
        self._source = source
        self._out = 0

    def read1(self, size: int = -1) -> bytes:
        """The next bytes.

        Raises:
            Unreadable: too many have come out.
        """
        chunk = super().read1(size)
        self._out += len(chunk)
        if is_bomb(self._out, packed=self._source.passed):
            raise Unreadable(BOMB)
        return chunk


def whole(stream: BufferedIOBase | IO[bytes], limit: int) -> bytes:
    """All the bytes of a stream.

    Raises:
        Unreadable: there are more than `limit`.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"more than {limit // 1_000_000} MB; split it, or write its reports as JSON lines")
    return data
