"""An invented archive: a year of incidents, each told by several outlets, with copies, summaries and undated reports."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

PLACES = ("Aden", "Mosul", "Sirte", "Homs", "Goma", "Gao")
EVENTS = 24
"""Twelve days apart, so that they lie at every distance from the edge of a season."""

TELLINGS = (
    "At least {n} people were killed on {day} when an air strike hit a market in {place}, the health ministry "
    "said. The air force denied that it had bombed the town. The governor promised an inquiry by Friday.",
    "{n} civilians died in an air strike on the market of {place} on {day}, residents said. A doctor, "
    "Karim Wardakh, counted {more} bodies, and blamed the air force. Two soldiers were wounded in a clash nearby.",
    "The army said its jets killed {n} fighters in {place} on {day}. A monitor put the toll of the strike on the "
    "market at {more}.",
)
SUMMARIES = (
    "Shelling killed {n} people in {place} last month, the monitor said. In 2023 alone 80 civilians were killed in "
    "air strikes there, among them nine in a strike on a market on {day}.",
    "A series of bombings hit {place} in {month}, killing {more} people. Gunmen abducted a judge in {place} on "
    "{day}, police said.",
)
UNDATED = (
    "A rocket killed {n} people in {place}, the police said. Another hit a school and wounded a teacher."
)


def rows() -> Iterator[dict[str, str | None]]:
    """Every report, in no order."""
    for event in range(EVENTS):
        day, place = date(2024, 1, 3) + timedelta(12 * event), PLACES[event % len(PLACES)]
        words = {
            "n": 5 + event,
            "more": 9 + event,
            "place": place,
            "day": f"{day:%d %B %Y}",
            "month": f"{day:%B %Y}",
        }
        for outlet, telling in enumerate(TELLINGS):
            text = telling.format(**words)
            yield _row(f"e{event}-{outlet}", text, day + timedelta(outlet), f"Paper {outlet}")
        copied = f"{TELLINGS[0].format(**words)} Nobody else was hurt."
        yield _row(f"e{event}-copy", copied, day + timedelta(event % 4), "Gulf Ledger")
        if event % 3 == 0:
            summary = SUMMARIES[event % 2].format(**words)
            yield _row(f"e{event}-summary", summary, day + timedelta(30), "Monitor")
        if event % 4 == 0:
            yield _row(f"e{event}-undated", UNDATED.format(**words), None, f"Paper {event}")


def _row(id: str, text: str, day: date | None, outlet: str) -> dict[str, str | None]:
    return {"id": id, "text": text, "published": day and day.isoformat(), "outlet": outlet}


def write(file: Path, *, backwards: bool = False) -> Path:
    """A file of all of them, in JSON lines."""
    lines = [json.dumps(row) for row in rows()]
    file.write_text("\n".join(reversed(lines) if backwards else lines) + "\n")
    return file
