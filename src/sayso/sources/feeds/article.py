"""An article that was fetched, as a report."""

import re
from dataclasses import replace

from sayso.report import Report
from sayso.sources.dates import iso
from sayso.sources.decoding import decode
from sayso.sources.found import TEXT_LIMIT, Found, Unreadable
from sayso.sources.kinds import Kind, kind_of
from sayso.sources.load import DOCUMENTS, read_document
from sayso.sources.page import declared_charset, read_decoded
from sayso.watched import Article

UNSTORABLE = re.compile("[\0\ud800-\udfff]")


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
    return _storable(replace(report, id=article.url, url=article.url, published=published, outlet=outlet))


def _found(body: bytes, url: str, charset: str | None) -> Found:
    kind = kind_of(body, url)
    if kind is Kind.PAGE:
        text, note = decode(body, declared=charset or declared_charset(body))
        return read_decoded(text, note)
    if kind not in DOCUMENTS:
        raise Unreadable(f"neither a page nor a text, but {kind or 'something else'}")
    return read_document(kind, body)


def _storable(report: Report) -> Report:
    """The report without the characters that no ledger can hold: NUL, and halves of surrogate pairs."""

    def clean(words: str | None) -> str | None:
        return UNSTORABLE.sub("\ufffd", words) if words else None

    text = clean(report.text) or ""
    return replace(report, text=text, title=clean(report.title), outlet=clean(report.outlet))
