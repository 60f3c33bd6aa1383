"""One figure for each voice: where the same voice prints the same figure again, in the headline, the lead or later."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from sayso.model import Victims
from sayso.reading.casualties.find import Figure

HEADLINE = 400
"""Code points from the start of a text in which its own headline may be printed again."""


REACH = 60
"""Figures before another among which it may be a repeat of one."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with what tells its repeats apart from other figures.

    Args:
        home: the place of its incident, or None.
        statement: the id of the statement that gives it.
        victims: who the people are.
    """

    figure: Figure
    home: int | None
    statement: str
    victims: Victims


def find_repeats(doc: Doc, told: Sequence[Told], voices: dict[str, frozenset[str]]) -> list[int]:
    """For each figure the place of the fullest mention that it repeats: its own place where it repeats none."""
    headline = _headline_end(doc)
    group = list(range(len(told)))
    for later in range(len(told)):
        for earlier in range(max(0, later - REACH), later):
            alike = group[earlier] == earlier and told[earlier].figure.harm is told[later].figure.harm
            if alike and _same(told[earlier], told[later], voices, headline):
                group[later] = earlier
                break
    fullest = {}
    by_first: dict[int, list[int]] = {}
    for n, first in enumerate(group):
        by_first.setdefault(first, []).append(n)
    for first, members in by_first.items():
        fullest[first] = max(
            members, key=lambda n: (_in_body(told[n], headline), _fullness(told[n].figure), -n)
        )
    return [fullest[first] for first in group]


def _fullness(figure: Figure) -> int:
    """How many words a figure is told in; a determiner that points back adds nothing."""
    return len(figure.words) - (figure.words[0] in ("the", "these", "those"))


def _headline_end(doc: Doc) -> int:
    """Where a headline printed at the head of the text ends, in code points; 0 where there is none."""
    title = doc._.sayso_report.title if doc._.sayso_report else None
    if not title:
        return 0
    start = doc.text[:HEADLINE].casefold().find(title.strip().casefold())
    return start + len(title.strip()) if start >= 0 else 0


def _in_body(told: Told, headline: int) -> bool:
    return told.figure.span.start_char >= headline


def _same(one: Told, other: Told, voices: dict[str, frozenset[str]], headline: int) -> bool:
    """Whether a figure repeats another: the same people and harm by one voice, or by the headline for any."""
    first, second = one.figure, other.figure
    heading = not _in_body(one, headline) and _in_body(other, headline)
    if (
        first.harm is not second.harm
        or first.sentence.start == second.sentence.start
        or not _same_number(first, second, heading)
    ):
        return False
    if one.home != other.home and not heading:
        return False
    if not heading and one.victims.groups != other.victims.groups:
        return False
    if first.count.single and second.count.single and not _same_noun(first, second):
        return False
    return heading or bool(voices[one.statement] & voices[other.statement])


def _same_number(first: Figure, second: Figure, heading: bool) -> bool:
    """Whether two quantities are one; a headline may drop the bound."""
    one, other = first.count.quantity, second.count.quantity
    if (one.low, one.high) == (other.low, other.high):
        return one.low is not None or one.high is not None or first.words == second.words
    numbers = (
        {n for n in (one.low, one.high) if n is not None},
        {n for n in (other.low, other.high) if n is not None},
    )
    return heading and bool(numbers[0] & numbers[1])


def _same_noun(first: Figure, second: Figure) -> bool:
    """Whether two single people may be one: named alike, and the second is not "another"."""
    return first.count.noun[-1:] == second.count.noun[-1:] and second.words[:1] != ("another",)
