"""Where an incident was: the places its sentences give, and the town that the report is in."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from sayso.language.places import precision_of
from sayso.model import Place, Precision, Where
from sayso.reading.incidents.when import apart, words_at

PRECISE = list(Precision)
TOWNS = frozenset((Precision.TOWN, Precision.NEAR, Precision.FACILITY))
MOST = 3
"""Places of its own sentences that an incident keeps."""

LOCATIVE = frozenset(
    "in at near on outside inside around to into from of across against toward towards".split()
)
NEARER = 8
"""Words by which a place after a preposition counts as nearer."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place name of a report as an incident's setting.

    Args:
        named: false for a people or a language ("Syrian").
    """

    place: Place
    span: Span
    precision: Precision
    named: bool

    @property
    def on_map(self) -> bool:
        """Whether it is known more exactly than by its country."""
        return self.named and self.place.lat is not None and self.precision is not Precision.COUNTRY


def spots_of(doc: Doc, places: Sequence[Place]) -> list[Spot]:
    """The place names of a report, in text order."""
    candidates = doc._.sayso_candidates
    return [
        Spot(
            place,
            words_at(doc, place.span),
            precision_of(doc, place),
            named=place.span not in candidates or candidates[place.span].flag != "adjective",
        )
        for place in places
    ]


def where_of(mentions: Sequence[Span], spots: Sequence[Spot]) -> tuple[Where, ...]:
    """The places of an incident, most exact first; the town told of before where its own are on no map."""
    own = _nearest(mentions, spots)
    found = sorted(own, key=lambda s: PRECISE.index(s.precision))
    if not any(spot.on_map for spot in own):
        known = {spot.place.name for spot in own}
        found += _told_before(mentions[0], [s for s in spots if s.place.name not in known])
    return tuple(_where(spot) for spot in found)


def _nearest(mentions: Sequence[Span], spots: Sequence[Spot]) -> list[Spot]:
    """The spots in the sentences of the mentions, nearest first; peoples only for want of places."""
    ranked: dict[str, tuple[int, Spot]] = {}
    for mention in mentions:
        sentence = mention.sent
        for spot in spots:
            if sentence.start <= spot.span.start < sentence.end:
                cost = apart(mention, spot.span) - NEARER * _is_located(spot.span)
                if spot.place.name not in ranked or cost < ranked[spot.place.name][0]:
                    ranked[spot.place.name] = (cost, spot)
    found = [spot for _, spot in sorted(ranked.values(), key=lambda r: r[0])]
    return [s for s in found if s.named][:MOST] or found[:MOST]


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
