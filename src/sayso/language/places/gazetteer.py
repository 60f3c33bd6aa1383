"""The gazetteer: names to the places that bear them, from a read-only SQLite file."""

import sqlite3
import struct
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from sayso import assets

ASSET = "language/places/gazetteer.sqlite"
SCALE = 10_000
"""Steps of latitude and longitude in a degree."""

FLAGS = ("name", "alternate", "short", "adjective", "sound")
"""What a name is to its place: `short` is an abbreviation or leaves out the word for its kind."""

FIRST_OWN = 100_000_000
"""Numbers of places below are GeoNames'."""

MANY = 500
"""Keys of one query."""

MOST = 200_000
"""Names that are remembered."""


class Kind(IntEnum):
    """What sort of place it is."""

    COUNTRY = 1
    REGION = 2
    DISTRICT = 3
    TOWN = 4
    AIRPORT = 5
    AREA = 6
    CAPITAL = 7


TOWNS = (Kind.TOWN, Kind.CAPITAL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place.

    Args:
        id: GeoNames' number, or one of this file's own; `region` and `district` are the places that hold it.
        country: ISO 3166-1 alpha-2.
        lat: degrees north.
        lon: degrees east.
    """

    id: int
    name: str
    kind: Kind
    country: str | None
    region: int | None
    district: int | None
    lat: float
    lon: float
    population: int

    @property
    def geonameid(self) -> int | None:
        """GeoNames' number, where it has one."""
        return self.id if self.id < FIRST_OWN else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for, and what the name is to it."""

    entry: Entry
    flag: str


class Gazetteer:
    """Looks names up; remembers what it has looked up, since reports of one war name the same places."""

    def __init__(self) -> None:
        self.base = sqlite3.connect(
            f"{assets.path(ASSET).as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        weakref.finalize(self, self.base.close)
        self.known: dict[str, tuple[tuple[int, str], ...]] = {}
        self.entries: dict[int, Entry] = {}

    def find(self, keys: Iterable[str]) -> dict[str, tuple[Candidate, ...]]:
        """The candidates of each folded name, the most peopled first; unknown names are left out."""
        wanted = dict.fromkeys(keys)
        if len(self.known) > MOST:
            self.known.clear()
            self.entries.clear()
        self._learn([key for key in wanted if key not in self.known])
        refs = {key: self.known[key] for key in wanted if self.known[key]}
        self._load({number for own in refs.values() for number, _ in own})
        return {key: tuple(Candidate(self.entries[n], flag) for n, flag in own) for key, own in refs.items()}

    def _learn(self, keys: list[str]) -> None:
        self.known |= dict.fromkeys(keys, ())
        for at in range(0, len(keys), MANY):
            some = keys[at : at + MANY]
            marks = ",".join("?" * len(some))
            for key, packed in self.base.execute(f"SELECT key, refs FROM names WHERE key IN ({marks})", some):
                codes = struct.unpack(f"<{len(packed) // 4}I", packed)
                self.known[key] = tuple((code >> 3, FLAGS[code & 7]) for code in codes)

    def _load(self, numbers: set[int]) -> None:
        missing = sorted(numbers - self.entries.keys())
        for at in range(0, len(missing), MANY):
            some = missing[at : at + MANY]
            marks = ",".join("?" * len(some))
            for row in self.base.execute(f"SELECT * FROM places WHERE id IN ({marks})", some):
                self.entries[row[0]] = _entry(row)
        own = [self.entries[number] for number in missing]
        holders = {holder for entry in own for holder in (entry.region, entry.district) if holder is not None}
        if holders - self.entries.keys():
            self._load(holders)


def _entry(row: tuple[int, str, int, str | None, int | None, int | None, int, int, int]) -> Entry:
    number, name, kind, country, region, district, lat, lon, population = row
    return Entry(number, name, Kind(kind), country, region, district, lat / SCALE, lon / SCALE, population)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this process."""
    return Gazetteer()
