"""Whom a report has spoken of so far, and who of them "he", "the group" or "the spokesman" is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores
from sayso.language.entities import ROLES, common_words, head_of, words_of
from sayso.model import Entity, EntityType, SourceKind
from sayso.reading.speakers.kinds import (
    BODY_WORDS,
    MONITOR_WORDS,
    PAPER_WORDS,
    PERSON_WORDS,
    PLURAL,
    PRONOUNS,
    SINGULAR,
)
from sayso.reading.speakers.parts import Part, is_named

GENERIC_BODIES = frozenset(
    "group organisation organization movement network outlet channel agency newspaper faction cell militia".split()
)
GENERIC_PERSONS = frozenset(
    "official spokesman spokeswoman spokesperson leader man woman officer commander minister president general colonel "
    "captain insider caller envoy diplomat mayor governor analyst expert doctor resident witness activist".split()
)

NEAR = 3
"""Sentences back in which someone who is only spoken of may be meant."""

FAR = 8
"""Sentences back in which a speaker may be meant."""

TRUST = 0.5
"""Sentences that someone is nearer by for each unit of the encoder's log odds that a pronoun means them."""

UNSPOKEN, OBLIQUE = 1.0, 0.5
"""Sentences that someone is farther off for not having spoken, and for not being a subject."""


