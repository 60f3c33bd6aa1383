"""`sayso decisions`: who decided what, and why."""

from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option, rows_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

COLUMNS = (
    "decision",
    "recorded",
    "who",
    "act",
    "state",
    "reports",
    "kind",
    "words",
    "values",
    "undoes",
    "why",
)


@click.command(
    "decisions",
    cls=Command,
    examples=("sayso decisions", "sayso decisions --report r-12ab34cd --format jsonl"),
)
@click.option("--report", metavar="REPORT", help="Only on this report.")
@ledger_option
@rows_option
def command(report: str | None, ledger: str, format: str | None) -> None:
    """List what was decided, by whom, when and why.

    A decision stands, is undone, or is lost: its words are still in the report, but the reader of today reads
    nothing on them that it could be applied to.
    """
    from sayso.cli.output import write_rows
    from sayso.ledger import Ledger
    from sayso.workflow.decide import listed

    with Ledger.open(ledger, create=False) as book:
        rows = listed(book, report=report)
        if format:
            write_rows(rows, format, COLUMNS)
        else:
            _print(rows)


def _print(rows: "Iterable[Mapping[str, Any]]") -> None:
    from rich.text import Text

    from sayso.cli.output import console, table
    from sayso.wording import shorten

    styles = {"stands": "", "undone": "dim", "lost": "bold red"}
    grid = table("", "when", "who", "act", "", "report", "on", "why")
    for row in rows:
        on = [shorten(f"“{words}”", 60) for words in row["words"]]
        on += [f"{field} = {_value(value)}" for field, value in row["values"].items()]
        on += [row["undoes"]] if row["undoes"] else []
        grid.add_row(
            Text(row["decision"], "dim"),
            row["recorded"][:10],
            row["who"],
            row["act"],
            Text(row["state"], styles[row["state"]]),
            "\n".join(row["reports"]),
            "\n".join(on),
            row["why"],
        )
    if grid.row_count:
        console().print(grid)
    else:
        click.echo("sayso: no decision on record", err=True)


def _value(value: "Any") -> str:
    """What a field was set to; a reference is shown as the words that it means."""
    import json

    if isinstance(value, dict) and "text" in value:
        return f"“{value['text']}”"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
