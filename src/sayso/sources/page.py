"""Web pages: the article without its menus, with the title, outlet, address and day that the page gives."""

import re
from dataclasses import dataclass

from sayso.report import Report
from sayso.sources.decoding import decode, new_lines
from sayso.sources.found import Found, Unreadable

CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
CHARSET_WITHIN = 4096
"""Bytes in which a page names its encoding. Source: WHATWG, HTML, 13.2.3.2 asks for 1,024; pages do worse."""

# A date anywhere on the page ("© 2021") is not the day of publication.
DATE_SEARCH = {"extensive_search": False, "original_date": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a page says, a blank line between its paragraphs."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None


def read_page(data: bytes) -> Found:
    """The report that a web page holds.

    Raises:
        Unreadable: the page has no text.
    """
    page, note = decode(data, declared=declared_charset(data))
    article = find_article(page)
    if article is None:
        raise Unreadable("no text was found in this web page")
    report = Report(
        text=article.text,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        published=article.published,
    )
    return Found(report=report, note=note)


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page names in its head."""
    declared = CHARSET.search(data[:CHARSET_WITHIN])
    return declared[1].decode("ascii") if declared else None


def find_article(page: str) -> Article | None:
    """The article of a page in HTML, or None where it has no text."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        page, include_comments=False, with_metadata=True, date_extraction_params=DATE_SEARCH
    )
    if not isinstance(found, Document):
        return None
    text = re.sub(r"\n+", "\n\n", new_lines(found.text or "")).strip()
    if not text:
        return None
    return Article(text=text, title=found.title, outlet=found.sitename, url=found.url, published=found.date)
