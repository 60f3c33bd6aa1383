"""Where an incident was: the places its sentences give, and the town that the report is in."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Doc, Span

from sayso.language.places import precision_of
from sayso.language.places.choices import distances
from sayso.model import EntityType, Place, Precision, Where
from sayso.reading.incidents.when import apart, words_at

PRECISE = list(Precision)
TOWNS = frozenset((Precision.TOWN, Precision.NEAR, Precision.FACILITY))
WIDE = frozenset((Precision.REGION, Precision.COUNTRY))
AROUND = 50.0
"""Kilometres between neighbours."""

MOST = 3
"""Places of its own sentences that an incident keeps, and as many of those on the map."""

LOCATIVE = frozenset(
    "in at near on outside inside around to into from of across against toward towards".split()
)
NEARER = 8
"""Words by which a place after a preposition counts as nearer."""

BODIES = frozenset(
    (EntityType.ORGANIZATION, EntityType.GOVERNMENT, EntityType.MILITARY, EntityType.ARMED_GROUP)
)
"""Entities whose longer names may hold a place's: "the Marsh Town Herald"."""

HOUSES = frozenset("family families clan clans tribe tribes household households".split())
"""Words after a name that make it that of kin and no place."""

DATELINE = re.compile(
    r"^[ \t]*[A-Z]{3}[A-Z .'’-]{0,40}?(?:,[\w ,.]{0,40})?(?:\s*\([^()\n]{1,40}\))?\s*(?:-{1,2}|[–—])\s",
    re.MULTILINE,
)
"""Where a report is from, in capitals before a dash: "ARUN, March 3 (AP) - "."""

JOINTS = frozenset((",", "and", "-", "&"))
"""What stands between the names of one list: "the Marsh and Reed families"."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place name of a report as an incident's setting.

    Args:
        named: false for a people, a language ("Syrian"), a person, a family or a body that bears a place's name.
        heard: whether the map has a place of a name that only sounds alike.
        dateline: whether it says where the report is from.
    """

    place: Place
    span: Span
    precision: Precision
    named: bool
    heard: bool = False
    dateline: bool = False

    @property
    def on_map(self) -> bool:
        """Whether it is known more exactly than by its country."""
        return self.named and self.place.lat is not None and self.precision is not Precision.COUNTRY


def spots_of(doc: Doc, places: Sequence[Place]) -> list[Spot]:
    """The place names of a report, in text order."""
    candidates, text = doc._.sayso_candidates, doc.text
    bearers = _bearers(doc)
    datelines = [match.span() for match in DATELINE.finditer(text)]
    found = []
    for place in places:
        span = words_at(doc, place.span)
        candidate = candidates.get(place.span)
        flag = candidate.flag if candidate is not None else None
        borne = any(bearers[token.i] > len(span) for token in span)
        named = flag != "adjective" and not borne and not _is_of_kin(span)
        heads = any(start <= place.span[0] < end for start, end in datelines)
        precision = precision_of(place, candidate, text)
        found.append(Spot(place, span, precision, named, heard=flag == "sound", dateline=heads))
    return _by_neighbours(_likely_put(found))


def _bearers(doc: Doc) -> list[int]:
    """For each word the length of the body's name that it is part of; that of a person counts as longer than any."""
    found = [0] * len(doc)
    for entity in doc._.sayso_entities:
        person = entity.type is EntityType.PERSON
        if person or entity.type in BODIES:
            for mention in entity.mentions:
                span = words_at(doc, mention.span)
                for token in span:
                    found[token.i] = max(found[token.i], len(doc) if person else len(span))
    return found


def _is_of_kin(span: Span) -> bool:
    """Whether a name is that of a family, alone or in a list of them."""
    for token in span.doc[span.end : span.sent.end]:
        if token.lower_ in HOUSES:
            return True
        if token.lower_ not in JOINTS and not token.text[:1].isupper():
            return False
    return False


def _likely_put(spots: Sequence[Spot]) -> list[Spot]:
    """The spots, those abroad taken off the map where little speaks for their country.

    Home is the country of most names, if of two or more. The only name in another country is believed where a
    preposition says that something lies there and the report names that country too: otherwise it is likelier a name
    that the map lacks, put at the wrong end of the world.
    """
    lands = Counter({s.place.name: s.place.country for s in spots if s.on_map}.values())
    home, most = max(lands.items(), key=lambda land: land[1], default=(None, 0))
    told = {s.place.country for s in spots if s.precision is Precision.COUNTRY}
    return [
        _off_map(spot)
        if spot.on_map
        and most > 1
        and spot.place.country != home
        and not ((lands[spot.place.country] > 1 or spot.place.country in told) and _is_located(spot.span))
        else spot
        for spot in spots
    ]


