"""What linking costs: seconds and memory for 10,000, 100,000 and 1,000,000 mentions of invented incidents.

    python bench/linking.py [MENTIONS ...]

The world is invented but shaped like the news: so many incidents a day over the towns of many countries, a
few places with most of them, one to fifty reports an incident (most have few), accounts that differ in day,
place, kind, toll and wording. More mentions are more days, as in a ledger that is kept for years. Every
size runs in a process of its own, so that its peak memory is its own; seconds are of one core, whatever
else the machine does. Beside the cost stand pairwise precision and recall against the incidents that were
invented.
"""

import json
import math
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from itertools import pairwise
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
        common = {f"w{skewed(chance, VOCABULARY)}" for _ in range(10)}
        base = Mention(
            report="",
            incident="",
            key="",
            main=True,
            type=kind,
            status=Status.OCCURRED,
            days=Days(first=day, last=day, told=True),
            spots=(place,),
            parties=(f"side{chance.randrange(40)}", f"side{chance.randrange(40)}"),
            tolls=frozenset({int(chance.paretovariate(1.2))}),
            words=tuple(sorted(common | {f"v{chance.randrange(10_000)}" for _ in range(4)})),
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


def main() -> None:
    """Print the curve; with `--one SIZE`, one point of it as JSON."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    points = []
    print(
        f"{'mentions':>10} {'incidents':>10} {'seconds':>9} {'a second':>9} {'peak GB':>8} {'P':>6} {'R':>6}"
    )
    for size in sizes:
        out = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], check=True, capture_output=True, text=True
        )
        point = json.loads(out.stdout)
        points.append(point)
        print(
            f"{size:>10,} {point['incidents']:>10,} {point['seconds']:>9.1f} "
            f"{size / point['seconds']:>9,.0f} {point['peak'] / 1e9:>8.2f} "
            f"{point['precision']:>6.3f} {point['recall']:>6.3f}",
            flush=True,
        )
    for one, other in pairwise(points):
        growth = math.log(other["seconds"] / one["seconds"]) / math.log(other["mentions"] / one["mentions"])
        print(f"from {one['mentions']:,} to {other['mentions']:,}: time grows as n^{growth:.2f}")


if __name__ == "__main__":
    main()
