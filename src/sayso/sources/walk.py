"""Paths to files: folders are walked in the order of their names."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from sayso.errors import SourceError

STDIN = "-"
NO_REPORT = re.compile(
    r"\..*|__MACOSX|README(\.(md|markdown|rst|txt))?|.*\.(db|sqlite3?)(-(shm|wal|journal))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that may hold reports.

    Args:
        place: the path as the user gave it, with what was walked from there.
        name: the path from the folder that was given, or the file's name alone; empty for standard input.
    """

    place: str
    name: str

    def open(self) -> AbstractContextManager[BufferedIOBase]:
        """Its bytes; standard input stays open afterwards."""
        if self.place == STDIN:
            return nullcontext(cast(BufferedIOBase, sys.stdin.buffer))
        return open(self.place, "rb")

    @property
    def size(self) -> int | None:
        """Bytes; None for a stream."""
        return None if self.place == STDIN or not os.path.isfile(self.place) else os.path.getsize(self.place)


def is_report(name: str) -> bool:
    """Whether a name in a folder or an archive may be a report's.

    Hidden files are not, nor are the notes that macOS leaves in archives. A README tells of the other files. A
    database is likely the ledger itself. Any of these is read where the user names it.
    """
    return not NO_REPORT.fullmatch(name)


def walk(paths: Sequence[str]) -> Iterator[File | SourceError]:
    """Every file that the paths lead to, and what leads nowhere, in order."""
    for path in paths:
        if path == STDIN:
            yield File(place=path, name="")
        elif os.path.isdir(path):
            yield from _walk_given(path)
        elif os.path.exists(path):
            yield File(place=path, name=Path(path).name)
        else:
            yield SourceError(path or "''", "no such file or folder")


def _walk_given(folder: str) -> Iterator[File | SourceError]:
    empty = True
    for file in _walk_folder(folder, within=""):
        empty = False
        yield file
    if empty:
        yield SourceError(folder, "nothing to read in this folder")


def _walk_folder(folder: str, *, within: str) -> Iterator[File | SourceError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield SourceError(folder, (error.strerror or "cannot be opened").lower())
        return
    for entry in entries:
        if not is_report(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk_folder(entry.path, within=f"{within}{entry.name}/")
        elif entry.is_file():
            yield File(place=entry.path, name=within + entry.name)
        else:
            # A link to a folder may lead round in a circle, and a pipe may never end.
            yield SourceError(entry.path, "neither a file nor a folder; name it to have it read")
