"""What is watched comes back from the ledger as it was kept, and an article's states are its versions."""

from datetime import UTC, datetime, timedelta

import pytest

from invented import VERSIONS, a_bare_reading, a_report
from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.report import Report
from sayso.watched import Article, Feed, Host

NOON = datetime(2024, 9, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = "https://tamar.example/rss"
URL = "https://tamar.example/17"


def an_article(url: str = URL, **fields: object) -> Article:
    given = {"url": url, "feed": FEED, "found": NOON, "due": NOON}
    return Article(**{**given, **fields})  # type: ignore[arg-type]


@pytest.fixture
def watching(ledger: Ledger) -> Ledger:
    """A ledger that watches one article."""
    ledger.watched.keep_feed(Feed(url=FEED))
    ledger.watched.add_articles([an_article()])
    return ledger


def store(ledger: Ledger, text: str) -> Report:
    report = a_report(text)
    ledger.add(report, a_bare_reading(report), VERSIONS)
    return report


class TestWhatIsKept:
    def test_a_host_never_asked_is_known_by_its_name_alone(self, ledger: Ledger) -> None:
        assert ledger.watched.host("https://tamar.example:443") == Host(name="https://tamar.example:443")

    def test_a_host_comes_back_as_it_was_kept_last(self, ledger: Ledger) -> None:
        first = Host(name="https://tamar.example:443", due=NOON, failures=2, robots="User-agent: *")
        ledger.watched.keep_host(first)
        last = Host(name=first.name, robots="", asked=NOON + HOUR)
        ledger.watched.keep_host(last)
        assert ledger.watched.host(first.name) == last

    def test_a_feed_comes_back_with_the_sitemap_that_lists_it(self, ledger: Ledger) -> None:
        whole = Feed(url="https://tamar.example/sitemap.xml", etag='"7"', checked=NOON)
        parts = [Feed(url=f"https://tamar.example/{day}.xml", within=whole.url) for day in ("b", "a")]
        for feed in (whole, *parts):
            ledger.watched.keep_feed(feed)
        assert ledger.watched.feed(whole.url) == whole
        assert ledger.watched.feed(parts[0].url) == parts[0]
        assert ledger.watched.feeds_within(whole.url) == parts

    def test_an_article_is_added_once_and_stays_as_it_is(self, watching: Ledger) -> None:
        seen = an_article(etag='"1"', checked=NOON, digest="0" * 64, failures=1, cause="503")
        watching.watched.keep_article(seen)
        again, other = an_article(published="2024-09-11"), an_article("https://tamar.example/18")
        assert watching.watched.add_articles([again, other]) == 1
        assert watching.watched.article(URL) == seen

    def test_articles_are_due_by_their_time_and_their_feed_the_unseen_first(self, watching: Ledger) -> None:
        book = watching.watched
        book.keep_feed(Feed(url="https://other.example/rss"))
        book.keep_article(an_article(checked=NOON))
        book.add_articles(
            [
                an_article("https://tamar.example/18"),
                an_article("https://tamar.example/19", found=NOON + HOUR, due=NOON + HOUR),
                an_article("https://tamar.example/20", due=None),
                an_article("https://other.example/1", feed="https://other.example/rss"),
            ]
        )
        due = [article.url for article in book.due_articles(NOON, feeds=[FEED])]
        assert due == ["https://tamar.example/18", "https://tamar.example/19", URL]
        book.keep_article(an_article(checked=NOON, due=NOON + HOUR))
        assert URL not in {article.url for article in book.due_articles(NOON, feeds=[FEED])}
        assert URL in {article.url for article in book.due_articles(NOON + HOUR, feeds=[FEED])}

    def test_a_clock_that_was_set_back_keeps_nothing_waiting(self, watching: Ledger) -> None:
        later = NOON + 1000 * HOUR
        watching.watched.keep_article(an_article(found=later, checked=later, due=later + HOUR))
        assert watching.watched.due_articles(NOON, feeds=[FEED])


class TestVersions:
    def test_an_article_as_it_was_is_no_new_version(self, watching: Ledger) -> None:
        book, report = watching.watched, store(watching, "Nine died.")
        begun = book.see(URL, report.hash, NOON)
        assert begun is not None
        assert begun.number == 1
        assert book.see(URL, report.hash, NOON + HOUR) is None
        assert begun.report == f"r-{report.hash[:8]}"
        _, (only,) = book.versions(URL)
        assert (only.first, only.last) == (NOON, NOON + HOUR)

    def test_changed_vanished_and_back_as_it_first_was_are_four_versions(self, watching: Ledger) -> None:
        first, second = store(watching, "Nine died."), store(watching, "Four died.")
        hashes = [first.hash, second.hash, None, first.hash]
        for hour, hash in enumerate(hashes):
            watching.watched.see(URL, hash, NOON + hour * HOUR)
        url, versions = watching.watched.versions(URL)
        assert url == URL
        ids = [hash and f"r-{hash[:8]}" for hash in hashes]
        assert [(v.number, v.report) for v in versions] == list(enumerate(ids, 1))

    def test_they_are_found_by_any_report_among_them(self, watching: Ledger) -> None:
        for hour, text in enumerate(("Nine died.", "Four died.")):
            watching.watched.see(URL, store(watching, text).hash, NOON + hour * HOUR)
        _, versions = watching.watched.versions(URL)
        assert all(watching.watched.versions(v.report or "") == (URL, versions) for v in versions)

    def test_a_report_that_is_not_watched_has_none(self, watching: Ledger) -> None:
        report = store(watching, "From a file.")
        with pytest.raises(NotFoundError, match="is not watched"):
            watching.watched.versions(f"r-{report.hash[:8]}")
        with pytest.raises(NotFoundError, match="no such report"):
            watching.watched.versions("r-00000000")

    def test_those_that_changed_are_listed_the_latest_first(self, watching: Ledger) -> None:
        book = watching.watched
        urls = [URL, "https://tamar.example/18", "https://tamar.example/19"]
        book.add_articles([an_article(url) for url in urls])
        nine, four = store(watching, "Nine died."), store(watching, "Four died.")
        for url, states in zip(urls, ([nine, four], [nine, None], [nine]), strict=True):
            for state in states:
                book.see(url, state.hash if state else None, NOON + book_hour(url, urls))
        gone, changed = book.changed()
        assert (gone["url"], gone["gone"], gone["versions"]) == (urls[1], True, 2)
        assert gone["report"] == f"r-{nine.hash[:8]}"
        assert (changed["url"], changed["gone"], changed["report"]) == (URL, False, f"r-{four.hash[:8]}")


def book_hour(url: str, urls: list[str]) -> timedelta:
    return urls.index(url) * HOUR
