"""`sayso read`: reports into the ledger, or their Readings to standard output."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option
from sayso.cli.wording import count

if TYPE_CHECKING:
    from sayso.cli.progress import ReadingProgress
    from sayso.model import Reader
    from sayso.sources import Loaded
    from sayso.workflow.read import Outcome

STDIN = "-"
SOME_FAILED = 1


@click.command(
    "read",
    cls=Command,
    examples=(
        "sayso read reports/",
        "sayso read page.html --published 2024-03-12 --outlet 'Red Sea Standard'",
        "sayso read reports.jsonl --format jsonl > readings.jsonl",
        "curl -s https://news.example/page | sayso read -",
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, allow_dash=True))
@click.option("--published", metavar="DAY", help="Day of publication, where the file has none: 2024-03-12.")
@click.option("--outlet", metavar="NAME", help="Who published it, where the file does not say.")
@click.option("--url", metavar="URL", help="Where it was published, where the file does not say.")
@ledger_option
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read.")
@click.option("--quiet", is_flag=True, help="No progress and no summary; failures are still told.")
@click.option("--format", type=click.Choice(["jsonl"]), help="Print Readings; leave the ledger alone.")
def command(
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    url: str | None,
    ledger: str,
    workers: int,
    quiet: bool,
    format: str | None,
) -> None:
    """Read reports into the ledger.

    PATH is a file, a folder, an archive, or - for standard input. A report that was read before is kept once. A
    report that cannot be read is told on standard error, and the others are read all the same; the exit status is
    then 1.
    """
    given = {"published": published, "outlet": outlet, "url": url}
    if any(given.values()) and not _is_one_file(paths):
        raise click.UsageError("--published, --outlet and --url describe a single file; give one PATH.")

    from sayso.cli.progress import ReadingProgress
    from sayso.reading import load_reader
    from sayso.sources import load, size
    from sayso.workflow.workers import open_reader

    loaded = load(paths, **given)
    with ReadingProgress(size(paths), quiet=quiet) as progress, open_reader(load_reader, workers=workers) as reader:
        if format:
            failed = _print_readings(reader, loaded, progress)
        else:
            failed = _store(ledger, reader, loaded, progress, quiet=quiet)
    if failed:
        click.get_current_context().exit(SOME_FAILED)


def _is_one_file(paths: tuple[str, ...]) -> bool:
    return len(paths) == 1 and (paths[0] == STDIN or Path(paths[0]).is_file())


def _print_readings(reader: "Reader", loaded: Iterable["Loaded"], progress: "ReadingProgress") -> int:
    """Print a line a report; the number of those that failed."""
    from sayso.workflow.read import read_each

    failed = 0
    for outcome in read_each(reader, loaded):
        _tell(progress, outcome)
        result = outcome.reading or outcome.failure
        if result:
            click.echo(result.to_json())
        failed += outcome.failure is not None
    return failed


def _store(
    address: str, reader: "Reader", loaded: Iterable["Loaded"], progress: "ReadingProgress", *, quiet: bool
) -> int:
    """Read into the ledger and say what was found; the number of reports that failed."""
    from sayso.ledger import Ledger
    from sayso.workflow.link import relink
    from sayso.workflow.read import Status, read_into

    found: Counter[str] = Counter()
    with Ledger.open(address) as ledger:
        try:
            for outcome in read_into(ledger, reader, loaded):
                _tell(progress, outcome)
                found[outcome.status] += 1
                if outcome.status is Status.STORED and outcome.reading:
                    found.update(_parts(outcome.reading))
        except KeyboardInterrupt:
            stored = count(found[Status.STORED], "new report")
            progress.tell(f"stopped; {stored} stored. The same command goes on from here.")
            click.get_current_context().exit(STOPPED)
        linked = relink(ledger)
    if not quiet:
        _print_summary(found, linked)
    return found[Status.FAILED]


def _tell(progress: "ReadingProgress", outcome: "Outcome") -> None:
    loaded = outcome.loaded
    progress.advance(loaded.bytes_done)
    if loaded.note:
        progress.tell(f"{loaded.place}: {loaded.note}")
    if outcome.failure:
        progress.tell(f"{loaded.place}: {outcome.failure.error}")


def _parts(reading: "Reading") -> dict[str, int]:
    return {
        "statements": sum(statement.id != NARRATOR for statement in reading.statements),
        "incidents": len(reading.incidents),
        "figures": len(reading.casualties),
        "pledges": len(reading.pledges),
    }


def _print_summary(found: Counter[str], linked: int) -> None:
    from sayso.cli.output import console, table
    from sayso.workflow.read import Status
