"""The encoder: word pieces in, scores of every head out. The only home of ONNX Runtime."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import onnxruntime
from spacy.tokens import Doc, Span
from tokenizers import Tokenizer

from sayso import assets
from sayso.language.evidence import by_case, leaning, together
from sayso.language.heads import ARC_SIZE, HEADS, LINK_ROLES, REACH, distances, layout
from sayso.language.labels import likeliest
from sayso.language.pieces import WINDOW, Pieces, best_window, cut, window_starts, words

BUNDLE = ("language/bundle/encoder.onnx", "language/bundle/tokenizer.json", "language/bundle/bundle.json")

OUTPUTS = ("labels", "cue_side", "word_side", "arcs")

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

Doc.set_extension("sayso_scores", default=None)


@dataclass(frozen=True)
class Scores:
    """What the heads say of each word of a Doc.

    Args:
        labels: scores of all labels, (words, labels); white space has zeros.
        cue_side: link vectors of a word as an anchor, (words, roles, size).
        word_side: link vectors of a word as a member, (words, roles, size).
        child: vectors of a word as the child of an arc, (words, size).
        head: vectors of a word as the head of an arc, (words, size).
        place: a word's first piece, or that of the word before for white space, (words,).
        near: log odds of a link by role and sort of distance, (roles, distances).
    """

    labels: Floats
    cue_side: Floats
    word_side: Floats
    child: Floats
    head: Floats
    place: Ints
    near: Floats

    @cached_property
    def odds(self) -> dict[str, Floats]:
        """Log probabilities by head, (words, labels of the head)."""
        found = {}
        for head, where in layout().slices.items():
            raw = self.labels[:, where]
            top = raw - raw.max(axis=1, keepdims=True)
            found[head] = (top - np.log(np.exp(top).sum(axis=1, keepdims=True))).astype(np.float32)
        return found

    @cached_property
    def _by_distance(self) -> Floats:
        """Log odds of a link by role and distance in pieces, from -REACH on, (roles, distances)."""
        return self.near[:, distances(np.arange(-REACH, REACH + 1))]

    def link_odds(self, anchor: int, role: str) -> Floats:
        """Log odds that each word plays the role for the anchor, (words,)."""
        r = LINK_ROLES.index(role)
        raw = self.word_side[:, r] @ self.cue_side[anchor, r]
        apart = np.clip(self.place - self.place[anchor], -REACH, REACH)
        raw += self._by_distance[r, apart + REACH]
        return np.asarray(np.clip(raw, -30, 30), dtype=np.float32)

    def link(self, anchor: int, role: str) -> Floats:
        """How likely each word plays the role for the anchor, (words,)."""
        return np.asarray(1 / (1 + np.exp(-self.link_odds(anchor, role))), dtype=np.float32)

    def best(self, head: str, start: int, end: int) -> str:
        """The head's best label over some words, their scores summed."""
        return HEADS[head][int(self.odds[head][start:end].sum(axis=0).argmax())]


class Encoder:
    """Runs the shipped graph.

    Args:
        threads: processor threads of one call; 0 lets the runtime choose.
    """

    def __init__(self, *, threads: int = 0) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            assets.path(BUNDLE[0]), options, providers=["CPUExecutionProvider"]
        )
        facts = json.loads(assets.path(BUNDLE[2]).read_text(encoding="utf-8"))
        self.near = np.array(facts["near"], dtype=np.float32)
        self.tokenizer = Tokenizer.from_file(str(assets.path(BUNDLE[1])))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.special = [self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]")]

    def encode(self, doc: Doc) -> Scores:
        """The scores of a document's words.

        Windows are run one by one: the graph scales the numbers of one call together, so that windows that shared a
        call would change each other's scores, and the same report would not always give the same Reading.
        """
        pieces = cut(self.tokenizer, words(doc))
        starts = window_starts(len(pieces.ids))
        windows = (self._run(pieces.ids[start : start + WINDOW - 2]) for start in starts if len(pieces.ids))
        return _gather(pieces, starts, windows, self.near)

    def _run(self, window: Ints) -> tuple[Floats, ...]:
        """The graph's outputs for one window, without those of the special pieces."""
        ids = np.concatenate([self.special[:1], window, self.special[1:]]).astype(np.int64)[None]
        found = self.session.run(OUTPUTS, {"ids": ids, "mask": np.ones_like(ids)})
        return tuple(np.asarray(part[0, 1:-1]) for part in found)


