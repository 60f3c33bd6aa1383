"""Linked incidents: a list of them, and one with its accounts side by side."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from sayso.cli.output import print_table, table
from sayso.cli.wording import days, number, people

Row = Mapping[str, Any]


def print_incidents(out: Console, rows: Iterable[Row]) -> None:
    """Print one line an incident: what, when, where, and the range of the dead and the injured."""
    grid = table("", "incident", "when", "where", "killed", "injured", "sources", "grade", numbers=("sources",))
    for row in rows:
        grid.add_row(
            Text(row["id"], "dim"),
            what(row),
            _when(row).replace(" to ", "\nto "),
            where(row),
            _range(row, "killed"),
            _range(row, "injured"),
            str(len(row["accounts"])),
            grade(row),
        )
    out.print(grid)


def print_incident(out: Console, row: Row) -> None:
    """Print one incident: its ranges with who stands at each end, and what each source says of it."""
    out.print(Text.assemble((row["id"], "dim"), "  ", (what(row), "bold yellow")))
    out.print(" · ".join(part for part in (_when(row), where(row), grade(row)) if part))
    _print_ranges(out, row["figures"])
    _print_accounts(out, row["accounts"])
