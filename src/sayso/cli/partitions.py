"""`sayso read --out`: the engine, the partitions, what is told of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from sayso.cli.output import console, table
from sayso.errors import ClusterError
from sayso.wording import count

if TYPE_CHECKING:
    from sayso.cluster.estimate import Estimate
    from sayso.cluster.stage import Engine
    from sayso.model import Reader

MISSING = "partitions need more packages: pip install 'sayso[ray]'"
DAY = 24

engine_option = click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Who does the work: this machine, or those of a Ray cluster (RAY_ADDRESS; without it this one).",
)

workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    show_default="1; all cores of a Ray cluster",
    help="Processes that do the work.",
)


def read_into(
    paths: Sequence[str],
    out: str,
    load: "Callable[[], Reader]",
    *,
    engine: str,
    workers: int | None,
    given: Mapping[str, str | None],
    quiet: bool,
) -> int:
    """Read reports into partitions, and tell what came of them; how many failed."""
    with _needed():
        from sayso.cluster.folder import Folder
        from sayso.cluster.read import read_into as read
    # The reader first: what is wrong with it is told before machines are asked for.
    versions = load().versions
    with open_engine(engine, workers) as working:
        tally = read(
            Folder(address=out),
            paths,
            working,
            load,
            versions=versions,
            given=given,
            progress=progress(quiet=quiet),
        )
    if not quiet:
        rows = table("", "")
        rows.show_header = False
        again = f", {tally.repeats:,} that came again" if tally.repeats else ""
        failed = f", {tally.failed:,} failed" if tally.failed else ""
        rows.add_row("reports", f"{tally.read:,} read{again}{failed}")
        rows.add_row("partitions", f"{tally.units:,} in {out}/readings")
        if tally.failed:
            rows.add_row("failures", f"{out}/errors")
        console().print(rows)
    return tally.failed


def link_into(folder: str, out: str, *, engine: str, workers: int | None, quiet: bool) -> None:
    """Link Readings in partitions, and tell what came of it."""
    with _needed():
        from sayso.cluster.folder import Folder
        from sayso.cluster.link import link_into as link
    with open_engine(engine, workers) as working:
        source, target = Folder(address=folder.rstrip("/")), Folder(address=out.rstrip("/"))
        linked = link(target, source, working, progress=progress(quiet=quiet))
    if not quiet:
        rows = table("", "")
        rows.show_header = False
        rows.add_row("reports", f"{linked.reports:,}, {linked.copies:,} of them copies of others")
        rows.add_row("mentions", f"{linked.mentions:,}, {count(linked.compared, 'pair')} of them compared")
        rows.add_row("incidents", f"{linked.incidents:,}")
        rows.add_row("partitions", f"{linked.parts:,} in {target.address}/incidents")
        console().print(rows)


def link_in_ledger(folder: str, ledger: str, *, quiet: bool) -> None:
    """Store the reports of partitions with their Readings in a ledger, which links them, and tell what came of it."""
    with _needed():
        from sayso.cluster.folder import Folder
        from sayso.cluster.link import read_units
        from sayso.cluster.reading import plan_of, readings_of
    from sayso.ledger import Ledger
    from sayso.model import Versions
    from sayso.workflow.link import relink

    source = Folder(address=folder.rstrip("/"))
    units = len(read_units(source))
    versions = Versions(**plan_of(source).reader)
    tell = progress(quiet=quiet)
    new = 0
    with Ledger.open(ledger) as book:
        for unit in range(units):
            new += sum(book.add(report, reading, versions) for report, reading in readings_of(source, unit))
            tell("store", unit + 1, units)
        incidents = relink(book)
    if not quiet:
        rows = table("", "")
        rows.show_header = False
        rows.add_row("reports", f"{new:,} new")
        rows.add_row("ledger", f"{count(incidents, 'incident')}, each with the accounts of all reports")
        console().print(rows)


def show_plan(
    paths: Sequence[str],
    load: "Callable[[], Reader]",
    *,
    workers: int | None,
    price: float | None,
    given: Mapping[str, str | None],
) -> None:
    """Tell what reading would take."""
    with _needed():
        from sayso.cluster.estimate import estimate
    _print_estimate(estimate(paths, load, given=given), workers or 1, price)


@contextmanager
def open_engine(name: str, workers: int | None) -> "Iterator[Engine]":
    """The engine that a user has asked for."""
    with _needed():
        from sayso.cluster.many import many
        from sayso.cluster.several import Several
        from sayso.cluster.stage import Here
    if name == "ray":
        with many(workers=workers) as engine:
            yield engine
    else:
        yield Several(workers=workers) if workers and workers > 1 else Here()


def progress(*, quiet: bool) -> Callable[[str, int, int], None]:
    """Tells a stage's units on standard error, at every tenth of them."""

    def tell(stage: str, done: int, of: int) -> None:
        if not quiet and (done == of or 10 * done // of > 10 * (done - 1) // of):
            click.echo(f"sayso: {stage}: {done:,} of {count(of, 'unit')}", err=True)

    return tell


def _print_estimate(told: "Estimate", workers: int, price: float | None) -> None:
    hours = told.core_hours / workers
    rows = table("", "")
    rows.show_header = False
    rows.add_row("files", f"{told.files:,}, {told.bytes / 1e9:,.3f} GB, in {count(told.units, 'unit')}")
    rows.add_row(
        "reports",
        f"about {told.reports:,.0f}, by {count(told.sampled, 'report')} of {count(told.tried, 'unit')}",
    )
    rows.add_row("speed", f"{told.speed:,.2f} reports a second on one core of this machine")
    rows.add_row("work", f"{told.core_hours:,.2f} core-hours")
    rows.add_row("time", f"{hours:,.2f} hours ({hours / DAY:,.1f} days) on {count(workers, 'core')}")
    rows.add_row("storage", f"{told.stored / 1e9:,.3f} GB of partitions")
    if price is not None:
        rows.add_row("cost", f"{told.core_hours * price:,.2f} at {price:g} a core-hour, without storage")
    console().print(rows)


@contextmanager
def _needed() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sayso"):
            raise
        raise ClusterError(MISSING) from error
