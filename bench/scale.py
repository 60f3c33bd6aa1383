"""How the work grows with the number of reports, through the partitions that many machines would write.

    python -m bench.scale                    # both, each size in a process of its own
    python -m bench.scale --draw             # draws docs/scale.svg of what stands in bench/scale.json

All reports are invented: four stories are told again of other places, people and days of one decade, so that with their
number not the time that they tell of grows, but how much happens in it, which is the harder case. For linking each
has as many words as an article of news, most of them made up, and its Reading is the story's, told again; every fifth
story is also printed by another outlet. For reading they are as short as the stories, and really read.
Times are processor time of one process.
"""

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from bench.stories import OUTLETS, Retold, Told, made_up_words, tell
from sayso.cluster.folder import Folder, file_name
from sayso.cluster.link import link_into
from sayso.cluster.plan import NAME, Plan
from sayso.cluster.read import read_into
from sayso.cluster.reading import READINGS
from sayso.cluster.stage import Here
from sayso.model import Reading, Versions
from sayso.reading import load_reader
from sayso.report import Report

SIZES = {"reading": (1_000, 3_000, 10_000), "linking": (1_000, 3_000, 10_000, 30_000, 100_000)}
BARS = {"reading": 1.05, "linking": 1.15}
FILLER = 400
"""Words of a report besides the story's."""

AGAIN = 5
"""Of so many stories one is printed by another outlet too."""

UNIT = 1_000
"""Reports in a unit."""

GIVEN = {"published": None, "outlet": None, "url": None}
FIGURES, CURVE = Path("bench/scale.json"), Path("docs/scale.svg")

Figures = dict[str, list[dict[str, float]]]


def retold(told: Sequence[Told], count: int) -> Iterator[tuple[Report, Reading]]:
    """So many reports and their Readings."""
    chance = random.Random(7)
    words = made_up_words(chance)
    made = 0
    for number in range(count):
        one = Retold.of(chance)
        pairs = list(one.reports(told[number % len(told)], number, words, chance, filler=FILLER))
        if number % AGAIN == 0:
            report, reading = pairs[0]
            outlet = f"Agency {chance.randrange(OUTLETS)}"
            pairs.append(
                (
                    replace(report, outlet=outlet),
                    replace(reading, report=replace(reading.report, outlet=outlet)),
                )
            )
        yield from pairs[: count - made]
        made += len(pairs)
        if made >= count:
            return


def reading(count: int) -> dict[str, float]:
    """Read short reports into partitions."""
    told, _ = tell()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "reports.jsonl"
        with source.open("w") as file:
            for number in range(count):
                one, story = Retold.of(chance), told[number % len(told)].reports[number % 3]
                row = {"id": str(number), "text": one.text(story.text), "outlet": one.outlets[0]}
                file.write(json.dumps({**row, "published": one.text(story.published or "")}) + "\n")
        versions = load_reader().versions
        start = time.process_time()
        out = Folder(address=f"{place}/out")
        tally = read_into(
            out, [str(source)], Here(), load_reader, versions=versions, given=GIVEN, unit=100_000
        )
        taken = time.process_time() - start
    return {"reports": count, "seconds": taken, "read": tally.read, "units": tally.units}


def linking(count: int) -> dict[str, float]:
    """Link Readings that are in partitions."""
    told, versions = tell()
    with tempfile.TemporaryDirectory() as place:
        source = Folder(address=f"{place}/readings")
        put_readings(source, told, count, versions)
        start = time.process_time()
        linked = link_into(Folder(address=f"{place}/out"), source, Here())
        taken = time.process_time() - start
        size = sum(file.stat().st_size for file in Path(f"{place}/out").rglob("*.parquet"))
    return {**asdict(linked), "seconds": taken, "bytes": size}


