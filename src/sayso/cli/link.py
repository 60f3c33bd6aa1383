"""`sayso link`: partitions of Readings to partitions of incidents."""

import click

from sayso.cli.command import Command
from sayso.cli.partitions import engine_option, link_in_ledger, link_into, workers_option

LEDGERS = ("sqlite:", "postgresql:")
FILES = (".db", ".sqlite")


@click.command(
    "link",
    cls=Command,
    examples=(
        "sayso link readings/ --out incidents/ --workers 4",
        "sayso link readings/ --out sayso.db",
        "sayso link s3://us/readings --engine ray --out s3://us/incidents",
    ),
)
@click.argument("folder")
@click.option(
    "--out",
    metavar="TARGET",
    required=True,
    help="A folder for incidents as Parquet partitions, on any file system that fsspec knows; or a ledger: "
    "NAME.db, postgresql://...",
)
@engine_option
@workers_option
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def command(folder: str, out: str, engine: str, workers: int | None, quiet: bool) -> None:
    """Find the incidents that partitions of Readings tell of.

    FOLDER is what sayso read --out has written. The incidents are those of a ledger with the same reports, byte for
    byte. The same command goes on where it was stopped. A ledger gets the reports with their Readings too, and links
    them itself.
    """
    if out.startswith(LEDGERS) or out.endswith(FILES):
        if engine == "ray" or workers:
            raise click.UsageError("A ledger links in one process; --engine and --workers are for a folder.")
        link_in_ledger(folder, out, quiet=quiet)
        return
    link_into(folder, out, engine=engine, workers=workers, quiet=quiet)
