"""Wrong statements, for reading: what the scorers do not match, by the plain kind of error.

    python -m bench.statements --data DATA [--sample 120] [--readings FOLDER]

Reads PolNeAR's development part and the coded development reports, counts the kinds over all, and prints a seeded sample
of the errors with what was wanted, what was found and the words around. The texts are the corpora's: what is printed is
for reading, not for the repository. `--readings` takes the Readings that `bench.quality --keep FOLDER` has left.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.corpora import lines

from bench.quality import report_of
from sayso.reading import load_reader

FILES = {
    "polnear": ("polnear/dev.jsonl",),
    "gold": ("gold/fakes-dev.jsonl", "gold/wire-dev.jsonl", "gold/kabul-dev.jsonl"),
}
SEED = 20211
HALF = 0.5
AROUND = 60
"""Code points shown on either side."""

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement by the code points of its parts."""

    source: Spans
    cue: Spans
    content: Spans

    @property
    def all(self) -> Spans:
        """Every part."""
        return [*self.source, *self.cue, *self.content]


@dataclass(frozen=True, slots=True)
class Wrong:
    """One error: what was wanted, what was found, either of which may be missing."""

    corpus: str
    kind: str
    text: str
    wanted: Said | None
    found: Said | None


def spans(value: Any) -> Spans:
    """The spans of a field: an object, a list of objects or of spans, or null."""
    objects = value if isinstance(value, list) else [value] if value else []
    return [
        tuple(o["span"] if isinstance(o, dict) else o)
        for o in objects
        if not isinstance(o, dict) or o.get("span")
    ]


def points(found: Spans) -> set[int]:
    """The code points of some spans."""
    return {i for start, end in found for i in range(start, end)}


def overlap(one: Spans, other: Spans) -> float:
    """F1 of two sets of code points."""
    a, b = points(one), points(other)
    return 2 * len(a & b) / max(1, len(a) + len(b))


def wanted_of(row: dict[str, Any]) -> list[Said]:
    """The statements of a row of either corpus."""
    said = row["attributions"] if "attributions" in row else row["statements"]
    return [Said(*(spans(s[role]) for role in ("source", "cue", "content"))) for s in said]


def found_of(reading: dict[str, Any]) -> list[Said]:
    """The statements of a Reading, without the narrator's."""
    return [
        Said(spans(s["source"]) + spans(s["via"]), spans(s["cue"]), spans(s["content"]))
        for s in reading["statements"]
        if s["id"] != "narrator"
    ]


def errors(corpus: str, text: str, wanted: Sequence[Said], found: Sequence[Said]) -> Iterator[Wrong]:
    """What is left of both sides when they have been matched as the scorers match them, one to one."""
    pairs = sorted(
        ((overlap(w.content, f.content), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)),
        reverse=True,
    )
    right: dict[int, int] = {}
    for value, i, j in pairs:
        shared = not wanted[i].source or points(wanted[i].source) & points(found[j].source)
        if value >= HALF and i not in right and j not in right.values() and shared:
            right[i] = j
    explained = set(right.values())
    for i, one in enumerate(wanted):
        if i not in right:
            kind, j = _missed(one, found, explained)
            explained |= {j} if j is not None else set()
            yield Wrong(corpus, kind, text, one, found[j] if j is not None else None)
    for j, other in enumerate(found):
        if j not in explained:
            known = any(points(other.cue) & points(w.cue) for w in wanted)
            yield Wrong(corpus, "found once more" if known else "found, not wanted", text, None, other)


def _missed(one: Said, found: Sequence[Said], right: set[int]) -> tuple[str, int | None]:
    """Why a statement was missed, and the number of the nearest that was found."""
    free = [j for j in range(len(found)) if j not in right]
    best = max(free, key=lambda j: overlap(one.content, found[j].content), default=None)
    if best is not None and overlap(one.content, found[best].content) >= HALF:
        return ("no source" if not found[best].source else "another source"), best
    cued = next((j for j in free if points(found[j].cue) & points(one.cue)), None)
    if cued is None:
        whole = set().union(*(points(f.content) for f in found)) if found else set()
        inside = len(points(one.content) & whole) > HALF * len(points(one.content))
        return ("missed, inside another's content" if inside else "missed"), None
    mine, theirs = points(found[cued].content), points(one.content)
    if not mine & theirs:
        return "content elsewhere", cued
    return ("content too long" if len(mine) > len(theirs) else "content too short"), cued


def shown(wrong: Wrong) -> str:
    """An error as lines to read."""
    said = [s for s in (wrong.wanted, wrong.found) if s is not None]
    places = [p for span in (said[0].all) for p in span]
    low, high = max(0, min(places) - AROUND), max(places) + AROUND
    lines = [f"[{wrong.corpus}] {wrong.kind}"]
    for name, one in (("wanted", wrong.wanted), ("found", wrong.found)):
        if one is not None:
            parts = [
                " / ".join(wrong.text[a:b] for a, b in sorted(own))
                for own in (one.source, one.cue, one.content)
            ]
            lines.append(f"  {name}: {parts[0]} | {parts[1]} | {parts[2][:300]}")
    return "\n".join([*lines, "  text: " + " ".join(wrong.text[low:high].split())[:700]])


def all_errors(data: Path, readings: Path | None) -> Iterator[Wrong]:
    """The errors of all development reports."""
    for corpus, files in FILES.items():
        rows = [row for file in files for row in lines(data / file)]
        for row, reading in zip(rows, _read(rows, readings, corpus), strict=True):
            yield from errors(corpus, row["text"], wanted_of(row), found_of(reading))


def _read(rows: Sequence[dict[str, Any]], readings: Path | None, corpus: str) -> Iterable[dict[str, Any]]:
    if readings is not None:
        return lines(readings / f"{corpus}.jsonl")
    return (json.loads(r.to_json()) for r in load_reader().read(report_of(row) for row in rows))


def main() -> None:
    """Count and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--sample", type=int, default=120)
    options.add_argument("--readings", type=Path)
    given = options.parse_args()
    found = list(all_errors(given.data, given.readings))
    for (corpus, kind), count in sorted(Counter((w.corpus, w.kind) for w in found).items()):
        print(f"{corpus:<8} {kind:<34} {count}")
    for wrong in random.Random(SEED).sample(found, min(given.sample, len(found))):
        print(shown(wrong))


if __name__ == "__main__":
    main()
