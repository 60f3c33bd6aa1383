"""`sayso watch`: what feeds list, again and again, and what becomes of it."""

import json
import re
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from sayso.cli.command import Command, ledger_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.workflow.watch import Seen

SOME_FAILED = 1
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
SHORTEST = timedelta(minutes=1)


def duration(ctx: click.Context, param: click.Parameter, value: str) -> timedelta:
    """Read an option that is a span of time: 15m, 2h."""
    found = re.fullmatch(r"(\d{1,5})([smhd])", value.strip().lower())
    if found is None:
        raise click.BadParameter(f"{value!r} is not a span of time; write it as 15m, 2h or 1d.")
    span = timedelta(**{UNITS[found[2]]: int(found[1])})
    if span < SHORTEST:
        raise click.BadParameter("no feed is to be asked more often than once a minute.")
    return span


@click.command(
    "watch",
    cls=Command,
    examples=(
        "sayso watch feeds.opml",
        "sayso watch https://news.example/rss --every 1h",
        "sayso watch feeds.opml --once --format jsonl >> seen.jsonl",
    ),
)
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@click.option("--once", is_flag=True, help="Ask every feed once, then end.")
@click.option(
    "--every",
    metavar="SPAN",
    default="15m",
    show_default=True,
    callback=duration,
    help="How often to ask: 15m, 2h, 1d.",
)
@click.option("--allow-private", is_flag=True, help="Ask also servers that are not on the public internet.")
@ledger_option
@click.option(
    "--format", type=click.Choice(["jsonl"]), help="Rows for programs, in place of lines for people."
)
def command(
    feeds: tuple[str, ...], once: bool, every: timedelta, allow_private: bool, ledger: str, format: str | None
) -> None:
    """Read what feeds list into the ledger, and look at it again.

    FEED is the address of RSS, Atom or a news sitemap, or an OPML file, the list that feed readers write. An
    article is looked at again after an hour and whenever its age has doubled, for thirty days; what an outlet
    changed in it, or took down, is kept as a version: see `sayso versions`. What robots.txt refuses is not
    asked for, a host is asked for one thing at a time, and one in trouble is left alone.

    Where it was stopped the same command goes on. While the ledger cannot be written, that is told, and tried
    again in the next round. With --once the exit status is 1 when something failed.
    """
    from sayso.errors import LedgerError
    from sayso.ledger import Ledger
    from sayso.reading import load_reader
    from sayso.sources.feeds import given_feeds
    from sayso.sources.fetch import Fetcher
    from sayso.workflow.watch import watch

    named = given_feeds(feeds)
    with Ledger.open(ledger) as book:
        fetcher = Fetcher(book.watched, private=allow_private)
        reader = load_reader()
        while True:
            started = time.monotonic()
            try:
                failed = _tell(watch(book, reader, fetcher, named), format)
            except LedgerError as error:
                if once:
                    raise
                click.echo(f"sayso: {error}", err=True)
            if once:
                click.get_current_context().exit(SOME_FAILED if failed else 0)
            time.sleep(max(0.0, every.total_seconds() - (time.monotonic() - started)))


def _tell(seen: "Iterable[Seen]", format: str | None) -> int:
    """Print what is seen as it is seen; how much of it failed."""
    from sayso.cli.output import console
    from sayso.sources.load import printable
    from sayso.workflow.watch import What

    failed = 0
    out = console()
    for one in seen:
        failed += one.what is What.FAILED
        if format:
            click.echo(json.dumps(dict(_row(one)), ensure_ascii=False))
        elif one.what is What.FAILED or (one.what is What.LISTED and one.cause):
            click.echo(f"sayso: {printable(f'{one.url}: {one.cause}')}", err=True)
        elif line := _line(one):
            out.print(line, soft_wrap=True)
    return failed


def _row(seen: "Seen") -> "Iterator[tuple[str, object]]":
    yield "what", seen.what
    yield "at", seen.at.isoformat(timespec="seconds")
    for name in ("url", "articles", "report", "before", "title", "outlet", "cause"):
        yield name, getattr(seen, name)


def _line(seen: "Seen") -> str:
    """One line: what, which report, whose, and its title; nothing for a feed without news."""
    from sayso.wording import count

    if seen.articles:
        return f"listed    {count(seen.articles, 'new article')}: {seen.url}"
    if not seen.title and not seen.report and not seen.before:
        return ""
    about = " ".join(": ".join(words for words in (seen.outlet, seen.title or seen.url) if words).split())
    was = f" (was {seen.before})" if seen.before and seen.report else ""
    return f"{seen.what:<9} {seen.report or seen.before}{was}  {about}"
