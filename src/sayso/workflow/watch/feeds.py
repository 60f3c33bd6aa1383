"""What comes of asking feeds: articles to look at, and when to ask again."""

from dataclasses import replace
from datetime import datetime

from sayso.ledger.watching import Watchbook
from sayso.sources.feeds import Listing, read_listing
from sayso.sources.fetch import LONGEST_WAIT, Fetched, NoAnswer, Resting, wait_after
from sayso.sources.found import Unreadable
from sayso.watched import Article, Feed
from sayso.workflow.watch.seen import Seen, What


class FeedBook:
    """Keeps what feeds answered.

    Args:
        book: of the ledger.
    """

    def __init__(self, book: Watchbook) -> None:
        self._book = book

    def is_due(self, feed: Feed, now: datetime) -> bool:
        """Whether a feed may be asked; one that failed is left alone for a while."""
        # A time that is farther away was noted by a clock that has been set back since.
        return not feed.due or not now < feed.due <= now + LONGEST_WAIT

    def keep(self, feed: Feed, answer: Fetched | NoAnswer | None, now: datetime) -> Seen:
        """Keep what a feed answered, and the articles that it lists."""
        if isinstance(answer, NoAnswer):
            return self._failed(feed, answer, now)
        asked = replace(feed, checked=now, due=None, failures=0, cause=None)
        if answer is None:
            self._book.keep_feed(asked)
            return Seen(what=What.LISTED, url=feed.url, at=now)
        try:
            listing = read_listing(answer.body, answer.url, charset=answer.charset, now=now)
        except Unreadable as error:
            return self._failed(feed, error, now)
        asked = replace(asked, title=feed.title or listing.title)
        new = self._keep_listed(asked, listing, now)
        # Only now: had its articles not been kept, the feed would have to be sent again.
        self._book.keep_feed(replace(asked, etag=answer.etag, modified=answer.modified))
        return Seen(what=What.LISTED, url=feed.url, at=now, articles=new, cause=listing.note)

    def _failed(self, feed: Feed, error: Exception, now: datetime) -> Seen:
        if not isinstance(error, Resting):
            failures, asked = feed.failures + 1, getattr(error, "wait", None)
            due = now + wait_after(failures, asked)
            self._book.keep_feed(replace(feed, checked=now, due=due, failures=failures, cause=str(error)))
        return Seen(what=What.FAILED, url=feed.url, at=now, cause=str(error))

    def _keep_listed(self, feed: Feed, listing: Listing, now: datetime) -> int:
        """Keep what a feed lists; how many articles are new."""
        self._book.keep_feed(feed)
        # The protocol has no sitemap of sitemaps within another one.
        for url in listing.parts if feed.within is None else ():
            part = self._book.feed(url)
            self._book.keep_feed(replace(part, within=feed.url, title=part.title or feed.title))
        return self._book.add_articles(
            Article(
                url=entry.url,
                feed=feed.url,
                outlet=feed.title,
                published=entry.published,
                found=now,
                due=now,
            )
            for entry in listing.entries
        )
