"""`sayso read`: reports into the ledger, or their Readings to standard output."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option
from sayso.cli.group import STOPPED
from sayso.cli.partitions import engine_option, show_plan, workers_option
from sayso.cli.partitions import read_into as read_partitions
from sayso.errors import SaysoError
from sayso.model import NARRATOR
from sayso.report import TIME_LIMIT
from sayso.wording import count

if TYPE_CHECKING:
    from sayso.cli.progress import ReadingProgress
    from sayso.ledger import Ledger
    from sayso.model import Reader, Reading
    from sayso.sources import Loaded
    from sayso.workflow.read import Outcome

SOME_FAILED = 1
MISSING = "asking a language model needs one more package: pip install 'sayso[llm]'"
LINKED = "linked"
PARTS = ("statements", "incidents", "figures", "pledges")


def day_or_time(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Read an option that is a day, or a day and time, in any form that a file may have it."""
    from sayso.sources.dates import iso

    if value and iso(value) is None:
        raise click.BadParameter(f"{value!r} is not a day; write it as 2024-03-12.")
    return value


@click.command(
    "read",
    cls=Command,
    examples=(
        "sayso read reports/",
        "sayso read page.html --published 2024-03-12 --outlet 'Red Sea Standard'",
        "sayso read reports.jsonl --format jsonl > readings.jsonl",
        "curl -s https://news.example/page | sayso read -",
        "sayso read s3://crawl/2024/ --engine ray --out s3://us/readings",
        "sayso read reports/ --reader llm --llm-url http://localhost:11434/v1 --llm-model qwen3",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--published",
    metavar="DAY",
    callback=day_or_time,
    help="Day of publication, where the file has none: 2024-03-12.",
)
@click.option("--outlet", metavar="NAME", help="Who published it, where the file does not say.")
@click.option("--url", metavar="URL", help="Where it was published, where the file does not say.")
@ledger_option
@workers_option
@click.option(
    "--reader",
    "kind",
    type=click.Choice(["sayso", "llm"]),
    default="sayso",
    show_default=True,
    help="Who reads: sayso's own model, or a language model behind an address.",
)
@click.option(
    "--llm-url",
    metavar="URL",
    envvar="SAYSO_LLM_URL",
    show_envvar=True,
    help="The address of an OpenAI-compatible server; reports are sent there.",
)
@click.option("--llm-model", metavar="NAME", envvar="SAYSO_LLM_MODEL", show_envvar=True, help="Its model.")
@click.option(
    "--llm-key",
    metavar="KEY",
    envvar="SAYSO_LLM_KEY",
    show_envvar=True,
    help="Its key; others see what is typed here, so the variable is better.",
)
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    default=TIME_LIMIT,
    show_default=True,
    metavar="SECONDS",
    help="Processor time that one report may take.",
)
@click.option("--quiet", is_flag=True, help="No progress and no summary; failures are still told.")
@click.option("--format", type=click.Choice(["jsonl"]), help="Print Readings; leave the ledger alone.")
@click.option(
    "--out",
    metavar="FOLDER",
    help="Write Readings as Parquet partitions, on any file system that fsspec knows; leave the ledger alone.",
)
@engine_option
@click.option(
    "--dry-run", is_flag=True, help="Tell what partitions would take, by a sample; read nothing else."
)
@click.option(
    "--price",
    type=click.FloatRange(min=0),
    metavar="MONEY",
    help="With --dry-run: what a core-hour costs.",
)
def command(
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    url: str | None,
    ledger: str,
    workers: int | None,
    kind: str,
    llm_url: str | None,
    llm_model: str | None,
    llm_key: str | None,
    limit: float,
    quiet: bool,
    format: str | None,
    out: str | None,
    engine: str,
    dry_run: bool,
    price: float | None,
) -> None:
    """Read reports into the ledger.

    PATH is a file, a folder, an archive, or - for standard input. A report that was read before is kept once.
    A report that cannot be read is told on standard error, and the others are read all the same; the exit
    status is then 1.
    """
    given = {"published": published, "outlet": outlet, "url": url}
    if any(given.values()) and (len(paths) > 1 or Path(paths[0]).is_dir()):
        raise click.UsageError("--published, --outlet and --url describe a single file; give one PATH.")
    if format and (out or dry_run):
        raise click.UsageError("--format prints Readings, --out writes partitions: give one of them.")
    if price is not None and not dry_run:
        raise click.UsageError("--price goes with --dry-run: it tells what reading would cost.")
    if engine == "ray" and not (out or dry_run):
        raise click.UsageError("--engine ray needs --out, the folder that all machines write to.")

    from sayso.cli.progress import ReadingProgress
    from sayso.ledger import Ledger
    from sayso.sources import load, size
    from sayso.workflow.read import Status
    from sayso.workflow.workers import open_reader

    load_reader = _own_reader(limit) if kind == "sayso" else _llm_reader(llm_url, llm_model, llm_key)
    if dry_run:
        show_plan(paths, load_reader, workers=workers, price=price, given=given)
        return
    if out:
        if read_partitions(paths, out, load_reader, engine=engine, workers=workers, given=given, quiet=quiet):
            click.get_current_context().exit(SOME_FAILED)
        return
    loaded = load(paths, **given)
    in_the_way = format is not None and sys.stdout.isatty()
    with ReadingProgress(size(paths), quiet=quiet or in_the_way) as progress:
        if format:
            with open_reader(load_reader, workers=workers or 1) as reader:
                found = _print_readings(reader, loaded, progress)
        else:
            # The ledger first: what is wrong with it is told before anything is read.
            with Ledger.open(ledger) as book, open_reader(load_reader, workers=workers or 1) as reader:
                found = _store(book, reader, loaded, progress)
    # The bar is gone by now; it would share the summary's lines.
    if not (format or quiet):
        _print_summary(found)
    if found[Status.FAILED]:
        click.get_current_context().exit(SOME_FAILED)


