"""`sayso method`: the methodology sheet of a record."""

from datetime import UTC, datetime

import click

from sayso.cli.command import Command, ledger_option


@click.command("method", cls=Command, examples=("sayso method > method.md",))
@ledger_option
def command(ledger: str) -> None:
    """Write the methodology sheet that the Standards for Casualty Recording ask for, in Markdown.

    It tells point by point what sayso does and what this ledger holds. What only you can tell is marked.
    """
    from sayso.exports.method import sheet
    from sayso.ledger import Ledger
    from sayso.workflow.method import facts_of

    with Ledger.open(ledger, create=False) as book:
        click.echo(sheet(facts_of(book, datetime.now(UTC).date())), nl=False)
