"""Docket: the pledges of a ledger with what became of them, as of a day."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sayso.accounts.docket import State, Undertaking, Word, Words, settles, settling, unsettled
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
    for row, undertaking, said in _undertaken(ledger, today, due=due, known=known):
        found, word = said[-1] if said else (unsettled(undertaking, today), None)
        yield {**row, "state": found.value, "on": _row(word) if word else None}


def store_docket(ledger: Ledger) -> None:
    """Work out what is said to have become of every pledge, and store it for the page."""
    ledger.docket.store(
        {**row, "words": [{"state": found.value, **_row(word)} for found, word in said]}
        for row, _, said in _undertaken(ledger, date.max)
    )


def _undertaken(
    ledger: Ledger, today: date, *, due: date | None = None, known: bool = True
) -> Iterator[tuple[Row, Undertaking, list[tuple[State, Word]]]]:
    """The pledges, each with all that is said to have become of it."""
    published = ledger.days().get
    words = Words(word for word in _words(ledger, published) if known or _is_out(word.said, today))
    for row in ledger.pledges(due=due):
        said = published(row["report"])
        if not known and not _is_out(said, today):
            continue
        undertaking = Undertaking(
            by=row["by"], act=PledgeAct(row["act"]), what=row["what"], deadline=row["end"], said=said
        )
        yield {**row, "published": said}, undertaking, settling(undertaking, words.about(row["by"]))


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


def _is_out(said: str | None, day: date) -> bool:
    return said is not None and said <= day.isoformat()


def _row(word: Word) -> Row:
    return {
        "report": word.report,
        "statement": word.statement,
        "source": word.source,
        "said": word.said,
        "text": word.text,
    }
