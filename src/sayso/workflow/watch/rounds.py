"""One round: all feeds once, then the articles whose time has come."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from sayso.ledger import Ledger
from sayso.model import Reader
from sayso.sources.fetch import Fetched, Fetcher, NoAnswer
from sayso.watched import Article, Feed
from sayso.workflow.link import is_behind, relink
from sayso.workflow.watch.abreast import abreast
from sayso.workflow.watch.articles import ArticleBook
from sayso.workflow.watch.feeds import FeedBook
from sayso.workflow.watch.seen import Seen


def watch(ledger: Ledger, reader: Reader, fetcher: Fetcher, feeds: Sequence[Feed]) -> Iterator[Seen]:
    """Ask every feed once, look at all articles whose time has come, and link what is new.

    What was seen is kept before it is told, so that the same call goes on where one was stopped.

    Args:
        ledger: keeps reports and what is watched.
        reader: reads new versions.
        fetcher: asks.
        feeds: addresses, with names where the user gives some.
    """
    book, clock = ledger.watched, fetcher.clock
    asked = FeedBook(book)
    known = [
        replace(kept, title=feed.title or kept.title) for feed in feeds for kept in [book.feed(feed.url)]
    ]
    yield from _ask(asked, fetcher, known)
    parts = [part for feed in known for part in book.feeds_within(feed.url)]
    yield from _ask(asked, fetcher, parts)

    looked = ArticleBook(ledger, reader)
    due = book.due_articles(clock.now(), feeds=[feed.url for feed in (*known, *parts)])
    for article, answer in abreast(due, _host_of, lambda article: _answer(fetcher, article)):
        if seen := looked.keep(article, answer, clock.now()):
            yield seen
    if is_behind(ledger):
        relink(ledger)


def _ask(asked: FeedBook, fetcher: Fetcher, feeds: Sequence[Feed]) -> Iterator[Seen]:
    due = [feed for feed in feeds if asked.is_due(feed, fetcher.clock.now())]
    for feed, answer in abreast(due, _host_of, lambda feed: _answer(fetcher, feed)):
        yield asked.keep(feed, answer, fetcher.clock.now())


def _answer(fetcher: Fetcher, one: Feed | Article) -> Fetched | NoAnswer | None:
    try:
        return fetcher.get(one.url, etag=one.etag, modified=one.modified)
    except NoAnswer as error:
        return error


def _host_of(one: Feed | Article) -> str:
    try:
        return urlsplit(one.url).hostname or ""
    except ValueError:
        return ""
