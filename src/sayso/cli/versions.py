"""`sayso versions`: what an outlet changed in an article, or took down."""

from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option, rows_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from rich.text import Text

    from sayso.accounts.edits import Recount, Rewording
    from sayso.ledger import Ledger
    from sayso.workflow.versions import Step

LISTED = ("url", "versions", "gone", "since", "report", "title", "outlet")
SHOWN = ("version", "report", "first", "last", "change", "field", "before", "after", "source", "harm")


@click.command(
    "versions",
    cls=Command,
    examples=(
        "sayso versions",
        "sayso versions r-12ab34cd",
        "sayso versions https://news.example/strike --format csv > changes.csv",
    ),
)
@click.argument("name", metavar="[REPORT]", required=False)
@ledger_option
@rows_option
def command(name: str | None, ledger: str, format: str | None) -> None:
    """Show what was changed in REPORT since it was first seen.

    REPORT is any version of an article that `sayso watch` has read, or its address. Without it, the articles
    that were changed or taken down are listed, the latest first.
    """
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as book:
        if name is None:
            _list(book, format)
        else:
            _show(book, name, format)


def _list(ledger: "Ledger", format: str | None) -> None:
    from sayso.cli.output import console, table, write_rows

    rows = ledger.watched.changed()
    if format:
        write_rows(rows, format, LISTED)
        return
    grid = table("report", "versions", "since", "article", numbers=("versions",))
    for row in rows:
        about = ": ".join(words for words in (row.get("outlet"), row.get("title")) if words) or row["url"]
        gone = "gone  " if row["gone"] else ""
        grid.add_row(row.get("report"), str(row["versions"]), _time(row["since"]), gone + about)
    if grid.row_count:
        console().print(grid)
    else:
        click.echo("sayso: no article that is watched was changed or taken down", err=True)


def _show(ledger: "Ledger", name: str, format: str | None) -> None:
    from sayso.cli.output import console, write_rows
    from sayso.workflow.versions import history

    url, steps = history(ledger, name)
    if format:
        write_rows((row for step in steps for row in _rows(step)), format, SHOWN)
        return
    out = console()
    out.print(url, soft_wrap=True)
    for step in steps:
        out.print()
        for line in _lines(step):
            out.print(line)


def _rows(step: "Step") -> "Iterator[Mapping[str, Any]]":
    """A row for the version itself, and one for each change."""
    version = step.version
    at = {
        "version": version.number,
        "report": version.report,
        "first": version.first.isoformat(timespec="seconds"),
        "last": version.last.isoformat(timespec="seconds"),
    }
    state = "gone" if version.report is None else "first" if version.number == 1 else "changed"
    yield {**at, "change": state}
    if step.edits is None:
        return
    for words in step.edits.words:
        yield {**at, "change": "words", "field": words.field, "before": words.before, "after": words.after}
    for figure in step.edits.figures:
        told = figure.after or figure.before
        yield {
            **at,
            "change": figure.change,
            "field": "figure",
            "before": figure.before.text if figure.before else None,
            "after": figure.after.text if figure.after else None,
            "source": told.source if told else None,
            "harm": told.harm if told else None,
        }


def _lines(step: "Step") -> "Iterator[Text]":
    from rich.text import Text

    version = step.version
    seen = f"seen {_time(version.first.isoformat())}"
    if version.last > version.first:
        seen += f" to {_time(version.last.isoformat())}"
    yield Text.assemble(
        (f"version {version.number}  ", "bold"),
        (version.report or "taken down", "dim" if version.report else "bold magenta"),
        (f"  {seen}", "dim"),
    )
    for figure in step.edits.figures if step.edits else ():
        yield _figure(figure)
    for words in step.edits.words if step.edits else ():
        yield from _words(words)
    if step.edits and not step.edits.words:
        yield Text("  the same words, with other spaces or line ends", "dim")


def _figure(figure: "Recount") -> "Text":
    """One line a figure: "lowered 31 killed to 27, according to the monitor"."""
    from rich.text import Text

    before, after = figure.before, figure.after
    told = after or before
    harm = told.harm.replace("_", " ") if told else ""
    words = " to ".join(f"“{one.text}”" for one in (before, after) if one)
    sources = dict.fromkeys(one.source for one in (before, after) if one)
    return Text.assemble(
        (f"  {figure.change} ", "bold yellow"),
        (words, "bold red"),
        f" {harm}, according to {', then '.join(sources)}",
    )


def _words(words: "Rewording") -> "Iterator[Text]":
    from rich.text import Text

    field = "" if words.field == "text" else f"{words.field}: "
    if words.before is not None:
        yield Text(f"  - {field}{words.before}", "red")
    if words.after is not None:
        yield Text(f"  + {field}{words.after}", "green")


def _time(iso: str) -> str:
    return iso[:16].replace("T", " ")
