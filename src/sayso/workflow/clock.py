"""Clocks: by which of its times the record is cut at a day. When something happened is none of them.

What is said of an incident has three times besides: its source said it, an outlet published it, and the ledger
recorded it. A historian asks by the first what a source had said by a day, a critic of the news by the second
what anybody could have read, an auditor by the third what this ledger showed its users.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.model import Reading
from sayso.watched import Version


class Clock(StrEnum):
    """A time that whatever is said of an incident has."""

    SAID = "said"
    PUBLISHED = "published"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The end of a day, by one of the clocks.

    Args:
        day: when it is over.
        by: the clock. By recording, later Readings of a report and later decisions are left out too.
    """

    day: date
    by: Clock = Clock.PUBLISHED

    @property
    def recorded(self) -> date | None:
        """The day up to which records are taken; None for all of them."""
        return self.day if self.by is Clock.RECORDED else None

    def has_report(self, reading: Reading) -> bool:
        """Whether a report was out; one without a day cannot be placed before any."""
        published = reading.report.published
        return self.by is not Clock.PUBLISHED or (
            published is not None and published[:10] <= self.day.isoformat()
        )

    def has_version(self, version: Version) -> bool:
        """Whether a version of an article had been seen; the first was out when its report was."""
        return version.number == 1 or version.first.date() <= self.day

    def has_saying(self, said: str | None) -> bool:
        """Whether something had been said, by its day; without one it cannot be placed before any."""
        return self.by is not Clock.SAID or (said is not None and said <= self.day.isoformat())
