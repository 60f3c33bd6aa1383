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


@click.command(
    "serve",
    cls=Command,
    examples=(
        "sayso serve",
        "sayso serve --ledger work.db --port 9000",
        "sayso serve --team --ledger postgresql://... --name ledger.example.org --https",
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Listen here.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="And on this port; 0 takes a free one.",
)
@click.option("--team", is_flag=True, help="Let people sign in; see sayso user.")
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="A name that the page may be asked for by."
)
@click.option("--https", "tls", is_flag=True, help="What is in front of the page speaks https.")
@who_option
@ledger_option
def command(
    host: str, port: int, team: bool, names: tuple[str, ...], tls: bool, who: str, ledger: str
) -> None:
    """Show the ledger in a browser.

    Open the address that is printed: it lets one browser in, once, and nobody who does not have it. With --team
    people sign in instead, and may do what their role lets them. The page asks nothing of any other host.
    """
    try:
        from sayso.web.app import create_app, opened_ledger
        from sayso.web.serve import listen, server
        from sayso.web.settings import LOOPBACK, WebSettings
    except ModuleNotFoundError as error:
        raise SaysoError(MISSING) from error
    # What is wrong with the ledger is told before anything is served.
    with opened_ledger(ledger) as book:
        if team and not any(person.disabled is None for person in book.people):
            raise SaysoError("nobody could sign in; add somebody first: sayso user add NAME admin")
    token = None if team else secrets.token_urlsafe(24)
    hosts = LOOPBACK | {host, *names}
    settings = WebSettings(ledger=ledger, token=token, who=who, hosts=hosts, team=team, tls=tls)
    with listen(host, port) as listening:
        shown = f"?token={token}" if token else ""
        click.echo(f"sayso: http://{host}:{listening.getsockname()[1]}/{shown}", err=True)
        click.echo("sayso: open it in a browser; stop with Ctrl+C", err=True)
        server(create_app(settings, load_reader=_reader)).run(sockets=[listening])


def _reader() -> "Reader":
    from sayso.reading import load_reader

    return load_reader()
