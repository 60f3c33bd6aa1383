"""What each head and rule brings: the figures of statements, names, times and the parse with one of them switched off.

    python -m bench.ablation --data DATA --score SCORE

The encoder reads each report once; what comes after it runs anew for each row of `bench/ablation.md`. A head is switched
off by giving all its labels the same score; a scorer or a rule by putting the plainest answer in its place.
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from spacy.tokens import Doc

import sayso.reading.statements.links as links
from bench import language
from bench.quality import Measure, report_of, rows_of, score, table_rows
from sayso.language import evidence, grammar, parse
from sayso.language.encoder import EncoderComponent, Scores, annotate
from sayso.language.entities import spans
from sayso.language.heads import layout
from sayso.language.pipeline import COMPONENTS, make_doc, pipeline
from sayso.language.places import resolve
from sayso.language.times import component as times
from sayso.language.times.rules import Tense
from sayso.model import Reading
from sayso.reading import manner, speakers
from sayso.reading.reader import read_doc
from sayso.reading.speakers.discourse import Discourse

TABLE = Path(__file__).with_name("ablation.md")
MOST = 40
"""Reports of a corpus that are read, drawn with a seed; re3d's and GUM's are read whole."""

SEED = 20211

LEAST = 0.0005
"""The least difference that the table shows."""

POLNEAR = Measure(name="polnear", scorer="polnear.py", data=("polnear/dev.jsonl",),
                  shown=("tokens: source", "tokens: content", "polnear score"))  # fmt: skip
GOLD = Measure(
    name="gold", scorer="gold.py", data=("gold/fakes-dev.jsonl", "gold/wire-dev.jsonl", "gold/kabul-dev.jsonl"),
    shown=("* statements", "* statement source", "act", "* incidents", "* figures", "* pledges", "gold score"),
)  # fmt: skip
TIMES = Measure(name="timex", scorer="timex.py", data=("timex/train.jsonl",), shown=("timex score",))
PLACES = Measure(
    name="tr-news", scorer="places.py", data=("places/tr-news.jsonl",), shown=("names", "places score")
)

NAMES = "names and parse"
"""Not a scorer's: the figures of `bench.language`."""

SAYING_HEADS = ("source", "content")
READ_HEADS = ("entity", "toponym", "tag", "relation", "act", "type", "trigger", "status", "pledge", "kind")

Change = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class Off:
    """Something that is switched off.

    Args:
        name: what the table calls it.
        on: the measures that it is tried on.
        scores: changes what the encoder said.
        change: changes what comes after.
    """

    name: str
    on: tuple[Measure, ...] = (GOLD,)
    scores: Callable[[Scores], Scores] = lambda scores: scores
    change: Change = nullcontext


def without_head(head: str) -> Callable[[Scores], Scores]:
    """The scores with all labels of a head alike: the first, which is "outside" for a head of spans, wins."""

    def change(scores: Scores) -> Scores:
        labels = scores.labels.copy()
        labels[:, layout().slices[head]] = 0
        return replace(scores, labels=labels)

    return change


def without_distance(scores: Scores) -> Scores:
    """The scores with one log odds for all distances of a link."""
    mean = scores.near.mean(axis=1, keepdims=True)
    return replace(scores, near=np.repeat(mean, scores.near.shape[1], axis=1))


def without_links(scores: Scores) -> Scores:
    """The scores with links that only distance tells."""
    return replace(scores, cue_side=np.zeros_like(scores.cue_side))


def without_parse(scores: Scores) -> Scores:
    """The scores with no arc likelier than another."""
    return replace(scores, child=np.zeros_like(scores.child))


def put(owner: object, name: str, value: object) -> Change:
    """A change that puts a value in the place of another."""
    return lambda: patch.object(owner, name, value)


@contextmanager
def nearest_source() -> Iterator[None]:
    """The candidate nearest the cue is the source."""

    def choose(self: links.Links, number: int, content: Sequence[Any], scorer: object) -> list[Any]:
        cue = self.cues[number]
        found = self.sources.candidates(number)
        near = min(found, key=lambda c: max(c.span.start - cue.end, cue.start - c.span.end), default=None)
        return [near.span] if near is not None else []

    with patch.object(links.Links, "_source_of", choose):
        yield


@contextmanager
def likely_words() -> Iterator[None]:
    """The words whose link to the cue is likelier than not are its content: no chain."""

    def contents(self: links.Links) -> list[Any]:
        chosen = (self._around.link > 0) & self._around.inside
        return [self._runs(cue, row) for cue, row in zip(self.cues, chosen, strict=True)]

    with patch.object(links.Links, "_own_contents", contents):
        yield


SAYINGS = (POLNEAR, GOLD)
OFF = (
    *(Off(f"head: {head}", SAYINGS, without_head(head)) for head in SAYING_HEADS),
    *(Off(f"head: {head}", scores=without_head(head)) for head in READ_HEADS),
    Off("links: learned (distance alone)", SAYINGS, without_links),
    Off("links: distance", SAYINGS, without_distance),
    Off("parse", SAYINGS, without_parse),
    Off("statements: chain of content", SAYINGS, change=likely_words),
    Off("statements: choice of source (the nearest)", SAYINGS, change=nearest_source),
    Off("statements: what is a saying (all cues)", SAYINGS, change=put(links, "LIKELY", -99.0)),
    Off("statements: content of no cue", SAYINGS, change=put(links.Links, "_likeliest", lambda self, part: None)),
    Off("manner: denials by their cue", change=put(manner, "_denies", lambda saying: False)),
    Off("speakers: pronouns", change=put(Discourse, "pronoun", lambda self, part: None)),
    Off("speakers: descriptions", change=put(Discourse, "description", lambda self, part, kind: None)),
    Off("speakers: governments", change=put(speakers, "government_of", lambda doc, words: None)),
    Off("times: tense of the clause", (TIMES,), change=put(times, "tense_of", lambda doc: lambda start, end: Tense.OPEN)),
    Off("times: tags for the tense", (TIMES,), without_head("tag")),
    Off("places: the report's other places", (PLACES,), change=put(resolve, "ROUNDS", 0)),
)  # fmt: skip

