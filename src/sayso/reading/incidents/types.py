"""What type an incident is: by the words that name it, those around, and the encoder's opinion, weighed."""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from spacy.tokens import Span

from sayso.language.encoder import Scores
from sayso.language.heads import HEADS
from sayso.model import IncidentType
from sayso.reading.incidents.lexicon import kinds

Floats = npt.NDArray[np.float64]

TYPES = HEADS["type"]
OPINION = 0.5
"""How much the encoder's log odds count beside the words."""

STEM = 6
WORD = re.compile(r"[a-z]{3,}")
SUICIDE = re.compile(r"\bsuicide\b|\bbl(?:ew|own?|owing) (?:him|her|them)sel(?:f|ves) up\b", re.IGNORECASE)
GRENADE = re.compile(r"(?<!propelled )(?<!rocket )\bgrenades?\b(?!.launcher)", re.IGNORECASE)
BOMBS = frozenset((IncidentType.REMOTE_EXPLOSIVE, IncidentType.SUICIDE_BOMB, IncidentType.GRENADE))
UNARMED = frozenset((IncidentType.ATTACK, IncidentType.OTHER))
"""Types that name no weapon: one that a mention names says more."""


def type_of(scores: Scores, mentions: Sequence[Span]) -> IncidentType:
    """The type of the incident that these mentions name.

    A bomb is a suicide bomb if any account of it says so, whatever the others call it; a thrown grenade is one by name.
    """
    kind = _weighed(scores, mentions)
    if kind in BOMBS | UNARMED:
        if any(SUICIDE.search(m.text) for m in mentions):
            return IncidentType.SUICIDE_BOMB
        if any(GRENADE.search(m.text) for m in mentions):
            return IncidentType.GRENADE
    if kind in BOMBS and any(SUICIDE.search(m.sent.text) for m in mentions):
        return IncidentType.SUICIDE_BOMB
    return kind


def _weighed(scores: Scores, mentions: Sequence[Span]) -> IncidentType:
    """The likeliest type by the words and the encoder together."""
    opinion = np.mean([scores.odds["type"][m.start : m.end].mean(axis=0) for m in mentions], axis=0)
    odds = OPINION * opinion
    for clue, number in clues(mentions).items():
        if (weight := weights().get(clue)) is not None:
            odds = odds + number * weight
    return IncidentType(TYPES[int(np.argmax(odds))])


def clues(mentions: Sequence[Span]) -> dict[str, float]:
    """What speaks for a type: words of its list in the mentions and around, and the mentions' stems."""
    found = {"bias": 1.0}
    texts = {"mention": [m.text for m in mentions], "sentence": [m.sent.text for m in mentions]}
    for kind, pattern in kinds().items():
        for where, own in texts.items():
            found[f"{where} {kind}"] = sum(pattern.search(text) is not None for text in own) / len(own)
    for mention in mentions:
        for stem in stems(mention):
            found[f"word {stem}"] = 1.0
    return {name: number for name, number in found.items() if number}


def stems(mention: Span) -> set[str]:
    """The first letters of the common words of a mention; names and times are left out."""
    doc = mention.doc
    named = {
        i
        for key in ("entity", "toponym")
        for s in doc.spans.get(key, ())
        if s.start < mention.end and mention.start < s.end
        for i in range(s.start, s.end)
    }
    dated = [t.span for t in doc._.sayso_times]
    common = [
        token.lower_
        for token in mention
        if (token.tag_ in {"NN", "NNS"} or token.tag_.startswith("VB"))
        and token.i not in named
        and not any(start <= token.idx < end for start, end in dated)
    ]
    return {word[:STEM] for word in common if WORD.fullmatch(word)}


@cache
def weights() -> dict[str, Floats]:
    """For each clue a weight for each type, (types,)."""
    raw = json.loads(files(__package__).joinpath("types.json").read_text(encoding="utf-8"))
    zeros = dict.fromkeys(TYPES, 0.0)
    return {clue: np.array([*(zeros | own).values()]) for clue, own in raw["weights"].items()}
