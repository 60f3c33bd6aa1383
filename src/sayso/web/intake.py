"""Intake: what visitors add is read one batch after another, beside the page."""

import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from threading import Lock, Thread
from typing import IO

from sayso.errors import NotFoundError, SaysoError
from sayso.ledger import Ledger
from sayso.model import Reader
from sayso.sources import load, size
from sayso.web.linker import Linker
from sayso.workflow.read import Outcome, Status, read_into

REMEMBERED = 50
"""Batches whose outcome can still be looked at."""
PASTED = "pasted.txt"


class Phase(StrEnum):
    """How far a batch is."""

    WAITING = "waiting"
    READING = "reading"
    LINKING = "linking"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a file is, where it does not say so itself."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A file, a member of an archive or a row that could not be read, and why."""

    place: str
    cause: str


@dataclass(slots=True, kw_only=True)
class Batch:
    """What was added together.

    Args:
        id: of the batch.
        who: added it.
        folder: that its files are in until it is read.
        given: of its files.
        names: of its files.
        total: bytes of its files.
        done: bytes that are read.
        phase: how far it is.
        stored: reports that are new, as `(short id, title)`.
        seen: reports that had been read before.
        failed: what could not be read.
        error: why it was given up; None where it was not.
    """

    id: str
    who: str
    folder: Path
    given: Given
    names: tuple[str, ...]
    total: int
    done: int = 0
    phase: Phase = Phase.WAITING
    stored: list[tuple[str, str]] = field(default_factory=list)
    seen: int = 0
    failed: list[Failed] = field(default_factory=list)
    error: str | None = None

    @property
    def percent(self) -> int:
        """How much of its bytes is read."""
        return min(100, 100 * self.done // max(1, self.total))


class Intake:
    """Reads what is added, in the order in which it came.

    Args:
        ledger: that it is read into.
        linker: is asked to link anew after each batch.
        load_reader: makes what reads; it is made once, when the first batch comes.
    """

    def __init__(self, ledger: Ledger, linker: Linker, load_reader: Callable[[], Reader]) -> None:
        self._ledger = ledger
        self._linker = linker
        self._load_reader = load_reader
        self._lock = Lock()
        self._batches: dict[str, Batch] = {}
        self._waiting: deque[Batch] = deque()
        self._worker: Thread | None = None

    def add(self, files: Iterable[tuple[str, IO[bytes]]], given: Given, *, who: str) -> Batch:
        """Take files in; they are read when those before them are.

        Args:
            files: names and contents.
            given: what they do not say themselves.
            who: adds them.

        Raises:
            OSError: there is no room for them.
        """
        folder = Path(tempfile.mkdtemp(prefix="sayso-add-"))
        try:
            names = tuple(_kept(folder, files))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        paths = [str(path) for path in sorted(folder.iterdir())]
        batch = Batch(
            id=token_hex(6), who=who, folder=folder, given=given, names=names, total=size(paths) or 0
        )
        with self._lock:
            self._batches[batch.id] = batch
            for old in list(self._batches)[:-REMEMBERED]:
                del self._batches[old]
            self._waiting.append(batch)
            if self._worker is None or not self._worker.is_alive():
                self._worker = Thread(target=self._work, name="sayso-intake")
                self._worker.start()
        return batch

    def batch(self, id: str) -> Batch:
        """A batch that was added since the page was started.

        Raises:
            NotFoundError: there is none of that id.
        """
        if id not in self._batches:
            raise NotFoundError(f"{id}: nothing was added under that name since the page was started")
        return self._batches[id]

    def latest(self) -> list[Batch]:
        """What was added since the page was started, the latest first."""
        return list(self._batches.values())[::-1]

    def close(self) -> None:
        """Give up what waits, and wait for the batch that is being read."""
        with self._lock:
            given_up = list(self._waiting)
            self._waiting.clear()
            worker = self._worker
        for batch in given_up:
            shutil.rmtree(batch.folder, ignore_errors=True)
        if worker:
            worker.join()

    @cached_property
    def _reader(self) -> Reader:
        return self._load_reader()

    def _work(self) -> None:
        while batch := self._next():
            try:
                with _taken_away(batch.folder):
                    self._read(batch)
            except (SaysoError, OSError) as error:
                batch.error = str(error)
            finally:
                batch.phase = Phase.DONE

    def _next(self) -> Batch | None:
        with self._lock:
            if not self._waiting:
                self._worker = None
                return None
            return self._waiting.popleft()

    def _read(self, batch: Batch) -> None:
        batch.phase = Phase.READING
        paths = [str(path) for path in sorted(batch.folder.iterdir())]
        given = batch.given
        loaded = load(paths, published=given.published, outlet=given.outlet, url=given.url)
        for outcome in read_into(self._ledger, self._reader, loaded):
            self._note(batch, outcome)
        if batch.stored:
            batch.phase = Phase.LINKING
            self._linker.ask()

    def _note(self, batch: Batch, outcome: Outcome) -> None:
        """Write down what became of a report."""
        loaded = outcome.loaded
        batch.done = loaded.bytes_done
        if outcome.status is Status.STORED and loaded.report:
            id, _ = self._ledger.report(f"r-{loaded.report.hash}")
            batch.stored.append((id, loaded.report.title or " ".join(loaded.report.text[:80].split())))
        elif outcome.status is Status.SEEN:
            batch.seen += 1
        elif loaded.error:
            batch.failed.append(Failed(place=_name(loaded.place), cause=loaded.error.cause))
        elif outcome.failure:
            cause = outcome.failure.error.removeprefix(f"{outcome.failure.id}: ")
            batch.failed.append(Failed(place=_name(loaded.place), cause=cause))


def _kept(folder: Path, files: Iterable[tuple[str, IO[bytes]]]) -> Iterator[str]:
    """Write files, each into a folder of its own, since two may have one name; their names."""
    for number, (name, content) in enumerate(files):
        # Only what stands after the last separator of any system is a name.
        safe = name.replace("\\", "/").rpartition("/")[2].replace("\0", "").strip(".") or "file"
        own = folder / f"{number:06d}"
        own.mkdir()
        with (own / safe[-200:]).open("wb") as out:
            shutil.copyfileobj(content, out)
        yield safe


def _name(place: str) -> str:
    """A place as the visitor knows it: without the folder that the file was put in."""
    head, slash, tail = place.partition("sayso-add-")
    return tail.split("/", 2)[-1] if slash else head


@contextmanager
def _taken_away(folder: Path) -> Iterator[None]:
    """Erase a folder, whatever happens."""
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
