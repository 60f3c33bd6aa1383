"""A watched article of an invented strike that its outlet changes without a word."""

from datetime import UTC, datetime, timedelta

from sayso.ledger import Ledger
from sayso.watched import Article, Feed
from sayso.workflow.link import relink
from told import MARIB, VERSIONS, Told

FOUND = datetime(2024, 3, 13, 9, tzinfo=UTC)
CHANGED = FOUND + timedelta(days=2)
FEED, URL = "https://post.example/rss", "https://post.example/1"
STRIKE = "An air strike hit the fish market of Marib on Tuesday."
FIRST = ("Marib Hospital: 25 people", "Harm Monitor: 31 people")
SECOND = ("Marib Hospital: 23 people", "Town Hall: 20 people")


def article(*sentences: str) -> Told:
    """The article as it was, sentence by sentence: who says how many, as "Marib Hospital: 25 people"."""
    said = [one.partition(": ") for one in sentences]
    told = Told(
        " ".join([STRIKE, *(f"{source} said {count} were killed." for source, _, count in said)]), id="post-1"
    )
    told.incident("An air strike", where=(MARIB,))
    for source, _, count in said:
        by = told.says(source, f"{count} were killed", kind="medical")
        told.figure(count, int(count.split()[0]), by=by)
    return told


def watch(ledger: Ledger) -> None:
    """Watch the article, and see it for the first time: a hospital counts 25 dead, a monitor 31."""
    ledger.watched.keep_feed(Feed(url=FEED))
    ledger.watched.add_articles([Article(url=URL, feed=FEED, found=FOUND, due=FOUND)])
    see(ledger, article(*FIRST), FOUND)


def change(ledger: Ledger) -> None:
    """Two days later it has the hospital count 23, and the monitor is not in it any more."""
    see(ledger, article(*SECOND), CHANGED)


def see(ledger: Ledger, told: Told | None, at: datetime) -> None:
    """Keep how the article was seen, and link anew."""
    if told:
        ledger.add(told.report(), told.reading(), VERSIONS)
    ledger.watched.see(URL, told.report().hash if told else None, at)
    relink(ledger)
