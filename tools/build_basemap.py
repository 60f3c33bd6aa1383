"""Builds the page's base map: countries with their names, and towns to know one's way by.

    python tools/build_basemap.py

Needs npm. Countries are Natural Earth's at 1:50 million (public domain), out of the npm package `world-atlas`, which is
pinned and checked by its SHA-512; towns are GeoNames', out of the gazetteer. What is written is committed.

The file is JSON: `arcs` are lines that countries share, each a flat list of steps in units of `scale` degrees, from
`translate`; a country is its code, its name, where its name stands, and its polygons as rings of numbers of arcs (`~n` is
arc n backwards, as in TopoJSON); a town is its name, longitude, latitude and rank, 0 for the greatest.
"""

import csv
import json
import sqlite3
import tarfile
import tempfile
from itertools import accumulate
from pathlib import Path
from typing import Any

from vendor_web import Package, fetched

ROOT = Path(__file__).parent.parent
MAP = ROOT / "src/sayso/web/static/map/world.json"
GAZETTEER = ROOT / "src/sayso/language/places/gazetteer.sqlite"
CODES = ROOT / "src/sayso/exports/countries.tsv"
LEFT_OUT = {"Antarctica"}
NO_CODE = {"Kosovo": "XK"}
"""Countries that Natural Earth has without an ISO 3166-1 number and GeoNames with a code."""

RANKS = (3_000_000, 1_000_000, 400_000, 0)
"""People from which on a town has rank 0, 1, ...; capitals are of rank 1 at least."""
LEAST = 200_000
HALF = 180
"""Degrees of longitude that no step of a line has, unless it crosses the line of date."""
STEPS = 10_000
"""Of latitude and longitude in a degree of the gazetteer."""

WORLD_ATLAS = Package(
    name="world-atlas",
    version="2.0.2",
    sha512="IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
    folder=MAP.parent,
    files=("countries-50m.json",),
)

Topology = dict[str, Any]
Point = tuple[float, float]


def main() -> None:
    """Write the base map."""
    with tempfile.TemporaryDirectory() as folder:
        topology = countries_of(fetched(WORLD_ATLAS, Path(folder)))
    world = {
        "source": "Countries: Natural Earth 4.1, public domain. Towns: GeoNames, CC BY 4.0.",
        "scale": topology["transform"]["scale"],
        "translate": topology["transform"]["translate"],
        **shared(topology),
        "towns": towns(),
    }
    MAP.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{MAP.name}: {len(world['countries'])} countries, {len(world['towns'])} towns")


def countries_of(archive: Path) -> Topology:
    """The topology that the package holds."""
    with tarfile.open(archive) as packed:
        member = packed.extractfile("package/countries-50m.json")
        if member is None:
            raise SystemExit(f"{WORLD_ATLAS.name}: has no countries")
        topology: Topology = json.load(member)
        return topology


def shared(topology: Topology) -> Topology:
    """The countries that are drawn, and the arcs that they use, numbered anew."""
    numbers: dict[int, int] = {}
    codes, countries = codes_by_number(), []
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in LEFT_OUT or not shape.get("arcs"):
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        code = codes.get(int(shape["id"])) if "id" in shape else NO_CODE.get(name)
        named = [[_renumbered(ring, numbers) for ring in polygon] for polygon in polygons]
        countries.append([code, name, _middle(topology, polygons), named])
    arcs = [[step for point in topology["arcs"][old] for step in point] for old in numbers]
    return {"arcs": arcs, "countries": countries}


def codes_by_number() -> dict[int, str]:
    """ISO 3166-1 alpha-2 codes by ISO's numbers."""
    rows = csv.DictReader(CODES.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {int(row["numeric"]): row["alpha2"] for row in rows if row["numeric"]}


def _renumbered(ring: list[int], numbers: dict[int, int]) -> list[int]:
    return [
        numbers.setdefault(arc, len(numbers)) if arc >= 0 else ~numbers.setdefault(~arc, len(numbers))
        for arc in ring
    ]


def _middle(topology: Topology, polygons: list[list[list[int]]]) -> list[float]:
    """Where a country's name stands: the middle of its largest part."""
    rings = [_unwrapped(_points(topology, polygon[0])) for polygon in polygons]
    _, x, y = max((_centre(ring) for ring in rings), key=lambda found: abs(found[0]))
    return [round((x + 180) % 360 - 180, 2), round(y, 2)]


def _points(topology: Topology, ring: list[int]) -> list[Point]:
    """The points of a ring, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found: list[Point] = []
    for arc in ring:
        steps = topology["arcs"][arc if arc >= 0 else ~arc]
        xs, ys = accumulate(step[0] for step in steps), accumulate(step[1] for step in steps)
        line = [(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)]
        found += line if arc >= 0 else line[::-1]
    return found


def _unwrapped(ring: list[Point]) -> list[Point]:
    """A ring that crosses the line of date, going on beyond it."""
    shift, before = 0, ring[0][0]
    found: list[Point] = []
    for x, y in ring:
        if abs(x - before) > HALF:
            shift += 360 if x < before else -360
        before = x
        found.append((x + shift, y))
    return found


def _centre(ring: list[Point]) -> tuple[float, float, float]:
    """The area of a ring in square degrees, and its centre of gravity."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross / 2, x + (x1 + x2) * cross / 6, y + (y1 + y2) * cross / 6
    return (area, x / area, y / area) if area else (0.0, *ring[0])


def towns() -> list[list[Any]]:
    """Capitals and large towns, the greatest first."""
    with sqlite3.connect(f"file:{GAZETTEER}?mode=ro", uri=True) as gazetteer:
        rows = gazetteer.execute(
            "SELECT name, lon, lat, population, kind FROM places "
            "WHERE kind = 7 OR (kind = 4 AND population >= ?) ORDER BY population DESC, id",
            (LEAST,),
        ).fetchall()
    return [
        [name, round(lon / STEPS, 2), round(lat / STEPS, 2), _rank(people, is_capital=kind == 7)]
        for name, lon, lat, people, kind in rows
    ]


def _rank(people: int, *, is_capital: bool) -> int:
    rank = next(rank for rank, least in enumerate(RANKS) if people >= least)
    return min(rank, 1) if is_capital else rank


if __name__ == "__main__":
    main()
