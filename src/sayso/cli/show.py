"""`sayso show`: one report, marked, or one incident, source by source."""

from datetime import date

import click

from sayso.cli.command import Command, clock_option, day, ledger_option

INCIDENT = "i-"


@click.command(
    "show",
    cls=Command,
    examples=(
        "sayso show r-12ab34cd",
        "sayso show mw-2024-10-03-kirkuk",
        "sayso show i-4f1c02ab --as-of 2024-03-14",
    ),
)
@click.argument("name", metavar="REPORT|INCIDENT")
@click.option("--as-of", callback=day, metavar="DAY", help="An incident as it stood when this day was over.")
@clock_option
@ledger_option
def command(name: str, as_of: date | None, by: str, ledger: str) -> None:
    """Show one report with its marks, or one incident with its accounts.

    A report goes by its own id or by the one that sayso gave it, an incident by the one that `sayso
    incidents` lists; the beginning of an id will do.
    """
    from sayso.cli.incident_view import print_incident, print_rulings
    from sayso.cli.output import console
    from sayso.cli.report_view import print_report
    from sayso.ledger import Ledger
    from sayso.workflow.clock import Clock
    from sayso.workflow.dossier import rulings_on
    from sayso.workflow.look import incident

    with Ledger.open(ledger, create=False) as book:
        if name.startswith(INCIDENT):
            row = incident(book, name, as_of=as_of, by=Clock(by))
            print_incident(console(), row)
            print_rulings(console(), rulings_on(book, row))
        else:
            id, reading = book.reading(name)
            print_report(console(), id, reading)
