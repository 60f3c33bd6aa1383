"""Docs whose parts of speech and acts are given, so that rules are tested apart from the encoder."""

from collections.abc import Callable

import numpy as np
import pytest
from spacy.tokens import Doc, Span

from sayso.language import times  # noqa: F401
from sayso.language.encoder import Scores
from sayso.language.heads import DISTANCES, HEADS, LINK_ROLES, layout
from sayso.language.pipeline import blank
from sayso.model import Act
from sayso.reading.statements import Saying

NLP = blank()
NO_SPACE = {".", ",", "'s", "n't", ";", ")", "''"}

Tagged = Callable[[str], Doc]
Said = Callable[..., Saying]


@pytest.fixture(scope="session")
def tagged() -> Tagged:
    """A Doc of "word/TAG" pairs."""

    def make(text: str) -> Doc:
        pairs = [pair.rsplit("/", 1) for pair in text.split()]
        words = [word for word, _ in pairs]
        spaces = [after not in NO_SPACE for after in words[1:]] + [False]
        doc = NLP.get_pipe("sayso_sentences")(Doc(NLP.vocab, words=words, spaces=spaces))
        for token, (_, tag) in zip(doc, pairs, strict=True):
            token.tag_ = tag
        roles = len(LINK_ROLES)
        labels = np.zeros((len(doc), layout().width), np.float32)
        labels[:, layout().slices["role"].start] = 10  # no word is a party
        doc._.sayso_scores = Scores(
            labels=labels,
            cue_side=np.zeros((len(doc), roles, 4), np.float32),
            word_side=np.zeros((len(doc), roles, 4), np.float32),
            child=np.zeros((len(doc), 4), np.float32),
            head=np.zeros((len(doc), 4), np.float32),
            place=np.arange(len(doc)),
            near=np.zeros((roles, DISTANCES), np.float32),
        )
        return doc

    return make


def phrase_in(doc: Doc, words: str) -> Span:
    """The first place of some words."""
    at = doc.text.index(words)
    found = doc.char_span(at, at + len(words))
    assert found is not None
    return found


@pytest.fixture(scope="session")
def said() -> Said:
    """A saying by its phrases, with its act."""

    def make(doc: Doc, source: str, cue: str, content: str, act: Act = Act.SAY) -> Saying:
        saying = Saying(phrase_in(doc, cue), (phrase_in(doc, source),), (), (phrase_in(doc, content),))
        row = layout().slices["act"].start + HEADS["act"].index(act)
        doc._.sayso_scores.labels[saying.cue.start, row] = 10
        return saying

    return make
