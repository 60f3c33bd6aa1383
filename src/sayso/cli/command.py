"""What the commands share: a help page with examples, and their common options."""

from datetime import date
from getpass import getuser
from typing import Any

import click

from sayso.settings import Settings


class Command(click.Command):
    """A command whose help page ends with examples.

    Args:
        examples: command lines, as a user would type them.
        args: as for `click.Command`.
        options: as for `click.Command`.
    """

    def __init__(self, *args: Any, examples: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"  {example}\n")


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read an option that is a calendar day."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day; write it as 2024-09-30.") from error


def given(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Read an option that may not be blank."""
    if not value.strip():
        raise click.BadParameter("is blank.")
    return value.strip()


ledger_option = click.option(
    "--ledger",
    metavar="LEDGER",
    default=lambda: Settings.from_environment().ledger,
    show_default="sayso.db, or SAYSO_LEDGER",
    help="A file, or the address of a database.",
)
why_option = click.option(
    "--why", required=True, metavar="TEXT", callback=given, help="For what reason; it is kept."
)
who_option = click.option(
    "--who",
    metavar="NAME",
    default=getuser,
    callback=given,
    show_default="the name of your account",
    help="Who decides; it is kept.",
)
clock_option = click.option(
    "--by",
    type=click.Choice(["published", "said", "recorded"]),
    default="published",
    show_default=True,
    help="What --as-of goes by: when it was published, said by its source, or recorded in the ledger.",
)
rows_option = click.option(
    "--format",
    type=click.Choice(["jsonl", "csv"]),
    help="Rows for programs, in place of a table for people.",
)
