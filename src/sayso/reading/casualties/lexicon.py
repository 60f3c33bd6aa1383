"""The words of harm and of people, read once."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from sayso.model import Group, Harm, VictimStatus

Words = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that tells of a harm.

    Args:
        harm: what it tells of.
        form: `before` stands before those harmed ("killing"), `after` behind them ("died"), `past` on either side
            ("killed"), `base` is a verb that may be only planned ("kill").
    """

    harm: Harm
    form: str


@cache
def _file() -> dict[str, Any]:
    text = files(__package__).joinpath("words.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def cues() -> dict[str, dict[Words, Cue]]:
    """Cues by their first word."""
    found: dict[str, dict[Words, Cue]] = {}

    def add(phrase: str, cue: Cue) -> None:
        words = tuple(phrase.split())
        known = found.setdefault(words[0], {}).setdefault(words, cue)
        if {known.form, cue.form} == {"before", "after"}:
            found[words[0]][words] = Cue(known.harm, "past")

    for harm, verbs in _file()["acts"].items():
        for verb in verbs:
            base, third, past, participle, ing = verb.split()
            add(past, Cue(Harm(harm), "past"))
            add(participle, Cue(Harm(harm), "past"))
            add(base, Cue(Harm(harm), "base"))
            add(third, Cue(Harm(harm), "before"))
            add(ing, Cue(Harm(harm), "before"))
    for form in ("before", "after"):
        for harm, phrases in _file()[form].items():
            for phrase in phrases:
                add(phrase, Cue(Harm(harm), form))
    for word in _file()["lives"]:
        add(word, Cue(Harm.KILLED, "before"))
    return found


@cache
def nouns() -> dict[str, Harm]:
    """Nouns that count those harmed by themselves: "nine fatalities"."""
    return _by_word(_file()["nouns"], Harm)


@cache
def adjectives() -> dict[str, Harm]:
    """Adjectives between a quantity and its noun: "six missing miners"."""
    return _by_word(_file()["adjectives"], Harm)


@cache
def statuses() -> dict[str, VictimStatus]:
    """Nouns for people, each with the status it gives."""
    return _by_word(_file()["statuses"], VictimStatus)


@cache
def groups() -> dict[str, Group]:
    """Nouns that put people in a group."""
    return _by_word(_file()["groups"], Group)


@cache
def word_set(name: str) -> frozenset[str]:
    """A plain list of the file: `relatives`, `not_people`, `lives`."""
    return frozenset(_file()[name])


def _by_word(lists: dict[str, Iterable[str]], kind: Callable[[str], T]) -> dict[str, T]:
    return {word: kind(key) for key, words in lists.items() for word in words}
