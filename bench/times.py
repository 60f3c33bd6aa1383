"""Times alone, as rows that the scorer of time expressions reads.

    python bench/times.py [--tags] REPORTS.jsonl > READINGS.jsonl

With `--tags` the encoder runs first, so that its Penn tags tell the tense of a clause.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from sayso.language import encoder, times  # noqa: F401  their components register themselves
from sayso.language.pipeline import blank, make_doc
from sayso.model import SCHEMA
from sayso.report import Report

FIELDS = ("id", "title", "outlet", "url", "published", "text")


def main() -> None:
    """Read the reports, print a row for each."""
    nlp = blank()
    if "--tags" in sys.argv[1:-1]:
        nlp.add_pipe("sayso_encoder", config={"threads": 1})
    nlp.add_pipe("sayso_times")
    for line in Path(sys.argv[-1]).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = Report(**{name: row.get(name) for name in FIELDS})
        doc = make_doc(nlp, report)
        for _, component in nlp.pipeline:
            doc = component(doc)
        day = doc._.sayso_published
        shown = {"id": report.id, "published": day.day, "published_basis": day.basis, "text": report.text}
        print(
            json.dumps({"schema": SCHEMA, "report": shown, "times": [asdict(t) for t in doc._.sayso_times]})
        )


if __name__ == "__main__":
    main()
