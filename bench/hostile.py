"""Ten thousand hostile inputs, with good reports between them, into one ledger: `python -m bench.hostile`.

Each input is a good file of some format, spoilt in ways that a seed decides, or a nasty string in some field. At the
end every good report must be in the ledger with the very Reading that it has when it is read alone, every
hostile one must be read or told by file and cause, and nothing else may have happened.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fuzz.seeds import FILES, STORIES
from fuzz.spoil import spoilt

from sayso.ledger import Ledger
from sayso.model import Reading
from sayso.reading import load_reader
from sayso.report import Report
from sayso.sources import Loaded, load
from sayso.workflow.read import Outcome, Status, read_into

EVERY = 25
"""Hostile inputs between two good reports."""

FORMATS = tuple(name for name in FILES if name not in ("feed", "opml"))
SUFFIX = {"text": "txt", "page": "html", "mail": "eml", "gzip": "jsonl.gz"}
FAULT = "the reader failed"
"""What an error says where the reader did not expect the words: told, but a defect."""

SPY = "executed"
"""A file that some nasty strings would make, were one of them run."""


def inputs(folder: Path, count: int, seed: int) -> Iterator[Path]:
    """Files, one after another: each is written when it is asked for."""
    dice = random.Random(seed)
    for number in range(count):
        name = dice.choice(FORMATS)
        path = folder / f"{number:05}.{SUFFIX.get(name, name)}"
        path.write_bytes(spoilt(name, dice))
        yield path


def good(number: int) -> Report:
    """A report like no other: the ledger keeps the same words once."""
    story = STORIES[number % len(STORIES)]
    return replace(
        story, id=f"good-{number}", title=f"{story.title} ({number})", url=f"https://wire.example/{number}"
    )


def mixed(folder: Path, count: int, seed: int) -> Iterator[Loaded]:
    """What is loaded from hostile files, with a good report before the first and after every few."""
    for number, path in enumerate(inputs(folder, count, seed)):
        if number % EVERY == 0:
            report = good(number)
            yield Loaded(
                place=f"good-{number}", report=report, error=None, id=report.id, note=None, bytes_done=0
            )
        yield from load([str(path)])
        path.unlink()


def lost(ledger: Ledger, alone: dict[str, Reading], count: int) -> list[str]:
    """The good reports that are not in the ledger with their own Reading."""
    missing = []
    for number in range(0, count, EVERY):
        report = good(number)
        _, reading = ledger.reading(f"r-{report.hash}")
        expected = alone[report.text]
        known = replace(expected.report, id=report.id, title=report.title, url=report.url)
        if reading != replace(expected, report=known):
            missing.append(report.id or "")
    return missing


def told(outcome: Outcome) -> bool:
    """Whether a file that was not read is named, on one line, with a cause."""
    loaded = outcome.loaded
    words = (
        str(loaded.error) if loaded.error else f"{loaded.place}: {outcome.failure and outcome.failure.error}"
    )
    place, _, cause = words.partition(": ")
    return bool(place and cause) and "\n" not in words


def run(count: int, seed: int) -> dict[str, object]:
    """Read it all; what came of it."""
    reader, begun = load_reader(), time.process_time()
    alone = {story.text: reader.read_one(good(number)) for number, story in enumerate(STORIES)}
    fates: Counter[str] = Counter()
    untold: list[str] = []
    faults: list[str] = []
    slowest = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        with Ledger.open(str(folder / "hostile.db")) as ledger:
            last = time.process_time()
            for outcome in read_into(ledger, reader, mixed(folder / "in", count, seed)):
                slowest, last = max(slowest, time.process_time() - last), time.process_time()
                fates[outcome.status] += 1
                if outcome.status is Status.FAILED and not told(outcome):
                    untold.append(outcome.loaded.place)
                if outcome.failure and FAULT in outcome.failure.error:
                    faults.append(f"{outcome.loaded.place}: {outcome.failure.error}")
                    print(faults[-1], file=sys.stderr, flush=True)
                if not fates.total() % 500:
                    print(dict(fates), round(last - begun), file=sys.stderr, flush=True)
            missing = lost(ledger, alone, count)
        strangers = sorted(path.name for path in folder.iterdir() if not path.name.startswith("hostile.db"))
    return {
        "inputs": count,
        "good": len(range(0, count, EVERY)),
        "lost": missing,
        "untold": untold,
        "faults": len(faults),
        "read": fates[Status.STORED],
        "read before": fates[Status.SEEN],
        "refused": fates[Status.FAILED],
        "made": [one for one in strangers if one != "in"] + ([SPY] if Path(SPY).exists() else []),
        "slowest": round(slowest, 2),
        "cpu": round(time.process_time() - begun),
    }


def main() -> None:
    """Run it, and print what came of it as JSON."""
    asked = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    asked.add_argument("--inputs", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=2024)
    given = asked.parse_args()
    print(json.dumps(run(given.inputs, given.seed)))


if __name__ == "__main__":
    main()
