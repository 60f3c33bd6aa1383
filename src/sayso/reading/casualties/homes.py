"""The incident that a figure belongs to: the one meant, not the nearest."""

import re
from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

from sayso.reading.casualties.find import Figure
from sayso.reading.incidents.mentions import Event

LEAST = 0.3
"""Least link between an incident's mention and a figure's words at which the figure is put to it for that alone."""

PERIOD = re.compile(
    r"\b(?:since|in|during|over|for|of|from)\b[^.;]{0,60}?\b(?:war|conflict|uprising|insurgency|revolt|unrest|violence|"
    r"militancy|rebellion|crisis|hostilities|movement|invasion|offensive|year|years|decade|(?:19|20)\d\d)\b"
    r"|\b(?:war|conflict|uprising|insurgency|violence|revolt|accidents)\b[^.;]{0,40}\b(?:has|have|had)\b"
    r"|\bso far this year\b|\bthis year\b|\bever since\b|\bsince\b",
    re.IGNORECASE,
)
"""Words of a toll over a whole war or period: it belongs to no incident."""


def homes(doc: Doc, figures: Sequence[Figure], events: Sequence[Event]) -> list[int | None]:
    """For each figure its incident, by the place in the list of events; None for a toll of a whole war or period."""
    found: list[int | None] = []
    for figure in figures:
        found.append(_home(figure, events, found, figures))
    return found


def _home(
    figure: Figure, events: Sequence[Event], before: Sequence[int | None], figures: Sequence[Figure]
) -> int | None:
    if not events:
        return None
    if figure.part_of is not None and figure.part_of < len(before):
        return before[figure.part_of]
    sentence = figure.span.sent
    near = [
        (_apart(figure, mention), number)
        for number, event in enumerate(events)
        for mention in event.mentions
        if sentence.start <= mention.start < sentence.end
    ]
    if near:
        return min(near)[1]
    if PERIOD.search(sentence.text):
        return None
    earlier = [
        (figure.span.start - mention.end, number)
        for number, event in enumerate(events)
        for mention in event.mentions
        if mention.end <= figure.span.start
    ]
    return min(earlier)[1] if earlier else 0


def _apart(figure: Figure, mention: "Span") -> int:
    span = figure.span
    return max(mention.start - span.end, span.start - mention.end, 0)
