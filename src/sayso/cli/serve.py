"""`sayso serve`: the ledger in a browser."""

import secrets
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option, who_option
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from sayso.model import Reader

PORT = 8710
MISSING = "the page needs more packages: pip install 'sayso[web]'"


@click.command("serve", cls=Command, examples=("sayso serve", "sayso serve --ledger work.db --port 9000"))
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Listen here.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="And on this port; 0 takes a free one.",
)
@who_option
@ledger_option
def command(host: str, port: int, who: str, ledger: str) -> None:
    """Show the ledger in a browser.

    Open the address that is printed: it lets one browser in, once, and nobody who does not have it. The page
    asks nothing of any other host.
    """
    try:
        from sayso.web.app import create_app
        from sayso.web.serve import listen, server
        from sayso.web.settings import LOOPBACK, WebSettings
    except ModuleNotFoundError as error:
        raise SaysoError(MISSING) from error
    from sayso.ledger import Ledger

    # What is wrong with the ledger is told before anything is served.
    Ledger.open(ledger, create=False).close()
    token = secrets.token_urlsafe(24)
    settings = WebSettings(ledger=ledger, token=token, who=who, hosts=LOOPBACK | {host})
    with listen(host, port) as listening:
        click.echo(f"sayso: http://{host}:{listening.getsockname()[1]}/?token={token}", err=True)
        click.echo("sayso: open it in a browser; stop with Ctrl+C", err=True)
        server(create_app(settings, load_reader=_reader)).run(sockets=[listening])


def _reader() -> "Reader":
    from sayso.reading import load_reader

    return load_reader()
