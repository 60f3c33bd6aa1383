"""`sayso watch` and `sayso versions`, from a list of feeds to what an outlet changed without a word."""

import csv
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from misbehaving import Site, TestClock, page, serving, silent, states, status
from sayso.cli import main
from sayso.ledger import Ledger

WORDS = "<p>{} people were killed when a shell hit the fish market of Aden on Monday, the harbour police said.</p>"
ARMY = "<p>The army denied that it had fired. Its spokesman promised to publish the flight log by Friday.</p>"
TITLE = "<title>Shell hits fish market</title>"


def article(number: str) -> str:
    body = f"<article><h1>Shell hits fish market</h1>{WORDS.format(number)}{ARMY}</article>"
    return f"<!doctype html><html><head>{TITLE}</head><body>{body}</body></html>"


@pytest.fixture(autouse=True)
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClock:
    """Commands run in a folder of their own, at a time of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    clock = TestClock()
    monkeypatch.setattr("sayso.sources.fetch.fetcher.SystemClock", lambda: clock)
    return clock


@pytest.fixture
def site() -> Iterator[Site]:
    """A feed of an article that is changed, one that is taken down, and one that never was."""
    items = "".join(f"<item><link>/{n}</link></item>" for n in (1, 2, 3))
    with serving() as site:
        site.at |= {
            "/rss": page(f"<rss version='2.0'><channel><title>Harbour Post</title>{items}</channel></rss>"),
            "/1": states(page(article("Nine")), page(article("Four"))),
            "/2": states(page(article("Twelve")), status(410)),
        }
        outline = f'<outline text="Harbour Post" xmlUrl="{site.url("/rss")}"/>'
        Path("feeds.opml").write_text(f"<opml version='2.0'><body>{outline}</body></opml>", encoding="utf-8")
        yield site


def sayso(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def watched() -> Result:
    return sayso("watch", "feeds.opml", "--once", "--allow-private")


def test_what_is_seen_is_told_line_by_line_and_failures_elsewhere(site: Site) -> None:
    result = watched()
    assert result.exit_code == 1
    listed, *new = result.stdout.splitlines()
    assert listed == f"listed    3 new articles: {site.url('/rss')}"
    assert [line.split()[0] for line in new] == ["new", "new"]
    assert all(line.endswith("Harbour Post: Shell hits fish market") for line in new)
    assert result.stderr == f"sayso: {site.url('/3')}: is not there (HTTP 404)\n"


def test_rows_for_programs(site: Site) -> None:
    result = sayso("watch", site.url("/rss"), "--once", "--allow-private", "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["what"] for row in rows] == ["listed", "new", "new", "failed"]
    assert (rows[0]["articles"], rows[3]["cause"]) == (3, "is not there (HTTP 404)")
    assert result.stderr == ""


def test_what_was_changed_and_taken_down_is_listed_and_shown(site: Site, clock: TestClock) -> None:
    watched()
    clock.pass_by(hours=2)
    changed, vanished = watched().stdout.splitlines()
    assert changed.startswith("changed")
    assert vanished.startswith("vanished")
    assert "(was r-" in changed

    listed = [json.loads(line) for line in sayso("versions", "--format", "jsonl").stdout.splitlines()]
    assert {(row["url"], row["versions"], row["gone"]) for row in listed} == {
        (site.url("/1"), 2, False),
        (site.url("/2"), 2, True),
    }
    assert "gone  Harbour Post: Shell hits fish market" in sayso("versions").stdout

    shown = sayso("versions", changed.split()[1]).stdout
    assert shown.splitlines()[0] == site.url("/1")
    assert "lowered “Nine people” to “Four people” killed, according to harbour police" in shown
    assert "- Nine people were killed" in shown
    assert "+ Four people were killed" in shown
    assert "taken down" in sayso("versions", site.url("/2")).stdout


def test_changes_are_rows_too(site: Site, clock: TestClock) -> None:
    watched()
    clock.pass_by(hours=2)
    watched()
    rows = list(csv.DictReader(StringIO(sayso("versions", site.url("/1"), "--format", "csv").stdout)))
    assert [(row["version"], row["change"], row["field"]) for row in rows] == [
        ("1", "first", ""),
        ("2", "changed", ""),
        ("2", "words", "text"),
        ("2", "lowered", "figure"),
    ]
    assert (rows[3]["before"], rows[3]["after"], rows[3]["harm"]) == ("Nine people", "Four people", "killed")


def test_it_asks_again_after_a_while_until_it_is_stopped(
    site: Site, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock.pass_by(seconds=seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("sayso.cli.watch.time.sleep", sleep)
    result = sayso("watch", "feeds.opml", "--every", "2h", "--allow-private")
    assert result.exit_code == 130
    assert site.times("/rss") == 3
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "listed",
        "new",
        "new",
        "changed",
        "vanished",
    ]
    assert all(timedelta(hours=2).total_seconds() - wait < 60 for wait in waits)


def test_a_killed_run_loses_and_doubles_nothing(site: Site) -> None:
    # Each is a page that stays as it is; the last one keeps the first run waiting.
    site.at |= {"/1": page(article("Nine")), "/2": page(article("Twelve"))}
    site.at["/3"] = states(silent, page(article("Three")))
    program = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r})\n"
        "from misbehaving import TestClock\n"
        "from sayso.sources.fetch import fetcher\n"
        "fetcher.SystemClock = TestClock\n"
        "from sayso.cli import main\n"
        "main(['watch', 'feeds.opml', '--once', '--allow-private'])"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.DEVNULL) as run:
        while not site.times("/3"):
            assert run.poll() is None
            time.sleep(0.02)
        run.kill()
    with Ledger.open("sayso.db") as ledger:
        before = len(list(ledger.readings()))
    again = watched()
    assert again.exit_code == 0
    assert [line.split()[0] for line in again.stdout.splitlines()] == ["new"] * (3 - before)
    with Ledger.open("sayso.db") as ledger:
        assert len(list(ledger.readings())) == 3
        assert all(len(ledger.watched.versions(site.url(f"/{n}"))[1]) == 1 for n in (1, 2, 3))


def test_servers_that_are_not_public_are_asked_on_request_only(site: Site) -> None:
    result = sayso("watch", "feeds.opml", "--once")
    assert result.exit_code == 1
    assert "is not public (127.0.0.1); allow it with --allow-private" in result.stderr
    assert site.asked == []


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("watch",), 2, "Missing argument"),
        (("watch", "lost.opml"), 1, "sayso: lost.opml: no such file or directory"),
        (("watch", "."), 1, "sayso: .: is a directory"),
        (("watch", "ftp://news.example/rss"), 1, "sayso: ftp://news.example/rss: only addresses that begin"),
        (("watch", "broken.opml"), 1, "sayso: broken.opml: broken XML"),
        (("watch", "broken.opml", "--every", "soon"), 2, "'soon' is not a span of time"),
        (("watch", "broken.opml", "--every", "5s"), 2, "more often than once a minute"),
        (("versions", "r-1"), 1, "sayso: sayso.db: no ledger there"),
    ],
)
def test_wrong_use_is_told_in_a_line(arguments: tuple[str, ...], status: int, says: str) -> None:
    Path("broken.opml").write_text("feeds", encoding="utf-8")
    result = sayso(*arguments)
    assert result.exit_code == status
    assert says in result.stderr
    assert "Traceback" not in result.output
