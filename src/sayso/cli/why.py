"""`sayso why`: why two mentions are, or are not, one incident."""

import click

from sayso.cli.command import Command, ledger_option


@click.command(
    "why",
    cls=Command,
    examples=("sayso why r-12ab34cd r-98fe76dc", "sayso why r-12ab34cd/i2 mw-2024-10-03-kirkuk/i1"),
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@ledger_option
def command(one: str, other: str, ledger: str) -> None:
    """Tell why two mentions are, or are not, one incident.

    A and B are reports, for the incident that each gives the most text, or a report and one of its incidents:
    r-12ab34cd/i2.
    """
    from rich.text import Text

    from sayso.cli.output import console, table
    from sayso.ledger import Ledger
    from sayso.linking import ENOUGH
    from sayso.workflow.look import weigh

    with Ledger.open(ledger, create=False) as book:
        found = weigh(book, one, other)
    grid = table("", "A", "B", "points", numbers=("points",))
    for reason in found.reasons:
        style = "green" if reason.points > 0 else "red" if reason.points < 0 else "dim"
        grid.add_row(Text(reason.what, "dim"), reason.one, reason.other, Text(f"{reason.points:+.1f}", style))
    page = console()
    page.print(grid)
    page.print()
    page.print(Text(f"{found.points:.1f} points together; {ENOUGH:.1f} are enough.", "bold"))
    page.print(_verdict(alike=found.alike, together=found.together))


def _verdict(*, alike: bool, together: bool) -> str:
    if together:
        return "They are linked as one incident" + (
            "." if alike else ": the reports between them are enough alike to both."
        )
    return "They are not linked" + (
        ": other mentions in their incidents are too unlike, or tell of both." if alike else "."
    )
