"""What speaks for each of the places that a name may stand for, in numbers.

One sense a report: all mentions of a name are one place. The first look takes each name alone; the second
sees what the other names of the report most likely are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sayso.language.places.gazetteer import TOWNS, Candidate, Entry, Gazetteer, Kind
from sayso.language.places.mentions import Mention
from sayso.language.places.names import fold
from sayso.language.places.network import Floats
from sayso.language.places.outlet import Outlet
from sayso.language.places.words import Words

Ints = npt.NDArray[np.int64]

MOST = 40
"""Candidates of a name that are weighed."""

SEEN = 0.02
"""Least chance of a row that others take notice of."""

SMALL = (*TOWNS, Kind.DISTRICT, Kind.AIRPORT)
"""Kinds of places whose distance tells something."""

EARTH = 12742.0
"""Its diameter in km."""

REGION_WORDS = frozenset("province governorate county parish state district region prefecture oblast".split())
TOWN_WORDS = frozenset("city town village township suburb municipality".split())
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
BETWEEN = frozenset((",", "(", "in", "the", "-", "–"))
"""Words between a place and the larger one that holds it: "Springfield, Illinois", "Abbey Gate in Kabul"."""

ENGLISH = frozenset(("US", "GB", "CA", "AU", "IE", "NZ"))
"""Countries where a local paper is in English."""

ALONE = (
    "people", "people of a town", *(kind.name.lower() for kind in Kind),
    "own name", "alternate", "short", "adjective", "brief alternate",
    "region word, region", "region word, town", "town word, town", "town word, region",
    "airport word, airport", "outlet's country", "outlet's other country",
    "region in outlet's name", "district in outlet's name", "town in outlet's name",
    "English town in outlet's name",
    "loosely", "rank", "name as on the map", "share of people", "district by another name",
)  # fmt: skip
TOGETHER = (
    "country's share", "country's weight", "country is named", "region is named",
    "region's share", "region's weight", "district's weight", "very near", "near", "far around",
    "held by next", "country of others", "region of others", "district of others",
    "alone in its country", "towns of its region", "next holds another", "others of its kind",
)  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A name of the report with all its mentions and what it may stand for."""

    key: str
    name: str
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]