def put_readings(folder: Folder, told: Sequence[Told], count: int, versions: Versions) -> None:
    """Partitions as `sayso read --out` leaves them."""
    units = -(-count // UNIT)
    plan = Plan(inputs=(), units=((),) * units, given=GIVEN, reader=asdict(versions))
    folder.put(NAME, plan.to_json())
    pairs = retold(told, count)
    for unit in range(units):
        rows = [
            {"hash": report.hash, "id": report.id, "place": None, "reading": reading.to_json()}
            for _, (report, reading) in zip(range(min(UNIT, count - unit * UNIT)), pairs, strict=False)
        ]
        table = file_name("readings", unit)
        folder.put_table(table, rows, READINGS)
        folder.mark("read", unit, {"read": len(rows), "failed": 0, "seconds": 0, "tables": [table]})


def exponent(points: Sequence[dict[str, float]]) -> float:
    """The power of the number of reports with which time grows, by least squares of the logarithms."""
    xs, ys = ([math.log(point[name]) for point in points] for name in ("reports", "seconds"))
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return across / sum((x - mean_x) ** 2 for x in xs)


def measured(what: str, count: int) -> dict[str, float]:
    """One size, in a process of its own."""
    command = [sys.executable, "-m", "bench.scale", "--one", what, str(count)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    figures: dict[str, float] = json.loads(told)
    return figures


def table(figures: Figures) -> Iterator[str]:
    """The figures in Markdown."""
    for what, points in figures.items():
        yield f"**{what}**: growth with the power {exponent(points):.3f} (to be at most {BARS[what]})\n"
        yield "| reports | seconds | ms a report | peak MB |\n|---|---|---|---|"
        for point in points:
            each = 1000 * point["seconds"] / point["reports"]
            yield f"| {point['reports']:,} | {point['seconds']:,.1f} | {each:.2f} | {point['memory']:,.0f} |"
        yield ""


def drawn(figures: Figures) -> str:
    """Both curves, on logarithmic axes."""
    left, top, width, height = 70, 20, 560, 300
    colours = {"reading": "#1f5f8b", "linking": "#b5541c"}
    points = [point for own in figures.values() for point in own]
    low_y = math.floor(math.log10(min(point["seconds"] for point in points)))
    high_y = math.ceil(math.log10(max(point["seconds"] for point in points)))

    def x(reports: float) -> float:
        return left + width * (math.log10(reports) - 3) / 2

    def y(seconds: float) -> float:
        return top + height * (high_y - math.log10(seconds)) / (high_y - low_y)

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 380" font-family="sans-serif" font-size="12">',
        "<title>Processor seconds by number of reports</title>",
        '<rect width="660" height="380" fill="#fff"/>',
    ]
    for power in range(3, 6):
        at = x(10**power)
        parts.append(f'<path d="M{at:.0f} {top}V{top + height}" stroke="#ddd"/>')
        parts.append(f'<text x="{at:.0f}" y="{top + height + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in range(low_y, high_y + 1):
        at = y(10.0**power)
        parts.append(f'<path d="M{left} {at:.0f}H{left + width}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{at + 4:.0f}" text-anchor="end">{10.0**power:g} s</text>')
    for what, own in figures.items():
        path = "L".join(f"{x(point['reports']):.1f} {y(point['seconds']):.1f}" for point in own)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colours[what]}" stroke-width="2"/>')
        for point in own:
            at = f'cx="{x(point["reports"]):.1f}" cy="{y(point["seconds"]):.1f}"'
            parts.append(f'<circle {at} r="3.5" fill="{colours[what]}"/>')
        last = own[-1]
        words = f"{what}: power {exponent(own):.2f}"
        place = f'x="{x(last["reports"]) - 8:.0f}" y="{y(last["seconds"]) - 10:.0f}" text-anchor="end"'
        parts.append(f'<text {place} fill="{colours[what]}">{words}</text>')
    parts.append(f'<text x="{left + width / 2:.0f}" y="372" text-anchor="middle">reports</text></svg>')
    return "\n".join(parts) + "\n"


def main() -> None:
    """Measure, print and draw."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--only", choices=SIZES)
    options.add_argument("--draw", action="store_true")
    options.add_argument("--one", nargs=2, metavar=("WHAT", "REPORTS"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        what, count = given.one
        figures = {"reading": reading, "linking": linking}[what](int(count))
        figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(figures))
        return
    found: Figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    for what, sizes in SIZES.items():
        if not given.draw and given.only in (None, what):
            found[what] = []
            for count in sizes:
                found[what].append(measured(what, count))
                print(f"{what} {count:,}: {found[what][-1]['seconds']:,.1f} s", file=sys.stderr)
                FIGURES.write_text(json.dumps(found, indent=1) + "\n")
    print("\n".join(table(found)))
    CURVE.write_text(drawn(found))


if __name__ == "__main__":
    main()
