"""Where two incidents are said to be: whether it can be one place, as exactly as each is known."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.linking.words import content_words
from sayso.model import Place, Precision, Where

EARTH = 6371.0
REACH: dict[Precision, float] = {
    Precision.EXACT: 3.0,
    Precision.FACILITY: 5.0,
    Precision.TOWN: 12.0,
    Precision.NEAR: 30.0,
    Precision.DISTRICT: 40.0,
    Precision.REGION: 120.0,
}
"""How far from its coordinates, in km, an incident may be that is placed this exactly."""

LOCAL = frozenset({Precision.EXACT, Precision.FACILITY, Precision.TOWN, Precision.NEAR})


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of an incident: words of its name, degrees WGS 84, country, and how exactly it is known."""

    name: tuple[str, ...]
    lat: float | None
    lon: float | None
    country: str | None
    precision: Precision

    @property
    def local(self) -> bool:
        """Whether it is a town or smaller."""
        return self.precision in LOCAL


def spots(places: Iterable[Where], home: str | None = None) -> tuple[Spot, ...]:
    """The places of an incident, as linking sees them.

    Args:
        places: as the report gives them.
        home: the country that the report is about. A place elsewhere is a namesake, or told of by the way, where
            others beside it lie in this country.
    """
    found = [Spot(tuple(content_words(p.name)), p.lat, p.lon, p.country, p.precision) for p in places]
    inside = tuple(spot for spot in found if spot.country in (home, None))
    return inside if any(spot.country for spot in inside) else tuple(found)


def home_country(places: Iterable[Place]) -> str | None:
    """The country that most places of a report lie in; the first in the alphabet of equals."""
    counted = Counter(place.country for place in places if place.country)
    return min(counted, key=lambda country: (-counted[country], country), default=None)


def distance(one: Spot, other: Spot) -> float | None:
    """Kilometres between two places on the globe; None where one has no coordinates.

    Source: haversine formula (Sinnott, Sky and Telescope 68, 1984).
    """
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = math.radians(one.lat), math.radians(other.lat)
    east = math.radians(one.lon - other.lon)
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def fit(one: Spot, other: Spot) -> float:
    """How well two places fit, from -1 (apart) over 0 (nothing known) to 1 (the same small place)."""
    if Precision.COUNTRY in (one.precision, other.precision):
        return _fit_countries(one, other)
    named = bool(one.name) and one.name == other.name
    apart = distance(one, other)
    if apart is None:
        return 0.8 if named else 0.0
    reach = REACH[one.precision] + REACH[other.precision]
    if one.local and other.local:
        if named or apart <= reach:
            return 1.0
        return -1.0 if apart > 2 * reach else -0.3
    if apart > reach:
        return -1.0
    return 0.7 if named else 0.3


def _fit_countries(one: Spot, other: Spot) -> float:
    if one.country is None or other.country is None:
        return 0.0
    return 0.1 if one.country == other.country else -1.0
