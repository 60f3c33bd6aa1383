"""Reading in several processes: a Reader that shares its reports out among others."""

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from itertools import islice
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from types import TracebackType

from sayso.model import Failure, Reader, Reading, Versions
from sayso.report import Report

BATCH = 4
WAITING = 8

SHARED = "sayso.reading.shared"
"""What is loaded once, before the processes part."""

Result = Reading | Failure


class WorkerReader:
    """A Reader whose work is done by processes that each make a reader once; they share the model's memory.

    Results come in the order of the reports, whichever process was first. At most `WAITING` batches a process
    are under way, so that memory does not grow with the input. Where a process dies (out of memory), the
    reports that it held are read one by one in new ones, and only the one that kills its process fails.

    Args:
        load: makes the reader; a function of a module, since each process imports it anew.
        workers: processes.
    """

    def __init__(self, load: Callable[[], Reader], *, workers: int) -> None:
        self._load = load
        self._workers = workers
        self._pool = self._start()

    def __enter__(self) -> "WorkerReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    @property
    def versions(self) -> Versions:
        """What the processes' readers are made of."""
        return self._pool.submit(_versions, self._load).result()

    def read(self, reports: Iterable[Report]) -> Iterator[Result]:
        """One result a report, in the order given."""
        waiting = iter(reports)
        under_way: deque[tuple[list[Report], Future[list[Result]]]] = deque()
        while batch := list(islice(waiting, BATCH)):
            under_way.append((batch, self._submit(batch)))
            if len(under_way) == WAITING * self._workers:
                yield from self._results(*under_way.popleft())
        while under_way:
            yield from self._results(*under_way.popleft())

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers, mp_context=_context(self._workers), initializer=_leave_interrupts_to_parent
        )

    def _submit(self, batch: list[Report]) -> Future[list[Result]]:
        try:
            return self._pool.submit(_read, self._load, batch)
        except BrokenProcessPool:
            self._pool = self._start()
            return self._pool.submit(_read, self._load, batch)

    def _results(self, batch: list[Report], results: Future[list[Result]]) -> list[Result]:
        try:
            return results.result()
        except BrokenProcessPool:
            return [self._read_alone(report) for report in batch]

    def _read_alone(self, report: Report) -> Result:
        try:
            return self._submit([report]).result()[0]
        except BrokenProcessPool:
            return Failure(id=report.id, error="the process that read it died; the report may be too long")


@contextmanager
def open_reader(load: Callable[[], Reader], *, workers: int) -> Iterator[Reader]:
    """A reader in this process, or several in processes of their own."""
    if workers == 1:
        yield load()
    else:
        with WorkerReader(load, workers=workers) as reader:
            yield reader


def _context(workers: int) -> BaseContext:
    """How processes start: forked from one that has loaded the model and runs no thread.

    Forking this process, which may run threads, can deadlock; and other systems than Linux have libraries that do not
    outlive a fork. One process has nobody to share with.
    """
    if workers == 1 or sys.platform != "linux":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([SHARED])
    return context


@cache
def _reader(load: Callable[[], Reader]) -> Reader:
    return load()


def _read(load: Callable[[], Reader], batch: list[Report]) -> list[Result]:
    return list(_reader(load).read(batch))


def _versions(load: Callable[[], Reader]) -> Versions:
    return _reader(load).versions


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
