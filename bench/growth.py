"""Memory and time while many reports are read into one ledger, in one process.

    OMP_NUM_THREADS=1 python -m bench.growth                              # prints the curve
    OMP_NUM_THREADS=1 python -m bench.growth --write bench/growth.md      # and keeps it

All reports are invented: four stories are told again of other places, people and days, each with some words that no
other report has, as news has ever new names. Reading is what `sayso read` does, linking left out. Times are processor
time, and the memory is what the process holds at that moment.
"""

import argparse
import json
import os
import random
import string
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.scale import exponent
from bench.stories import STORIES, Retold
from sayso.ledger import Ledger
from sayso.reading import load_reader
from sayso.sources import load
from sayso.workflow.read import Status, read_into

NEW_WORDS = 8
NOTE = (
    "",
    "What still grows are memories that are bounded: names that were looked up in the gazetteer (200,000), words of pledges",
    "(20,000 for each of two lists), phrases of incidents (4,096 for each of two). The encoder's own is full once it has seen",
    "windows of all lengths.",
    "",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where reading stands after so many reports: memory in MB, processor time in seconds."""

    reports: int
    memory: float
    seconds: float


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description="Memory and time while many reports are read into one ledger."
    )
    options.add_argument("--reports", type=int, default=2_000)
    options.add_argument("--every", type=int, default=500)
    options.add_argument("--write", type=Path, metavar="FILE")
    given = options.parse_args()
    points = []
    for point in curve(given.reports, given.every):
        points.append(point)
        print(f"{point.reports:8,} {point.memory:8,.0f} MB {point.seconds:8,.1f} s", flush=True)
    if given.write:
        given.write.write_text("\n".join((*head(given.reports), *table(points), *NOTE)), encoding="utf-8")


def curve(count: int, every: int) -> Iterator[Point]:
    """Read so many reports into a new ledger, and look at the process from time to time."""
    reader = load_reader()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in islice(invented(), count))
        with Ledger.open(f"{folder}/growth.db") as ledger:
            start = time.process_time()
            for done, outcome in enumerate(read_into(ledger, reader, load([str(source)])), 1):
                assert outcome.status is Status.STORED, outcome.failure
                if done % every == 0:
                    yield Point(reports=done, memory=held(), seconds=time.process_time() - start)


def invented() -> Iterator[dict[str, str]]:
    """Reports without end."""
    chance = random.Random(7)
    stories = [story for told in STORIES for story in told]
    number = 0
    while True:
        one = Retold.of(chance)
        words = " ".join("".join(chance.choices(string.ascii_lowercase, k=8)) for _ in range(NEW_WORDS))
        text = f"{one.text(stories[number % len(stories)])} It is signed {words.title()}."
        yield {"id": str(number), "text": text, "outlet": one.outlets[0], "published": "2021-06-16"}
        number += 1


def held() -> float:
    """The memory that this process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def head(reports: int) -> tuple[str, ...]:
    """What the table is, and how it is made again."""
    command = f"OMP_NUM_THREADS=1 python -m bench.growth --reports {reports} --write bench/growth.md"
    return ("# Memory and time over many reports", "", f"Made by `{command}`.", "")


def table(points: Sequence[Point]) -> Iterator[str]:
    """The curve as Markdown, and the powers that it grows with."""
    yield "| reports | MB | seconds | ms a report |"
    yield "|---|---|---|---|"
    for point in points:
        pace = 1000 * point.seconds / point.reports
        yield f"| {point.reports:,} | {point.memory:,.0f} | {point.seconds:,.1f} | {pace:.1f} |"
    first, last = points[0], points[-1]
    a_thousand = 1000 * (last.memory - first.memory) / (last.reports - first.reports)
    power = exponent([{"reports": point.reports, "seconds": point.seconds} for point in points])
    yield ""
    yield f"Time grows with the power {power:.3f} of the reports (to be at most 1.05), memory by {a_thousand:.1f} MB for each thousand."


if __name__ == "__main__":
    main()
