"""iCalendar: the docket of pledges, each a whole day at its deadline.

Source: RFC 5545.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import IO, Any

from sayso.exports.entry import library

NAME = "Pledges"
ORIGIN = "-//sayso//pledges//EN"

Row = Mapping[str, Any]


def write(rows: Iterable[Row], out: IO[bytes]) -> int:
    """Write the pledges that have a deadline.

    Args:
        rows: the docket's rows.
        out: where to.

    Returns:
        how many have none, and so no place in a calendar.

    Raises:
        ExportError: icalendar is not installed.
    """
    icalendar = library("icalendar", "iCalendar")
    calendar = icalendar.Calendar()
    calendar.add("prodid", ORIGIN)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME)
    left_out = 0
    for row in rows:
        if row["end"] is None:
            left_out += 1
        else:
            calendar.add_component(_event(icalendar, row))
    out.write(calendar.to_ical())
    return left_out


def _event(icalendar: Any, row: Row) -> Any:
    """A pledge; its stamp is the day on which it was published, so that the same ledger gives the same bytes."""
    day = date.fromisoformat(row["end"][:10])
    stamp = date.fromisoformat(row["published"] or row["end"][:10])
    event = icalendar.Event()
    event.add("uid", f"{row['report']}-{row['pledge']}@sayso")
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{row['by'] or 'somebody'}: {row['what']}")
    event.add("description", _description(row))
    event.add("categories", [row["act"], row["state"]])
    event.add("status", "CANCELLED" if row["state"] == "withdrawn" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _description(row: Row) -> str:
    """The state and on whose say-so, and where it stands."""
    lines = [
        f"{row['act']}, {row['state']}",
        f"according to {row['source'] or 'the report itself'}, {row['published'] or 'day unknown'}",
        f"deadline as printed: {row['deadline']}",
        f"report {row['report']}, statement {row['statement']}",
    ]
    if row["on"]:
        on = row["on"]
        lines.append(f"{row['state']} according to {on['source']}, {on['said']}: {on['text']}")
        lines.append(f"report {on['report']}, statement {on['statement']}")
    return "\n".join(lines)
