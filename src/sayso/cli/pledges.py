"""`sayso pledges`: what was promised, ordered or threatened, by when."""

from datetime import date
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, day, ledger_option, rows_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

COLUMNS = ("report", "pledge", "by", "act", "what", "deadline", "start", "end", "statement", "source")


@click.command(
    "pledges",
    cls=Command,
    examples=(
        "sayso pledges",
        "sayso pledges --due 2024-09-30",
        "sayso pledges --format csv > pledges.csv",
    ),
)
@click.option(
    "--due", metavar="DAY", callback=day, help="Only what was to be done on this day or before: 2024-09-30."
)
@ledger_option
@rows_option
def command(due: date | None, ledger: str, format: str | None) -> None:
    """List promises, guarantees, orders, threats and schedules, by deadline.

    Those without a deadline come last. Each stands on somebody's say-so, which is named beside it.
    """
    from sayso.cli.output import write_rows
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as book:
        rows = book.pledges(due=due)
        if format:
            write_rows(rows, format, COLUMNS)
        else:
            _print(rows)


def _print(rows: "Iterable[Mapping[str, Any]]") -> None:
    from sayso.cli.output import console, table
    from sayso.cli.wording import days, shorten

    grid = table("report", "", "by", "act", "what", "deadline", "according to")
    for row in rows:
        known = days(row["start"], row["end"])
        printed = f"“{row['deadline']}”" if row["deadline"] else ""
        grid.add_row(
            row["report"],
            row["pledge"],
            row["by"],
            row["act"],
            shorten(row["what"], 240),
            "\n".join(part for part in (known, printed) if part),
            row["source"],
        )
    console().print(grid)
