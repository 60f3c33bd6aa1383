"""Which mentions name one incident: what two mentions have in common, weighed.

"The blast" goes back to "a bomb exploded"; "a second blast" and "last week's attack" do not.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores
from sayso.model import IncidentType, Place, Time
from sayso.reading.incidents.lexicon import cues, kinds

Floats = npt.NDArray[np.float64]
Thing = TypeVar("Thing", Time, Place)

SHORT = 3
"""Most words of a mention that only points back."""

TRUST = 0.5
"""What is left of the link's weight: the encoder is surer of the reports that it was trained on, also with pieces covered."""

WORD = re.compile(r"[a-z]{4,}")
DEFINITE = frozenset("the this that these those its their his her".split())
INDEFINITE = frozenset("a an another some several two three four five six seven eight nine ten".split())

FEATURES = (
    "bias", "link", "types", "kinds_meet", "kinds_differ", "points_back", "definite", "indefinite", "new",
    "far", "same_sentence", "words", "verbs", "plural_differs", "days_meet", "days_differ", "places_meet",
    "places_differ", "between", "first",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What one mention shows of itself."""

    span: Span
    types: Floats
    kinds: frozenset[IncidentType]
    words: frozenset[str]
    days: frozenset[str]
    places: frozenset[str]
    sentence: int


def looks(doc: Doc, mentions: Sequence[Span]) -> list[Look]:
    """What each mention shows, in the order given."""
    scores: Scores = doc._.sayso_scores
    starts = [s.start for s in doc.sents]
    times, places = doc._.sayso_times, doc._.sayso_places
    return [
        Look(
            span=m,
            types=np.exp(scores.odds["type"][m.start : m.end].mean(axis=0)),
            kinds=frozenset(k for k, p in kinds().items() if p.search(m.text)),
            words=frozenset(w[:5] for w in WORD.findall(m.text.casefold())),
            days=frozenset(t.start[:10] for t in _near(m, times) if t.start),
            places=frozenset(p.name for p in _near(m, places)),
            sentence=int(np.searchsorted(starts, m.start, side="right")),
        )
        for m in mentions
    ]


def _near(mention: Span, things: Sequence[Thing]) -> list[Thing]:
    """The times or places within a few words of a mention, in its sentence."""
    doc, sentence = mention.doc, mention.sent
    first = doc[max(sentence.start, mention.start - 6)].idx
    last = doc[min(sentence.end, mention.end + 8) - 1]
    return [t for t in things if first <= t.span[0] < last.idx + len(last)]


def features(link: float, one: Look, other: Look, between: int, first: bool) -> Floats:
    """What an earlier and a later mention have in common, in the order of `FEATURES`.

    Args:
        link: the encoder's own opinion.
        one: the earlier mention.
        other: the later one.
        between: mentions between the two.
        first: whether the earlier one is the first of the report.
    """
    near = other.span.doc[max(other.span.sent.start, other.span.start - 1) : other.span.end]
    lead = near[0].lower_ if len(near) else ""
    opening = {lead, other.span[0].lower_}
    short = sum(not t.is_space for t in other.span) <= SHORT
    definite = bool(opening & DEFINITE)
    known = bool(one.kinds and other.kinds)
    return np.array([
        1.0,
        link,
        float(one.types @ other.types),
        float(bool(one.kinds & other.kinds)),
        float(known and not one.kinds & other.kinds),
        float(definite and short),
        float(definite),
        float(bool(opening & INDEFINITE)),
        float(cues()["new"].search(near.text) is not None),
        float(np.log1p(other.sentence - one.sentence)),
        float(other.sentence == one.sentence),
        len(one.words & other.words) / max(1, min(len(one.words), len(other.words))),
        float(_is_verbal(one.span) and _is_verbal(other.span)),
        float(_is_plural(one.span) != _is_plural(other.span)),
        float(bool(one.days & other.days)),
        float(bool(one.days and other.days) and not one.days & other.days),
        float(bool(one.places & other.places)),
        float(bool(one.places and other.places) and not one.places & other.places),
        float(np.log1p(between)),
        float(first),
    ])  # fmt: skip


def links(scores: Scores, mentions: Sequence[Span]) -> Floats:
    """The encoder's own opinion of each two, as log odds, both ways, (mentions, mentions)."""
    there = np.zeros((len(mentions), len(mentions)))
    for n, one in enumerate(mentions):
        likely = scores.link(one.start, "same")
        there[n] = [likely[other.start : other.end].mean() for other in mentions]
    mean = np.clip((there + there.T) / 2, 1e-3, 1 - 1e-3)
    found: Floats = np.log(mean / (1 - mean))
    return found


def _is_verbal(span: Span) -> bool:
    return span[0].tag_.startswith("VB") or any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in span)


def _is_plural(span: Span) -> bool:
    nouns = [t.tag_ for t in span if t.tag_ in {"NN", "NNS", "NNP", "NNPS"}]
    return bool(nouns) and nouns[0] in {"NNS", "NNPS"}


@cache
def weights() -> Floats:
    """One weight a feature."""
    raw = json.loads(files(__package__).joinpath("same.json").read_text(encoding="utf-8"))
    return np.array([raw["weights"][name] * (TRUST if name == "link" else 1) for name in FEATURES])


def likeness(doc: Doc, mentions: Sequence[Span]) -> Floats:
    """Log odds that each two mentions name one incident, (mentions, mentions), symmetric."""
    seen, linked = looks(doc, mentions), links(doc._.sayso_scores, mentions)
    odds = np.zeros((len(seen), len(seen)))
    for j, other in enumerate(seen):
        for i in range(j):
            odds[i, j] = odds[j, i] = features(linked[i, j], seen[i], other, j - i - 1, i == 0) @ weights()
    return odds