def group(mentions: Sequence[Mention]) -> list[Name]:
    """The names that the gazetteer has, each once, in the order of their first mention."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.candidates:
            found.setdefault(mention.name, []).append(mention)
    return [Name(own[0].key, name, tuple(own), own[0].candidates[:MOST]) for name, own in found.items()]


def homes(outlet: Outlet, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """Places that the outlet is named for and the report does not name: they too tell where it is from."""
    known = {name.key for name in names}
    places = outlet.places(gazetteer)
    return [Name(key, key, (), own[:MOST]) for key, own in places.items() if key not in known]


class Choices:
    """All candidates of all names of a report, one row each.

    Args:
        outlet: who published the report, a name or an address.
    """

    def __init__(self, words: Words, names: Sequence[Name], gazetteer: Gazetteer, outlet: str | None) -> None:
        self.words = words
        self.outlet = Outlet(outlet)
        self.names = names = [*names, *homes(self.outlet, names, gazetteer)]
        self.gazetteer = gazetteer
        self.rows = [candidate for name in names for candidate in name.candidates]
        self.entries = [candidate.entry for candidate in self.rows]
        self.owner = np.repeat(np.arange(len(names)), [len(name.candidates) for name in names])
        self.starts = np.searchsorted(self.owner, np.arange(len(names) + 1))

    @cached_property
    def alone(self) -> Floats:
        """The features of each row without regard to the other names, (rows, features)."""
        return np.array([row for name in self.names for row in self._of_name(name)]).reshape(-1, len(ALONE))

    def _of_name(self, name: Name) -> list[list[float]]:
        around = _around(self.words, name)
        total = np.log1p(sum(c.entry.population for c in name.candidates))
        return [
            [*_of_entry(name, candidate), *_of_words(around, candidate.entry.kind),
             *self._of_outlet(name, candidate.entry),
             float(name.key != name.name), np.log1p(rank), float(fold(candidate.entry.name) == name.key),
             np.log1p(candidate.entry.population) - total,
             float(candidate.entry.kind is Kind.DISTRICT and candidate.flag == "alternate")]
            for rank, candidate in enumerate(name.candidates)
        ]  # fmt: skip

    def _of_outlet(self, name: Name, entry: Entry) -> list[float]:
        known, outlet = self.gazetteer.entries, self.outlet
        held = [h in known and outlet.names(known[h].name) for h in (entry.region, entry.district)]
        own = bool(name.mentions) and entry.kind in TOWNS and outlet.names(name.key)
        home = bool(outlet.land) and entry.country == outlet.land
        abroad = bool(outlet.land) and entry.country != outlet.land
        return [*map(float, (home, abroad, *held, own, own and entry.country in ENGLISH))]

    def together(self, chances: Floats) -> Floats:
        """The features of each row that come from the other names.

        Args:
            chances: how likely each row is, (rows,).

        Returns:
            (rows, features).
        """
        seen = np.flatnonzero(chances >= SEEN)
        size = np.log1p([max(1, len(name.mentions)) for name in self.names])
        weight = (chances * size[self.owner])[seen]
        others = (self.owner[:, None] != self.owner[seen]) * weight
        total = np.maximum((size.sum() - size)[self.owner], 1e-6)
        facts = self._facts
        kind, of_kind = facts.kind, facts.kind[seen]
        country = others * _same(facts.country, seen)
        region = others * _same(facts.region, seen)
        small = others * np.isin(of_kind, SMALL)
        in_country, in_region = country.sum(axis=1), region.sum(axis=1)
        in_district = (others * _same(facts.district, seen)).sum(axis=1)
        kin = others * (kind[:, None] == of_kind) * (_same(facts.country, seen) | (of_kind == Kind.COUNTRY))
        apart = distances(facts.lat, facts.lon, seen)
        held, other = self._next(chances)
        return np.column_stack([
            in_country / total, 2 * in_country / (1 + total),
            country[:, of_kind == Kind.COUNTRY].sum(axis=1), region[:, of_kind == Kind.REGION].sum(axis=1),
            in_region / total, np.minimum(in_region, 3), np.minimum(in_district, 3),
            *(np.minimum((own * np.exp(-apart / scale)).sum(axis=1), most)
              for own, scale, most in ((small, 60, 3), (small, 250, 3), (others, 1000, 4))),
            held, *(np.minimum(own, 4) * (kind == which) for own, which in (
                (in_country, Kind.COUNTRY), (in_region, Kind.REGION), (in_district, Kind.DISTRICT))),
            in_country < 0.05, region[:, np.isin(of_kind, TOWNS)].sum(axis=1) / total,
            other, kin.sum(axis=1) / total,
        ])  # fmt: skip

    @cached_property
    def _facts(self) -> "Facts":
        return Facts(self.entries)

    def _next(self, chances: Floats) -> tuple[Floats, Floats]:
        """For each row how surely the name beside holds it, and whether that holds other rows only."""
        held = np.zeros(len(self.rows))
        beside = np.zeros(len(self.names), dtype=bool)
        for inner, outer in self._pairs:
            beside[inner] = True
            hold = slice(self.starts[outer], self.starts[outer + 1])
            for row in range(self.starts[inner], self.starts[inner + 1]):
                sure = [
                    p
                    for e, p in zip(self.entries[hold], chances[hold], strict=True)
                    if holds(e, self.entries[row])
                ]
                held[row] += max(sure, default=0.0)
        held = np.minimum(held, 1)
        return held, beside[self.owner] * (held < 0.1)

    @cached_property
    def _pairs(self) -> set[tuple[int, int]]:
        """Pairs of names of which the first is printed as lying in the second."""
        placed = sorted((m.start, m.end, n) for n, name in enumerate(self.names) for m in name.mentions)
        pairs = set()
        for (_, end, one), (start, _, two) in pairwise(placed):
            gap = self.words.texts[end:start]
            if one == two:
                continue
            if len(gap) <= 2 and BETWEEN.issuperset(map(str.casefold, gap)):
                pairs.add((one, two))
            if len(gap) == 1 and gap[0] in POSSESSIVE:
                pairs.add((two, one))
        return pairs


class Facts:
    """Where candidates lie, as numbers, (rows,); what is not known is -1."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.kind = np.array([entry.kind for entry in entries])
        self.country = _numbered([entry.country for entry in entries])
        self.region = _numbered([e.id if e.kind is Kind.REGION else e.region for e in entries])
        self.district = _numbered([e.id if e.kind is Kind.DISTRICT else e.district for e in entries])
        self.lat = np.array([entry.lat for entry in entries])
        self.lon = np.array([entry.lon for entry in entries])


