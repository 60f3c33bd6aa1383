"""`python -m training.incidents`: weights by which mentions are grouped and typed, and parties told from other words.

The first two are regressions on what the reading layer sees of the coded reports' mentions, the third on what it sees of
MUC-4's reports. They are fitted anew after the encoder has been; most of the time (minutes) goes to running it.

The encoder has learned from the same reports and is surer of them than of others. So some of their pieces are covered.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc, Span

import sayso.reading.incidents as home
from sayso.language.encoder import Encoder, Ints
from sayso.language.pipeline import make_doc, pipeline
from sayso.reading.incidents.ground import PARTS, ground
from sayso.reading.incidents.mentions import find_events
from sayso.reading.incidents.phrases import candidates
from sayso.reading.incidents.same import FEATURES, features, links, looks
from sayso.reading.incidents.types import TYPES, clues
from sayso.reading.incidents.weighing import CLUES, DESCRIBED, OUTCOMES
from sayso.reading.incidents.weighing import clues as party_clues
from sayso.report import Report
from training.corpora import MUC_ROLES, lines
from training.train import load_config

Floats = npt.NDArray[np.float64]
Coded = tuple[str, Doc, list[tuple[list[Span], str]]]
"""Where a report is from, its Doc, and the mentions and type of each incident."""

COVERED = 0.15
"""Share of the pieces that are covered, as far as the coded development reports tell: at 0 they are told apart less well."""

DRAWS = 4
"""How often the coded reports are read, other pieces covered each time: they are few."""

FEWEST = 3
"""Incidents that a word must be seen in, of at least two of the collections: so names stay out."""


class HalfBlind(Encoder):
    """An encoder that some pieces of each window are covered from, drawn by chance."""

    def __init__(self) -> None:
        super().__init__(threads=1)
        self.chance = np.random.default_rng(load_config()["seed"])
        self.cover = self.tokenizer.token_to_id("[MASK]")

    def _run(self, window: Ints) -> tuple[npt.NDArray[np.float32], ...]:
        return super()._run(np.where(self.chance.random(len(window)) < COVERED, self.cover, window))


def half_blind_pipeline() -> Language:
    """The language layer with such an encoder."""
    nlp = pipeline()
    nlp.get_pipe("sayso_encoder").encoder = HalfBlind()  # type: ignore[attr-defined]
    return nlp


def coded_reports(nlp: Language, root: Path) -> Iterator[Coded]:
    """Each coded training report as the language layer reads it, with what was coded of its incidents."""
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
        mentions = [m for m, _ in owned]
        seen, linked = looks(doc, mentions), links(doc._.sayso_scores, mentions)
        for j in range(len(seen)):
            for i in range(j):
                rows.append(features(linked[i, j], seen[i], seen[j], j - i - 1, i == 0))
                wanted.append(owned[i][1] == owned[j][1])
    found = logistic(np.array(rows), np.array(wanted, dtype=np.float64), weight_decay=2.0 * DRAWS)
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


def keyed_reports(nlp: Language, root: Path) -> Iterator[tuple[Doc, dict[str, set[str]]]]:
    """Each MUC-4 training report as the language layer reads it, and the words of the parties of its key by part."""
    measured = {row["id"] for row in lines(root / "gold/wire-dev.jsonl")}
    for row in lines(root / "muc4/train.jsonl.gz"):
        if row["id"] not in measured:
            doc = nlp(make_doc(nlp, Report(text=row["text"], published=row["published"])))
            yield doc, keyed(row)


def keyed(row: dict[str, Any]) -> dict[str, set[str]]:
    """The words of the parties of a report's key by part, and of the victims that it only describes."""
    found = {
        part: {plain(m["text"]) for entity in row["roles"][role] for m in entity}
        for role, part in MUC_ROLES.items()
    }
    described = {
        plain(value)
        for template in row["templates"]
        for slot in template.get("hum_tgt_description") or []
        for value in slot["values"]
        if isinstance(value, str)
    }
    return found | {DESCRIBED: described - found["victim"]}


def plain(text: str) -> str:
    """Words in lower case, without marks and articles."""
    words = re.sub(r"[^\w\s]", "", text.lower()).split()
    return " ".join(word for word in words if word not in {"a", "an", "the"})


def fit_parties(reports: Iterable[tuple[Doc, dict[str, set[str]]]]) -> dict[str, dict[str, float]]:
    """Weights of each clue that some words name a party, by part, by logistic regression.

    A victim that the key only describes is neither right nor wrong among those named.
    """
    rows: dict[str, list[Floats]] = {outcome: [] for outcome in OUTCOMES}
    wanted: dict[str, list[bool]] = {outcome: [] for outcome in OUTCOMES}
    for doc, key in reports:
        named = candidates(doc, doc._.sayso_entities)
        if not named:
            continue
        seen = party_clues(named, ground(doc, find_events(doc), doc._.sayso_entities))
        for candidate, by_part in zip(named, seen, strict=True):
            text = plain(candidate.places[0].text)
            for outcome in OUTCOMES:
                if outcome != "victim" or text not in key[DESCRIBED]:
                    rows[outcome].append(by_part[PARTS.index("victim" if outcome == DESCRIBED else outcome)])
                    wanted[outcome].append(text in key[outcome])
    return {outcome: _fit_part(rows[outcome], wanted[outcome]) for outcome in OUTCOMES}


def _fit_part(rows: Sequence[Floats], wanted: Sequence[bool]) -> dict[str, float]:
    """One regression on clues brought to one scale, its weights told on their own scales."""
    seen = np.array(rows)
    mean, spread = seen.mean(axis=0), seen.std(axis=0)
    bias = CLUES.index("bias")
    mean[bias], spread[bias] = 0, 1
    spread[spread == 0] = 1
    found = logistic((seen - mean) / spread, np.array(wanted, dtype=np.float64), weight_decay=10.0) / spread
    found[bias] -= found @ mean
    return dict(zip(CLUES, found.round(4).tolist(), strict=True))


def main() -> None:
    """Fit all and write them beside the code that reads them."""
    root = Path(load_config()["corpora"])
    nlp = half_blind_pipeline()
    draws = [list(coded_reports(nlp, root)) for _ in range(DRAWS)]
    folder = Path(home.__file__).parent
    coded, keys = "the coded training reports", "MUC-4's training reports"
    for name, source, weights in (
        ("same", coded, fit_same(list(chain(*draws)))),
        ("types", coded, fit_types(draws[0])),
        ("parties", keys, fit_parties(keyed_reports(nlp, root))),
    ):
        origin = f"Fitted on {source} by training/incidents.py."
        text = json.dumps({"_origin": origin, "weights": weights}, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        print(f"{name}: {len(weights)} weights")


if __name__ == "__main__":
    main()
