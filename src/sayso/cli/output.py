"""What a command prints: rows for programs, tables for people."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from sayso.exports.cell import neutral

WIDEST = 120
PIPED = 100
CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
BIDIRECTIONAL = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
"""What makes a terminal show words in another order than they are in. Source: Unicode, annex 9, 2."""

HARMLESS = {code: "\ufffd" for code in [*CONTROLS, *BIDIRECTIONAL] if chr(code) not in "\n\t"}


class Page(Console):
    """A console that lets no control character of a report reach the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render as usual, with control characters in the text replaced."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(segment.text.translate(HARMLESS), segment.style)


def console() -> Page:
    """Standard output, no wider than a line can be read."""
    page = Page(file=sys.stdout, highlight=False, markup=False, emoji=False)
    page.width = min(page.width, WIDEST) if page.is_terminal else PIPED
    return page


def table(*columns: str, numbers: Sequence[str] = ()) -> Table:
    """A table without a frame; `numbers` are the columns that stand to the right."""
    grid = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for column in columns:
        grid.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    return grid


def print_table(out: Console, heading: str, rows: Table) -> None:
    """Print a table under its heading; one without rows is left out."""
    if rows.row_count:
        out.print(Text(f"\n{heading}", style="bold"))
        out.print(rows)


def write_rows(rows: Iterable[Mapping[str, Any]], format: str, columns: Sequence[str]) -> None:
    """Print rows as JSON lines, whole, or as CSV, one column a field."""
    if format == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: cell(row.get(column)) for column in columns})


def cell(value: Any) -> str:
    """One cell of a CSV file, which no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return neutral(text)
