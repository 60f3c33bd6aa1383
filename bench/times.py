"""Times alone, as rows that the scorer of time expressions reads.

python bench/times.py REPORTS.jsonl > READINGS.jsonl
python bench/times.py --tags REPORTS.jsonl > READINGS.jsonl    # with the encoder's Penn tags
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from sayso.language.pipeline import blank, make_doc
from sayso.language.times import mark_times
from sayso.model import SCHEMA
from sayso.report import Report

FIELDS = ("id", "title", "outlet", "url", "published", "text")


def main() -> None:
    """Read the reports, print a row for each."""
    tags, path = "--tags" in sys.argv[1:-1], Path(sys.argv[-1])
    nlp = blank()
    if tags:
        import sayso.language.encoder  # noqa: F401

        nlp.add_pipe("sayso_encoder", config={"threads": 1})
    nlp.add_pipe("sayso_times")
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = Report(**{name: row.get(name) for name in FIELDS})
        doc = make_doc(nlp, report)
        for _, component in nlp.pipeline:
            doc = component(doc)
        shown = {
            "id": report.id,
            "published": doc._.sayso_published.day,
            "basis": doc._.sayso_published.basis,
        }
        print(
            json.dumps({"schema": SCHEMA, "report": shown, "times": [asdict(t) for t in doc._.sayso_times]})
        )


if __name__ == "__main__":
    assert mark_times
    main()
