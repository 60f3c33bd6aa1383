"""`sayso incidents`: what happened, with the range of what is said of it."""

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, clock_option, day, ledger_option, rows_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.workflow.look import Row

COLUMNS = (
    "id",
    "type",
    "status",
    "when",
    "where",
    "part_of",
    "reports",
    "main_reports",
    "figures",
    "tolls",
    "grade",
    "grounds",
    "roots",
    "accounts",
    "told_in",
)
HARMS = ("killed", "injured", "killed_or_injured", "missing", "abducted", "detained", "displaced")
REFUSED = 1


@click.command(
    "incidents",
    cls=Command,
    examples=(
        "sayso incidents",
        "sayso incidents --accounts --place Marib",
        "sayso incidents --as-of 2024-03-14",
        "sayso incidents --as-of 2024-03-14 --by recorded",
        "sayso incidents --from 2024-03-01 --to 2024-03-31 --sum killed",
        "sayso incidents --format jsonl > incidents.jsonl",
    ),
)
@click.option("--accounts", is_flag=True, help="Print under each incident what each source says of it.")
@click.option("--as-of", callback=day, metavar="DAY", help="As all stood when this day was over.")
@clock_option
@click.option(
    "--from", "since", callback=day, metavar="DAY", help="Only what may have happened then or later."
)
@click.option(
    "--to", "until", callback=day, metavar="DAY", help="Only what may have happened then or before."
)
@click.option("--place", metavar="NAME", help="Only at this place, or in the country of this code (YE).")
@click.option("--without", multiple=True, metavar="INCIDENT", help="All but this one; may be given again.")
@click.option("--sum", "harm", type=click.Choice(HARMS), help="Add up one harm, with bounds, or say why not.")
@ledger_option
@rows_option
def command(
    accounts: bool,
    as_of: date | None,
    by: str,
    since: date | None,
    until: date | None,
    place: str | None,
    without: tuple[str, ...],
    harm: str | None,
    ledger: str,
    format: str | None,
) -> None:
    """List what happened, with the range of what is said.

    Reports of one incident are joined. A range runs from the lowest to the highest figure that a source
    stands by; `sayso show` prints one incident with the sentence behind every figure.
    """
    from sayso.cli.output import write_rows
    from sayso.ledger import Ledger
    from sayso.workflow.clock import Clock
    from sayso.workflow.look import Selection, incidents

    if since and until and since > until:
        raise click.UsageError(f"--from {since} is after --to {until}: no day lies between them.")
    selection = Selection(as_of=as_of, by=Clock(by), since=since, until=until, place=place, without=without)
    with Ledger.open(ledger, create=False) as book:
        rows = incidents(book, selection)
        if harm:
            _print_total(rows, harm, format)
        elif format:
            write_rows(rows, format, COLUMNS)
        else:
            _print(rows, accounts=accounts)


def _print(rows: "Iterable[Row]", *, accounts: bool) -> None:
    from sayso.cli.incident_view import print_incident, print_incidents
    from sayso.cli.output import console

    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        click.echo("sayso: no such incident in the ledger", err=True)
        return
    rows, page = chain([first], rows), console()
    if not accounts:
        print_incidents(page, rows)
        return
    for row in rows:
        print_incident(page, row, sentences=False)
        page.print()


def _print_total(rows: "Iterable[Row]", harm: str, format: str | None) -> None:
    """Print a sum; the exit status is 1 where it is refused."""
    from dataclasses import asdict

    from sayso.accounts import add
    from sayso.cli.output import console, write_rows
    from sayso.cli.total_view import print_total
    from sayso.model import Harm

    total = add(rows, Harm(harm))
    if format:
        write_rows([asdict(total)], format, tuple(asdict(total)))
    else:
        print_total(console(), total)
    if total.refused:
        click.get_current_context().exit(REFUSED)
