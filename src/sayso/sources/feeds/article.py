"""An article that was fetched, as a report."""

from dataclasses import replace

from sayso.report import Report
from sayso.sources.dates import iso
from sayso.sources.decoding import decode
from sayso.sources.documents import DOCUMENTS
from sayso.sources.found import TEXT_LIMIT, Found, Unreadable, notes
from sayso.sources.kinds import Kind, kind_of
from sayso.sources.load import read_document
from sayso.sources.page import declared_charset
from sayso.watched import Article


def read_article(article: Article, body: bytes, *, charset: str | None = None) -> Report:
    """The report that an article is now.

    Its address is the one that the feed gave, and is the report's own id too, so that all versions of an
    article go by one name. The day is the feed's, or else the page's.

    Args:
        article: what the feed said of it.
        body: what the server sent: a web page, a PDF, a text.
        charset: the encoding that the server names.

    Raises:
        Unreadable: no report is in it.
    """
    found = _found(body, article.url, charset)
    report = found.report
    if report is None or not report.text.strip():
        raise Unreadable(found.cause or "no text was found in it")
    if len(report.text) > TEXT_LIMIT:
        raise Unreadable(f"{len(report.text):,} characters of text; a report may have at most {TEXT_LIMIT:,}")
    published = article.published or iso(report.published or "")
    outlet = report.outlet or article.outlet
    return replace(report, id=article.url, url=article.url, published=published, outlet=outlet)


def _found(body: bytes, url: str, charset: str | None) -> Found:
    kind = kind_of(body, url)
    if kind is Kind.PAGE:
        text, note = decode(body, declared=charset or declared_charset(body))
        found = read_document(kind, text.encode())
        return replace(found, note=notes(note, found.note))
    if kind not in DOCUMENTS:
        raise Unreadable(f"neither a page nor a text, but {kind or 'something else'}")
    return read_document(kind, body)
