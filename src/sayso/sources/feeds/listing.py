"""What lists articles: RSS and Atom, news sitemaps, and sitemaps of sitemaps."""

from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urldefrag, urljoin

from sayso.sources.dates import iso
from sayso.sources.feeds.xml import name_of, parsed, text_of, unpacked
from sayso.sources.found import Unreadable
from sayso.sources.kinds import PAGE

HEAD = 1000
"""Bytes by which a web page is told."""

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

    Where its XML is broken it is read as far as it can be, and a note says so.

    Args:
        data: its bytes, which may be gzipped.
        url: where they came from; addresses in it may be relative to that.
        charset: the encoding that the server names.
        now: the time, which tells what is news.

    Raises:
        Unreadable: it is neither.
    """
    data = unpacked(data)
    if PAGE.match(data[:HEAD].decode("utf-8", errors="replace")):
        raise Unreadable("a web page, not a feed; give the address of its feed")
    root, note = parsed(data, charset=charset)
    match name_of(root):
        case "sitemapindex":
            return Listing(parts=tuple(_parts(root, url)), note=note)
        case "urlset":
            return Listing(entries=_each_once(_news(root, url, now)), note=note)
        case _:
            return replace(_feed(root, url), note=note)


def _feed(root: Any, url: str) -> Listing:
    import feedparser
    from lxml import etree

    try:
        # A stream, since feedparser takes bytes that look like an address or a path for one; and without the
        # document type, whose entities it would expand.
        found = feedparser.parse(
            BytesIO(etree.tostring(root, encoding="utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:
        # On what it does not expect the library raises anything; the other feeds are read all the same.
        raise Unreadable(f"broken feed: {type(error).__name__}") from error
    if not found.version:
        raise Unreadable("neither a feed nor a sitemap")
    entries = (_listed(url, entry.get("link"), _published(entry)) for entry in found.entries)
    return Listing(title=_line(found.feed.get("title")), entries=_each_once(entries))


def _listed(base: str, link: str | None, published: str | None) -> Entry | None:
    """An article by its whole address, without what only tells who came from where; None if it has none."""
    from courlan import normalize_url

    try:
        url = normalize_url(urldefrag(urljoin(base, link.strip())).url) if link else ""
    except ValueError:
        return None
    return Entry(url=url, published=published) if url.startswith(("http://", "https://")) else None


def _published(entry: Any) -> str | None:
    """The day in the feed's own zone where it is written as we read days, else in UTC."""
    words = entry.get("published")
    if not words:
        return None
    parsed = entry.get("published_parsed")
    return iso(words) or (datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else None)


def _news(root: Any, url: str, now: datetime) -> Iterator[Entry | None]:
    """The articles of a sitemap that are news: marked as such, or changed in the last two days."""
    for element in root:
        place = text_of(element, "loc") if name_of(element) == "url" else None
        if not place:
            continue
        published = iso(text_of(element, "publication_date") or "")
        changed = iso(text_of(element, "lastmod") or "")
        if published or (changed and changed[:10] >= (now - FRESH).date().isoformat()):
            yield _listed(url, place, published)


def _parts(root: Any, url: str) -> list[str]:
    """The sitemaps of a sitemap, those that changed last first; without days, in its order."""
    found = [
        (iso(text_of(element, "lastmod") or "") or "", part.url)
        for element in root
        if name_of(element) == "sitemap" and (part := _listed(url, text_of(element, "loc"), None))
    ]
    found.sort(key=lambda part: part[0], reverse=True)
    return list(dict.fromkeys(place for _, place in found))[:PARTS]


def _each_once(entries: Iterator[Entry | None]) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry:
            found.setdefault(entry.url, entry)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _line(words: str | None) -> str | None:
    return " ".join((words or "").split()) or None
