"""How fast reports are read, against the bare encoder on the same text, in one run: `make bench`.

    python -m bench.speed --data DATA

Prints reports a second on one core, the encoder's own time, their ratio, peak memory, and the time to read one small file
from a cold start, beside `import spacy`.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 3
SMALL = "The ministry said on Monday that nine people were killed in a strike on the market of Marib.\n"


def seconds(work: Callable[[], object]) -> float:
    """The processor time of some work, in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def cold(command: list[str]) -> float:
    """The median wall time of a command, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--reports", type=int, default=200)
    given = options.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"

    from sayso.language.encoder import Encoder
    from sayso.language.pipeline import blank, make_doc
    from sayso.reading.reader import ReportReader
    from sayso.report import Report

    path = given.data / "fa-kes/articles.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()[: given.reports]
    reports = [Report(text=json.loads(line)["text"]) for line in lines]
    reader, encoder, nlp = ReportReader(threads=1), Encoder(threads=1), blank()
    docs = [make_doc(nlp, report) for report in reports]

    def encode() -> None:
        for doc in docs:
            encoder.encode(doc)

    list(reader.read(reports[:8]))
    bare, whole = [], []
    for _ in range(RUNS):  # in turn, so that the machine's drift meets both
        bare.append(seconds(encode))
        whole.append(seconds(lambda: list(reader.read(reports))))
    ratio = statistics.median(w / b for w, b in zip(whole, bare, strict=True))
    print(f"reports                      {len(reports)}")
    print(f"whole reading, reports/s     {len(reports) / statistics.median(whole):.2f}  (one core)")
    print(f"bare encoder, reports/s      {len(reports) / statistics.median(bare):.2f}")
    print(f"whole reading / encoder      {ratio:.2f}")
    print(f"peak memory, MB              {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as small:
        small.write(SMALL)
        small.flush()
        command = [str(Path(sys.executable).with_name("sayso")), "read", small.name, "--format", "jsonl"]
        one = cold(command)
    spacy = cold([sys.executable, "-c", "import spacy"])
    print(f"one small file, cold, s      {one:.2f}")
    print(f"import spacy, cold, s        {spacy:.2f}")
    print(f"cold start / import spacy    {one / spacy:.2f}")


if __name__ == "__main__":
    main()
