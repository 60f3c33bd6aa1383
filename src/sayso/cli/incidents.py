"""`sayso incidents`: what happened, with the range of what is said of it."""

import click

from sayso.cli.command import Command, ledger_option, rows_option

COLUMNS = ("id", "type", "status", "when", "where", "reports", "main_reports", "figures", "grade", "accounts")


@click.command(
    "incidents",
    cls=Command,
    examples=(
        "sayso incidents",
        "sayso incidents --accounts",
        "sayso incidents --format jsonl > incidents.jsonl",
    ),
)
@click.option("--accounts", is_flag=True, help="Print under each incident what each source says of it.")
@ledger_option
@rows_option
def command(accounts: bool, ledger: str, format: str | None) -> None:
    """List what happened, with the range of what is said.

    Reports of one incident are joined. A range runs from the lowest to the highest figure that a source
    stands by; `sayso show` prints one incident with the sentence behind every figure.
    """
    from sayso.cli.incident_view import print_incident, print_incidents
    from sayso.cli.output import console, write_rows
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as book:
        rows = book.incidents()
        if format:
            write_rows(rows, format, COLUMNS)
        elif accounts:
            page = console()
            for row in rows:
                print_incident(page, row, sentences=False)
                page.print()
        else:
            print_incidents(console(), rows)
