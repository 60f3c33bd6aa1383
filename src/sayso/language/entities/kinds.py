"""What sort of thing a name stands for, by its words."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sayso.model import EntityType

BODIES = (EntityType.ARMED_GROUP, EntityType.GOVERNMENT, EntityType.MILITARY)
SCHOOLS = frozenset({"school", "university"})


@cache
def words_by_kind() -> dict[EntityType, frozenset[str]]:
    """The reviewed word lists."""
    found = json.loads(files(__package__).joinpath("kinds.json").read_text(encoding="utf-8"))
    return {EntityType(k): frozenset(words.split()) for k, words in found.items() if not k.startswith("_")}


@cache
def common_words() -> frozenset[str]:
    """Words for a body or a place that name none by themselves."""
    return frozenset().union(*words_by_kind().values())


def entity_type(label: str, head: str, words: Sequence[str]) -> EntityType:
    """What sort of thing a name stands for.

    Args:
        label: what the encoder calls it.
        head: the word that the name is about ("council" in "council of elders").
        words: all its words, and those that describe it elsewhere.
    """
    lists = words_by_kind()
    if label == "place":
        facility = lists[EntityType.FACILITY]
        return EntityType.FACILITY if facility & {head, *words} else EntityType.PLACE
    if label != "organization":
        return EntityType(label)
    if EntityType.ARMED_GROUP in (kind := _of((head, *words[-1:]))) or EntityType.ARMED_GROUP in _of(words):
        return EntityType.ARMED_GROUP
    return next(iter(kind or _of(words)), EntityType.ORGANIZATION)


def whole_label(label: str, head: str, *, titled: bool) -> str:
    """What the encoder should call some words: bodies are no people, buildings no bodies, and whoever bears a title is one.

    A school is a body or a building as the encoder says.

    Args:
        label: what it calls them.
        head: the word that they are about.
        titled: whether that is a name behind a title or a word for a person.
    """
    lists = words_by_kind()
    if label == "person" and any(head in lists[kind] for kind in (*BODIES, EntityType.ORGANIZATION)):
        return "organization"
    if (
        label == "organization"
        and head in lists[EntityType.FACILITY] - lists[EntityType.GOVERNMENT] - SCHOOLS
    ):
        return "place"
    if label == "place" and _of([head]) and head not in lists[EntityType.FACILITY]:
        return "organization"
    return "person" if label == "organization" and titled else label


def _of(words: Sequence[str]) -> list[EntityType]:
    lists = words_by_kind()
    return [kind for kind in BODIES if lists[kind] & set(words)]
