"""Casualties: every figure of harm to people, on whose say-so, and of which incident."""

from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.model import Casualty
from sayso.reading.casualties.find import find_figures
from sayso.reading.casualties.homes import find_homes
from sayso.reading.casualties.parts import find_parts
from sayso.reading.casualties.repeats import Told, find_repeats
from sayso.reading.casualties.victims import victims_of
from sayso.reading.casualties.voices import statement_of, voices
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
    homes = find_homes(doc, figures, events)
    statements = [statement_of(figure, context) for figure in figures]
    speakers = voices(context)
    figures = find_parts(figures, homes, [speakers[statement] for statement in statements])
    victims = victims_of(figures, context.entities)
    told = [Told(*own) for own in zip(figures, homes, statements, victims, strict=True)]
    places = find_repeats(doc, told, speakers)
    repeats: dict[int, list[int]] = {}
    for n, place in enumerate(places):
        if n != place:
            repeats.setdefault(place, []).append(n)
    kept = [n for n, place in enumerate(places) if n == place]
    ids = {place: f"c{number}" for number, place in enumerate(kept, 1)}
    found = []
    for place in kept:
        figure, quantity = figures[place], figures[place].count.quantity
        whole = None if figure.part_of is None else places[figure.part_of]
        home = told[place].home
        words = phrase(figure.span)
        found.append(
            Casualty(
                id=ids[place],
                text=words.text,
                span=words.span,
                also=tuple(phrase(figures[n].span) for n in repeats.get(place, ())),
                low=quantity.low,
                high=quantity.high,
                bound=quantity.bound,
                harm=figure.harm,
                victims=victims[place],
                incident=None if home is None else f"i{home + 1}",
                statement=told[place].statement,
                part_of=None if whole is None or whole == place else ids[whole],
            )
        )
    return tuple(found)
