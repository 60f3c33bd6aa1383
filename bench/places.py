"""Places alone, as rows that the scorer of place names reads.

python bench/places.py REPORTS.jsonl > READINGS.jsonl

The shipped networks have seen the place corpora; `python -m training.places` writes rows that have not.
"""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from sayso.language import encoder, places
from sayso.language.pipeline import blank, make_doc
from sayso.model import SCHEMA
from sayso.report import Report

FIELDS = ("id", "title", "outlet", "url", "published", "text")
PARTS = (encoder.create_encoder, places.create_places)
"""Imported so that spaCy knows them."""


def main(path: Path) -> None:
    """Read the reports, print a row for each, and on standard error what the places took."""
    nlp = blank()
    nlp.add_pipe("sayso_encoder", config={"threads": 1})
    find = nlp.add_pipe("sayso_places")
    spent, count = 0.0, 0
    reports = (
        Report(**{name: json.loads(line).get(name) for name in FIELDS})
        for line in path.open(encoding="utf-8")
    )
    read = nlp.select_pipes(disable=["sayso_places"])
    for doc in nlp.pipe(make_doc(nlp, report) for report in reports):
        start = time.process_time()
        find(doc)
        spent += time.process_time() - start
        count += 1
        found = [asdict(place) for place in doc._.sayso_places]
        print(json.dumps({"schema": SCHEMA, "report": {"id": doc._.sayso_report.id}, "places": found}))
    read.restore()
    print(f"{1000 * spent / max(1, count):.1f} ms a report for places", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
