"""Casualties: every figure of harm to people, on whose say-so, and of which incident."""

from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.model import Casualty
from sayso.reading.casualties.find import find_figures
from sayso.reading.casualties.homes import find_homes
from sayso.reading.casualties.parts import find_parts
from sayso.reading.casualties.victims import victims_of
from sayso.reading.context import Context
from sayso.reading.incidents.mentions import Event
from sayso.reading.statements import phrase


def find_casualties(doc: Doc, events: Sequence[Event], context: Context) -> tuple[Casualty, ...]:
    """The figures of harm in a Doc, `c1`, `c2`, ... in text order.

    Args:
        doc: read by the language layer.
        events: the incidents; the n-th is the Reading's `i<n>`, from 1.
        context: what the report has given so far.
    """
    figures = find_figures(doc)
    places = find_homes(doc, figures, events)
    figures = find_parts(figures, places)
    victims = victims_of(figures, context.entities)
    found = []
    for number, (figure, who, home) in enumerate(zip(figures, victims, places, strict=True)):
        quantity = figure.count.quantity
        words = phrase(figure.span)
        found.append(
            Casualty(
                id=f"c{number + 1}",
                text=words.text,
                span=words.span,
                low=quantity.low,
                high=quantity.high,
                bound=quantity.bound,
                harm=figure.harm,
                victims=who,
                incident=None if home is None else f"i{home + 1}",
                statement=context.statement_at(figure.number),
                part_of=None if figure.part_of is None else f"c{figure.part_of + 1}",
            )
        )
    return tuple(found)
