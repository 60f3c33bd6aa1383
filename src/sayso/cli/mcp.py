"""`sayso mcp`: the ledger for an assistant, over the Model Context Protocol."""

import click

from sayso.cli.command import Command, ledger_option
from sayso.errors import SaysoError

MISSING = "an assistant needs one more package: pip install 'sayso[assistants]'"


@click.command("mcp", cls=Command, examples=("sayso mcp", "sayso mcp --ledger work.db"))
@ledger_option
def command(ledger: str) -> None:
    """Answer an assistant's questions from the ledger.

    An assistant that speaks the Model Context Protocol starts this command itself and talks to it over standard
    input and output. It can search reports, list and show incidents, see what each source says, and look up a
    statement with its sentence. The ledger is opened for reading only: nothing can be changed through it.
    """
    try:
        from sayso.assistants.server import make_server
    except ModuleNotFoundError as error:
        raise SaysoError(MISSING) from error
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False, read_only=True) as book:
        make_server(book).run("stdio")
