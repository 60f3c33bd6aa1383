"""`sayso search`: which reports have these words."""

from itertools import islice
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option, rows_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from rich.text import Text

COLUMNS = ("report", "title", "outlet", "published", "snippet")
SHOWN = 20


@click.command(
    "search",
    cls=Command,
    examples=(
        "sayso search market strike",
        "sayso search '\"car bomb\" academy'",
        "sayso search ceasefire --format jsonl",
    ),
)
@click.argument("words", nargs=-1, required=True)
@ledger_option
@rows_option
def command(words: tuple[str, ...], ledger: str, format: str | None) -> None:
    """Find the reports that have all WORDS, the best first.

    Words are found in every form: strike also finds "strikes". A phrase stands in double quotes.
    """
    from sayso.cli.output import write_rows
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as book:
        rows = book.search(" ".join(words))
        if format:
            write_rows(rows, format, COLUMNS)
        else:
            _print(rows)


def _print(rows: "Iterable[Mapping[str, Any]]") -> None:
    from sayso.cli.output import console, table

    found = iter(rows)
    grid = table("report", "published", "found in")
    for row in islice(found, SHOWN):
        grid.add_row(row["report"], (row["published"] or "")[:10], _told(row))
    if grid.row_count:
        console().print(grid)
    else:
        click.echo("sayso: no report has all of these words", err=True)
    if more := sum(1 for _ in found):
        click.echo(f"sayso: {more:,} more; --format jsonl prints them all", err=True)


def _told(row: "Mapping[str, Any]") -> "Text":
    """The title and the outlet, and under them the sentences, with the hits in bold."""
    from rich.text import Text

    told = Text.assemble((row["title"] or "Untitled", "bold"), (f"  {row['outlet'] or ''}", "dim"), "\n")
    for place, part in enumerate(row["snippet"].split("**")):
        told.append(part, "bold red" if place % 2 else "")
    return told