def _by_neighbours(spots: Sequence[Spot]) -> list[Spot]:
    """The spots, those whose names only sound like a place's taken off the map where a town told beside them is far."""
    return [_off_map(s) if s.on_map and s.heard and _is_far(s, spots) else s for s in spots]


def _is_far(spot: Spot, spots: Sequence[Spot]) -> bool:
    """Whether the places of the same sentence that bear their own names all lie elsewhere."""
    told = [s for s in spots if s.on_map and not s.heard and s.precision not in WIDE]
    beside = [s for s in told if s.span.sent.start == spot.span.sent.start]
    return bool(beside) and not any(_meet(spot.place, s.place) for s in beside)


def _off_map(spot: Spot) -> Spot:
    return replace(spot, place=Place(text=spot.place.text, span=spot.place.span, name=spot.place.text))


def where_of(mentions: Sequence[Span], spots: Sequence[Spot]) -> tuple[Where, ...]:
    """The places of an incident, most exact first; a town told of before where its own are on no map or regions."""
    own = sorted(_nearest(mentions, spots), key=lambda s: PRECISE.index(s.precision))
    exact = [s for s in own if s.precision not in WIDE]
    wide = [s for s in own if s.precision in WIDE]
    if not any(spot.on_map for spot in exact):
        known = {spot.place.name for spot in own}
        lands = {spot.place.country for spot in own if spot.on_map}
        others = [s for s in spots if s.place.name not in known]
        exact += _told_before(mentions[0], [s for s in others if not lands or s.place.country in lands])
    return tuple(_where(spot) for spot in _telling([*exact, *wide]))


def _telling(spots: Sequence[Spot]) -> list[Spot]:
    """The spots without regions around a town that the incident was near: they say no more than it does."""
    near = [s for s in spots if s.on_map and s.precision is Precision.NEAR]
    return [s for s in spots if s.precision not in WIDE or not any(_meet(s.place, n.place) for n in near)]


def _meet(one: Place, other: Place) -> bool:
    """Whether two places are neighbours."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    lat, lon = np.array([one.lat, other.lat]), np.array([one.lon, other.lon])
    return bool(distances(lat, lon, np.array([0]))[1, 0] <= AROUND)


def _nearest(mentions: Sequence[Span], spots: Sequence[Spot]) -> list[Spot]:
    """The spots of an incident, nearest first; peoples only for want of places.

    They are those in the sentences of its mentions, that of a dateline only where there is no other, up to the first sentence that puts it in a town or quarter: what is
    said of it later is mostly about other things, such as where the wounded were taken.
    """
    ranked: dict[str, tuple[int, Spot]] = {}
    for mention in mentions:
        inside = [s for s in spots if mention.sent.start <= s.span.start < mention.sent.end]
        for spot in [s for s in inside if not s.dateline] or inside:
            cost = apart(mention, spot.span) - NEARER * _is_located(spot.span)
            if spot.place.name not in ranked or cost < ranked[spot.place.name][0]:
                ranked[spot.place.name] = (cost, spot)
        if any(s.on_map and s.precision not in WIDE for _, s in ranked.values()):
            break
    found = [spot for _, spot in sorted(ranked.values(), key=lambda r: r[0])]
    named = [s for s in found if s.named]
    kept = [*named[:MOST], *[s for s in named if s.on_map][:MOST]]
    return [s for s in named if s in kept] or found[:MOST]


def _is_located(span: Span) -> bool:
    return any(t.lower_ in LOCATIVE for t in span.doc[max(0, span.start - 3) : span.start])


def _told_before(mention: Span, spots: Sequence[Spot]) -> list[Spot]:
    """The last town on the map before a mention, or else another place; for want of one, the first behind."""
    on_map = [s for s in spots if s.on_map]
    before = [s for s in on_map if s.span.start < mention.start] or on_map[:1]
    towns = [s for s in before if s.precision in TOWNS]
    return (towns or before)[-1:]


def _where(spot: Spot) -> Where:
    place = spot.place
    return Where(
        text=place.text,
        span=place.span,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        precision=spot.precision,
    )
