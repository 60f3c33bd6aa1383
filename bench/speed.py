"""How fast reports are read on one machine, against the bare encoder on the same text, in one run: `make bench`.

    OMP_NUM_THREADS=1 python -m bench.speed --data DATA                             # prints the figures
    OMP_NUM_THREADS=1 python -m bench.speed --data DATA --write bench/speed.md      # and keeps them

Times are processor time, for the machine may be shared; only the cold start is told by the wall clock, beside that of
`import spacy`. Two worker processes are as much faster than one as two cores that do nothing else would make them:
half of the time that both and their parent take, against the time that one takes. Their start is left out.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from multiprocessing import active_children
from pathlib import Path

from sayso.language.encoder import Encoder
from sayso.language.pipeline import blank, make_doc
from sayso.reading import load_reader
from sayso.reading.reader import ReportReader
from sayso.report import Report
from sayso.workflow.workers import WorkerReader

RUNS = 3
WARM = 8
"""Reports that are read before the clock starts, so that every process has loaded what it needs."""

SMALL = "The ministry said on Monday that nine people were killed in a strike on the market of Marib.\n"
TICK = os.sysconf("SC_CLK_TCK")
HEAD = (
    "# Speed on one machine",
    "",
    "Made by `OMP_NUM_THREADS=1 python -m bench.speed --data DATA --write bench/speed.md`.",
    "",
    "| measure | figure | to be |",
    "|---|---|---|",
)

Row = tuple[str, str, str]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="How fast reports are read on one machine.")
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--reports", type=int, default=200)
    options.add_argument("--write", type=Path, metavar="FILE")
    given = options.parse_args()
    path = given.data / "fa-kes/articles.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()[: given.reports]
    reports = [Report(text=json.loads(line)["text"]) for line in lines]
    rows = []
    for row in chain(one_process(reports), two_workers(reports), cold_start()):
        rows.append(row)
        print(f"{row[0]:48} {row[1]:>10}  {row[2]}", flush=True)
    if given.write:
        machine = f"{len(reports)} reports of {path.name}, the middle of {RUNS} runs; {platform.machine()}, "
        machine += f"{os.cpu_count()} cores, Python {platform.python_version()}."
        table = (f"| {' | '.join(row)} |" for row in rows)
        given.write.write_text("\n".join((*HEAD, *table, "", machine, "")), encoding="utf-8")


def one_process(reports: Sequence[Report]) -> Iterator[Row]:
    """Whole reading and the bare encoder, in turn, so that the machine's drift meets both."""
    reader, encoder, nlp = ReportReader(threads=1), Encoder(threads=1), blank()
    docs = [make_doc(nlp, report) for report in reports]
    list(reader.read(reports[:8]))
    bare, whole = [], []
    for _ in range(RUNS):
        bare.append(seconds(lambda: [encoder.encode(doc) for doc in docs]))
        whole.append(seconds(lambda: list(reader.read(reports))))
    ratio = statistics.median(w / b for w, b in zip(whole, bare, strict=True))
    yield "whole reading, reports/s on one core", f"{len(reports) / statistics.median(whole):.2f}", ""
    yield "bare encoder, reports/s on one core", f"{len(reports) / statistics.median(bare):.2f}", ""
    yield "whole reading / bare encoder", f"{ratio:.2f}", "at most 1.6"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield "peak memory of one process, MB", f"{peak:.0f}", "at most 700"


def two_workers(reports: Sequence[Report]) -> Iterator[Row]:
    """One process against two workers, in turn, and the memory that these take together."""
    load = partial(load_reader, 1000.0)
    alone = load()
    list(alone.read(reports[:8]))
    faster, idle, memory = [], [], 0.0
    for _ in range(RUNS):
        one = seconds(lambda: list(alone.read(reports)))
        with WorkerReader(load, workers=2) as reader:
            list(reader.read(reports[:WARM]))
            workers = [worker.pid for worker in active_children() if worker.pid]
            before = [taken(worker) for worker in workers]
            own = seconds(lambda: list(reader.read(reports)))
            spent = [taken(worker) - start for worker, start in zip(workers, before, strict=True)]
            memory = sum(proportional(process) for process in {*workers, *map(parent, workers)})
        faster.append(2 * one / (sum(spent) + own))
        idle.append(own / len(reports))
    yield "two workers / one process, on two cores", f"{statistics.median(faster):.2f}", "at least 1.9"
    yield "their parent, ms a report", f"{1000 * statistics.median(idle):.1f}", ""
    yield "two workers and what they were forked from, MB", f"{memory:.0f}", ""


def cold_start() -> Iterator[Row]:
    """The command on one small file, beside `import spacy`."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as small:
        small.write(SMALL)
        small.flush()
        command = [str(Path(sys.executable).with_name("sayso")), "read", small.name, "--format", "jsonl"]
        pairs = [(elapsed(command), elapsed([sys.executable, "-c", "import spacy"])) for _ in range(RUNS)]
    one, spacy = (statistics.median(times) for times in zip(*pairs, strict=True))
    yield "one small file from a cold start, s", f"{one:.2f}", ""
    yield "`import spacy`, s", f"{spacy:.2f}", ""
    ratio = statistics.median(one / spacy for one, spacy in pairs)
    yield "cold start / `import spacy`", f"{ratio:.2f}", "at most 3"


def seconds(work: Callable[[], object]) -> float:
    """The processor time of some work, in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def elapsed(command: list[str]) -> float:
    """The wall time of a command, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def taken(process: int) -> float:
    """The processor time that a process has taken, in seconds."""
    fields = told_of(process)
    return (int(fields[11]) + int(fields[12])) / TICK


def parent(process: int) -> int:
    """The process that a process was forked from."""
    return int(told_of(process)[1])


def told_of(process: int) -> list[str]:
    """What Linux tells of a process, after its name."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def proportional(process: int) -> float:
    """The memory of a process in MB, a page that several have counted in parts."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    main()
