"""The labels of the encoder's heads, in the order of its outputs."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.model import Act, Certainty, Harm, IncidentType, PledgeAct, SourceKind, Status, VictimStatus

TAGS = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ "
    "WDT WP WP$ WRB . , : `` '' -LRB- -RRB- HYPH $ ADD NFP AFX GW XX"
).split()

RELATIONS = (
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt conj cop csubj "
    "csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list mark nmod nmod:desc nmod:npmod "
    "nmod:poss nmod:tmod nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:npmod obl:tmod obl:unmarked "
    "orphan parataxis punct reparandum root vocative xcomp"
).split()
"""Relations of Universal Dependencies, English."""

ARC_SIZE = 128
"""Width of a word's vector as a child or as a head of an arc."""

SAYING_LINKS = ("source", "content", "via")
"""From a cue's first word to the words of its source, its content, and whom they came through."""

HAPPENING_LINKS = ("same", "party", "toll")
"""From an incident mention's first word to its other mentions, its parties and means, and its figures."""

NAMING_LINKS = ("refer",)
"""From the head word of a mention of somebody or some place to the head words of its earlier mentions."""

LINK_ROLES = SAYING_LINKS + HAPPENING_LINKS + NAMING_LINKS


NEAREST, FARTHEST = 8, 28
DISTANCES = 2 * (FARTHEST + 1)
"""Sorts of distance between an anchor and a word: exact up to 8 pieces, then in steps that grow, on either side."""

REACH = NEAREST << (FARTHEST - NEAREST) // 4
"""Pieces from which on all distances are of one sort."""


def distances(apart: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The sort of each distance from anchor to word, in pieces."""
    size = np.abs(apart)
    far = NEAREST + (4 * np.log2(np.maximum(size, NEAREST) / NEAREST)).astype(np.int64)
    sort = np.where(size < NEAREST, size, np.minimum(far, FARTHEST))
    side: npt.NDArray[np.int64] = sort + (FARTHEST + 1) * (apart < 0)
    return side


def _bio(*kinds: str) -> tuple[str, ...]:
    return ("O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI"))


HEADS: dict[str, tuple[str, ...]] = {
    "source": _bio("source"),
    "cue": _bio("cue"),
    "content": _bio("content"),
    "entity": _bio("person", "organization", "place", "people"),
    "toponym": _bio("place"),
    "tag": tuple(TAGS),
    "role": _bio("perpetrator_person", "perpetrator_group", "target", "victim", "weapon"),
    "trigger": _bio("incident"),
    "figure": _bio(*Harm),
    "type": tuple(IncidentType),
    "act": tuple(Act),
    "kind": tuple(SourceKind),
    "certainty": tuple(Certainty),
    "relation": tuple(RELATIONS),
    "status": tuple(Status),
    "victims": tuple(VictimStatus),
    "pledge": _bio(*PledgeAct),
    "mention": _bio("person", "organization", "place", "people"),
}
"""Head -> its labels. Spans are marked with B, I and O on words; `type` and `status` are read on an incident's mention, `act`
and `certainty` where a cue starts, `kind` where a source starts, `victims` where a figure starts; `relation` is that of a
word to its head in the parse; `entity` marks names alone, `mention` also descriptions and pronouns."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each head's scores stand in the encoder's output row."""

    slices: dict[str, slice]
    width: int


def layout() -> Layout:
    """The layout of the row of label scores."""
    slices, at = {}, 0
    for name, labels in HEADS.items():
        slices[name] = slice(at, at + len(labels))
        at += len(labels)
    return Layout(slices, at)
