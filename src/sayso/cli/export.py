"""`sayso export`: the ledger in the formats of others."""

import sys
from datetime import date
from pathlib import Path

import click

from sayso.cli.command import Command, clock_option, day, ledger_option

NAMES = ("acled", "ged", "airwars", "polecat", "claimreview", "geojson", "parquet", "xlsx", "jsonl")


@click.command(
    "export",
    cls=Command,
    examples=(
        "sayso export acled --out events.csv",
        "sayso export ged --as-of 2024-03-14 --out ged.csv",
        "sayso export airwars --out incidents.csv",
        'sayso export claimreview --checker "Tamar Desk" --page https://desk.example/1 --out claims.jsonld',
        "sayso export geojson > map.geojson",
    ),
)
@click.argument("format", metavar="FORMAT", type=click.Choice(NAMES))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to; the sources of each cell go beside.",
)
@click.option("--as-of", callback=day, metavar="DAY", help="As all stood when this day was over.")
@clock_option
@click.option("--checker", metavar="NAME", help="Who publishes the claim reviews.")
@click.option("--page", metavar="URL", help="The page that the claim reviews stand on.")
@ledger_option
def command(
    format: str,
    out: Path | None,
    as_of: date | None,
    by: str,
    checker: str | None,
    page: str | None,
    ledger: str,
) -> None:
    """Write the incidents in the format of others.

    FORMAT is acled, ged (UCDP), airwars, polecat, claimreview, geojson, parquet, xlsx or jsonl.

    Beside FILE stands FILE.sources.jsonl: for every cell the report, statement and span behind it with its
    sentence, what this format cannot say, and every incident that was left out, with the reason. Without --out
    the rows go to standard output, and no sources are written.
    """
    from sayso.exports import FORMATS, Checker, reviews
    from sayso.ledger import Ledger
    from sayso.workflow.clock import Clock, Moment
    from sayso.workflow.export import export_text, export_to

    given = Checker(name=checker, page=page, day=as_of.isoformat() if as_of else None)
    chosen = reviews(given) if format == "claimreview" else FORMATS[format]
    if (checker or page) and format != "claimreview":
        raise click.UsageError("--checker and --page belong to claimreview.")
    if out is not None and (not out.name or out.is_dir()):
        raise click.UsageError(f"--out {out} is a folder; name a file, as in --out incidents{chosen.suffix}.")
    if out is None and not chosen.is_text:
        raise click.UsageError(f"{format} needs --out, as in --out incidents{chosen.suffix}.")
    moment = Moment(day=as_of, by=Clock(by)) if as_of else None
    with Ledger.open(ledger, create=False) as book:
        if out is None:
            done = export_text(book, chosen, sys.stdout.buffer, as_of=moment)
        else:
            done = export_to(book, chosen, out, as_of=moment)
    _tell(done.rows, done.left_out, [path.name for path in done.files])


def _tell(rows: int, left_out: int, files: list[str]) -> None:
    from sayso.wording import count

    told = f"sayso: {count(rows, 'row')}, {count(left_out, 'incident')} left out"
    told += (
        f"; written: {', '.join(files)}" if files else "; with --out the sources of every cell are written"
    )
    click.echo(told, err=True)
