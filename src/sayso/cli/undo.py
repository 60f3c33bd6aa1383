"""`sayso undo`: take a decision back."""

import click

from sayso.cli.command import Command, ledger_option, who_option, why_option


@click.command("undo", cls=Command, examples=('sayso undo d-12 --why "the other report was meant"',))
@click.argument("decision")
@why_option
@who_option
@ledger_option
def command(decision: str, why: str, who: str, ledger: str) -> None:
    """Take a DECISION back.

    It stays on record as undone. An undoing is a decision too, and can be undone.
    """
    from sayso.ledger import Ledger
    from sayso.workflow.decide import undo
    from sayso.workflow.link import relink

    with Ledger.open(ledger, create=False) as book:
        click.echo(undo(book, decision, who=who, why=why))
        relink(book)