def _numbered(values: Sequence[object]) -> Ints:
    numbers: dict[object, int] = {}
    return np.array(
        [-1 if v is None else numbers.setdefault(v, len(numbers)) for v in values], dtype=np.int64
    )


def _same(numbers: Ints, seen: Ints) -> npt.NDArray[np.bool_]:
    """Where two numbers are the same and known, (rows, seen)."""
    same: npt.NDArray[np.bool_] = (numbers[:, None] == numbers[seen]) & (numbers >= 0)[:, None]
    return same


def distances(lat: Floats, lon: Floats, seen: Ints) -> Floats:
    """Great-circle distances in km from all points to some of them, (points, seen)."""
    north, east = np.radians(lat), np.radians(lon)
    half = np.sin((north[:, None] - north[seen]) / 2) ** 2
    half += np.cos(north[:, None]) * np.cos(north[seen]) * np.sin((east[:, None] - east[seen]) / 2) ** 2
    apart: Floats = EARTH * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return apart


def holds(outer: Entry, inner: Entry) -> bool:
    """Whether a country, region or district holds another place."""
    if outer.id == inner.id:
        return False
    if outer.kind is Kind.COUNTRY:
        return inner.kind is not Kind.COUNTRY and inner.country == outer.country
    return outer.id in (inner.region, inner.district)


@dataclass(frozen=True, slots=True)
class Around:
    """Words beside a name that say what sort of place it is."""

    region: bool
    town: bool
    airport: bool


def _around(words: Words, name: Name) -> Around:
    beside: set[str] = set()
    for mention in name.mentions:
        after = words.texts[mention.end] if mention.end < len(words) else ""
        beside |= {after.casefold(), words.texts[mention.end - 1].casefold()}
        before = [text.casefold() for text in words.texts[max(0, mention.start - 2) : mention.start]]
        if before[1:] == ["of"]:
            beside.add(before[0])
    return Around(not beside.isdisjoint(REGION_WORDS), not beside.isdisjoint(TOWN_WORDS), "airport" in beside)


def _of_entry(name: Name, candidate: Candidate) -> list[float]:
    entry, flag = candidate.entry, candidate.flag
    people = float(np.log10(1 + entry.population))
    town = entry.kind in TOWNS
    brief = flag == "alternate" and len(name.key) < 5
    facts = (
        *(entry.kind is kind for kind in Kind),
        *(flag == f for f in ("name", "alternate", "short", "adjective")),
        brief,
    )
    return [people, people * town, *map(float, facts)]


def _of_words(around: Around, kind: Kind) -> list[float]:
    region = kind in (Kind.REGION, Kind.DISTRICT)
    town = kind in TOWNS
    facts = (around.region and region, around.region and town, around.town and town, around.town and region,
             around.airport and kind is Kind.AIRPORT)  # fmt: skip
    return [*map(float, facts)]
