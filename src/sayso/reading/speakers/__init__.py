"""Speakers: whom the words of a source stand for, and what sort of voice that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from sayso.language.entities import is_acronym, words_of
from sayso.model import Entity, EntityType, Source, SourceKind, Via
from sayso.reading.speakers.cast import Cast, cast_of
from sayso.reading.speakers.discourse import (
    Discourse,
    Voice,
    entity_words,
    joined,
    number_of,
)
from sayso.reading.speakers.governments import government_of
from sayso.reading.speakers.kinds import FIRST, kind_of
from sayso.reading.speakers.parts import Part, antecedent_of, is_named, is_pronoun, parts_of
from sayso.reading.statements import Saying

__all__ = ["Speaker", "name_speakers"]

NOBODY = Source(text=None, span=None, name=None, entity=None, kind=SourceKind.OTHER, named=False)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source with its name."""

    source: Source
    via: tuple[Via, ...]


def name_speakers(
    doc: Doc, sayings: Sequence[Saying], entities: Sequence[Entity]
) -> tuple[list[Speaker], tuple[Entity, ...]]:
    """Name the source of each saying; pronouns and "the spokesman" go back to who spoke or was named before.

    Returns:
        The speaker of each saying; and the report's entities, with the words that stand for them as speakers ("he",
        "the group") among their mentions, and with those who speak without a name.
    """
    naming = _Naming(doc, sayings, entities)
    cast = cast_of(naming.voices(), entities)
    speakers = [
        Speaker(naming.source(number, cast), tuple(naming.via(span) for span in saying.via))
        for number, saying in enumerate(sayings)
    ]
    return speakers, cast.entities


class _Naming:
    """Names the sources of one report, in the order in which they are printed.

    "I" and "we" come last: who says "I" is the speaker of the words around it, who may be printed after them.
    """

    def __init__(self, doc: Doc, sayings: Sequence[Saying], entities: Sequence[Entity]) -> None:
        self._sayings = sayings
        self._doc = doc
        self._text = doc.text
        self._mentions = mentions_of(doc, entities)
        self._abbreviations = {
            mention.text: entity.name
            for mention, entity in self._mentions
            if is_acronym(words_of(mention.text), words_of(entity.name))
        }
        self._discourse = Discourse(doc, self._mentions)
        self._voices: dict[int, tuple[Voice, ...]] = {}
        spoken = [n for n, saying in enumerate(sayings) if saying.source]
        for number in sorted(spoken, key=lambda n: (_is_first(sayings[n]), sayings[n].source[0].start)):
            self._voices[number] = self._name(number)

    def voices(self) -> list[Voice]:
        """Every voice of every source, in the order of its words."""
        found = {voice.at: voice for voices in self._voices.values() for voice in voices}
        return [found[at] for at in sorted(found)]

    def source(self, number: int, cast: Cast) -> Source:
        """The source of a saying."""
        voices, said = self._voices.get(number), self._sayings[number].source
        if not voices:
            return NOBODY
        start, end = said[0].start_char, said[-1].end_char
        first = voices[0]
        return Source(
            text=self._text[start:end],
            span=(start, end),
            name=joined(voices),
            entity=cast.of(first),
            kind=first.kind or kind_of(self._doc, said[0]),
            named=all(voice.named for voice in voices),
        )

    def via(self, span: Span) -> Via:
        """Whom the words came through."""
        part = parts_of(span, self._mentions)[0]
        return Via(text=span.text, span=(span.start_char, span.end_char), name=self._voice(part).name)

    def _name(self, number: int) -> tuple[Voice, ...]:
        span = self._sayings[number].source[0]
        if _is_first(self._sayings[number]):
            around = self._around(number)
            if around is not None:
                return self._voices[around]
        voices = tuple(self._voice(part) for part in parts_of(span, self._mentions))
        for voice in voices:
            self._discourse.add(voice)
        return voices

    def _around(self, number: int) -> int | None:
        """The narrowest saying whose words hold the source of another."""
        span = self._sayings[number].source[0]
        holding = [
            (saying.size, n)
            for n, saying in enumerate(self._sayings)
            if n != number and n in self._voices and saying.holds(span.start, span.end)
        ]
        return min(holding)[1] if holding else None

    def _voice(self, part: Part) -> Voice:
        """Who some words are."""
        sentence = self._discourse.sentence(part.span.start)
        if part.head.lower_ == "who" and (noun := antecedent_of(part.head)) is not None:
            return self._voice(parts_of(noun, self._mentions)[-1])
        if part.is_pronoun:
            known = self._discourse.pronoun(part)
            return known.again(part, sentence) if known else self._new(part, None, None)
        found = part.named()
        entity = found[0] if found is not None else None
        if entity is not None and is_named(entity):
            return self._new(part, self._name_of(entity, part), entity)
        kind = kind_of(self._doc, part.span)
        known = self._discourse.description(part, kind)
        return (
            known.again(part, sentence) if known else self._new(part, self._in_full(part.description), entity)
        )

    def _name_of(self, entity: Entity, part: Part) -> str:
        """The name of a voice that is an entity; a country or a capital speaks as its government."""
        person = entity.type is EntityType.PERSON
        return (None if person else government_of(self._doc, part.span)) or entity.name

    def _in_full(self, description: str) -> str:
        """A description with abbreviations in full, where the report tells what they stand for."""
        return " ".join(self._abbreviations.get(word, word) for word in description.split())

    def _new(self, part: Part, name: str | None, entity: Entity | None) -> Voice:
        known = entity_words(entity) if entity is not None and is_named(entity) else frozenset()
        return Voice(
            name=name,
            entity=entity.id if entity is not None else None,
            named=entity is not None and is_named(entity),
            number=number_of(part, entity),
            kind=kind_of(self._doc, part.span),
            words=known | frozenset(part.words),
            first=part.span.start,
            span=part.span,
            sentence=self._discourse.sentence(part.span.start),
            spoke=True,
            subject=True,
        )


def _is_first(saying: Saying) -> bool:
    """Whether a saying's source is the speaker of the words around it."""
    source = saying.source
    return bool(source) and len(source[0]) == 1 and is_pronoun(source[0][0]) and source[0][0].lower_ in FIRST


def mentions_of(doc: Doc, entities: Sequence[Entity]) -> list[tuple[Span, Entity]]:
    """The mentions of entities as spans of the Doc, in order."""
    found = []
    for entity in entities:
        for mention in entity.mentions:
            span = doc.char_span(*mention.span, alignment_mode="expand")
            if span is not None:
                found.append((span, entity))
    return sorted(found, key=lambda m: (m[0].start, m[0].end))
