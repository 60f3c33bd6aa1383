"""What RSS, Atom, sitemaps and lists of feeds say, also where they are broken or meant to break."""

import gzip
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.sources.feeds import Entry, Listing, read_listing, read_opml
from sayso.sources.found import Unreadable
from sayso.watched import Feed

NOW = datetime(2024, 9, 10, 12, tzinfo=UTC)
URL = "https://tamar.example/feeds/all.xml"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title> Tamar
 Gazette </title>
<item><title>Strike</title><link>https://tamar.example/17</link>
<pubDate>Mon, 09 Sep 2024 21:40:00 +0300</pubDate></item>
<item><title>Again</title><link>/18?utm_source=rss&amp;day=2#top</link></item>
<item><title>No address</title></item><item><link>mailto:desk@tamar.example</link></item>
<item><link>http://[::1</link></item>
<item><guid isPermaLink="true">https://tamar.example/19</guid><pubDate>yesterday</pubDate></item>
<item><link>https://tamar.example/17</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tamar Gazette</title>
<entry><title>Strike</title><link rel="alternate" href="../17"/><published>2024-09-09T21:40:00Z</published>
<updated>2024-09-10T08:00:00Z</updated></entry></feed>"""

NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<!-- today -->
<url><loc> https://tamar.example/17 </loc><news:news><news:publication><news:name>Tamar Gazette</news:name>
</news:publication><news:publication_date>2024-09-09T21:40:00+03:00</news:publication_date></news:news></url>
<url><loc>https://tamar.example/about</loc><lastmod>2019-01-01</lastmod></url>
<url><loc>https://tamar.example/18</loc><lastmod>2024-09-09</lastmod></url>
<url><loc>https://tamar.example/contact</loc></url>
</urlset>"""


def listing(words: str | bytes, **options: str) -> Listing:
    data = words.encode() if isinstance(words, str) else words
    return read_listing(data, URL, now=NOW, charset=options.get("charset"))


def links(words: str | bytes) -> list[str]:
    return [entry.url for entry in listing(words).entries]


class TestFeeds:
    def test_rss_lists_addresses_and_days_each_article_once(self) -> None:
        found = listing(RSS)
        assert found.title == "Tamar Gazette"
        assert found.entries == (
            Entry(url="https://tamar.example/17", published="2024-09-09T21:40:00+03:00"),
            Entry(url="https://tamar.example/18?day=2"),
            Entry(url="https://tamar.example/19"),
        )
        assert found.note is None

    def test_atom_too_and_a_day_of_change_is_no_day_of_publication(self) -> None:
        assert listing(ATOM).entries == (
            Entry(url="https://tamar.example/17", published="2024-09-09T21:40:00+00:00"),
        )
        changed = ATOM.replace("<published>2024-09-09T21:40:00Z</published>", "")
        assert listing(changed).entries[0].published is None

    def test_a_packed_feed_is_unpacked(self) -> None:
        assert listing(gzip.compress(RSS.encode())) == listing(RSS)

    def test_the_encoding_that_the_server_names_is_heeded(self) -> None:
        words = RSS.replace(' encoding="UTF-8"', "").replace("Gazette", "Gazétte")
        assert listing(words.encode("windows-1252"), charset="windows-1252").title == "Tamar Gazétte"

    def test_a_wrong_encoding_does_not_lose_the_articles(self) -> None:
        words = RSS.replace("Gazette", "Gazétte").encode("windows-1252")
        assert [entry.url for entry in listing(words).entries] == links(RSS)

    @pytest.mark.parametrize(
        "broken",
        [
            RSS[: RSS.index("<item><guid")],
            RSS.replace("<title>Strike</title>", "<title>Strike & fire</titel>"),
            RSS.replace("<title>Strike</title>", "<title>\x01Strike</title>"),
        ],
    )
    def test_broken_xml_is_read_as_far_as_it_can_be_and_that_is_told(self, broken: str) -> None:
        found = listing(broken)
        assert found.entries[0].url == "https://tamar.example/17"
        assert found.note == "its XML is broken; what could be read of it is taken"

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            ("<!doctype html><html><body>News</body></html>", "a web page, not a feed"),
            ("", "empty"),
            ("\x00\x01\x02", "not text"),
            ("/etc/passwd", "broken XML"),
            ("https://tamar.example/rss", "broken XML"),
            ("<opml version='2.0'><body/></opml>", "neither"),
        ],
    )
    def test_what_is_no_feed_is_told(self, words: str, says: str) -> None:
        with pytest.raises(Unreadable, match=says):
            listing(words)

    def test_no_more_than_a_thousand_articles_are_taken(self) -> None:
        items = "".join(f"<item><link>https://tamar.example/{n}</link></item>" for n in range(1200))
        assert len(listing(f"<rss version='2.0'><channel>{items}</channel></rss>").entries) == 1000

    def test_a_feed_may_be_empty(self) -> None:
        assert listing("<rss version='2.0'><channel><title>Quiet</title></channel></rss>") == Listing(
            title="Quiet"
        )


