"""`sayso reread`: stored reports through the reader of today."""

import click

from sayso.cli.command import Command, ledger_option

SOME_FAILED = 1


@click.command("reread", cls=Command, examples=("sayso reread", "sayso reread --workers 4"))
@ledger_option
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read."
)
@click.option("--quiet", is_flag=True, help="No progress and no summary; failures are still told.")
def command(ledger: str, workers: int, quiet: bool) -> None:
    """Read again what an older version of sayso has read.

    The Readings there were are kept as history. Decisions stay in force; those whose words the reader of
    today reads nothing on are counted, and listed by sayso decisions.
    """
    from sayso.cli.progress import ReadingProgress
    from sayso.ledger import Ledger
    from sayso.reading import load_reader
    from sayso.wording import count
    from sayso.workflow.link import relink
    from sayso.workflow.reread import reread
    from sayso.workflow.workers import open_reader

    done = failed = 0
    with Ledger.open(ledger, create=False) as book, open_reader(load_reader, workers=workers) as reader:
        with ReadingProgress(book.count_outdated(reader.versions), quiet=quiet) as progress:
            for one in reread(book, reader):
                done += 1
                progress.advance(done)
                if one.failure:
                    failed += 1
                    progress.tell(
                        f"{one.report.id or 'a report'}: {one.failure.error}; its old Reading is kept"
                    )
        relink(book)
        lost = len(book.lost())
    if not quiet:
        click.echo(f"{count(done - failed, 'report')} read again", err=True)
        if lost:
            click.echo(f"{count(lost, 'decision')} lost its words; see: sayso decisions", err=True)
    if failed:
        click.get_current_context().exit(SOME_FAILED)
