"""The sidecar of an export: JSON lines that say what stands behind every cell, and what could not be said.

The first line is the head: what the format cannot say at all. Then come, incident by incident, lines for all cells that have
a value or a reason, those of one row that rest on the same words together (`row`, `cells`, `note`, `behind`), a line
for everything that is said and has no place (`row`, `unsaid`, `words`, `behind`), or one line for an incident
that was left out (`left_out`, `reason`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sayso.exports.case import Case
from sayso.exports.cell import MAIN, Cells, Evidence, Value
from sayso.exports.entry import Entry
from sayso.exports.formats import Format
from sayso.exports.unsaid import unsaid

SCHEMA = "sayso.sources/1"

Line = dict[str, Any]


def head(format: Format, as_of: date | None, by: str | None) -> Line:
    """The first line.

    Args:
        format: of the export.
        as_of: the day that it was cut at.
        by: the clock that the day goes by: said, published or recorded.
    """
    return {
        "schema": SCHEMA,
        "format": format.name,
        "as_of": as_of.isoformat() if as_of else None,
        "by": by,
        "cannot_say": list(format.cannot_say),
        "not_known": list(format.not_known),
    }


def lines(entry: Entry, format: Format) -> Iterator[Line]:
    """The lines of one incident: its cells, and what its format has no place for."""
    for table, rows in entry.tables.items():
        for number, row in enumerate(rows):
            yield from _cells(entry.case, table, number, row)
    for topic, (words, behind) in unsaid(entry.case, format.unsaid):
        yield {"row": entry.case.id, "unsaid": topic.value, "words": words, "behind": _words(behind)}


def left_out(case: Case, reason: str) -> Line:
    """The line of an incident that is no row."""
    return {"left_out": case.id, "reason": reason, "behind": _words(case.mentions())}


def _cells(case: Case, table: str, number: int, row: Cells) -> Iterator[Line]:
    """The cells of a row, those that rest on the same words in one line."""
    where = {} if table == MAIN and number == 0 else {"table": table, "number": number}
    together: dict[tuple[tuple[Evidence, ...], str | None], dict[str, Value]] = {}
    for column, cell in row.items():
        if cell.value is not None or cell.note:
            together.setdefault((cell.behind, cell.note), {})[column] = cell.value
    for (behind, note), cells in together.items():
        yield {"row": case.id, **where, "cells": cells, "note": note, "behind": _words(behind)}


def _words(behind: Sequence[Evidence]) -> list[Line]:
    return [{**asdict(words), "span": list(words.span)} for words in dict.fromkeys(behind)]
