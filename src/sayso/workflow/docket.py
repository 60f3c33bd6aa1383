"""Docket: the pledges of a ledger with what became of them, as of a day."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

from sayso.accounts.docket import Undertaking, Word, settles, state
from sayso.ledger import Ledger
from sayso.model import PledgeAct

Row = dict[str, Any]


def docket(ledger: Ledger, today: date, *, due: date | None = None, known: bool = True) -> Iterator[Row]:
    """The pledges with their state and the statement it rests on, by deadline; those without one come last.

    Args:
        ledger: holds them.
        today: the day on which they are looked at.
        due: only what was to be done on this day or before.
        known: take in all that the ledger holds; without it, only what was published by `today`.

    Returns:
        The rows of `Ledger.pledges`, each with `published`, `state` and `on`: the statement that says what
        became of it, or None.
    """
    published = _days(ledger)
    words = [word for word in _words(ledger, published) if known or _is_out(word.said, today)]
    for row in ledger.pledges(due=due):
        said = published(row["report"])
        if not known and not _is_out(said, today):
            continue
        undertaking = Undertaking(
            by=row["by"], act=PledgeAct(row["act"]), what=row["what"], deadline=row["end"], said=said
        )
        found, word = state(undertaking, words, today)
        yield {**row, "published": said, "state": found.value, "on": _row(word)}


def _words(ledger: Ledger, published: Callable[[str], str | None]) -> Iterator[Word]:
    """All that may settle a pledge: who says that one was kept or broken, and who takes one back."""
    for row in ledger.statements():
        if settles(row["content"]):
            yield Word(
                report=row["report"],
                statement=row["statement"],
                source=row["source"],
                said=published(row["report"]),
                text=row["content"],
            )
    for row in ledger.pledges():
        if row["act"] == PledgeAct.RETRACTION and row["by"]:
            yield Word(
                report=row["report"],
                statement=row["statement"],
                source=row["source"],
                said=published(row["report"]),
                text=row["what"],
                retracts=row["by"],
            )


def _days(ledger: Ledger) -> Callable[[str], str | None]:
    """The day of publication of a report, as it was read."""

    @cache
    def day(report: str) -> str | None:
        published = ledger.reading(report)[1].report.published
        return published[:10] if published else None

    return day


def _is_out(said: str | None, day: date) -> bool:
    return said is not None and said <= day.isoformat()


def _row(word: Word | None) -> Row | None:
    if word is None:
        return None
    return {
        "report": word.report,
        "statement": word.statement,
        "source": word.source,
        "said": word.said,
        "text": word.text,
    }
