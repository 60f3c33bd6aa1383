"""The labels of the encoder's heads, in the order of its outputs."""

from dataclasses import dataclass

from sayso.model import Act, Certainty, Harm, IncidentType, SourceKind

TAGS = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ "
    "WDT WP WP$ WRB . , : `` '' -LRB- -RRB- HYPH $ ADD NFP AFX GW XX"
).split()

SAYING_LINKS = ("source", "content", "via")
"""From a cue's first word to the words of its source, its content, and whom they came through."""

HAPPENING_LINKS = ("same", "party", "toll")
"""From an incident mention's first word to its other mentions, its parties and means, and its figures."""

LINK_ROLES = SAYING_LINKS + HAPPENING_LINKS


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
}
"""Head -> its labels. Spans are marked with B, I and O on words; `type` is read where an incident's mention starts, `act`
and `certainty` where a cue starts, `kind` where a source starts."""


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
