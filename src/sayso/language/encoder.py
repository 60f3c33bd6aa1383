"""The encoder: word pieces in, scores of every head out. The only home of ONNX Runtime."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc, Span
from tokenizers import Tokenizer

from sayso import assets
from sayso.language.heads import HEADS, LINK_ROLES, layout
from sayso.language.pieces import WINDOW, Pieces, best_window, cut, window_starts, words

BATCH = 16
"""Windows of one call: enough to keep the matrices busy, few enough to stay in the cache."""

BUNDLE = ("language/bundle/encoder.onnx", "language/bundle/tokenizer.json")

Floats = npt.NDArray[np.float32]

Doc.set_extension("sayso_scores", default=None)


@dataclass(frozen=True)
class Scores:
    """What the heads say of each word of a Doc.

    Args:
        labels: scores of all labels, (words, labels); white space has zeros.
        cue_side: link vectors of a word as an anchor, (words, roles, size).
        word_side: link vectors of a word as a member, (words, roles, size).
    """

    labels: Floats
    cue_side: Floats
    word_side: Floats

    @cached_property
    def odds(self) -> dict[str, Floats]:
        """Log probabilities by head, (words, labels of the head)."""
        found = {}
        for head, where in layout().slices.items():
            raw = self.labels[:, where]
            top = raw - raw.max(axis=1, keepdims=True)
            found[head] = (top - np.log(np.exp(top).sum(axis=1, keepdims=True))).astype(np.float32)
        return found

    def link(self, anchor: int, role: str) -> Floats:
        """How likely each word plays the role for the anchor, (words,)."""
        r = LINK_ROLES.index(role)
        raw: Floats = self.word_side[:, r] @ self.cue_side[anchor, r]
        return np.asarray(1 / (1 + np.exp(-np.clip(raw, -30, 30))), dtype=np.float32)

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
        self.tokenizer = Tokenizer.from_file(str(assets.path(BUNDLE[1])))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.special = [self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]")]

    def encode(self, docs: Sequence[Doc]) -> list[Scores]:
        """The scores of several documents, in the order given."""
        pieces = [cut(self.tokenizer, words(doc)) for doc in docs]
        starts = [window_starts(len(p.ids)) for p in pieces]
        jobs = [(n, w) for n, own in enumerate(starts) for w in range(len(own)) if len(pieces[n].ids)]
        rows = [self._window(pieces[n].ids, starts[n][w]) for n, w in jobs]
        out = self._run(rows)
        by_doc: list[list[tuple[Floats, ...]]] = [[] for _ in docs]
        for (n, _), row in zip(jobs, out, strict=True):
            by_doc[n].append(row)
        return [_gather(p, s, rows) for p, s, rows in zip(pieces, starts, by_doc, strict=True)]

    def _window(self, ids: npt.NDArray[np.int64], start: int) -> npt.NDArray[np.int64]:
        return np.concatenate([self.special[:1], ids[start : start + WINDOW - 2], self.special[1:]]).astype(np.int64)

    def _run(self, rows: list[npt.NDArray[np.int64]]) -> list[tuple[Floats, ...]]:
        """Each window's scores without its special pieces; windows of like length share a call."""
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        out: list[tuple[Floats, ...]] = [()] * len(rows)
        for at in range(0, len(order), BATCH):
            group = order[at : at + BATCH]
            length = max(len(rows[i]) for i in group)
            ids = np.zeros((len(group), length), dtype=np.int64)
            mask = np.zeros_like(ids)
            for n, i in enumerate(group):
                ids[n, : len(rows[i])] = rows[i]
                mask[n, : len(rows[i])] = 1
            found = self.session.run(("labels", "cue_side", "word_side"), {"ids": ids, "mask": mask})
            for n, i in enumerate(group):
                out[i] = tuple(np.asarray(f[n, 1 : len(rows[i]) - 1]) for f in found)
        return out


def _gather(pieces: Pieces, starts: list[int], rows: list[tuple[Floats, ...]]) -> Scores:
    """One row a word, from the window that shows it best."""
    spoken = pieces.first >= 0
    at = pieces.first[spoken]
    window = best_window(starts, len(pieces.ids))[at] if len(at) else at
    found = []
    for part, width in enumerate((layout().width, None, None)):
        size = width or (rows[0][part].shape[1] if rows else len(LINK_ROLES))
        full = np.zeros((len(pieces.first), size), dtype=np.float32)
        if rows:
            stacked = np.concatenate([row[part] for row in rows])
            offset = np.cumsum([0, *(len(row[part]) for row in rows)])
            full[spoken] = stacked[offset[window] + at - np.array(starts)[window]]
        found.append(full)
    roles = len(LINK_ROLES)
    labels, cue, word = found
    return Scores(labels, cue.reshape(len(cue), roles, -1), word.reshape(len(word), roles, -1))


def spans(doc: Doc, scores: Scores, head: str) -> list[Span]:
    """The spans of a head with B, I and O labels, cut at paragraphs' ends; white space inside joins."""
    best = scores.odds[head].argmax(axis=1)
    names = HEADS[head]
    found: list[Span] = []
    start, kind, last = -1, "", -1
    for token in doc:
        if token.is_space:
            continue
        mark, _, own = names[best[token.i]].partition("-")
        if start >= 0 and (mark != "I" or own != kind):
            found.append(Span(doc, start, last + 1, label=kind))
            start = -1
        if mark != "O" and start < 0:
            start, kind = token.i, own
        last = token.i
    if start >= 0:
        found.append(Span(doc, start, last + 1, label=kind))
    return found


class EncoderComponent:
    """The pipeline component: sets `doc._.sayso_scores`, Penn tags, and the spans of the entity and toponym heads."""

    def __init__(self, *, threads: int = 0) -> None:
        self.encoder = Encoder(threads=threads)

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Read Docs in batches, so that windows of like length share a call."""
        iterator = iter(stream)
        while batch := list(islice(iterator, batch_size)):
            for doc, scores in zip(batch, self.encoder.encode(batch), strict=True):
                doc._.sayso_scores = scores
                _annotate(doc, scores)
                yield doc


def _annotate(doc: Doc, scores: Scores) -> None:
    tags = scores.odds["tag"].argmax(axis=1)
    for token in doc:
        token.tag_ = "_SP" if token.is_space else HEADS["tag"][tags[token.i]]
    doc.spans["entity"] = spans(doc, scores, "entity")
    doc.spans["toponym"] = spans(doc, scores, "toponym")


@Language.factory("sayso_encoder", assigns=["doc._.sayso_scores", "token.tag"], default_config={"threads": 0})
def create_encoder(nlp: Language, name: str, threads: int) -> EncoderComponent:
    """The encoder as spaCy makes it."""
    return EncoderComponent(threads=threads)
