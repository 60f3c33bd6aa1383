"""Zip archives, read member by member; nothing is unpacked to disk, so a member's name is no path there."""

import zipfile
from collections.abc import Iterator
from io import BufferedIOBase
from pathlib import PurePosixPath
from typing import IO, cast

from sayso.sources import word
from sayso.sources.found import FILE_LIMIT, Unreadable
from sayso.sources.streams import DAMAGED
from sayso.sources.walk import is_report

ENCRYPTED = 0x1
"""Bit of a member's flags. Source: PKWARE, APPNOTE.TXT, 4.4.4."""


def open_archive(file: BufferedIOBase) -> zipfile.ZipFile:
    """The archive in a file that can be sought in.

    Raises:
        Unreadable: it is broken.
    """
    try:
        return zipfile.ZipFile(cast(IO[bytes], file))
    except (*DAMAGED, OSError, ValueError) as error:
        raise Unreadable(f"broken zip: {error}") from error


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
        Unreadable: it is encrypted, or broken.
    """
    if member.flag_bits & ENCRYPTED:
        raise Unreadable("encrypted; unpack it first")
    try:
        return cast(zipfile.ZipExtFile, archive.open(member))
    except (*DAMAGED, OSError, ValueError) as error:
        raise Unreadable(f"broken zip: {error}") from error


def _is_report(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    return not name.endswith("/") and all(
        part == ".." or is_report(part) for part in PurePosixPath(name).parts
    )
