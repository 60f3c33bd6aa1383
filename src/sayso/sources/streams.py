"""Streams whose beginning can be looked at before they are read, also where they cannot go back."""

import io
from typing import IO, TYPE_CHECKING

from sayso.sources.found import Unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD = 8192
"""Bytes that are looked at."""


class Peeked(io.RawIOBase):
    """A stream from its start.

    Args:
        rest: a stream that is at its start.
    """

    def __init__(self, rest: IO[bytes]) -> None:
        self.head = rest.read(HEAD)
        self._waiting = self.head
        self._rest = rest

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill a buffer with what comes next; how many bytes that are."""
        room = memoryview(buffer)
        chunk = self._waiting[: len(room)] or self._rest.read(len(room))
        self._waiting = self._waiting[len(chunk) :]
        room[: len(chunk)] = chunk
        return len(chunk)


def whole(stream: IO[bytes], limit: int) -> bytes:
    """All the bytes of a stream.

    Raises:
        Unreadable: there are more than `limit`.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"more than {limit // 1_000_000} MB; split it, or write its reports as JSON lines")
    return data
