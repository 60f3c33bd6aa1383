"""What linking costs: seconds and memory for 10,000, 100,000 and 1,000,000 mentions of invented incidents.

    python bench/linking.py [MENTIONS ...] [--write bench/linking.md]

The world is invented but shaped like the news: so many incidents a day over the towns of many countries, a
few places with most of them, one to fifty reports an incident (most have few), accounts that differ in day,
place, kind, toll and wording. More mentions are more days, as in a ledger that is kept for years. Every
size runs in a process of its own, so that its peak memory is its own; seconds are of one core, whatever
else the machine does. Beside the cost stand pairwise precision and recall against the incidents that were
invented.
"""

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from sys import intern

from sayso.linking import Mention, link
from sayso.linking.mention import Days
from sayso.linking.places import Spot
from sayso.model import IncidentType, Precision, Status

SIZES = (10_000, 100_000, 1_000_000)
A_DAY = 120
TOWNS = 4_000
COUNTRIES = 60
KINDS = (
    (IncidentType.SHELLING, IncidentType.AIR_DRONE_STRIKE),
    (IncidentType.ARMED_CLASH, IncidentType.ATTACK),
    (IncidentType.REMOTE_EXPLOSIVE, IncidentType.SUICIDE_BOMB),
    (IncidentType.PEACEFUL_PROTEST, IncidentType.VIOLENT_DEMONSTRATION),
    (IncidentType.ABDUCTION, IncidentType.ARRESTS),
)
VOCABULARY = 30_000


def town(number: int) -> Spot:
    """One of the world's towns, in the country that it always lies in."""
    chance = random.Random(number)
    country = number % COUNTRIES
    north, east = 5 + 40 * (country // 10) / 6, -20 + 14 * (country % 10)
    return Spot(
        (f"town{number}",),
        north + chance.uniform(-3, 3),
        east + chance.uniform(-5, 5),
        f"C{country:02d}",
        Precision.TOWN,
    )


def skewed(chance: random.Random, most: int) -> int:
    """A number below `most`, the low ones far more often: towns and words are as unequal as these."""
    return min(most - 1, int(most ** chance.random()) - 1)


def told(chance: random.Random, incident: int, report: int, base: Mention) -> Mention:
    """One report's account of an incident."""
    kept = chance.sample(base.words, min(9, len(base.words)))
    words = {*kept, *(intern(f"w{skewed(chance, VOCABULARY)}") for _ in range(12))}
    days = base.days
    if days and chance.random() < 0.15:
        days = Days(first=days.first - 3, last=days.last + 1, told=False)
    elif days and chance.random() < 0.1:
        days = Days(first=days.first + 1, last=days.last + 1, told=True)
    spot = base.spots[0]
    if chance.random() < 0.1:
        spot = Spot((spot.country or "",), None, None, spot.country, Precision.COUNTRY)
    kind = base.type
    if chance.random() < 0.25:
        kind = next(pair[1 - pair.index(kind)] for pair in KINDS if kind in pair)
    return Mention(
        report=f"r{incident}-{report}",
        incident="i1",
        key=f"{chance.getrandbits(64):016x}:{incident}",
        main=chance.random() < 0.7,
        type=kind,
        status=Status.OCCURRED,
        days=days,
        spots=(spot,),
        parties=base.parties,
        tolls=frozenset({max(0, round(chance.gauss(*_toll(base))))}),
        words=tuple(sorted(words)),
    )


def _toll(base: Mention) -> tuple[float, float]:
    toll = max(base.tolls)
    return toll, toll / 10


def mentions(size: int, seed: int = 7) -> list[Mention]:
    """Invented mentions, one after another incident of them, in no order of time."""
    chance = random.Random(seed)
    made: list[Mention] = []
    incident = 0
    while len(made) < size:
        incident += 1
        place = town(skewed(chance, TOWNS))
        day = 700_000 + incident // A_DAY
        kind = chance.choice(KINDS)[0]
        common = {intern(f"w{skewed(chance, VOCABULARY)}") for _ in range(10)}
        base = Mention(
            report="",
            incident="",
            key="",
            main=True,
            type=kind,
            status=Status.OCCURRED,
            days=Days(first=day, last=day, told=True),
            spots=(place,),
            parties=tuple(intern(f"side{chance.randrange(40)}") for _ in range(2)),
            tolls=frozenset({int(chance.paretovariate(1.2))}),
            words=tuple(sorted(common | {intern(f"v{chance.randrange(10_000)}") for _ in range(4)})),
        )
        reports = min(50, int(chance.paretovariate(0.9)))
        made += [told(chance, incident, n, base) for n in range(reports)]
    chance.shuffle(made)
    return made[:size]


def measure(size: int) -> dict[str, float]:
    """Link so many mentions; seconds of one core, bytes at the peak, and how well they were linked."""
    made = mentions(size)
    started = time.process_time()
    linked = link(made)
    seconds = time.process_time() - started
    right = found = 0
    truth = Counter(mention.report.split("-")[0] for mention in made)
    for one in linked:
        inside = Counter(mention.report.split("-")[0] for mention in one.mentions)
        right += sum(math.comb(n, 2) for n in inside.values())
        found += math.comb(len(one.mentions), 2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    true = sum(math.comb(n, 2) for n in truth.values())
    return {
        "mentions": size,
        "incidents": len(truth),
        "seconds": seconds,
        "peak": peak,
        "precision": right / max(1, found),
        "recall": right / max(1, true),
    }


def run(size: int) -> dict[str, float]:
    """Measure one size in a process of its own."""
    command = [sys.executable, __file__, "--one", str(size)]
    out = subprocess.run(command, check=True, capture_output=True, text=True)
    point: dict[str, float] = json.loads(out.stdout)
    return point


def table(points: list[dict[str, float]]) -> str:
    """The curve in Markdown, and how fast time grows from size to size."""
    lines = [
        "| mentions | incidents | seconds of one core | mentions a second | peak GB | precision | recall |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {p['mentions']:,} | {p['incidents']:,} | {p['seconds']:.1f} | {p['mentions'] / p['seconds']:,.0f} "
        f"| {p['peak'] / 1e9:.2f} | {p['precision']:.3f} | {p['recall']:.3f} |"
        for p in points
    ]
    for one, other in pairwise(points):
        growth = math.log(other["seconds"] / one["seconds"]) / math.log(other["mentions"] / one["mentions"])
        lines.append(f"\nFrom {one['mentions']:,} to {other['mentions']:,} time grows as n^{growth:.2f}.")
    return "\n".join(lines)


def main() -> None:
    """Print the curve; with `--one SIZE`, one point of it as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--one", type=int, help="measure one size in this process, and print JSON")
    parser.add_argument("--write", type=Path, help="write the table to this file too")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one)))
        return
    points = []
    for size in arguments.sizes:
        points.append(run(size))
        print(json.dumps(points[-1]), file=sys.stderr, flush=True)
    told = table(points)
    print(told)
    if arguments.write:
        asked = " ".join(map(str, arguments.sizes))
        head = f"# What linking costs\n\nMade by `python bench/linking.py {asked} --write {arguments.write}`; see there for "
        head += "the world.\n\n"
        arguments.write.write_text(f"{head}{told}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
