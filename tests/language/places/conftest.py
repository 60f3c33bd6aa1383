"""Docs whose place names are marked as the encoder would, so that the tests need no encoder."""

import re
from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
from spacy.tokens import Doc

from sayso.language.heads import HEADS
from sayso.language.pipeline import blank, make_doc
from sayso.language.places import create_places
from sayso.report import Report

MARKED = re.compile(r"\[(.+?)\]")
NLP = blank()
SURE = np.log(0.998)
UNSURE = np.log(0.0005)


def odds(doc: Doc, names: list[tuple[int, int]]) -> dict[str, np.ndarray]:
    """Log probabilities that mark some spans of code points as names of places, and all else as nothing."""
    found = {head: np.full((len(doc), len(HEADS[head])), UNSURE) for head in ("toponym", "entity", "tag")}
    for token in doc:
        span = next((s for s in names if s[0] <= token.idx < s[1]), None)
        mark = "O" if span is None else "B-place" if token.idx == span[0] else "I-place"
        for head in ("toponym", "entity"):
            found[head][token.i, HEADS[head].index(mark)] = SURE
        found["tag"][token.i, HEADS["tag"].index("NNP" if span else "NN")] = SURE
    return found


@pytest.fixture
def read() -> Callable[..., Doc]:
    """Reads a text whose place names stand in square brackets."""

    def reading(text: str, outlet: str | None = None) -> Doc:
        names, plain, last = [], "", 0
        for match in MARKED.finditer(text):
            plain += text[last : match.start()]
            names.append((len(plain), len(plain) + len(match[1])))
            plain += match[1]
            last = match.end()
        plain += text[last:]
        doc = NLP(make_doc(NLP, Report(text=plain, outlet=outlet)))
        doc._.sayso_scores = SimpleNamespace(odds=odds(doc, names))
        return create_places()(doc)

    return reading
