"""Where the time of reading goes, part by part, as a sampling profiler sees it.

    OMP_NUM_THREADS=1 python -m bench.profile --data DATA --write bench/profile.md

Needs `py-spy` (`pip install py-spy`), which looks at the process from outside, so that no part is slowed by being looked at.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.reading import load_reader
from sayso.report import Report

RATE = 100
"""Samples a second."""

PARTS = {
    "around the encoder: pieces, windows, tags, spans of names": ("sayso/language/encoder.py",),
    "parse": ("sayso/language/parse.py",),
    "forms": ("sayso/language/forms.py",),
    "entities": ("sayso/language/entities/",),
    "times": ("sayso/language/times/",),
    "places": ("sayso/language/places/",),
    "statements and their speakers": ("sayso/reading/statements/", "sayso/reading/speakers/"),
    "incidents": ("sayso/reading/incidents/",),
    "casualties": ("sayso/reading/casualties/",),
    "pledges": ("sayso/reading/pledges/",),
}
"""Files by part; a sample is of the part that its outermost frame in any of them is in, the graph's apart."""

GRAPH = "the encoder's graph"

REST = "the rest: tokens, sentences, language, time limit"
HEAD = (
    "# Where the time goes",
    "",
    "Made by `OMP_NUM_THREADS=1 python -m bench.profile --data DATA --write bench/profile.md`.",
    "",
    "| part | share | for each second of the encoder's graph |",
    "|---|---|---|",
)


def main() -> None:
    """Profile and print."""
    options = argparse.ArgumentParser(description="Where the time of reading goes, part by part.")
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--reports", type=int, default=100)
    options.add_argument("--write", type=Path, metavar="FILE")
    options.add_argument("--read", action="store_true", help="Read only: this is what is looked at.")
    given = options.parse_args()
    articles = given.data / "fa-kes/articles.jsonl"
    if given.read:
        lines = articles.read_text(encoding="utf-8").splitlines()[: given.reports]
        profiled([Report(text=json.loads(line)["text"]) for line in lines])
        return
    lines = [*HEAD, *table(shares(samples(given.data, given.reports)))]
    lines += ["", f"{given.reports} reports of {articles.name}, {RATE} samples a second while it works."]
    print("\n".join(lines))
    if given.write:
        given.write.write_text("\n".join((*lines, "")), encoding="utf-8")


def profiled(reports: Iterable[Report]) -> None:
    """Read; only samples from within are counted, so loading is left out."""
    for result in load_reader().read(reports):
        result.to_json()


def samples(data: Path, reports: int) -> Iterator[tuple[str, int]]:
    """Stacks of the thread that reads, and how often each was met."""
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as found:
        reading = (
            sys.executable,
            "-m",
            "bench.profile",
            "--data",
            str(data),
            "--reports",
            str(reports),
            "--read",
        )
        look = ("py-spy", "record", "--rate", str(RATE), "--format", "raw", "--full-filenames")
        subprocess.run([*look, "--output", found.name, "--", *reading], check=True, stdout=sys.stderr)
        for line in Path(found.name).read_text(encoding="utf-8").splitlines():
            stack, _, count = line.rpartition(" ")
            if "read_doc " in stack or "_reading_of " in stack:
                yield stack, int(count)


def shares(found: Iterable[tuple[str, int]]) -> dict[str, float]:
    """The share of each part."""
    counts: Counter[str] = Counter()
    for stack, count in found:
        counts[part_of(stack)] += count
    return {part: counts[part] / counts.total() for part in (GRAPH, *PARTS, REST)}


def part_of(stack: str) -> str:
    """The part that a sample is of."""
    if "onnxruntime/" in stack:
        return GRAPH
    parts = (
        part
        for frame in stack.split(";")
        for part, files in PARTS.items()
        if any(file in frame for file in files)
    )
    return next(parts, REST)


def table(found: dict[str, float]) -> Iterator[str]:
    """The shares as Markdown."""
    graph = found[GRAPH]
    for part, share in found.items():
        yield f"| {part} | {100 * share:.1f} % | {share / graph:.2f} |"
    yield f"| all | 100.0 % | {1 / graph:.2f} |"


if __name__ == "__main__":
    main()