def _own_reader(limit: float) -> "Callable[[], Reader]":
    from sayso.reading import load_reader

    return partial(load_reader, limit)


def _llm_reader(url: str | None, model: str | None, key: str | None) -> "Callable[[], Reader]":
    """What loads the reader that asks a language model."""
    if not (url and model):
        raise click.UsageError("--reader llm needs --llm-url and --llm-model.")
    try:
        from sayso.reading.llm import LlmSettings
    except ModuleNotFoundError as error:
        raise SaysoError(MISSING) from error
    return LlmSettings(url=url, model=model, key=key)


def _print_readings(
    reader: "Reader", loaded: Iterable["Loaded"], progress: "ReadingProgress"
) -> Counter[str]:
    """Print a line a report; how many reports had which fate."""
    from sayso.workflow.read import read_each

    found: Counter[str] = Counter()
    for outcome in read_each(reader, loaded):
        _tell(progress, outcome)
        result = outcome.reading or outcome.failure
        if result:
            click.echo(result.to_json())
        found[outcome.status] += 1
    return found


def _store(
    ledger: "Ledger", reader: "Reader", loaded: Iterable["Loaded"], progress: "ReadingProgress"
) -> Counter[str]:
    """Read into the ledger and link; how many reports had which fate, and how much was found."""
    from sayso.workflow.link import relink
    from sayso.workflow.read import Status, read_into

    found: Counter[str] = Counter()
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
    found[LINKED] = relink(ledger)
    return found


def _tell(progress: "ReadingProgress", outcome: "Outcome") -> None:
    loaded = outcome.loaded
    progress.advance(loaded.bytes_done)
    if loaded.note:
        progress.tell(f"{loaded.place}: {loaded.note}")
    if loaded.error:
        progress.tell(str(loaded.error))
    elif outcome.failure:
        progress.tell(f"{loaded.place}: {outcome.failure.error}")
    elif outcome.reading and (dropped := _dropped(outcome.reading)):
        progress.tell(f"{loaded.place}: left out of the model's answer: {dropped}")


def _dropped(reading: "Reading") -> str:
    """What was left out of a Reading: "2 figures (its words are not in the text)"."""
    dropped = reading.provenance.dropped if reading.provenance else ()
    return ", ".join(f"{one.count} × {one.item} ({one.cause})" for one in dropped)


def _parts(reading: "Reading") -> dict[str, int]:
    narrated = sum(statement.id == NARRATOR for statement in reading.statements)
    others = (reading.incidents, reading.casualties, reading.pledges)
    return dict(zip(PARTS, (len(reading.statements) - narrated, *map(len, others)), strict=True))


def _print_summary(found: Counter[str]) -> None:
    """Print what became of the reports, what the new ones hold, and what the ledger has after that."""
    from sayso.cli.output import console, table
    from sayso.workflow.read import Status

    fates = {Status.STORED: "new", Status.SEEN: "read before", Status.FAILED: "failed"}
    rows = table("", "")
    rows.show_header = False
    rows.add_row(
        "reports", ", ".join(f"{found[fate]:,} {words}" for fate, words in fates.items() if found[fate])
    )
    if found[Status.STORED]:
        for part in PARTS:
            rows.add_row(part, f"{found[part]:,}")
    rows.add_row("ledger", f"{count(found[LINKED], 'incident')}, each with the accounts of all reports")
    console().print(rows)
