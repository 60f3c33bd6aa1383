"""The fetcher against a real server that misbehaves in every way."""

import gzip
import ssl
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
import trustme

from misbehaving import (
    NOON,
    Behaviour,
    Site,
    TestClock,
    bomb,
    dripping,
    dripping_head,
    endless,
    no_http,
    page,
    redirect,
    serving,
    silent,
    slow,
    states,
    status,
    tagged,
    truncated,
)
from sayso.sources.fetch import Fetcher, Gone, Limits, NoAnswer, Refused, Resting, Trouble, address
from sayso.watched import Host

QUICK = Limits(seconds=0.25, size=100_000)


@dataclass
class Memory:
    """Keeps hosts as a ledger does."""

    kept: dict[str, Host] = field(default_factory=dict)

    def host(self, name: str) -> Host:
        return self.kept.get(name, Host(name=name))

    def keep_host(self, host: Host) -> None:
        self.kept[host.name] = host


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def fetcher(memory: Memory, clock: TestClock) -> Fetcher:
    return Fetcher(memory, private=True, clock=clock, limits=QUICK)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    tls = ssl.create_default_context()
    authority.configure_trust(tls)
    return tls


@pytest.fixture
def safe(authority: trustme.CA) -> Iterator[Site]:
    """A site whose certificate is made out to a name."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("tamar.example").configure_cert(tls)
    with serving(tls=tls) as site:
        site.at["/a"] = page("Nine died.")
        yield site


class TestWhatIsThere:
    def test_a_page_comes_with_what_its_server_says_of_it(self, site: Site, fetcher: Fetcher) -> None:
        site.at["/a"] = page(
            "Nine died.", kind="text/html; charset=ISO-8859-1", ETag='"1"', Last_Modified="x"
        )
        found = fetcher.get(site.url("/a?day=1#top"))
        assert found is not None
        assert (found.body, found.url) == (b"Nine died.", site.url("/a?day=1"))
        assert (found.charset, found.etag, found.modified) == ("iso-8859-1", '"1"', "x")

    def test_a_packed_body_is_unpacked(self, site: Site, fetcher: Fetcher) -> None:
        site.at["/a"] = page(gzip.compress(b"Nine died."), Content_Encoding="gzip")
        found = fetcher.get(site.url("/a"))
        assert found is not None
        assert found.body == b"Nine died."

    def test_what_is_as_it_was_is_not_sent_again(self, site: Site, fetcher: Fetcher) -> None:
        site.at["/a"] = tagged("Nine died.", '"1"')
        assert fetcher.get(site.url("/a"), etag='"1"', modified="Tue") is None
        assert site.headers["/a"][0]["if-modified-since"] == "Tue"
        assert fetcher.get(site.url("/a"), etag='"0"') is not None

    def test_unchanged_is_no_answer_to_who_has_seen_nothing(self, site: Site, fetcher: Fetcher) -> None:
        site.at["/a"] = status(304)
        with pytest.raises(NoAnswer, match="HTTP 304"):
            fetcher.get(site.url("/a"))

    def test_what_cannot_be_kept_is_not(self, site: Site, fetcher: Fetcher) -> None:
        site.at["/a"] = page("Nine died.", ETag='"\0\x1b[2J"')
        found = fetcher.get(site.url("/a"))
        assert found is not None
        assert found.etag is None

    def test_we_say_who_we_are(self, site: Site, fetcher: Fetcher) -> None:
        site.at["/a"] = page("Nine died.")
        fetcher.get(site.url("/a"))
        assert site.headers["/a"][0]["user-agent"].startswith("sayso/")
        assert site.headers["/a"][0]["host"] == f"127.0.0.1:{site.port}"

    def test_redirects_are_followed(self, site: Site, fetcher: Fetcher) -> None:
        site.at |= {"/a": redirect("b", 301), "/b": redirect("/c?x=1", 308), "/c": page("Nine died.")}
        found = fetcher.get(site.url("/a"))
        assert found is not None
        assert found.url == site.url("/c?x=1")


class TestMisbehaviour:
    @pytest.mark.parametrize(
        ("behaviour", "kind", "says"),
        [
            (dripping, Trouble, "took too long"),
            (dripping_head, Trouble, "took too long"),
            (silent, Trouble, "took too long"),
            (endless, NoAnswer, r"is larger than 0\.1 MB"),
            (bomb(50), NoAnswer, r"is larger than 0\.1 MB"),
            (truncated, NoAnswer, "broke off"),
            (no_http, NoAnswer, "not an answer of HTTP"),
            (page(b"\x1f\x8b no gzip", Content_Encoding="gzip"), NoAnswer, "cannot be unpacked"),
            (page(b"??", Content_Encoding="br"), NoAnswer, "packed as 'br'"),
            (status(500), NoAnswer, "HTTP 500"),
            (status(403), NoAnswer, "HTTP 403"),
            (status(404), Gone, "HTTP 404"),
            (status(410), Gone, "HTTP 410"),
            (status(302), NoAnswer, "redirected nowhere"),
            (redirect("/trap"), NoAnswer, "redirected more than 5 times"),
            (redirect("ftp://tamar.example/"), Refused, "not an address of http"),
            (redirect("file:///etc/passwd"), Refused, "not an address of http"),
            (redirect("http://[::1"), Refused, "redirected to what"),
            (redirect("http://gazette:secret@tamar.example/"), Refused, "user name"),
        ],
    )
    def test_it_is_told_in_words(
        self, site: Site, fetcher: Fetcher, behaviour: Behaviour, kind: type[NoAnswer], says: str
    ) -> None:
        site.at["/trap"] = behaviour
        with pytest.raises(kind, match=says) as told:
            fetcher.get(site.url("/trap"))
        assert type(told.value) is kind

    def test_a_redirect_loop_is_left(self, site: Site, fetcher: Fetcher) -> None:
        site.at |= {"/a": redirect("/b"), "/b": redirect("/a")}
        with pytest.raises(NoAnswer, match="redirected more than 5 times"):
            fetcher.get(site.url("/a"))
        assert len(site.asked) == 1 + 6  # robots.txt, and each hop.

    def test_a_bomb_takes_no_memory(self, site: Site, fetcher: Fetcher) -> None:
        site.at["/bomb"] = bomb(60)
        tracemalloc.start()
        with pytest.raises(NoAnswer, match="is larger"):
            fetcher.get(site.url("/bomb"))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 5_000_000

    def test_a_host_that_is_not_known_is_told(self, fetcher: Fetcher) -> None:
        with pytest.raises(Trouble, match=r"gazette\.invalid is not known"):
            fetcher.get("http://gazette.invalid/")

    def test_a_port_where_nobody_listens_is_told(self, site: Site, fetcher: Fetcher) -> None:
        with pytest.raises(Trouble, match="cannot be reached"):
            fetcher.get("http://127.0.0.1:1/")

    @pytest.mark.parametrize(
        "url", ["ftp://tamar.example/", "tamar.example", "http:///x", "http://a:b:c/", "", "javascript:x"]
    )
    def test_what_is_no_web_address_is_not_asked(self, fetcher: Fetcher, url: str) -> None:
        with pytest.raises(Refused):
            fetcher.get(url)


class TestPublicAddresses:
    @pytest.mark.parametrize(
        "ip",
        [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1%eth0",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "2002:7f00:1::",
            "64:ff9b::7f00:1",
            "2001:db8::1",
        ],
    )
    def test_these_are_not(self, ip: str) -> None:
        assert not address.is_public(ip)

    @pytest.mark.parametrize("ip", ["9.9.9.9", "93.184.215.14", "2620:fe::fe", "64:ff9b::909:909"])
    def test_these_are(self, ip: str) -> None:
        assert address.is_public(ip)

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
    def test_this_machine_is_not_asked_by_any_name(self, site: Site, memory: Memory, host: str) -> None:
        with pytest.raises(Refused, match="is not public"):
            Fetcher(memory).get(site.url("/a", host))
        assert site.asked == []

    def test_one_hidden_address_among_public_ones_is_enough(self, memory: Memory) -> None:
        fetcher = Fetcher(memory, resolver=lambda host, port: ["9.9.9.9", "10.0.0.1"])
        with pytest.raises(Refused, match=r"not public \(10\.0\.0\.1\)"):
            fetcher.get("http://tamar.example/")

    def test_a_redirect_to_a_hidden_address_is_not_followed(
        self, site: Site, memory: Memory, clock: TestClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(address, "is_public", lambda ip: ip == "127.0.0.1")
        with serving("127.0.0.2") as inside:
            inside.at["/secret"] = page("the secret")
            site.at["/a"] = redirect(inside.url("/secret"))
            with pytest.raises(Refused, match=r"127\.0\.0\.2 is not public"):
                Fetcher(memory, clock=clock).get(site.url("/a"))
            assert inside.asked == []

    def test_nor_is_one_of_the_robots_txt(
        self, site: Site, memory: Memory, clock: TestClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(address, "is_public", lambda ip: ip == "127.0.0.1")
        with serving("127.0.0.2") as inside:
            site.at |= {"/robots.txt": redirect(inside.url("/secret")), "/a": page("Nine died.")}
            with pytest.raises(Refused):
                Fetcher(memory, clock=clock).get(site.url("/a"))
            assert inside.asked == []

    def test_a_name_that_moves_after_the_check_is_asked_where_it_was_checked(
        self, memory: Memory, clock: TestClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(address, "is_public", lambda ip: ip == "127.0.0.2")
        with serving("127.0.0.2") as public, serving("127.0.0.1", port=public.port) as inside:
            public.at["/a"] = page("public")
            answers = iter([["127.0.0.2"], ["127.0.0.2"], ["127.0.0.1"]])
            fetcher = Fetcher(memory, clock=clock, resolver=lambda host, port: next(answers))
            found = fetcher.get(public.url("/a", "tamar.example"))
            assert found is not None
            assert found.body == b"public"
            assert public.headers["/a"][0]["host"] == f"tamar.example:{public.port}"
            with pytest.raises(Refused):
                fetcher.get(public.url("/b", "tamar.example"))
            assert inside.asked == []


class TestCertificates:
    def test_the_name_is_checked_though_the_address_is_asked(
        self, safe: Site, memory: Memory, clock: TestClock, trusting: ssl.SSLContext
    ) -> None:
        fetcher = Fetcher(
            memory, private=True, clock=clock, tls=trusting, resolver=lambda host, port: ["127.0.0.1"]
        )
        found = fetcher.get(safe.url("/a", "tamar.example"))
        assert found is not None
        assert found.body == b"Nine died."
        with pytest.raises(Trouble, match=r"other\.example cannot be trusted"):
            fetcher.get(safe.url("/a", "other.example"))

    def test_an_authority_that_nobody_knows_is_not_trusted(
        self, safe: Site, memory: Memory, clock: TestClock
    ) -> None:
        fetcher = Fetcher(memory, private=True, clock=clock, resolver=lambda host, port: ["127.0.0.1"])
        with pytest.raises(Trouble, match="cannot be trusted"):
            fetcher.get(safe.url("/a", "tamar.example"))
        assert safe.asked == []


class TestRobots:
    RULES = "User-agent: *\nDisallow: /private/\nAllow: /private/press$\n\nUser-agent: other\nDisallow: /\n"

    def test_what_it_asks_for_is_done(self, site: Site, fetcher: Fetcher) -> None:
        site.at |= {
            "/robots.txt": page(self.RULES, kind="text/plain"),
            "/a": page("Nine died."),
            "/private/press": page("The ministry said so."),
        }
        assert fetcher.get(site.url("/a"))
        assert fetcher.get(site.url("/private/press"))
        with pytest.raises(Refused, match=r"robots\.txt of 127\.0\.0\.1 asks not to"):
            fetcher.get(site.url("/private/b"))
        assert site.times("/robots.txt") == 1
        assert site.times("/private/b") == 0

    def test_a_redirect_to_where_we_are_not_wanted_is_not_followed(
        self, site: Site, fetcher: Fetcher
    ) -> None:
        site.at |= {"/robots.txt": page(self.RULES), "/a": redirect("/private/b")}
        with pytest.raises(Refused, match="asks not to"):
            fetcher.get(site.url("/a"))

    def test_it_is_believed_for_a_day_also_by_the_next_run(
        self, site: Site, memory: Memory, clock: TestClock
    ) -> None:
        site.at["/a"] = page("Nine died.")
        for hours, times in ((0, 1), (23, 1), (2, 2)):
            clock.pass_by(hours=hours)
            Fetcher(memory, private=True, clock=clock, limits=QUICK).get(site.url("/a"))
            assert site.times("/robots.txt") == times

    def test_a_clock_that_was_set_back_does_not_make_it_old_or_eternal(
        self, site: Site, memory: Memory, clock: TestClock, fetcher: Fetcher
    ) -> None:
        site.at["/a"] = page("Nine died.")
        later = NOON + timedelta(days=900)
        memory.keep_host(Host(name=site.url(""), robots="User-agent: *\nDisallow: /", asked=later, due=later))
        assert fetcher.get(site.url("/a"))

    def test_while_it_cannot_be_had_nothing_is_asked_for(self, site: Site, fetcher: Fetcher) -> None:
        site.at |= {"/robots.txt": status(500), "/a": page("Nine died.")}
        with pytest.raises(Trouble, match=r"robots\.txt of 127\.0\.0\.1 cannot be had"):
            fetcher.get(site.url("/a"))
        with pytest.raises(Resting):
            fetcher.get(site.url("/a"))
        assert site.asked == ["/robots.txt"]

    def test_one_without_end_is_read_as_far_as_need_be(
        self, site: Site, memory: Memory, clock: TestClock
    ) -> None:
        site.at |= {
            "/robots.txt": page(self.RULES + "Disallow: /x\n" * 100_000),
            "/a": page("Nine died."),
        }
        fetcher = Fetcher(memory, private=True, clock=clock, limits=replace(QUICK, seconds=10))
        assert fetcher.get(site.url("/a"))

    def test_the_pause_that_it_asks_for_is_kept(self, site: Site, fetcher: Fetcher, clock: TestClock) -> None:
        site.at |= {"/robots.txt": page("User-agent: *\nCrawl-delay: 7\n"), "/a": page("Nine died.")}
        fetcher.get(site.url("/a"))
        fetcher.get(site.url("/a"))
        assert clock.slept == pytest.approx([1, 7])


class TestManners:
    def test_a_host_is_asked_for_one_thing_at_a_time_with_pauses(
        self, site: Site, fetcher: Fetcher, clock: TestClock
    ) -> None:
        paths = [f"/{number}" for number in range(6)]
        site.at |= dict.fromkeys(paths, slow(0.01, page("Nine died.")))
        with ThreadPoolExecutor(6) as threads:
            found = list(threads.map(fetcher.get, map(site.url, paths)))
        assert all(found)
        assert site.most_at_once == 1
        assert len(clock.slept) == len(site.asked) - 1
        assert all(seconds == pytest.approx(1) for seconds in clock.slept)

    def test_two_hosts_are_asked_at_once(self, site: Site, fetcher: Fetcher, clock: TestClock) -> None:
        with serving("127.0.0.2") as other:
            for one in (site, other):
                one.at["/a"] = page("Nine died.")
                fetcher.get(one.url("/a"))
        assert len(clock.slept) == 2  # Each between its robots.txt and its page.

    @pytest.mark.parametrize(
        ("headers", "minutes"),
        [
            ({}, 1),
            ({"Retry_After": "600"}, 10),
            ({"Retry_After": "Tue, 10 Sep 2024 12:30:01 GMT"}, 30),
            ({"Retry_After": "0"}, 1),
            ({"Retry_After": "soon"}, 1),
            ({"Retry_After": "9" * 400}, 24 * 60),
        ],
    )
    @pytest.mark.parametrize("code", [429, 503])
    def test_a_host_that_has_enough_of_us_is_left_alone(
        self, site: Site, fetcher: Fetcher, clock: TestClock, code: int, headers: dict[str, str], minutes: int
    ) -> None:
        site.at |= {"/a": states(status(code, **headers), page("Nine died.")), "/b": page("Four died.")}
        with pytest.raises(Trouble, match=f"HTTP {code}"):
            fetcher.get(site.url("/a"))
        clock.pass_by(minutes=minutes - 0.5)
        with pytest.raises(Resting, match="left alone until"):
            fetcher.get(site.url("/b"))
        clock.pass_by(minutes=0.6)
        assert fetcher.get(site.url("/a"))
        assert fetcher.get(site.url("/b"))

    def test_each_trouble_doubles_the_wait_and_an_answer_ends_it(
        self, site: Site, fetcher: Fetcher, clock: TestClock, memory: Memory
    ) -> None:
        site.at["/a"] = states(*[status(503)] * 4, page("Nine died."), status(503))
        waits = []
        for _ in range(4):
            with pytest.raises(Trouble):
                fetcher.get(site.url("/a"))
            (host,) = memory.kept.values()
            assert host.due is not None
            waits.append((host.due - clock.now()).total_seconds() / 60)
            clock.pass_by(minutes=waits[-1])
        assert waits == pytest.approx([1, 2, 4, 8], abs=0.1)
        assert fetcher.get(site.url("/a"))
        (host,) = memory.kept.values()
        assert (host.failures, host.due) == (0, None)

    def test_the_wait_never_grows_beyond_a_day(self, site: Site, memory: Memory, clock: TestClock) -> None:
        fetcher = Fetcher(memory, private=True, clock=clock, limits=QUICK)
        site.at["/a"] = status(503)
        memory.keep_host(Host(name=site.url(""), failures=500, robots="", asked=NOON))
        with pytest.raises(Trouble):
            fetcher.get(site.url("/a"))
        assert memory.kept[site.url("")].due == clock.now() + timedelta(days=1)
