"""An article that was fetched becomes a report that goes by its address, whatever it says next time."""

import pytest

from misbehaving import NOON
from sayso.report import Report
from sayso.sources.feeds import read_article
from sayso.sources.found import Unreadable
from sayso.watched import Article

PAGE = """<!doctype html><html><head><title>Strike on fish market</title>
<meta property="og:site_name" content="Tamar Gazette"><meta property="article:published_time" content="2024-09-08">
</head><body><nav><a href="/">Home</a></nav><article><h1>Strike on fish market</h1>
<p>A strike hit the fish market of Lower Tamar on Monday, the mayor said. Nine people died, among them four
children, according to the Health Ministry, which spoke of a naïve attack.</p>
<p>The army denied that it had fired. Its spokesman promised to publish the flight log.</p></article></body></html>"""


def article(**fields: str) -> Article:
    return Article(
        url="https://tamar.example/17", feed="https://tamar.example/rss", found=NOON, due=NOON, **fields
    )


def report(body: bytes, charset: str | None = None, **fields: str) -> Report:
    return read_article(article(**fields), body, charset=charset)


def test_a_page_is_a_report_by_its_address() -> None:
    found = report(PAGE.encode())
    assert (found.id, found.url) == ("https://tamar.example/17",) * 2
    assert (found.title, found.outlet, found.published) == (
        "Strike on fish market",
        "Tamar Gazette",
        "2024-09-08",
    )
    assert "Nine people died" in found.text
    assert "Home" not in found.text


def test_the_feed_tells_the_day_and_the_page_the_outlet() -> None:
    found = report(PAGE.encode(), published="2024-09-09T21:40:00+03:00", outlet="All the news")
    assert (found.published, found.outlet) == ("2024-09-09T21:40:00+03:00", "Tamar Gazette")


def test_the_feed_is_the_outlet_where_the_page_names_none() -> None:
    bare = PAGE.replace('property="og:site_name" content="Tamar Gazette"', "")
    assert report(bare.encode(), outlet="The feed").outlet == "The feed"


def test_the_encoding_is_the_servers_then_the_pages_own() -> None:
    assert "naïve" in report(PAGE.encode("windows-1252"), charset="windows-1252").text
    marked = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').encode("iso-8859-1")
    assert "naïve" in report(marked).text
    assert "naïve" in report(PAGE.encode(), charset="windows-1252").text  # UTF-8 is told by itself.


def test_a_plain_text_is_a_report_too() -> None:
    assert report(b"Nine people died in Lower Tamar, the mayor said.").text.startswith("Nine people died")


def test_halves_of_characters_do_not_stop_a_report() -> None:
    script = (
        r'<script type="application/ld+json">{"@type":"NewsArticle","headline":"Nine \ud800 died"}</script>'
    )
    bare = PAGE.replace("<title>Strike on fish market</title>", script)
    report(bare.encode()).hash.encode()
    assert "\ud800" not in (report(bare.encode()).title or "")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"<!doctype html><html><body></body></html>", "no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not text"),
        (b"PK\x03\x04", "zip"),
        (b'{"text": "Nine died."}', "JSON lines"),
        (b"%PDF-1.7 nothing", "broken PDF"),
    ],
)
def test_what_is_no_article_is_told(body: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_article(article(), body)
