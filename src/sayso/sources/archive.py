"""Zip archives, read member by member; nothing is unpacked to disk, so a member's name is no path there."""

import stat
import zipfile
from collections.abc import Iterator
from io import SEEK_END, SEEK_SET, BufferedIOBase
from pathlib import PurePosixPath
from typing import IO, cast

from sayso.sources import word
from sayso.sources.found import FILE_LIMIT, Unreadable
from sayso.sources.streams import BOMB, DAMAGED, is_bomb
from sayso.sources.walk import is_report

ENCRYPTED = 0x1
"""Bit of a member's flags. Source: PKWARE, APPNOTE.TXT, 4.4.4."""

LIST_LIMIT = 20_000_000
"""Bytes of an archive's list of members: some 200,000 of them."""


def open_archive(file: BufferedIOBase) -> zipfile.ZipFile:
    """The archive in a file that can be sought in.

    Raises:
        Unreadable: it is broken.
    """
    size = file.seek(0, SEEK_END)
    file.seek(0)
    try:
        listed = _Listed(file)
        archive = zipfile.ZipFile(cast(IO[bytes], listed))
        listed.most = None
    except (*DAMAGED, OSError, ValueError) as error:
        raise Unreadable(f"broken zip: {error}") from error
    if is_bomb(sum(member.file_size for member in archive.infolist()), packed=size):
        archive.close()
        raise Unreadable(BOMB)
    return archive


def is_docx(archive: zipfile.ZipFile) -> bool:
    """Whether the archive is a Word file.

    Raises:
        Unreadable: it is some other document that is kept as an archive, or too large a one.
    """
    names = set(archive.namelist())
    if word.PART not in names:
        if names & {"[Content_Types].xml", "mimetype"}:
            raise Unreadable("a document, but not a Word file; save it as DOCX, PDF or plain text")
        return False
    if sum(member.file_size for member in archive.infolist()) > FILE_LIMIT:
        raise Unreadable(f"a Word file of more than {FILE_LIMIT // 1_000_000} MB")
    return True


def members(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The members that are reports, in the archive's own order.

    Raises:
        Unreadable: there are none.
    """
    found = [member for member in archive.infolist() if _is_report(member)]
    if not found:
        raise Unreadable("nothing to read in this archive")
    yield from found


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BufferedIOBase:
    """A member's bytes.

    Raises:
        Unreadable: it is encrypted, broken, or a link.
    """
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Unreadable("a link, not a file")
    if member.flag_bits & ENCRYPTED:
        raise Unreadable("encrypted; unpack it first")
    try:
        return cast(zipfile.ZipExtFile, archive.open(member))
    except (*DAMAGED, OSError, ValueError) as error:
        raise Unreadable(f"broken zip: {error}") from error


class _Listed(BufferedIOBase):
    """An archive's file, of which no list of members is read that would fill the memory.

    The list is read in one piece.

    Args:
        file: can be sought in.
    """

    def __init__(self, file: BufferedIOBase) -> None:
        self._file = file
        self.most: int | None = LIST_LIMIT

    def seekable(self) -> bool:
        """It can be sought in."""
        return True

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        """Go to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The place."""
        return self._file.tell()

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes."""
        if self.most is not None and size is not None and size > self.most:
            raise Unreadable(
                f"an archive with a list of more than {LIST_LIMIT // 1_000_000} MB; unpack it first"
            )
        return self._file.read(size)


def _is_report(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    return not name.endswith("/") and all(
        part == ".." or is_report(part) for part in PurePosixPath(name).parts
    )
