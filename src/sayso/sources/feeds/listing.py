"""What lists articles: RSS and Atom, news sitemaps, and sitemaps of sitemaps."""

from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from sayso.sources.dates import iso
from sayso.sources.feeds.xml import name_of, root_of, text_of, unpacked
from sayso.sources.found import Unreadable
from sayso.sources.kinds import PAGE

MOST = 1000
"""Articles of one feed that are taken. Source: Google, news sitemaps: at most 1,000."""

PARTS = 10
"""Sitemaps of one sitemap that are taken, those that changed last first."""

FRESH = timedelta(days=2)
"""What a sitemap lists as older is no news. Source: Google, news sitemaps: the last two days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article that is listed.

    Args:
        url: its address.
        published: when, ISO 8601, where the feed says so.
    """

    url: str
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What an address lists.

    Args:
        title: as it calls itself.
        entries: articles, each once, in its order.
        parts: addresses of sitemaps.
        note: what a user should know of how it was read.
    """

    title: str | None = None
    entries: tuple[Entry, ...] = ()
    parts: tuple[str, ...] = ()
    note: str | None = None


def read_listing(data: bytes, url: str, *, charset: str | None = None, now: datetime) -> Listing:
    """What a feed or a sitemap lists.

    A feed whose XML is broken is read as far as it can be, and a note says so; a broken sitemap is not.

    Args:
        data: its bytes, which may be gzipped.
        url: where they came from; addresses in it may be relative to that.
        charset: the encoding that the server names.
        now: the time, which tells what is news.

    Raises:
        Unreadable: it is neither.
    """
    data = unpacked(data)
    try:
        root = root_of(data)
    except Unreadable:
        return _feed(data, url, charset)
    match name_of(root):
        case "sitemapindex":
            return Listing(parts=tuple(_parts(root, url)))
        case "urlset":
            return Listing(entries=_each_once(_news(root, url, now)))
        case _:
            return _feed(data, url, charset)


def _feed(data: bytes, url: str, charset: str | None) -> Listing:
    import feedparser

    kind = f"application/xml; charset={charset}" if charset else "application/xml"
    # A stream, since feedparser takes bytes that look like an address or a path for one.
    found = feedparser.parse(
        BytesIO(data),
        response_headers={"content-type": kind, "content-location": url},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not found.version and not found.entries:
        page = PAGE.match(data[:1000].decode("utf-8", errors="replace"))
        raise Unreadable(
            "a web page, not a feed; give the address of its feed" if page else "neither a feed nor a sitemap"
        )
    entries = (_entry(entry, url) for entry in found.entries)
    broken = found.bozo and isinstance(found.bozo_exception, Exception) and _is_fault(found.bozo_exception)
    return Listing(
        title=_line(found.feed.get("title")),
        entries=_each_once(entry for entry in entries if entry),
        note="its XML is broken; what could be read of it is taken" if broken else None,
    )


def _is_fault(error: Exception) -> bool:
    """Whether something is wrong with the feed, and not only with what its server says of it."""
    import feedparser

    return not isinstance(
        error, feedparser.exceptions.CharacterEncodingOverride | feedparser.exceptions.NonXMLContentType
    )


def _entry(entry: Any, url: str) -> Entry | None:
    link = entry.get("link")
    if not link:
        return None
    return Entry(url=urljoin(url, link.strip()), published=_published(entry))


def _published(entry: Any) -> str | None:
    """The day in the feed's own zone where it is written as we read days, else in UTC."""
    words = entry.get("published")
    if not words:
        return None
    parsed = entry.get("published_parsed")
    return iso(words) or (datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else None)


def _news(root: Any, url: str, now: datetime) -> Iterator[Entry]:
    """The articles of a sitemap that are news: marked as such, or changed in the last two days."""
    for element in root:
        place = text_of(element, "loc") if name_of(element) == "url" else None
        if not place:
            continue
        published = iso(text_of(element, "publication_date") or "")
        changed = iso(text_of(element, "lastmod") or "")
        if published or (changed and changed[:10] >= (now - FRESH).date().isoformat()):
            yield Entry(url=urljoin(url, place), published=published)


def _parts(root: Any, url: str) -> list[str]:
    """The sitemaps of a sitemap, those that changed last first; without days, in its order."""
    found = [
        (iso(text_of(element, "lastmod") or "") or "", urljoin(url, place))
        for element in root
        if name_of(element) == "sitemap" and (place := text_of(element, "loc"))
    ]
    found.sort(key=lambda part: part[0], reverse=True)
    return list(dict.fromkeys(place for _, place in found))[:PARTS]


def _each_once(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for entry in entries:
        if len(found) == MOST:
            break
        found.setdefault(entry.url, entry)
    return tuple(found.values())


def _line(words: str | None) -> str | None:
    return " ".join((words or "").split()) or None
