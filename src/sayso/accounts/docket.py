"""The docket of pledges: due, overdue, or what somebody later says became of them.

Nothing is kept, broken or withdrawn but on somebody's say-so: a later statement that says so of the same party and, in most of
its words, of the same undertaking. What nobody speaks of again is due, overdue or open.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.accounts.names import GENERIC, LITTLE, PRONOUNS, normal
from sayso.model import PledgeAct

NOUN = (
    r"(?:promises?|pledges?|vows?|word|commitments?|guarantees?|undertakings?|deadlines?|ultimatums?|orders?)"
)
BETWEEN = r"(?: \w+){0,3} "
KEPT = re.compile(
    rf"\b(?:kept|fulfil\w*|honou?red|met|made good on|delivered on|carried out|complied with){BETWEEN}{NOUN}\b",
    re.IGNORECASE,
)
BROKEN = re.compile(
    rf"\b(?:broke|broken|reneged on|gone back on|went back on|violated|missed|ignored|defied|failed to (?:keep|meet|honou?r)"
    rf"|(?:did|has|have|had) not (?:keep|kept|meet|met|honou?r(?:ed)?)){BETWEEN}{NOUN}\b",
    re.IGNORECASE,
)
"""How English says that an undertaking was kept or not: general usage. A denial of keeping is tried first."""

ENOUGH = 0.5
"""Share of an undertaking's telling words that a later statement must have."""

STEM = 5
"""Letters by which two forms of a word are one: "publish", "published"."""


class State(StrEnum):
    """What became of a pledge."""

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """A pledge, as far as its docket needs it.

    Args:
        by: the party's name, or None.
        act: what kind of undertaking.
        what: what is to be done.
        deadline: the last day (ISO 8601), or None.
        said: the day on which it was published, or None.
    """

    by: str | None
    act: PledgeAct
    what: str
    deadline: str | None
    said: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What somebody says that may settle a pledge.

    Args:
        report: the report's id.
        statement: the statement's id in it.
        source: who says it.
        said: the day on which it was published, or None.
        text: the words.
        retracts: the party that takes something back with them, or None.
    """

    report: str
    statement: str
    source: str | None
    said: str | None
    text: str
    retracts: str | None = None


class Words:
    """What may settle pledges, by whom it is about: a pledge is only compared to what names its party.

    Args:
        words: in any order.
    """

    def __init__(self, words: Iterable[Word]) -> None:
        self._by_stem: dict[str, list[Word]] = defaultdict(list)
        for word in words:
            for stem in _named(word):
                self._by_stem[stem].append(word)

    def about(self, party: str | None) -> Iterable[Word]:
        """What names a party, each word once."""
        found = (word for stem in _telling(party or "") for word in self._by_stem.get(stem, ()))
        return dict.fromkeys(found)


def settles(text: str) -> bool:
    """Whether words say that some undertaking was kept or broken."""
    return bool(KEPT.search(text) or BROKEN.search(text))


def settling(undertaking: Undertaking, words: Iterable[Word]) -> list[tuple[State, Word]]:
    """All that is said to have become of a pledge, the earliest first.

    Args:
        undertaking: the pledge.
        words: what was said.
    """
    later = [word for word in words if _is_later(undertaking, word) and _is_same(undertaking, word)]
    ordered = sorted(later, key=lambda word: (word.said or "", word.report, word.statement))
    return [(_verdict(word), word) for word in ordered]


def state(undertaking: Undertaking, words: Iterable[Word], today: date) -> tuple[State, Word | None]:
    """The state of a pledge on a day, and on whose word it is not simply due.

    Args:
        undertaking: the pledge.
        words: what was said by that day.
        today: the day.
    """
    said = settling(undertaking, words)
    return said[-1] if said else (unsettled(undertaking, today), None)


def unsettled(undertaking: Undertaking, today: date) -> State:
    """The state of a pledge of which nobody speaks again, on a day."""
    if undertaking.deadline is None:
        return State.OPEN
    return State.DUE if undertaking.deadline >= today.isoformat() else State.OVERDUE


def _verdict(word: Word) -> State:
    if word.retracts:
        return State.WITHDRAWN
    return State.BROKEN if BROKEN.search(word.text) else State.KEPT


def _is_later(undertaking: Undertaking, word: Word) -> bool:
    return undertaking.said is not None and word.said is not None and undertaking.said < word.said


def _is_same(undertaking: Undertaking, word: Word) -> bool:
    """Whether words are about a party and what it undertook; a retraction settles nothing of others, or itself."""
    party = _telling(undertaking.by or "")
    if not party or undertaking.act is PledgeAct.RETRACTION:
        return False
    named = _named(word)
    wanted, given = _telling(undertaking.what) - party, _telling(word.text)
    return bool(party & named) and len(wanted) > 1 and len(wanted & given) >= max(2, ENOUGH * len(wanted))


def _named(word: Word) -> frozenset[str]:
    """The stems of those whom words are about."""
    return _telling(word.retracts or f"{word.text} {word.source or ''}")


def _telling(text: str) -> frozenset[str]:
    """The beginnings of the words that tell one party or thing from another."""
    little = LITTLE | PRONOUNS | (GENERIC - {"army", "police"})
    return frozenset(word[:STEM] for word in normal(text) if word not in little and (len(word) > 2))
