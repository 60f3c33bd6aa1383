"""The incident that a figure belongs to: the one meant, not the nearest."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from sayso.model import Harm
from sayso.reading.casualties.find import Figure
from sayso.reading.incidents.mentions import Event

LARGE = 1_000
"""Dead from which on a toll in the perfect tense is that of a war and not of one incident."""

CLOSE = 8
"""Words between a figure and a mention that are of one clause."""

PERFECT = re.compile(r"\b(?:have|has|had)\b", re.IGNORECASE)
SINCE = re.compile(
    r"\bsince (?!then\b|(?:early |late |last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\bin all\b|\bso far\b|\buntil (?:that|this) point\b|\bup to now\b",
    re.IGNORECASE,
)
PERIOD = re.compile(
    r"\b(?:in|over|during|for|within) (?:the )?(?:past|previous|recent) (?:\w+ ){0,2}(?:weeks|months|years?|decades?)\b"
    r"|\b(?:in|of|during) (?:the|a|its) (?:\w+ ){0,2}(?:war|conflict|uprising|insurgency)\b"
    r"|\b(?:war|conflict|uprising|insurgency) (?:that |which )?(?:has|have|had|began|erupted|started|broke)\b"
    r"|\b(?:has|have)(?: \w+){0,6} this (?:year|month)\b|\b(?:month|year|january|february|march|april|june|july|august|"
    r"september|october|november|december) alone\b|\b(?:a|every|each) year\b|\bevery month\b|\bin \w+ last year\b"
    r"|\bfrom \d{4} to \d{4}\b|\bfirst \w+ months\b|\bin less than \d+ days\b",
    re.IGNORECASE,
)
"""Words of a toll over a whole war or period."""


def find_homes(doc: Doc, figures: Sequence[Figure], events: Sequence[Event]) -> list[int | None]:
    """For each figure its incident, by the place in the list of events; None for a toll of a war or period."""
    found: list[int | None] = []
    for figure in figures:
        whole = figure.part_of
        if whole is not None and whole < len(found):
            found.append(found[whole])
        else:
            found.append(_home(figure, events))
    return found


def _home(figure: Figure, events: Sequence[Event]) -> int | None:
    if not events:
        return None
    mentions = [(mention, number) for number, event in enumerate(events) for mention in event.mentions]
    sentence = figure.sentence
    near = [(m, n) for m, n in mentions if sentence.start <= m.start < sentence.end]
    close = [(m, n) for m, n in near if _apart(figure.span, m) <= CLOSE]
    if is_of_period(figure) and not (close and (figure.count.quantity.low or 0) < LARGE):
        return None
    before = [(m, n) for m, n in mentions if m.end <= figure.span.start]
    choice = near or before or mentions
    return min(choice, key=lambda c: _apart(figure.span, c[0]))[1]


def is_of_period(figure: Figure) -> bool:
    """Whether the sentence gives the toll of a whole war or period."""
    text = figure.sentence.text
    quantity = figure.count.quantity
    perfect = PERFECT.search(text) is not None
    large = (quantity.low or quantity.high or 0) >= LARGE and figure.harm is Harm.KILLED
    return bool(PERIOD.search(text)) or (perfect and (large or SINCE.search(text) is not None))


def _apart(span: Span, mention: Span) -> int:
    return max(mention.start - span.end, span.start - mention.end, 0)
