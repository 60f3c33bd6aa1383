"""`sayso user`: who may sign in to the page of a team, and what they may do there."""

import sys
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option, rows_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.ledger.people import Person, Role

ROLES = ("reader", "coder", "admin")
COLUMNS = ("name", "role", "recorded", "disabled")

role_argument = click.argument("role", type=click.Choice(ROLES), metavar="|".join(ROLES))


@click.group("user")
def command() -> None:
    """Say who may sign in to `sayso serve --team`, and what they may do there.

    A reader sees all; a coder decides too; an admin also adds reports. Nobody is erased, since decisions bear
    their names.
    """


@command.command(
    "add",
    cls=Command,
    examples=('sayso user add "Amina Khalil" coder', "sayso user add bot reader --stdin < password.txt"),
)
@click.argument("name")
@role_argument
@click.option("--stdin", is_flag=True, help="Read the password from standard input.")
@ledger_option
def add(name: str, role: str, stdin: bool, ledger: str) -> None:
    """Let NAME sign in. The password is asked for; it is never kept, only what it can be checked against."""
    from sayso.ledger import Ledger
    from sayso.workflow.people import admit

    with Ledger.open(ledger) as book:
        admit(book, name, _role(role), _password(stdin))


@command.command("list", cls=Command, examples=("sayso user list",))
@ledger_option
@rows_option
def list_(ledger: str, format: str | None) -> None:
    """List who may sign in, and who might once."""
    from sayso.cli.output import write_rows
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as book:
        if format:
            rows = ({column: getattr(one, column) for column in COLUMNS} for one in book.people)
            write_rows(rows, format, COLUMNS)
        else:
            _print(book.people)


@command.command("role", cls=Command, examples=('sayso user role "Amina Khalil" admin',))
@click.argument("name")
@role_argument
@ledger_option
def role(name: str, role: str, ledger: str) -> None:
    """Let NAME do more or less."""
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as book:
        book.people.set_role(name, _role(role))


@command.command("password", cls=Command, examples=('sayso user password "Amina Khalil"',))
@click.argument("name")
@click.option("--stdin", is_flag=True, help="Read the password from standard input.")
@ledger_option
def password(name: str, stdin: bool, ledger: str) -> None:
    """Give NAME another password, and end every session begun by the old one."""
    from sayso.ledger import Ledger
    from sayso.workflow.people import set_password

    with Ledger.open(ledger, create=False) as book:
        set_password(book, name, _password(stdin))


@command.command("disable", cls=Command, examples=('sayso user disable "Amina Khalil"',))
@click.argument("name")
@ledger_option
def disable(name: str, ledger: str) -> None:
    """Let NAME in no more, and end every session of theirs."""
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as book:
        book.people.disable(name)


@command.command("enable", cls=Command, examples=('sayso user enable "Amina Khalil"',))
@click.argument("name")
@ledger_option
def enable(name: str, ledger: str) -> None:
    """Let NAME in again."""
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as book:
        book.people.enable(name)


def _role(name: str) -> "Role":
    from sayso.ledger.people import Role

    return Role(name)


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return asked


def _print(people: "Iterable[Person]") -> None:
    from rich.text import Text

    from sayso.cli.output import console, table

    grid = table("name", "role", "since", "")
    for one in people:
        state = f"disabled {one.disabled[:10]}" if one.disabled else ""
        grid.add_row(
            Text(one.name, "dim" if one.disabled else ""), one.role, one.recorded[:10], Text(state, "dim")
        )
    console().print(grid)
