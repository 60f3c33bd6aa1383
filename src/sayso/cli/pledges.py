"""`sayso pledges`: what was promised, ordered or threatened, by when, and what became of it."""

import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, day, ledger_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

COLUMNS = (
    *("report", "pledge", "by", "act", "what", "deadline", "start", "end", "statement", "source"),
    *("published", "state", "on"),
)
STYLES = {"overdue": "bold red", "broken": "bold red", "due": "yellow", "kept": "green", "withdrawn": "dim"}


@click.command(
    "pledges",
    cls=Command,
    examples=(
        "sayso pledges",
        "sayso pledges --due 2024-09-30",
        "sayso pledges --as-of 2024-09-01",
        "sayso pledges --format csv > pledges.csv",
        "sayso pledges --format ics > pledges.ics",
    ),
)
@click.option(
    "--due", metavar="DAY", callback=day, help="Only what was to be done on this day or before: 2024-09-30."
)
@click.option("--as-of", metavar="DAY", callback=day, help="As all stood when this day was over.")
@ledger_option
@click.option(
    "--format",
    type=click.Choice(["jsonl", "csv", "ics"]),
    help="Rows for programs, or a calendar, in place of a table for people.",
)
def command(due: date | None, as_of: date | None, ledger: str, format: str | None) -> None:
    """List promises, guarantees, orders, threats and schedules, by deadline.

    Those without a deadline come last. Each stands on somebody's say-so, which is named beside it. A pledge
    is kept, broken or withdrawn only where a later statement says so; else it is due, overdue or open.
    """
    from sayso.cli.output import write_rows
    from sayso.ledger import Ledger
    from sayso.workflow.docket import docket

    today = as_of or datetime.now(UTC).date()
    with Ledger.open(ledger, create=False) as book:
        rows = docket(book, today, due=due, known=as_of is None)
        if format == "ics":
            _write_calendar(rows)
        elif format:
            write_rows(rows, format, COLUMNS)
        else:
            _print(rows)


def _write_calendar(rows: "Iterable[Mapping[str, Any]]") -> None:
    from sayso.exports import ics
    from sayso.wording import count

    left_out = ics.write(rows, sys.stdout.buffer)
    if left_out:
        click.echo(f"sayso: {count(left_out, 'pledge')} without a deadline left out", err=True)


def _print(rows: "Iterable[Mapping[str, Any]]") -> None:
    from rich.text import Text

    from sayso.cli.output import console, table
    from sayso.wording import days, shorten

    grid = table("report", "", "by", "act", "what", "deadline", "", "according to")
    for row in rows:
        known = days(row["start"], row["end"])
        printed = f"“{row['deadline']}”" if row["deadline"] else ""
        state = Text(row["state"], STYLES.get(row["state"], ""))
        if row["on"]:
            state.append(f"\nsays {row['on']['source']}", "dim")
        grid.add_row(
            row["report"],
            row["pledge"],
            row["by"],
            row["act"],
            shorten(row["what"], 240),
            "\n".join(part for part in (known, printed) if part),
            state,
            row["source"],
        )
    if grid.row_count:
        console().print(grid)
    else:
        click.echo("sayso: no such pledge in the ledger", err=True)
