"""How often somebody may try a password."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic

WINDOW = 15 * 60.0
"""Seconds after which a failure is forgotten."""


class Attempts:
    """Counts failures to sign in, and says when there were too many.

    Args:
        most: failures within the window that are let pass, by what they are counted by.
        clock: the time in seconds.
    """

    def __init__(self, most: dict[str, int], clock: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._clock = clock
        self._failures: dict[Hashable, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def are_too_many(self, **by: str) -> bool:
        """Whether there were too many failures by any of these: `are_too_many(host=..., name=...)`."""
        with self._lock:
            self._forget()
            return any(len(self._failures.get(key, ())) >= self._most[key[0]] for key in by.items())

    def failed(self, **by: str) -> None:
        """Count one failure."""
        with self._lock:
            for key in by.items():
                self._failures[key].append(self._clock())

    def _forget(self) -> None:
        since = self._clock() - WINDOW
        for key in list(self._failures):
            times = self._failures[key]
            while times and times[0] <= since:
                times.popleft()
            if not times:
                del self._failures[key]
