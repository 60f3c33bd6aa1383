"""A limit on the time that one report may take to be read.

The limit is in processor time of the thread that reads, so that a busy machine refuses no report that a quiet one
would read. A second thread looks at its clock, and stops it between two steps of Python; that no single step is
long is up to what is called there: patterns that do not backtrack, windows of a fixed size.
"""

import ctypes
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread, get_ident

from sayso.errors import ReportError

SOONEST = 0.05
"""The least wait between two looks at the clock, in seconds."""

AGAIN = 1.0
"""Seconds after which a thread that was stopped and goes on, since a library took the stop for its own, is stopped again."""


class _Stopped(BaseException):
    """Raised in the thread that has had its time; not an Exception, so that nothing on the way handles it."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what runs in the block when it has taken so much processor time.

    Raises:
        ReportError: it was stopped.
    """
    try:
        with _Watch(seconds):
            yield
    except _Stopped:
        words = f"the report took more than {seconds:g} s to read; nothing was read"
        raise ReportError(f"{words}. Cut it in parts, or allow it more time.") from None


class _Watch:
    """Looks at the clock of the thread that it is made in, until the block ends.

    Args:
        seconds: of processor time that the thread has.
    """

    def __init__(self, seconds: float) -> None:
        self._thread = get_ident()
        self._clock = _clock_of(self._thread)
        self._end = self._clock() + seconds
        self._done = Event()
        self._stopped = False
        self._lock = Lock()

    def __enter__(self) -> None:
        Thread(target=self._look, name="sayso-limit", daemon=True).start()

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._done.set()
        if self._stopped:
            # It may have ended by itself a moment before the stop arrived; then it must not arrive later.
            _raise_in(self._thread, None)
            raise _Stopped

    def _look(self) -> None:
        wait = 0.0
        while not self._done.wait(wait):
            left = self._end - self._clock()
            # No thread takes more processor time than time passes.
            wait = max(left, SOONEST) if left > 0 else AGAIN
            if left <= 0:
                self._stop()

    def _stop(self) -> None:
        # The lock: a block that has ended is not stopped any more.
        with self._lock:
            if not self._done.is_set():
                self._stopped = True
                _raise_in(self._thread, _Stopped)


def _clock_of(thread: int) -> Callable[[], float]:
    """The processor time of a thread; where the system does not tell it, that of the process."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.process_time
    clock = time.pthread_getcpuclockid(thread)
    return lambda: time.clock_gettime(clock)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise an error in another thread, before its next step of Python; None takes back what has not arrived."""
    given = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), given)
