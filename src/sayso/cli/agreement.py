"""`sayso agreement`: how far two coders agree."""

from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option, rows_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.workflow.agree import Agreement

COLUMNS = ("one", "other", "reports", "group", "of", "measure", "value", "units")
MEASURES = {"spans": "F1", "links": "F1", "figures": "alpha", "kinds": "alpha"}


@click.command(
    "agreement",
    cls=Command,
    examples=("sayso agreement", "sayso agreement --format csv > agreement.csv"),
)
@ledger_option
@rows_option
def command(ledger: str, format: str | None) -> None:
    """Tell how far coders agree who read the same reports, one of them blind.

    Numbers and kinds by Krippendorff's alpha (1 is perfect, 0 is chance), spans and links by F1. Only reports that
    both have read through are counted, and only where one of the two did not see what the other decided.
    """
    from sayso.cli.output import write_rows
    from sayso.ledger import Ledger
    from sayso.workflow.agree import agreements

    with Ledger.open(ledger, create=False) as book:
        found = agreements(book)
        if format:
            write_rows((row for agreement in found for row in _rows(agreement)), format, COLUMNS)
        else:
            _print(found)


def _rows(agreement: "Agreement") -> list[dict[str, object]]:
    return [
        {
            "one": agreement.one,
            "other": agreement.other,
            "reports": len(agreement.reports),
            "group": measure.group.value,
            "of": measure.of,
            "measure": MEASURES[measure.group],
            "value": None if measure.value is None else round(measure.value, 3),
            "units": measure.units,
        }
        for measure in agreement.measures
    ]


def _print(found: "Iterable[Agreement]") -> None:
    from rich.text import Text

    from sayso.cli.output import console, table
    from sayso.wording import count

    out = console()
    nobody = True
    for agreement in found:
        nobody = False
        heading = f"{agreement.one} and {agreement.other}, {count(len(agreement.reports), 'report')}"
        out.print(Text(heading, "bold"))
        grid = table("", "", "measure", "agreement", "units", numbers=("agreement", "units"))
        for row in _rows(agreement):
            value = "" if row["value"] is None else f"{row['value']:.2f}"
            grid.add_row(
                Text(str(row["group"]), "dim"), str(row["of"]), str(row["measure"]), value, str(row["units"])
            )
        out.print(grid)
        out.print(f"{count(len(agreement.differences), 'thing')} seen differently\n")
    if nobody:
        click.echo("sayso: no report has been read through by two people, one of them blind", err=True)
