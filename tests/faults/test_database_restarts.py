"""PostgreSQL stopped under load and started again: what was called stored is there, and work goes on."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest
from click.testing import CliRunner
from machine import LONG, begun, run

import postgres
from browsing import TOKEN, Site, serving
from invented import VERSIONS, a_reading, a_report
from misbehaving import TestClock, page, states
from misbehaving import serving as serving_feed
from sayso.cli import main
from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.ledger.people import Role
from sayso.web.gate import COOKIE
from sayso.workflow.link import relink
from sayso.workflow.people import admit, sign_in
from whole import assert_whole
from writers import noted, processes, write

pytestmark = pytest.mark.postgres

PASSWORD = "four plain words together"


@pytest.fixture(scope="module")
def own() -> Iterator[postgres.Cluster]:
    """A PostgreSQL that may be stopped without disturbing others; it runs before and after each test."""
    try:
        with postgres.running() as own:
            yield own
    except postgres.Missing as missing:
        pytest.fail(str(missing), pytrace=False)


def ledger_of(own: postgres.Cluster) -> str:
    """The address of a ledger of one report, linked, where one person may sign in."""
    address = own.new_database()
    with Ledger.open(address) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        relink(ledger)
        admit(ledger, "Amina", Role.CODER, PASSWORD)
    return address


def test_writers_that_are_cut_off_have_lost_nothing_that_was_stored(
    own: postgres.Cluster, tmp_path: Path
) -> None:
    address = own.new_database()
    Ledger.open(address).close()
    journals = [str(tmp_path / name) for name in ("first", "second")]
    for round in range(2):
        writers = [
            processes.Process(target=_write_until_cut_off, args=(address, journal, 10_000 * (2 * round + n)))
            for n, journal in enumerate(journals)
        ]
        for writer in writers:
            writer.start()
        while not all(len(_stored(journal)) > 10 * (round + 1) for journal in journals):
            assert all(writer.is_alive() for writer in writers)
            sleep(0.01)
        own.stop()
        for writer in writers:
            writer.join(timeout=LONG)
        own.start()
        assert [writer.exitcode for writer in writers] == [0, 0]
        for journal in journals:
            with Ledger.open(address) as ledger:
                assert_whole(ledger, address, journal)


def _stored(journal: str) -> list[str]:
    return noted(journal, "stored") if Path(journal).exists() else []


def _write_until_cut_off(address: str, journal: str, first: int) -> None:
    try:
        write(address, journal, count(first))
    except LedgerError as error:
        (line,) = str(error).splitlines()
        assert line.startswith("postgresql://")


def test_a_command_that_is_cut_off_says_so_and_goes_on_when_it_is_given_again(
    own: postgres.Cluster, reports: Path
) -> None:
    address = own.new_database()
    reading = begun("read", str(reports), "--ledger", address, "--quiet")
    while _count(address) < 1 and reading.poll() is None:
        sleep(0.01)
    own.stop()
    _, told = reading.communicate(timeout=LONG)
    away = run("incidents", "--ledger", address)
    own.start()
    # On a fast machine it may have been done already.
    if reading.returncode:
        assert re.fullmatch(rb"sayso: postgresql://.*\n", told)
    assert (away.status, away.out) == (1, "")
    assert re.fullmatch(r"sayso: postgresql://.*\n", away.told)
    assert run("read", str(reports), "--ledger", address, "--quiet").status == 0
    assert _count(address) == 4


def _count(address: str) -> int:
    with Ledger.open(address) as ledger:
        return len(list(ledger.readings()))


def test_a_page_under_load_says_503_and_recovers_by_itself(
    own: postgres.Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        serving(ledger_of(own)) as site,
        httpx.Client(base_url=site.address, follow_redirects=True) as client,
    ):
        assert client.get(f"/?token={TOKEN}").status_code == 200
        with ThreadPoolExecutor(4) as load:
            asked = [load.submit(_ask_for_a_while, client) for _ in range(4)]
            sleep(0.3)
            own.stop()
            sleep(0.3)
            away = client.get("/incidents")
            own.start()
            statuses = {status for one in asked for status in one.result(timeout=LONG)}
        assert statuses <= {200, 503}
        assert away.status_code == 503
        assert away.headers["retry-after"]
        assert "postgresql://" in away.text  # The one who started the page is told which.
        assert "Traceback" not in away.text
        assert client.get("/incidents").status_code == 200
        assert client.get("/reports/gazette-17?format=json").status_code == 200


def test_rows_that_nobody_reads_on_end_quietly_when_the_database_is_away(own: postgres.Cluster) -> None:
    with Ledger.open(ledger_of(own)) as ledger:
        rows = ledger.search("market")
        next(rows)
        own.stop()
        rows.close()
        own.start()
        assert len(list(ledger.search("market"))) == 1


def _ask_for_a_while(client: httpx.Client) -> list[int]:
    """Ask for all kinds of views, until some time after the database was started again."""
    views = ("/incidents", "/sources", "/pledges", "/search?q=market", "/reports/gazette-17", "/review")
    statuses, end = [], monotonic() + LONG
    while monotonic() < end:
        statuses += [client.get(view).status_code for view in views]
        if 503 in statuses and statuses[-len(views) :] == [200] * len(views):
            break
    return statuses


def test_a_team_is_told_nothing_of_where_the_ledger_is(own: postgres.Cluster) -> None:
    address = ledger_of(own)
    with Ledger.open(address) as ledger:
        token = sign_in(ledger, "Amina", PASSWORD)
    with serving(address, team=True) as site, _signed_in(site, token) as client:
        assert client.get("/incidents").status_code == 200
        own.stop()
        away = client.get("/incidents")
        strange = httpx.post(f"{site.address}/sign-in", data={"name": "Amina", "password": PASSWORD})
        own.start()
        for answer in (away, strange):
            assert answer.status_code == 503
            assert "cannot be reached" in answer.text
            assert "postgresql" not in answer.text
        assert client.get("/incidents").status_code == 200


def _signed_in(site: Site, token: str) -> httpx.Client:
    return httpx.Client(base_url=site.address, cookies={COOKIE: token})


def test_a_decision_while_the_database_is_away_is_not_half_made(own: postgres.Cluster) -> None:
    address = ledger_of(own)
    with serving(address) as site, httpx.Client(base_url=site.address, follow_redirects=True) as client:
        client.get(f"/?token={TOKEN}")
        shown = client.get("/reports/gazette-17").text
        token = re.findall(r'"X-CSRF-Token": "([0-9a-f]+)"', shown)[0]
        form = {"act": "reject", "thing": "gazette-17:s2", "why": "no denial", "csrf": token}
        own.stop()
        assert client.post("/decide", data=form).status_code == 503
        own.start()
        with Ledger.open(address) as ledger:
            assert ledger.decisions() == []
        assert client.post("/decide", data=form).status_code == 200
        with Ledger.open(address) as ledger:
            assert len(ledger.decisions()) == 1


def test_watching_tells_that_the_database_is_away_and_goes_on(
    own: postgres.Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, clock = own.new_database(), TestClock()
    monkeypatch.setattr("sayso.sources.fetch.fetcher.SystemClock", lambda: clock)
    rounds = iter([own.stop, own.start])

    def wait(seconds: float) -> None:
        if seconds < 60:
            return sleep(seconds)  # It is not the command that waits.
        clock.pass_by(seconds=seconds)
        if (then := next(rounds, None)) is None:
            raise KeyboardInterrupt
        then()

    monkeypatch.setattr("sayso.cli.watch.time.sleep", wait)
    article = "<html><body><article><p>Nine people were killed when a shell hit the fish market of Aden, police said.</p><p>{}</p></article></body></html>"
    with serving_feed() as site:
        site.at |= {
            "/rss": page("<rss version='2.0'><channel><item><link>/1</link></item></channel></rss>"),
            "/1": states(
                *(page(article.format(f"The army denied it {n} times on Monday.")) for n in ("two", "four"))
            ),
        }
        watching = ["watch", site.url("/rss"), "--every", "2h", "--allow-private", "--ledger", address]
        result = CliRunner().invoke(main, watching)
    assert result.exit_code == 130
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["listed", "new", "changed"]
    told = [line for line in result.stderr.splitlines() if "postgresql://" in line]
    assert len(told) == 1
    assert _count(address) == 2
