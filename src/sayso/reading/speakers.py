"""Speakers: whom the words of a source stand for, and what sort of voice that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores
from sayso.language.entities import ARTICLES, words_of
from sayso.model import Entity, EntityType, Source, SourceKind, Via
from sayso.reading.statements import Saying

SINGULAR = frozenset("he she i his her him my me who".split())
PLURAL = frozenset("they we their our them us".split())
NEUTRAL = frozenset("it its which that this".split())
DEFINITE = frozenset("the this that".split())
BODIES = {EntityType.ORGANIZATION, EntityType.GOVERNMENT, EntityType.MILITARY, EntityType.ARMED_GROUP}
KIND_BY_WORD: dict[str, SourceKind] = {
    word: kind
    for kind, words in {
        SourceKind.POLICE: "police sheriff constable gendarmerie detectives inspector",
        SourceKind.MEDICAL: "doctor doctors hospital hospitals medic medics paramedic paramedics nurse surgeon ambulance",
        SourceKind.WITNESS: "witness witnesses eyewitness eyewitnesses resident residents villager villagers neighbour neighbor",
        SourceKind.RELATIVE: "relative relatives mother father brother sister son daughter wife husband uncle cousin family",
        SourceKind.MONITOR: "observatory monitor monitors monitoring activists activist",
        SourceKind.EXPERT: "analyst analysts expert experts professor scholar researcher observers",
        SourceKind.MEDIA: "newspaper newspapers agency radio television tv reporter reporters journalist journalists "
        "correspondent daily paper news broadcaster",
        SourceKind.MILITARY: "army military general colonel commander soldier soldiers navy pentagon troops",
        SourceKind.ARMED_GROUP: "rebel rebels militant militants guerrilla guerrillas insurgents militia fighters",
        SourceKind.GOVERNMENT: "minister ministry government president official officials spokesman spokeswoman governor "
        "ambassador authorities mayor embassy diplomat diplomats secretary parliament",
    }.items()
    for word in words.split()
}
"""Kinds of voice by a word of their description; used only where the encoder is unsure."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source with its name."""

    source: Source
    via: tuple[Via, ...]


def name_speakers(doc: Doc, sayings: Sequence[Saying], entities: Sequence[Entity]) -> list[Speaker]:
    """Name the source of each saying; pronouns and "the spokesman" go back to who spoke or was named before."""
    known = _EntityIndex(entities)
    found: list[Speaker] = []
    for saying in sayings:
        source = _name(doc, saying, known, found)
        via = tuple(_via(span, known) for span in saying.via)
        found.append(Speaker(source, via))
    return found


class _EntityIndex:
    """Entities by where they are mentioned."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.by_place = sorted((m.span, e) for e in entities for m in e.mentions) if entities else []

    def inside(self, start: int, end: int) -> list[Entity]:
        """Entities mentioned in these code points, in order, each once."""
        found: dict[str, Entity] = {}
        for (first, last), entity in self.by_place:
            if start <= first and last <= end:
                found.setdefault(entity.id, entity)
        return list(found.values())


def _name(doc: Doc, saying: Saying, known: _EntityIndex, before: Sequence[Speaker]) -> Source:
    if not saying.source:
        return Source(text=None, span=None, name=None, entity=None, kind=SourceKind.OTHER, named=False)
    start, end = saying.source[0].start_char, saying.source[-1].end_char
    text = doc.text[start:end]
    words = [w.casefold() for w in text.split()]
    inside = known.inside(start, end)
    people = [e for e in inside if e.type is EntityType.PERSON]
    kind = _kind(doc, saying.source[0])
    earlier = None if people else _antecedent(words, before)
    if people:
        name, entity, named = "; ".join(e.name for e in people), people[0].id, True
    elif earlier is not None:
        name, entity, named, kind = earlier.name, earlier.entity, earlier.named, earlier.kind
    else:
        whole = next((e for e in inside if words_of(e.name) == words_of(text)), None)
        name = whole.name if whole else _description(text)
        entity = whole.id if whole else None
        named = whole is not None and whole.type is not EntityType.PEOPLE
    return Source(text=text, span=(start, end), name=name, entity=entity, kind=kind, named=named)


def _description(text: str) -> str:
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() in ARTICLES else words)


def _antecedent(words: list[str], before: Sequence[Speaker]) -> Source | None:
    """Who "he", "it" or "the spokesman" is: the latest earlier source that fits."""
    earlier = [s.source for s in reversed(before) if s.source.text and s.source.name]
    if len(words) == 1 and words[0] in SINGULAR:
        return next((s for s in earlier if _is_person(s)), None)
    if len(words) == 1 and words[0] in PLURAL | NEUTRAL:
        return next((s for s in earlier if not _is_person(s)), None)
    if len(words) in (2, 3) and words[0] in DEFINITE:
        return next((s for s in earlier if words[-1] in words_of(s.text or "")), None)
    return None


PERSON_WORDS = frozenset(
    "spokesman spokeswoman spokesperson minister official president witness doctor commander resident general colonel captain "
    "insider source leader chief officer director analyst expert secretary ambassador activist man woman mayor governor".split()
)


def _is_person(source: Source) -> bool:
    words = words_of(source.text or "")
    return (source.named and source.entity is not None and source.kind is not SourceKind.MEDIA) or bool(PERSON_WORDS & set(words))


def _kind(doc: Doc, span: Span) -> SourceKind:
    scores: Scores = doc._.sayso_scores
    odds = scores.odds["kind"][span.start]
    best = int(odds.argmax())
    if odds[best] > -0.7:  # more than one half
        return list(SourceKind)[best]
    for token in reversed(list(span)):
        if (kind := KIND_BY_WORD.get(token.lower_)) is not None:
            return kind
    return list(SourceKind)[best]


def _via(span: Span, known: _EntityIndex) -> Via:
    inside = known.inside(span.start_char, span.end_char)
    name = inside[0].name if inside else _description(span.text)
    return Via(text=span.text, span=(span.start_char, span.end_char), name=name)