OFF_NAMES = (
    Off("names: the other places of a word", change=put(evidence, "SHARE", np.float32(0))),
    Off("names: capitals", change=put(evidence, "CAPITAL", np.float32(0))),
    Off("names: small letters", change=put(evidence, "SMALL", np.float32(0))),
    Off("names: descriptions at lower odds", change=put(evidence, "LEAN", np.float32(0))),
    Off("names: titles", change=put(spans, "_titled", lambda span, caseless, after: span)),
    Off("names: two in one span", change=put(spans, "_pieces", lambda span, caseless: iter([span]))),
    Off("parse: what heads a relation has", change=put(grammar, "TAGGED", np.float32(0))),
    Off("parse: what relation a head has", change=put(grammar, "RELATED", np.float32(0))),
    Off("parse: where punctuation hangs", change=put(parse, "hang", lambda heads, marks, forms: heads)),
)  # fmt: skip

Encoded = list[tuple[Doc, dict[str, Any]]]


class Remembering(EncoderComponent):
    """An encoder that reads each text once."""

    def __init__(self) -> None:
        super().__init__(threads=1)
        self._read: dict[str, Scores] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The scores that were read, and what is made of them now."""
        if doc.text not in self._read:
            self._read[doc.text] = self.encoder.encode(doc)
        doc._.sayso_scores = self._read[doc.text]
        annotate(doc, doc._.sayso_scores)
        return doc


class Bench:
    """Reports that the encoder has read, and what comes after it.

    Args:
        data: the corpora.
        scorers: the scorers.
    """

    def __init__(self, data: Path, scorers: Path) -> None:
        self._scorers = scorers
        self._nlp = pipeline(threads=1)
        self._reports = {
            m.name: self._encoded(sample(rows_of(data, m))) for m in (POLNEAR, GOLD, TIMES, PLACES)
        }

    def _encoded(self, rows: Sequence[dict[str, Any]]) -> Encoded:
        found = []
        for row in rows:
            doc = make_doc(self._nlp, report_of(row))
            for name in COMPONENTS[:2]:
                doc = self._nlp.get_pipe(name)(doc)
            found.append((doc, row))
        return found

    def figures(self, measure: Measure, off: Off) -> dict[str, float]:
        """The figures of a measure with something switched off."""
        reports = self._reports[measure.name]
        with tempfile.TemporaryDirectory() as folder, off.change():
            rows = [row for _, row in reports]
            output = score(measure, rows, self._scorers, Path(folder), lambda _: self._read(reports, off))
        cells = [[c.strip() for c in line.strip("|").split("|")] for line in table_rows(measure, output)]
        return {figure: float(value) for _, _, figure, value in cells}

    def _read(self, reports: Encoded, off: Off) -> Iterator[Reading]:
        for doc, _ in reports:
            own = Doc(doc.vocab).from_bytes(doc.to_bytes(exclude=["user_data"]))
            own._.sayso_report, own._.sayso_scores = doc._.sayso_report, off.scores(doc._.sayso_scores)
            annotate(own, own._.sayso_scores)
            for name in COMPONENTS[2:]:
                own = self._nlp.get_pipe(name)(own)
            yield read_doc(own)


def sample(rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Some of the reports, always the same."""
    return random.Random(SEED).sample(rows, MOST) if len(rows) > MOST else rows


def differences(off: str, on: str, before: dict[str, float], after: dict[str, float]) -> list[str]:
    """The rows of the table for one thing switched off."""
    return [
        f"| {off} | {on} | {name} | {before[name]:.3f} | {value:.3f} | {100 * (before[name] - value):+.1f} |"
        for name, value in after.items()
        if abs(before[name] - value) >= LEAST
    ]


def rows(data: Path, scorers: Path) -> Iterator[str]:
    """All rows of the table."""
    encoder = Remembering()
    whole = language.figures(data, encoder)
    for off in OFF_NAMES:
        with off.change():
            yield from differences(off.name, NAMES, whole, language.figures(data, encoder))
    bench = Bench(data, scorers)
    base = {m.name: bench.figures(m, Off("nothing")) for m in (POLNEAR, GOLD, TIMES, PLACES)}
    for off in OFF:
        for measure in off.on:
            yield from differences(off.name, measure.name, base[measure.name], bench.figures(measure, off))


def main() -> None:
    """Make the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--score", type=Path, required=True)
    given = options.parse_args()
    lines = [
        f"Up to {MOST} reports of each corpus, drawn with a seed; re3d's and GUM's development parts whole. What is lost without "
        "each, in points of a hundred; what changes nothing is not shown.",
        "",
        "| without | data | figure | with | without | lost |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows(given.data, given.score):
        lines.append(row)
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
