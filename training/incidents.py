"""`python -m training.incidents`: weights by which mentions are grouped and typed, from the coded reports.

Both are regressions on what the reading layer sees of gold mentions; they take seconds, and are fitted anew
after the encoder has been.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span

import sayso.reading.incidents as home
from sayso.language.pipeline import make_doc, pipeline
from sayso.reading.incidents.same import FEATURES, features, looks
from sayso.reading.incidents.types import TYPES, clues
from sayso.report import Report
from training.corpora import lines
from training.train import load_config

Floats = npt.NDArray[np.float64]
Coded = tuple[str, Doc, list[tuple[list[Span], str]]]
"""Where a report is from, its Doc, and the mentions and type of each incident."""


FEWEST = 3
"""Incidents that a word must be seen in, of at least two of the collections: so names stay out."""


def coded_reports(root: Path) -> Iterator[Coded]:
    """Each coded training report as the language layer reads it, with what was coded of its incidents."""
    nlp = pipeline()
    for name in ("wire", "syria", "latin-america"):
        for row in lines(root / f"gold/train-{name}.jsonl"):
            published = row.get("printed") or row.get("published")
            doc = nlp(make_doc(nlp, Report(text=row["text"], published=published)))
            yield name, doc, [(_mentions(doc, i), i["type"]) for i in row["incidents"]]


def _mentions(doc: Doc, incident: dict[str, Any]) -> list[Span]:
    found = [doc.char_span(*m["span"], alignment_mode="expand") for m in incident["mentions"]]
    return [span for span in found if span is not None]


def fit_same(reports: Sequence[Coded]) -> dict[str, float]:
    """Weights of what two mentions of one incident have in common, by logistic regression."""
    rows, wanted = [], []
    for _, doc, incidents in reports:
        owned = sorted(
            ((m, n) for n, (own, _) in enumerate(incidents) for m in own), key=lambda x: x[0].start
        )
        seen = looks(doc, [m for m, _ in owned])
        for j in range(len(seen)):
            for i in range(j):
                rows.append(features(doc._.sayso_scores, seen[i], seen[j], j - i - 1, i == 0))
                wanted.append(owned[i][1] == owned[j][1])
    found = logistic(np.array(rows), np.array(wanted, dtype=np.float64), weight_decay=2.0)
    return dict(zip(FEATURES, found.round(3).tolist(), strict=True))


def logistic(rows: Floats, wanted: Floats, *, weight_decay: float) -> Floats:
    """Logistic regression by Newton's method."""
    found = np.zeros(rows.shape[1])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (likely - wanted) + weight_decay * found
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + weight_decay * np.eye(len(found))
        found -= np.linalg.solve(curve, slope)
    return found


def fit_types(reports: Sequence[Coded]) -> dict[str, dict[str, float]]:
    """Weights of each clue for each type, by multinomial regression; weights near zero are left out."""
    seen = [(source, clues(own), kind) for source, _, incidents in reports for own, kind in incidents if own]
    count = Counter(name for _, found, _ in seen for name in found)
    spread = Counter(name for source, name in {(s, name) for s, found, _ in seen for name in found})
    names = sorted(name for name, n in count.items() if n >= FEWEST and spread[name] > 1)
    rows = np.array([[found.get(name, 0.0) for name in names] for _, found, _ in seen])
    wanted = np.array([TYPES.index(kind) for _, _, kind in seen])
    found = multinomial(rows, wanted, len(TYPES), weight_decay=1.0)
    kept = {
        name: {kind: round(float(w), 2) for kind, w in zip(TYPES, own, strict=True) if abs(w) >= 0.05}
        for name, own in zip(names, found, strict=True)
    }
    return {name: own for name, own in kept.items() if own}


def multinomial(rows: Floats, wanted: npt.NDArray[np.int64], kinds: int, *, weight_decay: float) -> Floats:
    """Multinomial logistic regression by Adam, (columns, kinds)."""
    found = np.zeros((rows.shape[1], kinds))
    mean, square = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, 601):
        odds = rows @ found
        likely = np.exp(odds - odds.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        likely[np.arange(len(wanted)), wanted] -= 1
        slope = rows.T @ likely + weight_decay * found
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        found -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return found


def main() -> None:
    """Fit both and write them beside the code that reads them."""
    reports = list(coded_reports(Path(load_config()["corpora"])))
    folder = Path(home.__file__).parent
    origin = "Fitted on the coded training reports by training/incidents.py."
    for name, weights in (("same", fit_same(reports)), ("types", fit_types(reports))):
        text = json.dumps({"_origin": origin, "weights": weights}, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        print(f"{name}: {len(weights)} weights")


if __name__ == "__main__":
    main()
