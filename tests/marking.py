"""Docs written with their names marked, so that rules about names are tested apart from the encoder."""

import re

import numpy as np
from spacy.tokens import Doc, Token

from sayso.language.encoder import Scores
from sayso.language.heads import DISTANCES, LINK_ROLES, layout
from sayso.language.pipeline import blank
from sayso.reading.statements import Saying

NLP = blank()
MARK = re.compile(r"\[(person|organization|place|people) ([^\]]+)\]")
CLOSED = {
    **dict.fromkeys("he she it they i we his her their".split(), "PRP"),
    **dict.fromkeys("the a an another".split(), "DT"),
    **dict.fromkeys("of for in at that from".split(), "IN"),
    **dict.fromkeys("said told was denied met came left wept burned joined read is".split(), "VBD"),
    "and": "CC",
}


def marked(text: str) -> Doc:
    """A Doc of "[person Dr Salem Nasser], a doctor, said ...": capitals are tagged as names, plurals by their -s."""
    plain, places, at = "", [], 0
    for found in MARK.finditer(text):
        plain += text[at : found.start()]
        places.append((len(plain), len(plain) + len(found[2]), found[1]))
        plain += found[2]
        at = found.end()
    doc = NLP(plain + text[at:])
    named = [span for place in places if (span := doc.char_span(*place[:2], label=place[2])) is not None]
    assert len(named) == len(places)
    inside = {i for span in named for i in range(span.start, span.end)}
    for token in doc:
        token.tag_ = _tag(token, named=token.i in inside)
    doc.spans["entity"] = named
    doc._.sayso_scores = _silent(len(doc))
    return doc


def _tag(token: Token, *, named: bool) -> str:
    if token.lower_ in CLOSED:
        return CLOSED[token.lower_]
    if not token.is_alpha:
        return token.text if token.is_punct else "CD"
    if (token.is_title and (named or not token.is_sent_start)) or token.is_upper:
        return "NNP"
    return "NNS" if token.text.endswith("s") else "NN"


def _silent(size: int) -> Scores:
    """Scores of an encoder that has no view of anything."""
    roles = len(LINK_ROLES)
    return Scores(
        labels=np.zeros((size, layout().width), np.float32),
        cue_side=np.zeros((size, roles, 4), np.float32),
        word_side=np.zeros((size, roles, 4), np.float32),
        child=np.zeros((size, 4), np.float32),
        head=np.zeros((size, 4), np.float32),
        place=np.arange(size),
        near=np.zeros((roles, DISTANCES), np.float32),
    )


def said_by(doc: Doc, *sources: str) -> list[Saying]:
    """A saying for each source in turn: its cue is the "said" behind the source, its content the rest of the sentence."""
    found, at = [], 0
    for source in sources:
        start = doc.text.index(source, at)
        at = start + len(source)
        span = doc.char_span(start, at)
        assert span is not None
        cue = next(t for t in doc[span.end :] if t.text in ("said", "told"))
        found.append(Saying(doc[cue.i : cue.i + 1], (span,), (), (doc[cue.i + 1 : _stop(cue)],)))
    return found


def _stop(cue: Token) -> int:
    return next((t.i for t in cue.doc[cue.i :] if t.text == "."), len(cue.doc))
