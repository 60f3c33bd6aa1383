"""The spaCy pipeline under every reading: tokens and sentences of news English."""

import re
from itertools import pairwise

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

# The components register themselves with spaCy when this is imported.
from sayso.language import components  # noqa: F401
from sayso.report import Report

CLOSING = {'"', "'", "''", "”", "’", "»", ")", "]"}
ENDING = {".", "!", "?", "…", "..."}
PARAGRAPH = re.compile(r"\n\s*\n")

LONGEST_WORD = 400
"""Characters without a blank that are taken for words: the longest addresses of pages have about as many."""

UNBROKEN = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD + 1},}}")

COMPONENTS = (
    "sayso_sentences",
    "sayso_encoder",
    "sayso_parse",
    "sayso_forms",
    "sayso_entities",
    "sayso_times",
    "sayso_places",
)
"""The language layer, in the order in which its components run."""

Doc.set_extension("sayso_report", default=None)


def blank() -> Language:
    """A pipeline that cuts news English into tokens and sentences.

    Returns:
        A spaCy pipeline without a model; `sayso_sentences` marks where sentences start.
    """
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    nlp.add_pipe("sayso_sentences")
    return nlp


def pipeline(*, threads: int = 1) -> Language:
    """The whole language layer.

    Args:
        threads: processor threads of the encoder.
    """
    nlp = blank()
    for name in COMPONENTS[1:]:
        nlp.add_pipe(name, config={"threads": threads} if name == "sayso_encoder" else {})
    return nlp


def make_doc(nlp: Language, report: Report) -> Doc:
    """The tokens of a report, not yet run through the pipeline's components."""
    doc = _tokens(nlp, report.text)
    doc._.sayso_report = report
    return doc


def _tokens(nlp: Language, text: str) -> Doc:
    """The tokens of a text, with what has no blank in it for too long cut at any place.

    To take the punctuation off a word spaCy looks through the whole word once for each mark: ten thousand
    quotation marks in a row would take minutes.
    """
    places = {place for run in UNBROKEN.finditer(text) for place in range(*run.span(), LONGEST_WORD)}
    if not places:
        return nlp.make_doc(text)
    cuts = sorted(places | {0, len(text)})
    tokens = [token for start, end in pairwise(cuts) for token in nlp.make_doc(text[start:end])]
    return Doc(
        nlp.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
    )


def mark_sentences(doc: Doc) -> Doc:
    """Mark sentence starts: after a full stop and what closes with it, and after an empty line.

    A full stop that belongs to an abbreviation is part of its token and ends nothing. Closing quotation marks stay
    with the sentence that they close.
    """
    # All at once: for a single token spaCy first looks through the whole document.
    starts = np.full(len(doc), -1, dtype=np.int64)
    starts[:1] = 1
    ended = False
    for token in doc:
        if token.is_space:
            ended = ended or bool(PARAGRAPH.search(token.text))
            continue
        if ended and not (token.text in CLOSING and not doc[token.i - 1].is_space):
            starts[token.i] = 1
            ended = False
        if token.text in ENDING:
            ended = True
    return doc.from_array(["SENT_START"], starts.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
