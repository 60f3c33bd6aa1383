"""`sayso link`: partitions of Readings to partitions of incidents."""

import click

from sayso.cli.command import Command
from sayso.cli.partitions import engine_option, link_into, workers_option


@click.command(
    "link",
    cls=Command,
    examples=(
        "sayso link readings/ --out incidents/ --workers 4",
        "sayso link s3://us/readings --engine ray --out s3://us/incidents",
    ),
)
@click.argument("folder")
@click.option(
    "--out",
    metavar="TARGET",
    required=True,
    help="Write incidents as Parquet partitions, on any file system that fsspec knows.",
)
@engine_option
@workers_option
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def command(folder: str, out: str, engine: str, workers: int | None, quiet: bool) -> None:
    """Find the incidents that partitions of Readings tell of.

    FOLDER is what sayso read --out has written. The incidents are those of a ledger with the same reports, byte for
    byte. The same command goes on where it was stopped.
    """
    link_into(folder, out, engine=engine, workers=workers, quiet=quiet)