class Number(Enum):
    """What a pronoun must be to stand for someone."""

    ONE = "he or she"
    MANY = "they"
    BODY = "it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Someone who speaks or is spoken of.

    Args:
        first: the token where it was met first: two voices with one are the same.
        span: its words here.
        sentence: the number of its sentence.
        words: by which it was named or described, here or elsewhere.
        spoke: whether it is the source of a statement here.
        subject: whether it is the subject of its clause here.
    """

    name: str | None
    entity: str | None
    named: bool
    number: Number
    kind: SourceKind | None
    words: frozenset[str]
    first: int
    span: Span
    sentence: int
    spoke: bool
    subject: bool

    @property
    def at(self) -> int:
        """The token where its words start."""
        return self.span.start

    def again(self, part: Part, sentence: int) -> "Voice":
        """The same voice where it speaks next."""
        words = self.words | (frozenset(part.words) - PRONOUNS)
        return replace(self, span=part.span, sentence=sentence, spoke=True, subject=True, words=words)


def entity_words(entity: Entity) -> frozenset[str]:
    """The words by which a report names and describes an entity."""
    return frozenset(
        words_of(" ".join([entity.name, entity.description or "", *(m.text for m in entity.mentions)]))
    )


def number_of(part: Part, entity: Entity | None) -> Number:
    """Whether a source is one person, several, or a body."""
    head = part.head
    if entity is not None and entity.type is EntityType.PERSON and is_named(entity):
        return Number.ONE
    if head.lower_ in BODY_WORDS | PAPER_WORDS:
        return Number.BODY
    if head.lower_ in PERSON_WORDS:
        return Number.ONE
    if head.tag_ == "NNS" or (entity is not None and entity.type is EntityType.PEOPLE):
        return Number.MANY
    return Number.BODY if entity is not None or head.tag_.startswith("NNP") else Number.ONE


class Discourse:
    """The voices of a report, in the order in which they are met.

    Args:
        mentions: the report's entities by their mentions, in order.
    """

    def __init__(self, doc: Doc, mentions: Sequence[tuple[Span, Entity]]) -> None:
        self._sentence = _sentences(doc)
        self._scores: Scores = doc._.sayso_scores
        self._spoken: list[Voice] = []
        words = {entity.id: entity_words(entity) for _, entity in mentions}
        self._met = [
            self._mentioned(span, entity, words[entity.id])
            for span, entity in mentions
            if is_named(entity) and entity.type not in (EntityType.PLACE, EntityType.FACILITY)
        ]

    def sentence(self, token: int) -> int:
        """The number of a token's sentence."""
        return self._sentence[token]

    def add(self, voice: Voice) -> None:
        """Someone has spoken."""
        self._spoken.append(voice)

    def _mentioned(self, span: Span, entity: Entity, words: frozenset[str]) -> Voice:
        one = entity.type is EntityType.PERSON
        return Voice(
            name=entity.name,
            entity=entity.id,
            named=True,
            number=Number.ONE if one else Number.BODY,
            kind=None,
            words=words,
            first=span.start,
            span=span,
            sentence=self._sentence[span.start],
            spoke=False,
            subject=any(t.dep_.startswith("nsubj") for t in span),
        )

    def _before(self, part: Part) -> Iterator[Voice]:
        """Who was met before some words, the latest first; whoever spoke counts as a speaker there."""
        spoken = [v for v in self._spoken if v.at < part.span.start]
        met = [v for v in self._met if v.at < part.span.start]
        yield from sorted([*spoken, *met], key=lambda v: (v.at, v.spoke), reverse=True)

    def pronoun(self, part: Part) -> Voice | None:
        """Who "he", "it" or "they" is: the nearest that fits, speakers and subjects first, in the encoder's light."""
        word = part.head.lower_
        wanted = [Number.ONE] if word in SINGULAR | {"who"} else [Number.BODY]
        if word in PLURAL:
            wanted = [Number.MANY, Number.BODY]
        here = self.sentence(part.span.start)
        found = [v for v in self._before(part) if v.number in wanted and self._reaches(v, here)]
        meant = TRUST * self._scores.link_odds(part.head.i, "refer")
        return min(
            found,
            key=lambda v: (_distance(v, here) + wanted.index(v.number) - meant[head_of(v.span).i], -v.at),
            default=None,
        )

    def _reaches(self, voice: Voice, here: int) -> bool:
        return here - voice.sentence <= (FAR if voice.spoke else NEAR)

    def description(self, part: Part, kind: SourceKind) -> Voice | None:
        """Who "the spokesman", "the group" or "the statement" is: the one who was described or named so before."""
        head, here = part.head.lower_, self.sentence(part.span.start)
        if MONITOR_WORDS & set(part.words) and not _own_names(part) and part.head.tag_ != "NNS":
            return next((v for v in self._met if MONITOR_WORDS & v.words), None)
        if part.indefinite or (part.head.tag_ in ("NNP", "NNPS") and not part.head.is_lower):
            return None
        near = [v for v in self._before(part) if here - v.sentence <= FAR and v.name]
        bodies = [v for v in near if v.number is Number.BODY]
        generic = part.definite and head in GENERIC_BODIES and not _own_names(part)
        if generic and (last := next((v for v in bodies if v.spoke), None)) is not None:
            return last
        number = number_of(part, None)
        alike = (v for v in self._before(part) if head in v.words and v.number is number and _agree(part, v))
        if part.definite or head in BODY_WORDS:
            found = next(alike, None)
            if found is not None:
                return found
        if not part.definite:
            return None
        if head in PAPER_WORDS:
            return next((v for v in near if v.number is not Number.ONE), None)
        if generic:
            return next(iter(bodies), None)
        if head in GENERIC_PERSONS and not _own_names(part):
            return next(
                (v for v in near if v.number is Number.ONE and v.spoke and v.kind in (None, kind)), None
            )
        return None


def _distance(voice: Voice, here: int) -> float:
    """Sentences to a voice; more for one that did not speak or is no subject."""
    return here - voice.sentence + UNSPOKEN * (not voice.spoke) + OBLIQUE * (not voice.subject)


def _agree(part: Part, voice: Voice) -> bool:
    """Whether no proper name in a description tells it from a voice: "the Russian ministry", "the Syrian ministry"."""
    return _own_names(part) <= voice.words


def _own_names(part: Part) -> set[str]:
    """The proper names in a description, but for where a body is based or who is behind it."""
    told = set(words_of(part.span.text))
    return (
        {
            t.lower_
            for t in part.span
            if t.tag_ in ("NNP", "NNPS") and t.i != part.head.i and t.lower_ in told and not t.is_lower
        }
        - common_words()
        - ROLES
    )


def _sentences(doc: Doc) -> list[int]:
    numbers, number = [], 0
    for token in doc:
        number += token.i > 0 and bool(token.is_sent_start)
        numbers.append(number)
    return numbers


def joined(voices: Iterable[Voice]) -> str | None:
    """The names of a joint source, as one."""
    names = [v.name for v in voices if v.name]
    return "; ".join(dict.fromkeys(names)) or None
