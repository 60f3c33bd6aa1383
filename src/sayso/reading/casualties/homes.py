"""The incident that a figure belongs to: the one meant, not the nearest."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from sayso.language.encoder import Scores
from sayso.model import Harm
from sayso.reading.casualties.find import Figure
from sayso.reading.incidents.mentions import Event

LARGE = 1_000
"""Dead from which on a toll in the perfect tense is that of a war and not of one incident."""

CLOSE = 8
"""Words between a figure and a mention that are of one clause."""

REACH = 600
"""Words on either side of a figure in which its incident is mentioned."""

STEP, FAR, OUTSIDE, AHEAD, SURE = 3.0, 5.0, 1.0, 2.0, 8.0
"""How distance is weighed against the encoder's log odds, which count up to SURE: a point for STEP words of one sentence,
FAR times as many elsewhere, OUTSIDE points for another sentence, AHEAD more where the mention is yet to come. Chosen on
the coded dev reports among sixty settings; half of them lie within one figure of the best."""

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


@dataclass(frozen=True, slots=True)
class _Option:
    """A mention that may name a figure's incident.

    Args:
        event: the place of its incident.
        apart: words between the two.
        odds: the encoder's log odds that the figure is a toll of the mention.
        inside: whether both are of one sentence.
        before: whether the mention stands before the figure.
    """

    event: int
    apart: int
    odds: float
    inside: bool
    before: bool

    @property
    def merit(self) -> float:
        """How good an option it is: the encoder's odds, less what the distance costs."""
        if self.inside:
            return self.odds - self.apart / STEP
        return self.odds - self.apart / STEP / FAR - OUTSIDE - (0 if self.before else AHEAD)


def find_homes(doc: Doc, figures: Sequence[Figure], events: Sequence[Event]) -> list[int | None]:
    """For each figure its incident, by the place in the list of events; None for a toll of a war or period."""
    options = _options(doc, figures, events)
    found: list[int | None] = []
    for place, figure in enumerate(figures):
        whole = figure.part_of
        known = whole is not None and whole < len(found)
        found.append(found[whole] if known and whole is not None else _home(figure, options[place]))
    return found


def _options(doc: Doc, figures: Sequence[Figure], events: Sequence[Event]) -> list[list[_Option]]:
    """For each figure the mentions near it."""
    scores: Scores | None = doc._.sayso_scores
    starts = [figure.span.start for figure in figures]
    found: list[list[_Option]] = [[] for _ in figures]
    for number, event in enumerate(events):
        for mention in event.mentions:
            near = range(bisect_left(starts, mention.start - REACH), bisect_left(starts, mention.end + REACH))
            odds = scores.link_odds(mention.start, "toll") if scores is not None and near else None
            for place in near:
                span, sentence = figures[place].number, figures[place].sentence
                found[place].append(
                    _Option(
                        event=number,
                        apart=max(mention.start - figures[place].span.end, span.start - mention.end, 0),
                        odds=0.0
                        if odds is None
                        else float(odds[span.start : span.end].mean().clip(-SURE, SURE)),
                        inside=sentence.start <= mention.start < sentence.end,
                        before=mention.end <= span.start,
                    )
                )
    return found


def _home(figure: Figure, options: Sequence[_Option]) -> int | None:
    small = (figure.count.quantity.low or 0) < LARGE
    close = any(option.inside and option.apart <= CLOSE for option in options)
    if not options or (is_of_period(figure) and not (small and close)):
        return None
    return max(options, key=lambda option: option.merit).event


def is_of_period(figure: Figure) -> bool:
    """Whether the sentence gives the toll of a whole war or period."""
    text = figure.sentence.text
    quantity = figure.count.quantity
    perfect = PERFECT.search(text) is not None
    large = (quantity.low or quantity.high or 0) >= LARGE and figure.harm is Harm.KILLED
    return bool(PERIOD.search(text)) or (perfect and (large or SINCE.search(text) is not None))
