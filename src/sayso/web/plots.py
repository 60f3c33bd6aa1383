"""Incidents as points of a map and as bars of a timeline."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sayso.web.catalogue import UNKNOWN, Catalogue, Mask

MOST_SPOTS = 4_000
MOST_DAYS = 124
MOST_MONTHS = 120
YEAR = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point of the map.

    Args:
        lat: degrees north.
        lon: degrees east.
        precision: how exactly the place is known.
        place: its name.
        count: incidents there.
        id: the incident, where it is one.
    """

    lat: float
    lon: float
    precision: str
    place: str
    count: int
    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Where incidents lie, the points with most of them first.

    Args:
        spots: at most 4,000 points.
        placed: incidents that have a point.
        unplaced: incidents that have none.
        left_out: points that were one too many.
    """

    spots: tuple[Spot, ...]
    placed: int
    unplaced: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A day, a month or a year, and the incidents that began in it."""

    start: str
    end: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Incidents by when they began, without gaps; `undated` are those of which nobody knows when."""

    unit: str
    bins: tuple[Bin, ...]
    undated: int


def points(catalogue: Catalogue, mask: Mask) -> Points:
    """Where some of the incidents lie."""
    counts = catalogue.spots.counts(mask)
    here = np.flatnonzero(counts)
    order = here[np.argsort(-counts[here], kind="stable")]
    kept = order[:MOST_SPOTS]
    alone = catalogue.spots.first(mask)
    spots = []
    for code in map(int, kept):
        lat, lon, precision, place = catalogue.spots.values[code].split("\t")
        count = int(counts[code])
        spots.append(
            Spot(
                lat=float(lat),
                lon=float(lon),
                precision=precision,
                place=place,
                count=count,
                id=catalogue.ids[int(alone[code])] if count == 1 else None,
            )
        )
    placed = int(counts.sum())
    return Points(
        spots=tuple(spots),
        placed=placed,
        unplaced=int(mask.sum()) - placed,
        left_out=len(order) - len(kept),
    )


def days(catalogue: Catalogue, mask: Mask) -> Days:
    """When some of the incidents began, by the finest unit that a page has room for."""
    starts = catalogue.start[mask]
    known = starts[starts != UNKNOWN]
    undated = len(starts) - len(known)
    if not len(known):
        return Days(unit="day", bins=(), undated=undated)
    first, last = date.fromordinal(int(known.min())), date.fromordinal(int(known.max()))
    unit = _unit(first, last)
    edges = _edges(first, last, unit)
    counts, _ = np.histogram(known, [edge.toordinal() for edge in edges])
    return Days(
        unit=unit,
        bins=tuple(
            Bin(start=edge.isoformat(), end=(after - timedelta(1)).isoformat(), count=int(count))
            for edge, after, count in zip(edges, edges[1:], counts, strict=False)
        ),
        undated=undated,
    )


def _unit(first: date, last: date) -> str:
    if (last - first).days < MOST_DAYS:
        return "day"
    return "month" if (last - first).days < MOST_MONTHS * YEAR / 12 else "year"


def _edges(first: date, last: date, unit: str) -> list[date]:
    """The first day of every bin, and the day after the last."""
    edge = {"day": first, "month": first.replace(day=1), "year": first.replace(month=1, day=1)}[unit]
    edges = [edge]
    while edge <= last:
        edge = _following(edge, unit)
        edges.append(edge)
    return edges


def _following(day: date, unit: str) -> date:
    if unit == "day":
        return day + timedelta(1)
    if unit == "month":
        return (day + timedelta(32)).replace(day=1)
    return day.replace(year=day.year + 1)
