"""`sayso statements`: who said what."""

from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option, rows_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

COLUMNS = ("report", "statement", "source", "kind", "via", "act", "certainty", "quotation", "content")
ACTS = (
    "say",
    "deny",
    "confirm",
    "claim",
    "warn",
    "pledge",
    "order",
    "estimate",
    "praise",
    "condemn",
    "ask",
    "believe",
)


@click.command(
    "statements",
    cls=Command,
    examples=(
        'sayso statements --source "ministry"',
        "sayso statements --act deny",
        "sayso statements --report r-12 --format csv > statements.csv",
    ),
)
@click.option("--source", metavar="NAME", help="Only of sources whose name has these words.")
@click.option("--report", metavar="REPORT", help="Only of this report.")
@click.option("--act", type=click.Choice(ACTS), help="Only of this kind.")
@ledger_option
@rows_option
def command(source: str | None, report: str | None, act: str | None, ledger: str, format: str | None) -> None:
    """List who said what, report by report."""
    from sayso.cli.output import write_rows
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as book:
        rows = book.statements(source=source, report=report, act=act)
        if format:
            write_rows(rows, format, COLUMNS)
        else:
            _print(rows)


def _print(rows: "Iterable[Mapping[str, Any]]") -> None:
    from sayso.cli.output import console, table
    from sayso.wording import shorten

    grid = table("report", "", "source", "kind", "says", "content")
    for row in rows:
        says = row["act"] if row["certainty"] == "asserted" else f"{row['act']}, {row['certainty']}"
        grid.add_row(
            row["report"], row["statement"], row["source"], row["kind"], says, shorten(row["content"], 240)
        )
    if grid.row_count:
        console().print(grid)
    else:
        click.echo("sayso: no such statement in the ledger", err=True)
