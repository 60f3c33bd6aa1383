"""Entities: the people, bodies and places that a report names, each with all its mentions.

The encoder marks names; this module says which mentions are one and what sort of thing it is.
"""

import re
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso.model import Entity, EntityType, Phrase

Doc.set_extension("sayso_entities", default=())

ARTICLES = {"the", "a", "an"}
HONORIFICS = frozenset(
    "mr mrs ms miss dr sir lord lady dame mullah sheikh shaikh sheik ayatollah imam maulana haji gen col maj capt lt sgt "
    "general colonel major captain lieutenant sergeant admiral commander brigadier president minister".split()
)
KIND_WORDS: tuple[tuple[EntityType, frozenset[str]], ...] = (
    (
        EntityType.GOVERNMENT,
        frozenset(
            "government ministry ministries department cabinet parliament senate congress embassy presidency administration "
            "council authorities authority court tribunal state kremlin palace municipality office directorate".split()
        ),
    ),
    (
        EntityType.MILITARY,
        frozenset(
            "army military forces force navy marines troops battalion regiment division corps command air guard police "
            "gendarmerie soldiers defence defense coastguard".split()
        ),
    ),
    (
        EntityType.ARMED_GROUP,
        frozenset(
            "rebels rebel militia militias militants militant guerrilla guerrillas insurgents insurgent brigade brigades front "
            "jihad jihadists fighters extremists separatists gunmen movement liberation cartel gang paramilitaries faction".split()
        ),
    ),
)
FACILITY_WORDS = frozenset(
    "airport airfield airbase base hospital clinic school university mosque church cathedral temple market prison jail camp "
    "embassy consulate barracks hotel stadium bridge dam port station gate square checkpoint crossing factory plant".split()
)
WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a name, without case, article and possessive."""
    found = [w.casefold() for w in WORD.findall(re.sub(r"['’]s\b", "", text))]
    return found[1:] if found and found[0] in ARTICLES else found


@dataclass(slots=True)
class Cluster:
    """Mentions of one thing, growing as the text is read."""

    label: str
    mentions: list[Span] = field(default_factory=list)
    names: list[list[str]] = field(default_factory=list)

    def takes(self, label: str, name: list[str]) -> bool:
        """Whether a name may be one of this thing's."""
        if label != self.label:
            return False
        return any(_same(label, known, name) for known in self.names)


def _same(label: str, known: list[str], name: list[str]) -> bool:
    if known == name:
        return True
    if label == "person":
        short, long = sorted((_bare(known), _bare(name)), key=len)
        return bool(short) and short[-1] == long[-1] and set(short) <= set(long)
    if label == "organization":
        return _acronym(known, name) or _acronym(name, known)
    return False


def _bare(name: list[str]) -> list[str]:
    return [w for w in name if w not in HONORIFICS] or name


def _acronym(short: list[str], long: list[str]) -> bool:
    """Whether one word is the initials of several: with or without the little ones."""
    if len(short) != 1 or len(long) < 3 or len(short[0]) < 2:
        return False
    whole = "".join(w[0] for w in long)
    strong = "".join(w[0] for w in long if w not in {"of", "the", "for", "and", "in"})
    return short[0] in (whole, strong)


def find_entities(doc: Doc) -> tuple[Entity, ...]:
    """The entities of a Doc whose `spans["entity"]` are filled, in the order of their first mention."""
    clusters: list[Cluster] = []
    for span in doc.spans.get("entity", ()):
        name = words_of(span.text)
        if not name:
            continue
        home = next((c for c in reversed(clusters) if c.takes(span.label_, name)), None)
        if home is None:
            home = Cluster(span.label_)
            clusters.append(home)
        home.mentions.append(span)
        home.names.append(name)
    return tuple(_entity(f"e{n}", cluster) for n, cluster in enumerate(clusters, 1))


def _entity(name: str, cluster: Cluster) -> Entity:
    fullest = max(cluster.mentions, key=lambda s: (len(s), len(s.text)))
    return Entity(
        id=name,
        name=display_name(fullest),
        type=entity_type(cluster.label, {w for words in cluster.names for w in words}),
        description=_description(cluster),
        mentions=tuple(Phrase(text=s.text, span=(s.start_char, s.end_char)) for s in cluster.mentions),
    )


def display_name(span: Span) -> str:
    """A name as people write it: one line, no article, no possessive."""
    text = re.sub(r"['’]s?$", "", " ".join(span.text.split()))
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in ARTICLES else text


def entity_type(label: str, words: set[str]) -> EntityType:
    """What sort of thing a name stands for, by the encoder's label and the words of the name."""
    if label == "place":
        return EntityType.FACILITY if words & FACILITY_WORDS else EntityType.PLACE
    if label == "organization":
        return next((kind for kind, known in KIND_WORDS if words & known), EntityType.ORGANIZATION)
    return EntityType(label)


def _description(cluster: Cluster) -> str | None:
    """The role printed right before a person's name ("military spokesman Bilal ...")."""
    if cluster.label != "person":
        return None
    for span in cluster.mentions:
        start = span.start
        while start > 0 and span.doc[start - 1].tag_.startswith(("NN", "JJ")) and start > span.start - 6:
            start -= 1
        if start < span.start:
            return " ".join(span.doc[start : span.start].text.split())
    return None


@Language.component("sayso_entities", assigns=["doc._.sayso_entities"], requires=["doc._.sayso_scores"])
def mark_entities(doc: Doc) -> Doc:
    """Fill `doc._.sayso_entities` from the encoder's names."""
    doc._.sayso_entities = find_entities(doc)
    return doc
