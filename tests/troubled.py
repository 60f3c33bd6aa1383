"""Readers that meet with an accident at one report; they read as the real one does, being it otherwise."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.cluster.folder import Folder
from sayso.cluster.many import many
from sayso.cluster.read import read_into
from sayso.model import Failure, Reader, Reading, Versions
from sayso.reading import load_reader
from sayso.report import Report

NOTHING_GIVEN = {"published": None, "outlet": None, "url": None}
UNIT = 700


@dataclass(frozen=True)
class Troubled:
    """Loads a reader to which something happens at the reports that have a word.

    Args:
        word: of a report.
        accident: what happens.
        note: a file for the accident's own use.
    """

    word: str
    accident: Callable[[Path], None]
    note: Path

    def __call__(self) -> Reader:
        return _Reader(self, load_reader())


class _Reader:
    def __init__(self, trouble: Troubled, reader: Reader) -> None:
        self._trouble = trouble
        self._reader = reader

    @property
    def versions(self) -> Versions:
        return self._reader.versions

    def read(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]:
        for report in reports:
            if self._trouble.word in report.text:
                self._trouble.accident(self._trouble.note)
            yield from self._reader.read([report])


def die(note: Path) -> None:
    """Be killed, as by a system that is out of memory; every time."""
    with note.open("a") as file:
        file.write("died\n")
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(note: Path) -> None:
    """Be killed; the first time only."""
    if not note.exists():
        die(note)


def wait(note: Path) -> None:
    """Wait, having said so, for whoever kills what waits."""
    note.touch()
    time.sleep(600)


def drive(source: str, out: str, note: str) -> None:
    """Read into partitions on the cluster that RAY_ADDRESS names, and wait in the middle."""
    with many(workers=2) as engine:
        load = Troubled("23 people were killed", wait, Path(note))
        versions = load_reader().versions
        read_into(
            Folder(address=out), [source], engine, load, versions=versions, given=NOTHING_GIVEN, unit=UNIT
        )


if __name__ == "__main__":
    drive(*sys.argv[1:])