def _gather(pieces: Pieces, starts: list[int], windows: Iterable[tuple[Floats, ...]], near: Floats) -> Scores:
    """One row a word, from the window that shows it best; no window is held longer than it is needed."""
    spoken = np.flatnonzero(pieces.first >= 0)
    at = pieces.first[spoken]
    words, roles = len(pieces.first), len(LINK_ROLES)
    if not len(pieces.ids):
        empty = np.zeros((words, roles, 1), dtype=np.float32)
        labels = np.zeros((words, layout().width), dtype=np.float32)
        return Scores(labels, empty, empty, empty[:, 0], empty[:, 0], np.zeros(words, dtype=np.int64), near)
    best = best_window(starts, len(pieces.ids))[at]
    found: list[Floats] = []
    for number, window in enumerate(windows):
        found = found or [np.zeros((words, part.shape[1]), dtype=np.float32) for part in window]
        shown = best == number
        for full, part in zip(found, window, strict=True):
            full[spoken[shown]] = part[at[shown] - starts[number]]
    labels, cue, word, arcs = found
    return Scores(
        labels=labels,
        cue_side=cue.reshape(words, roles, -1),
        word_side=word.reshape(words, roles, -1),
        child=arcs[:, :ARC_SIZE],
        head=arcs[:, ARC_SIZE:],
        place=np.maximum.accumulate(pieces.first),
        near=near,
    )


def spans(doc: Doc, scores: Scores, head: str, *, lean: float = 0.0) -> list[Span]:
    """The spans of a head with B, I and O labels, cut at paragraphs' ends; white space inside joins.

    Args:
        doc: the Doc that the scores are of.
        scores: what the heads say of it.
        head: one whose first label is O.
        lean: taken from the log odds of O, for a head that marks too little.
    """
    odds = scores.odds[head].copy()
    odds[:, 0] -= lean
    return _marked(doc, HEADS[head], odds.argmax(axis=1))


def names(doc: Doc, odds: Floats, head: str) -> list[Span]:
    """The spans of a head as its likeliest labels taken together: for heads of several kinds, whose words should agree.

    Args:
        doc: what is read.
        odds: log probabilities of the head's labels, (words, labels).
        head: one whose first label is O.
    """
    words = spoken(doc)
    best = np.zeros(len(doc), dtype=np.int64)
    best[words] = likeliest(odds[words], HEADS[head])
    return _marked(doc, HEADS[head], best)


def spoken(doc: Doc) -> Ints:
    """The places of the words that are no white space."""
    return np.flatnonzero(doc.to_array("IS_SPACE") == 0)


def _marked(doc: Doc, labels: Sequence[str], best: Ints) -> list[Span]:
    """The spans that the labels of a Doc's words mark."""
    words = spoken(doc)
    kinds = [label.partition("-")[2] for label in labels]
    kind = np.array([kinds.index(own) for own in kinds])[best[words]]
    begun = np.array([label.startswith("B") for label in labels])[best[words]]
    outside = kind == kinds.index("")
    opens = ~outside & (begun | (kind != np.concatenate([[-1], kind[:-1]])))
    starts = np.flatnonzero(opens)
    stops = np.append(np.flatnonzero(opens | outside), len(words))
    ends = stops[np.searchsorted(stops, starts, side="right")]
    return [
        Span(doc, int(words[start]), int(words[end - 1]) + 1, label=kinds[kind[start]])
        for start, end in zip(starts, ends, strict=True)
    ]


class EncoderComponent:
    """The pipeline component: sets `doc._.sayso_scores`, Penn tags, and the spans of the entity, mention and toponym heads."""

    def __init__(self, *, threads: int = 0) -> None:
        self.encoder = Encoder(threads=threads)

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        scores = self.encoder.encode(doc)
        doc._.sayso_scores = scores
        annotate(doc, scores)
        return doc


def annotate(doc: Doc, scores: Scores) -> None:
    """Set Penn tags, and the spans of the entity, mention and toponym heads."""
    names_of_tags = np.array([doc.vocab.strings.add(tag) for tag in HEADS["tag"]], dtype=np.uint64)
    tags = names_of_tags[scores.odds["tag"].argmax(axis=1)]
    tags[doc.to_array("IS_SPACE") != 0] = doc.vocab.strings.add("_SP")
    doc.from_array(["TAG"], tags.reshape(-1, 1))
    named, mentioned = (together(doc, scores.odds[head], HEADS[head]) for head in ("entity", "mention"))
    doc.spans["entity"] = names(doc, by_case(doc, named), "entity")
    doc.spans["mention"] = names(doc, leaning(mentioned), "mention")
    doc.spans["toponym"] = spans(doc, scores, "toponym")