class TestSitemaps:
    def test_what_is_marked_as_news_or_changed_of_late_is_taken(self) -> None:
        assert listing(NEWS).entries == (
            Entry(url="https://tamar.example/17", published="2024-09-09T21:40:00+03:00"),
            Entry(url="https://tamar.example/18"),
        )

    def test_a_sitemap_of_sitemaps_gives_the_ten_that_changed_last(self) -> None:
        parts = [
            f"<sitemap><loc>/{n}.xml</loc><lastmod>2024-08-{n:02}</lastmod></sitemap>" for n in range(1, 20)
        ]
        found = listing(f"<sitemapindex>{''.join(parts)}<sitemap/></sitemapindex>")
        assert found.parts == tuple(f"https://tamar.example/{n}.xml" for n in range(19, 9, -1))
        assert found.entries == ()


class TestHostileXml:
    def test_entities_are_not_expanded(self) -> None:
        lines = "".join(
            f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        words = f"<!DOCTYPE rss [<!ENTITY a 'ha'>{lines}]>" + RSS.split("?>", 1)[1].replace("Strike", "&i;")
        tracemalloc.start()
        with suppress(Unreadable):
            listing(words)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 20_000_000

    def test_files_of_this_machine_are_not_read(self, tmp_path: object) -> None:
        secret = tmp_path / "secret"  # type: ignore[operator]
        secret.write_text("https://tamar.example/secret")
        doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
        sitemap = f"{doctype}<urlset><url><loc>&e;</loc><lastmod>2024-09-10</lastmod></url></urlset>"
        feed = f"{doctype}<rss version='2.0'><channel><item><link>&e;</link></item></channel></rss>"
        for words in (sitemap, feed):
            assert not [url for url in links(words) if "secret" in url]

    def test_a_sitemap_that_unpacks_without_end_is_refused(self) -> None:
        with pytest.raises(Unreadable, match="unpacks to more than 50 MB"):
            listing(gzip.compress(b" " * 60_000_000))

    def test_nesting_without_end_is_no_harm(self) -> None:
        with pytest.raises(Unreadable):
            listing("<a>" * 100_000)

    @given(st.binary(max_size=400))
    @settings(max_examples=150, deadline=None)
    def test_any_bytes_are_a_listing_or_are_told(self, data: bytes) -> None:
        with suppress(Unreadable):
            assert isinstance(listing(data), Listing)

    @given(st.integers(0, len(RSS)), st.binary(max_size=4))
    @settings(max_examples=150, deadline=None)
    def test_any_damage_is_a_listing_or_is_told(self, place: int, damage: bytes) -> None:
        data = RSS.encode()
        with suppress(Unreadable):
            assert isinstance(listing(data[:place] + damage + data[place:]), Listing)


class TestOpml:
    LIST = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
    <outline text="Wires"><outline type="rss" text="Tamar Gazette" xmlUrl="https://tamar.example/rss"/>
    <outline text="t" title="Lagoon Times" XMLURL=" https://lagoon.example/atom "/></outline>
    <outline text="A note"/><outline xmlUrl="https://tamar.example/rss"/><outline xmlUrl="https://c.example/"/>
    </body></opml>"""

    def test_every_feed_is_found_once_with_its_name(self) -> None:
        assert read_opml(self.LIST.encode()) == [
            Feed(url="https://tamar.example/rss", title="Tamar Gazette"),
            Feed(url="https://lagoon.example/atom", title="Lagoon Times"),
            Feed(url="https://c.example/"),
        ]

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            ("<opml><body><outline text='A note'/></body></opml>", "no outline has an xmlUrl"),
            ("<rss/>", "not OPML"),
            ("list", "broken XML"),
            ("", "empty"),
        ],
    )
    def test_what_lists_no_feed_is_told(self, words: str, says: str) -> None:
        with pytest.raises(Unreadable, match=says):
            read_opml(words.encode())
