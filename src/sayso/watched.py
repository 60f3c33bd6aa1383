"""What is watched: hosts, feeds, articles and their versions, as the ledger keeps them between two runs.

Times are UTC, to the second.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A server, and when it may be asked again.

    Args:
        name: scheme, name and port: `https://news.example:443`.
        due: no request before this time.
        failures: times in a row that it was out of order or had enough of us.
        robots: its robots.txt, or None where that has not been asked for.
        asked: when it was.
    """

    name: str
    due: datetime | None = None
    failures: int = 0
    robots: str | None = None
    asked: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An address that lists articles: RSS, Atom, a news sitemap, or a sitemap of sitemaps.

    Args:
        url: its address.
        within: the address of the sitemap that lists this one.
        title: as the user's list or the feed itself has it.
        etag: what the server calls the state last seen.
        modified: when the server says that it last changed, in its own words.
        checked: when it was last asked for.
        due: not to be asked for before this time.
        failures: times in a row that it could not be had.
        cause: why not, the last time.
    """

    url: str
    within: str | None = None
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    checked: datetime | None = None
    due: datetime | None = None
    failures: int = 0
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article that a feed has listed.

    Args:
        url: its address, without what only tells who came from where.
        feed: the address of the feed that listed it first.
        outlet: who publishes the feed.
        published: when it was published, as the feed says, ISO 8601.
        found: when it was first listed.
        due: when to look at it next; None where it is not looked at any more.
        etag: what the server calls the state last seen.
        modified: when the server says that it last changed, in its own words.
        digest: SHA-256 of the bytes last seen.
        checked: when it was last asked for.
        failures: times in a row that it could not be had.
        cause: why not, the last time.
    """

    url: str
    feed: str
    outlet: str | None = None
    published: str | None = None
    found: datetime
    due: datetime | None
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    checked: datetime | None = None
    failures: int = 0
    cause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of an article.

    Args:
        number: from 1.
        report: the short id of the report that it was then; None where it was not there.
        first: when it was first seen so.
        last: when it was last seen so; it changed at some time between this and the next version's `first`.
    """

    number: int
    report: str | None
    first: datetime
    last: datetime
