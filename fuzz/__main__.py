"""Fuzz formats one after another, and keep a record: `python -m fuzz --minutes 20 page pdf`.

Inputs that lead anywhere new are kept under build/fuzz and are where the next run goes on from. An input that
breaks a promise, takes more than 10 s or more than 1 GB goes to tests/hostile/found, where a test replays it.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from fuzz.forms import document_of
from fuzz.seeds import FILES, STORIES

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "build" / "fuzz"
FOUND = ROOT / "tests" / "hostile" / "found"
RECORD = CORPUS / "record.jsonl"
FORMATS = (
    "text",
    "page",
    "pdf",
    "docx",
    "mail",
    "jsonl",
    "csv",
    "zip",
    "gzip",
    "feed",
    "opml",
    "days",
    "spans",
    "reader",
)
LONGEST = {"reader": 3000}
"""Bytes of an input, where not 8,192."""
DAYS = ("2 May 2024", "Thu, 02 May 2024 09:00:00 +0100", "2024-03-12T08:40:00+03:00", "Sept. 3, 9999")

SLICE = 60.0
"""Seconds that are worth the start of a fuzzer."""

RUNS = re.compile(rb"(?:Done |#)(\d+)")
HEADING = "| format | CPU minutes | inputs | found |\n|---|--:|--:|--:|\n"


def fuzz(name: str, seconds: float) -> dict[str, Any]:
    """Fuzz one format for a while; what came of it, and what processor time it took."""
    corpus = _corpus(name)
    command = [sys.executable, "-m", "fuzz.one", name, str(corpus), f"-max_total_time={int(seconds)}"]
    command += [
        "-timeout=10",
        "-rss_limit_mb=1024",
        f"-max_len={LONGEST.get(name, 8192)}",
        "-print_final_stats=1",
    ]
    command += [f"-artifact_prefix={CORPUS}/{name}-"]
    before = os.times()
    log = CORPUS / f"{name}.log"
    with log.open("wb") as out:
        status = subprocess.run(
            command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, check=False
        ).returncode
    after = os.times()
    runs = max((int(one) for one in RUNS.findall(log.read_bytes())), default=0)
    row = {
        "format": name,
        "cpu": after.children_user + after.children_system - before.children_user - before.children_system,
        "runs": runs,
        "status": status,
        "found": _kept(name),
        "at": time.strftime("%H:%M"),
    }
    with RECORD.open("a") as record:
        record.write(json.dumps(row) + "\n")
    return row


def _corpus(name: str) -> Path:
    """The folder of a format's inputs, the good files among them."""
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    seeds = FILES.get(name) or tuple(story.text.encode() for story in STORIES)
    if name == "days":
        seeds = tuple(day.encode() for day in DAYS)
    if name == "docx":
        seeds = tuple(document_of(seed) for seed in seeds)
    for seed in seeds:
        (folder / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    return folder


def _kept(name: str) -> list[str]:
    """Move what was found to where it is replayed; the names of it."""
    kept = []
    for path in CORPUS.glob(f"{name}-*-*"):
        kind, digest = path.name.removeprefix(f"{name}-").split("-", 1)
        path.rename(FOUND / f"{name}-{kind}-{digest[:12]}")
        kept.append(f"{kind} {digest[:12]}")
    return kept


def table() -> str:
    """The record by format, as a table in Markdown."""
    rows = [json.loads(line) for line in RECORD.read_text().splitlines()]
    lines = []
    for name in FORMATS:
        own = [row for row in rows if row["format"] == name]
        cpu, runs = sum(row["cpu"] for row in own) / 60, sum(row["runs"] for row in own)
        found = {one for row in own for one in row["found"]}
        lines.append(f"| {name} | {cpu:.1f} | {runs:,} | {len(found)} |\n")
    return HEADING + "".join(lines)


def main() -> None:
    """Fuzz what is asked for, or print the record."""
    asked = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    asked.add_argument("formats", nargs="*", choices=[[], *FORMATS], help="all, where none is given")
    asked.add_argument("--minutes", type=float, default=20, help="of processor time, for each format")
    asked.add_argument("--table", action="store_true", help="print what was fuzzed so far")
    given = asked.parse_args()
    CORPUS.mkdir(parents=True, exist_ok=True)
    if given.table:
        print(table(), end="")
        return
    for name in given.formats or FORMATS:
        # libFuzzer counts by the clock; a busy machine gives it less.
        left, status = 60.0 * given.minutes, 0
        while left > 0 and not status:
            row = fuzz(name, max(SLICE, left))
            print(json.dumps(row), flush=True)
            left, status = left - float(row["cpu"]), int(row["status"])


if __name__ == "__main__":
    main()
