"""Turns: a host is asked for one thing at a time, with a pause between two."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from sayso.sources.fetch.clock import Clock

PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds; a robots.txt that asks for longer pauses is heeded so far, and the turns end with the round."""


@dataclass(slots=True)
class _Turn:
    lock: Lock = field(default_factory=Lock)
    free: datetime | None = None


class Turns:
    """Lets one request at a time through to a host.

    Args:
        clock: tells when a pause is over.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._turns: dict[str, _Turn] = {}

    @contextmanager
    def at(self, host: str, *, pause: float | None = None) -> Iterator[None]:
        """Wait for a turn, and hold it.

        Args:
            host: its name.
            pause: seconds that the host wants between two requests.
        """
        with self._lock:
            turn = self._turns.setdefault(host, _Turn())
        with turn.lock:
            if turn.free and (wait := (turn.free - self._clock.now()).total_seconds()) > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                seconds = min(max(pause or PAUSE, PAUSE), LONGEST_PAUSE)
                turn.free = self._clock.now() + timedelta(seconds=seconds)
