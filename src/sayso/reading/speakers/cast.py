"""The cast of a report: its entities with the words that stand for them, and those who speak without a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model import Entity, EntityType, Phrase
from sayso.reading.speakers.discourse import Number, Voice
from sayso.reading.statements import phrase

TYPES = {Number.ONE: EntityType.PERSON, Number.MANY: EntityType.PEOPLE, Number.BODY: EntityType.ORGANIZATION}


@dataclass(frozen=True, slots=True)
class Cast:
    """Entities, and which of them each nameless voice is.

    Args:
        nameless: the id of the entity of each voice that is none of the names, by the token where it was met first.
    """

    entities: tuple[Entity, ...]
    nameless: dict[int, str]

    def of(self, voice: Voice) -> str | None:
        """The id of a voice's entity."""
        return voice.entity or self.nameless.get(voice.first)


def cast_of(voices: Sequence[Voice], entities: Sequence[Entity]) -> Cast:
    """The entities of a report whose sources are named: those marked as names, and after them the nameless ones."""
    found = {entity.id: entity for entity in entities}
    nameless: dict[int, str] = {}
    for voice in voices:
        if voice.name is None:
            continue
        id = voice.entity or nameless.get(voice.first)
        if id is None:
            id = nameless[voice.first] = f"e{len(found) + 1}"
            found[id] = _new(id, voice.name, voice)
        found[id] = _with(found[id], phrase(voice.span))
    return Cast(tuple(found.values()), nameless)


def _new(id: str, name: str, voice: Voice) -> Entity:
    return Entity(id=id, name=name, type=TYPES[voice.number], description=" ".join(voice.span.text.split()))


def _with(entity: Entity, words: Phrase) -> Entity:
    """An entity with one more mention, unless the words hold or lie in one of its mentions."""
    start, end = words.span
    if any(m.span[0] < end and start < m.span[1] for m in entity.mentions):
        return entity
    return replace(entity, mentions=tuple(sorted((*entity.mentions, words), key=lambda m: m.span)))
