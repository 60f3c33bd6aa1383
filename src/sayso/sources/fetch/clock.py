"""The time, and waiting: handed in, so that a test need not wait."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=1)


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> datetime:
        """The time, in UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The computer's own."""

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def wait_after(failures: int, asked: timedelta | None = None) -> timedelta:
    """How long to leave an address alone: a minute, then twice as long each time, a day at most.

    Args:
        failures: times in a row that it could not be had, this one included.
        asked: what the server itself asks for, which is heeded up to a day.
    """
    # Past some doublings the number would outgrow a timedelta.
    wait = FIRST_WAIT * (1 << min(failures - 1, 12))
    return min(LONGEST_WAIT, max(wait, asked or FIRST_WAIT))
