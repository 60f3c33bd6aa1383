"""Watching real feeds on a real server: what is new, changed, gone and back, and what goes wrong on the way."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest

from misbehaving import (
    Behaviour,
    Site,
    TestClock,
    page,
    redirect,
    serving,
    silent,
    states,
    status,
    tagged,
    truncated,
)
from sayso.ledger import Ledger
from sayso.reading import load_reader
from sayso.sources.fetch import Fetcher, Limits
from sayso.watched import Feed
from sayso.workflow.versions import history
from sayso.workflow.watch import Seen, What, watch

NINE = "Nine people were killed when a shell hit the fish market of Aden on Monday, the harbour police said."
FOUR = NINE.replace("Nine people were", "Four fighters were")
ARMY = "The army denied that it had fired. Its spokesman promised to publish the flight log by Friday."
FRENCH = (
    "Neuf personnes ont été tuées hier dans le marché, a dit le ministre de l'intérieur aux journalistes."
)


def article(*paragraphs: str, title: str = "Shell hits fish market") -> str:
    """A news page."""
    body = "".join(f"<p>{words}</p>" for words in (*paragraphs, ARMY))
    name = '<meta property="og:site_name" content="Harbour Post">'
    return (
        f"<!doctype html><html><head><title>{title}</title>{name}</head>"
        f"<body><nav>Home</nav><article><h1>{title}</h1>{body}</article></body></html>"
    )


def rss(*paths: str) -> Behaviour:
    """A feed of some articles."""
    date = "<pubDate>Mon, 09 Sep 2024 21:40:00 +0300</pubDate>"
    items = "".join(f"<item><link>{path}</link>{date}</item>" for path in paths)
    return page(f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>", kind="text/xml")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


class Watching:
    """A ledger that watches the feed of a site."""

    def __init__(self, ledger: Ledger, site: Site, clock: TestClock) -> None:
        self.ledger, self.site, self.clock = ledger, site, clock

    def round(self, *paths: str) -> list[Seen]:
        """All that one round of a new process sees."""
        limits = Limits(seconds=0.5, size=200_000)
        fetcher = Fetcher(self.ledger.watched, private=True, clock=self.clock, limits=limits)
        feeds = [Feed(url=self.site.url(path)) for path in paths or ("/rss",)]
        return list(watch(self.ledger, load_reader(), fetcher, feeds))

    def told(self, *paths: str) -> list[tuple[What, str]]:
        """What one round sees of articles."""
        return [(s.what, s.url.rpartition("/")[2]) for s in self.round(*paths) if s.what is not What.LISTED]

    def texts(self) -> list[str]:
        return [reading.report.text for _, reading in self.ledger.readings()]


@pytest.fixture
def watching(ledger: Ledger, site: Site, clock: TestClock) -> Watching:
    return Watching(ledger, site, clock)


class TestArticles:
    def test_what_a_feed_lists_is_read_into_the_ledger_and_linked(
        self, watching: Watching, site: Site
    ) -> None:
        site.at |= {"/rss": rss("/1", "/2"), "/1": page(article(NINE)), "/2": page(article(FOUR))}
        listed, *seen = watching.round()
        assert (listed.what, listed.articles) == (What.LISTED, 2)
        assert [(one.what, one.outlet, one.title) for one in seen] == [
            (What.NEW, "Harbour Post", "Shell hits fish market")
        ] * 2
        (first, reading), _ = watching.ledger.readings()
        assert seen[0].report == first
        assert reading.report.url == site.url("/1")
        assert reading.report.published == "2024-09-09T21:40:00+03:00"
        assert [casualty.low for casualty in reading.casualties] == [9]
        assert any(site.url("/1") in row["reports"] for row in list(watching.ledger.incidents()))

    def test_a_second_round_asks_for_nothing_that_is_not_due(self, watching: Watching, site: Site) -> None:
        site.at |= {"/rss": rss("/1"), "/1": page(article(NINE))}
        watching.round()
        assert watching.told() == []
        assert site.times("/1") == 1

    def test_a_silent_change_is_a_version_of_the_same_report(
        self, watching: Watching, site: Site, clock: TestClock
    ) -> None:
        site.at |= {"/rss": rss("/1"), "/1": states(page(article(NINE)), page(article(FOUR)))}
        (_, first) = watching.round()
        clock.pass_by(hours=1, minutes=1)
        (_, changed) = watching.round()
        assert (changed.what, changed.before) == (What.CHANGED, first.report)
        url, (was, now) = history(watching.ledger, changed.report or "")
        assert url == site.url("/1")
        assert was.edits is None
        assert now.edits is not None
        (words,) = now.edits.words
        assert (words.before, words.after) == (NINE, FOUR)
        (figure,) = now.edits.figures
        assert figure.change == "lowered"
        assert {row["reports"][0] for row in watching.ledger.incidents()} == {url}

    def test_vanished_and_back_are_versions_too(
        self, watching: Watching, site: Site, clock: TestClock
    ) -> None:
        here = page(article(NINE))
        site.at |= {"/rss": rss("/1"), "/1": states(here, status(404), status(410), here)}
        told = []
        for hours in (0, 1.1, 2.2, 4.4):
            clock.pass_by(hours=hours)
            told += watching.told()
        assert told == [(What.NEW, "1"), (What.VANISHED, "1"), (What.RETURNED, "1")]
        _, steps = history(watching.ledger, site.url("/1"))
        reports = [step.version.report for step in steps]
        assert reports[1] is None
        assert reports[0] == reports[2]
        assert len(watching.texts()) == 1

    def test_to_be_sent_to_the_front_page_is_to_be_gone(
        self, watching: Watching, site: Site, clock: TestClock
    ) -> None:
        site.at |= {
            "/rss": rss("/1"),
            "/": page(article("Welcome to our pages.")),
            "/1": states(page(article(NINE)), redirect("/")),
        }
        watching.round()
        clock.pass_by(hours=2)
        assert watching.told() == [(What.VANISHED, "1")]

    def test_what_is_as_it_was_is_not_sent_again(
        self, watching: Watching, site: Site, clock: TestClock
    ) -> None:
        site.at |= {"/rss": rss("/1"), "/1": tagged(article(NINE), '"7"')}
        watching.round()
        clock.pass_by(hours=2)
        assert watching.told() == []
        assert [headers.get("if-none-match") for headers in site.headers["/1"]] == [None, '"7"']
        _, (only,) = watching.ledger.watched.versions(site.url("/1"))
        assert only.last - only.first > timedelta(hours=1.9)

    def test_another_menu_is_no_other_version(self, watching: Watching, site: Site, clock: TestClock) -> None:
        numbers = count()

        def restless(handler: object) -> None:
            page(article(NINE).replace("Home", f"Visitor {next(numbers)}"))(handler)  # type: ignore[arg-type]

        site.at |= {"/rss": rss("/1"), "/1": restless}
        watching.round()
        clock.pass_by(hours=2)
        assert watching.told() == []
        assert site.times("/1") == 2

    def test_looks_grow_rare_with_age_and_end_after_a_month(
        self, watching: Watching, site: Site, clock: TestClock
    ) -> None:
        site.at |= {"/rss": rss("/1"), "/1": page(article(NINE))}
        waits = []
        watching.round()
        while due := watching.ledger.watched.article(site.url("/1")).due:  # type: ignore[union-attr]
            waits.append((due - clock.now()).total_seconds() / 3600)
            clock.pass_by(hours=waits[-1])
            watching.round()
        assert waits[:4] == pytest.approx([1, 1, 2, 4], rel=0.01)
        assert max(waits) <= 7 * 24
        assert 30 * 24 < sum(waits) < 38 * 24
        assert site.times("/1") == len(waits) + 1


class TestTrouble:
    @pytest.mark.parametrize("behaviour", [status(500), truncated, silent, status(404), page(b"\0\1\2")])
    def test_one_article_that_fails_does_not_stop_the_others(
        self, watching: Watching, site: Site, behaviour: Behaviour
    ) -> None:
        site.at |= {"/rss": rss("/1", "/2"), "/1": page(article(NINE)), "/2": behaviour}
        assert watching.told() == [(What.NEW, "1"), (What.FAILED, "2")]
        assert len(watching.texts()) == 1

    def test_it_is_tried_again_later_and_then_read(
        self, watching: Watching, site: Site, clock: TestClock
    ) -> None:
        site.at |= {"/rss": rss("/1"), "/1": states(status(500), status(500), page(article(NINE)))}
        told = []
        for _ in range(5):
            told += watching.told()
            clock.pass_by(minutes=1)
        assert told == [(What.FAILED, "1"), (What.FAILED, "1"), (What.NEW, "1")]

    def test_what_is_not_in_english_is_told_once_and_asked_for_no_sooner(
        self, watching: Watching, site: Site, clock: TestClock
    ) -> None:
        french = article(FRENCH, FRENCH).replace(ARMY, FRENCH)
        site.at |= {"/rss": rss("/1"), "/1": tagged(french, '"1"')}
        _, failed = watching.round()
        assert failed.cause is not None
        assert "not in English" in failed.cause
        clock.pass_by(hours=2)
        assert watching.told() == []
        assert watching.texts() == []

    def test_a_feed_that_is_none_fails_alone_and_is_left_alone(
        self, watching: Watching, site: Site, clock: TestClock
    ) -> None:
        site.at |= {"/page": page(article(NINE)), "/rss": rss("/1"), "/1": page(article(NINE))}
        assert watching.told("/page", "/rss") == [(What.FAILED, "page"), (What.NEW, "1")]
        assert watching.told("/page", "/rss") == []
        clock.pass_by(minutes=2)
        assert watching.told("/page", "/rss") == [(What.FAILED, "page")]

    def test_what_robots_txt_refuses_is_not_asked_for(self, watching: Watching, site: Site) -> None:
        site.at |= {
            "/robots.txt": page("User-agent: *\nDisallow: /1\n"),
            "/rss": rss("/1", "/2"),
            "/2": page(article(NINE)),
        }
        assert watching.told() == [(What.FAILED, "1"), (What.NEW, "2")]
        assert site.times("/1") == 0

    def test_while_a_host_asks_to_be_left_alone_its_articles_wait(
        self, watching: Watching, site: Site, clock: TestClock
    ) -> None:
        site.at |= {
            "/rss": rss("/1", "/2"),
            "/1": states(status(429, Retry_After="3600"), page(article(NINE))),
            "/2": page(article(FOUR)),
        }
        assert watching.told() == [(What.FAILED, "1")]
        assert site.times("/2") == 0
        clock.pass_by(minutes=30)
        assert site.times("/2") == 0
        clock.pass_by(minutes=31)
        assert sorted(watching.told()) == [(What.NEW, "1"), (What.NEW, "2")]

    def test_a_broken_feed_is_read_as_far_as_it_can_be_and_that_is_told(
        self, watching: Watching, site: Site
    ) -> None:
        broken = "<rss version='2.0'><channel><item><link>/1</link></item><item><title>cut"
        site.at |= {"/rss": page(broken), "/1": page(article(NINE))}
        listed, new = watching.round()
        assert "XML is broken" in (listed.cause or "")
        assert new.what is What.NEW


class TestFeeds:
    def test_a_feed_that_is_as_it_was_is_not_sent_again(
        self, watching: Watching, site: Site, clock: TestClock
    ) -> None:
        feed = "<rss version='2.0'><channel><item><link>/1</link></item></channel></rss>"
        site.at |= {"/rss": tagged(feed, '"1"'), "/1": page(article(NINE))}
        watching.round()
        (listed,) = watching.round()
        assert (listed.what, listed.articles) == (What.LISTED, 0)
        assert site.headers["/rss"][1]["if-none-match"] == '"1"'

    def test_a_sitemap_of_sitemaps_is_followed_also_when_it_is_as_it_was(
        self, watching: Watching, site: Site
    ) -> None:
        index = "<sitemapindex><sitemap><loc>/today.xml</loc></sitemap></sitemapindex>"
        today = "<urlset>{}</urlset>".format
        url = "<url><loc>/{0}</loc><lastmod>2024-09-10</lastmod></url>".format
        site.at |= {
            "/map": tagged(index, '"1"'),
            "/today.xml": states(page(today(url(1))), page(today(url(1) + url(2)))),
            "/1": page(article(NINE)),
            "/2": page(article(FOUR)),
        }
        assert watching.told("/map") == [(What.NEW, "1")]
        assert watching.told("/map") == [(What.NEW, "2")]

    def test_it_goes_on_where_it_was_stopped(self, watching: Watching, site: Site, clock: TestClock) -> None:
        paths = [f"/{number}" for number in range(4)]
        feed = "".join(f"<item><link>{path}</link></item>" for path in paths)
        site.at |= {path: page(article(NINE, f"This is update {path}.")) for path in paths}
        site.at["/rss"] = tagged(f"<rss version='2.0'><channel>{feed}</channel></rss>", '"1"')
        fetcher = Fetcher(watching.ledger.watched, private=True, clock=clock)
        begun = watch(watching.ledger, load_reader(), fetcher, [Feed(url=site.url("/rss"))])
        assert [next(begun).what for _ in range(3)] == [What.LISTED, What.NEW, What.NEW]
        begun.close()
        assert watching.told() == [(What.NEW, "2"), (What.NEW, "3")]
        assert len(watching.texts()) == 4
