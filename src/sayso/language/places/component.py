"""The pipeline component: place names found, and put on the map."""

from collections.abc import Mapping

import numpy as np
from spacy.tokens import Doc

from sayso.language.places.choices import Choices, group
from sayso.language.places.clues import clues
from sayso.language.places.gazetteer import Candidate, Gazetteer, gazetteer
from sayso.language.places.mentions import find_mentions, pick, with_airports
from sayso.language.places.network import Network, networks
from sayso.language.places.resolve import resolve
from sayso.language.places.words import Words
from sayso.model import Place, Span

Doc.set_extension("sayso_places", default=())
Doc.set_extension("sayso_candidates", default={})


class PlacesComponent:
    """Sets `doc._.sayso_places`, in text order, and `doc._.sayso_candidates`, the chosen place by span."""

    def __init__(self, gazetteer: Gazetteer, networks: Mapping[str, Network]) -> None:
        self.gazetteer = gazetteer
        self.networks = networks

    def __call__(self, doc: Doc) -> Doc:
        """Find and place the names of one Doc."""
        words = Words(doc, doc._.sayso_scores)
        mentions = find_mentions(words, self.gazetteer)
        chances = 1 / (1 + np.exp(-self.networks["mention"](clues(words, mentions))))
        picked = with_airports([mentions[n] for n in pick(mentions, chances)], mentions)
        report = doc._.sayso_report
        choices = Choices(words, group(picked), self.gazetteer, report.outlet if report else None)
        chosen = resolve(choices, self.networks)
        text = doc.text
        places = [_place(text, words.span(m.start, m.end), chosen.get(m.name)) for m in picked]
        doc._.sayso_places = tuple(places)
        doc._.sayso_candidates = {
            place.span: chosen[m.name] for place, m in zip(places, picked, strict=True) if m.name in chosen
        }
        return doc


def _place(report: str, span: Span, chosen: Candidate | None) -> Place:
    text = report[slice(*span)]
    if chosen is None:
        return Place(text=text, span=span, name=text)
    own = chosen.entry
    return Place(
        text=text,
        span=span,
        name=own.name,
        lat=own.lat,
        lon=own.lon,
        country=own.country,
        geonameid=own.geonameid,
    )


def create_places() -> PlacesComponent:
    """The place finder with the gazetteer and the networks that ship with the package."""
    return PlacesComponent(gazetteer(), networks())
