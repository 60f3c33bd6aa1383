"""Times: every time expression of a report, valued as in TIMEX3, and the day the report was published."""

from sayso.language.times.component import mark_times
from sayso.language.times.published import Published

__all__ = ["Published", "mark_times"]
