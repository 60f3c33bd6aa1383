"""`sayso compare`: every two accounts of an incident, whether they agree, and why they differ."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option, rows_option

if TYPE_CHECKING:
    from rich.text import Text

    from sayso.accounts import Comparison
    from sayso.accounts.compare import Told

COLUMNS = ("about", "one", "other", "verdict", "why", "first", "second")
VERDICTS = ("contradict", "overlap", "refine", "agree", "silent")
STYLES = {"contradict": "bold red", "overlap": "yellow", "refine": "cyan", "agree": "green", "silent": "dim"}


@click.command(
    "compare",
    cls=Command,
    examples=(
        "sayso compare i-4f1c02ab",
        "sayso compare i-4f1c02ab --verdict contradict",
        "sayso compare i-4f1c02ab --format csv > pairs.csv",
    ),
)
@click.argument("incident", metavar="INCIDENT")
@click.option("--verdict", type=click.Choice(VERDICTS), help="Only pairs that stand so to each other.")
@ledger_option
@rows_option
def command(incident: str, verdict: str | None, ledger: str, format: str | None) -> None:
    """Compare every two accounts of an incident.

    Two sources agree, or one refines the other, or their figures overlap or contradict each other, or one is
    silent. Where they differ the reason is given as far as their words tell it: a later update, another
    scope, a share of the other, rounding, a rival claim, a denial. Both sentences stand under each verdict.
    """
    from dataclasses import asdict

    from sayso.cli.output import write_rows
    from sayso.ledger import Ledger
    from sayso.workflow.look import comparisons

    with Ledger.open(ledger, create=False) as book:
        row, found = comparisons(book, incident)
    chosen = [one for one in found if verdict in (None, one.verdict)]
    if format:
        rows = ({**asdict(one), "first": _row(one.first), "second": _row(one.second)} for one in chosen)
        write_rows(rows, format, COLUMNS)
    else:
        _print(row["id"], [one for one in chosen if verdict or one.verdict != "silent"])


def _row(told: "Told | None") -> dict[str, str | None] | None:
    if told is None:
        return None
    remark = told.remark
    return {
        "words": told.words,
        "report": remark.report,
        "statement": remark.statement,
        "said": remark.said,
        "sentence": told.sentence,
    }


def _print(id: str, found: Iterable["Comparison"]) -> None:
    from rich.text import Text

    from sayso.cli.output import console, table

    grid = table("about", "one", "stands to", "other")
    for one in sorted(found, key=lambda c: VERDICTS.index(c.verdict)):
        verdict = Text(one.verdict, STYLES[one.verdict])
        if one.why:
            verdict.append(f"\n{one.why}", "dim")
        about = one.about.replace("_", " ")
        grid.add_row(about, _side(one.one, one.first), verdict, _side(one.other, one.second))
        grid.add_row()
    page = console()
    if grid.row_count:
        page.print(grid)
    else:
        page.print(f"{id}: no two sources give figures or blame that can be compared.")


def _side(source: str, told: "Told | None") -> "Text":
    from rich.text import Text

    from sayso.wording import shorten

    side = Text(source, "cyan")
    if told:
        side.append(f"\n{told.words}", "bold")
        side.append(f"\n{shorten(told.sentence, 200)}", "default")
        side.append(f"\n{told.remark.report} {told.remark.statement}, {told.remark.said}", "dim")
    return side
