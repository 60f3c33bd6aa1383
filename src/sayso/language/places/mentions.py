"""Which words of a report may name a place, and which of them do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.language.places.gazetteer import TOWNS, Candidate, Gazetteer, Kind
from sayso.language.places.names import ARTICLES, kindless, looser, sound
from sayso.language.places.network import Floats
from sayso.language.places.words import Words

LONGEST = 6
"""Words of the longest name."""

LEAST = 0.4
"""Least chance that a span that is taken for a place name is one."""

UNPLACED = 0.95
"""Least chance of a name that the gazetteer does not have."""

LIKELY = 0.3
"""Least chance, by the encoder, that each word of a name that the gazetteer does not have belongs to one."""

SURE = 0.5
"""Least chance, by the encoder, of a name that tells what country a report is about."""

LARGE = 100_000
"""People of a town that tells what country a report is about."""

BRIEF = 2
"""Letters of an abbreviation that is an ordinary word in small letters ("or", "in")."""

INSIDE = frozenset(("of", "the", "and", "-", "–", "'", "’", "de", "la", "du", "da", "al", "el", ".", "&"))
"""Words that stand inside names."""

CITIES = frozenset(("city", "town", "village"))
"""Words that tell before a name that it is a town's and not its region's."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name a place.

    Args:
        start: its first word; `end` is the word after its last.
        name: as printed, folded.
        key: what the gazetteer has it under; differs from the name where that was found loosely.
        candidates: the places that bear the name, most peopled first; none if the gazetteer does not have it.
    """

    start: int
    end: int
    name: str
    key: str
    candidates: tuple[Candidate, ...]


def find_mentions(words: Words, gazetteer: Gazetteer) -> list[Mention]:
    """All spans that may be place names, also overlapping: those the gazetteer has or the encoder marks."""
    names = {span: " ".join(filter(None, words.keys[slice(*span)])) for span in _spans(words)}
    found = gazetteer.find(names.values())
    mentions: list[Mention] = []
    others: list[Mention] = []
    for (start, end), name in names.items():
        own = _fitting(words, start, end, found.get(name, ()))
        (mentions if own else others).append(Mention(start, end, name, name, own))
    lands = _lands(words, mentions)
    loose, unknown = _loosely(words, others, lands, gazetteer)
    return [_as_told(words, m) for m in mentions + loose] + _heard(unknown, lands, gazetteer)


def _as_told(words: Words, mention: Mention) -> Mention:
    """A mention without regions that bear its name where a town is told of, if there is one: "the city of Arun"."""
    before = (
        words.keys[max(0, mention.start - 2) : mention.start],
        words.keys[mention.start : mention.start + 2],
    )
    if not any(len(one) > 1 and one[0] in CITIES and one[1] == "of" for one in before):
        return mention
    towns = tuple(c for c in mention.candidates if c.entry.kind in TOWNS)
    return replace(mention, candidates=towns) if towns else mention


def _fitting(words: Words, start: int, end: int, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates that the letters fit: a brief abbreviation is printed in capitals or with full stops."""
    text = words.texts[start]
    if end > start + 1 or len(text) > BRIEF or "." in text or (text.isupper() and not words.caseless):
        return candidates
    return tuple(candidate for candidate in candidates if candidate.flag != "short")


def _likely(words: Words, start: int, end: int) -> float:
    """What the encoder thinks at least of each word of a span."""
    return float(max(words.chances[name][start:end].min() for name in ("toponym", "place")))


def _lands(words: Words, mentions: Sequence[Mention]) -> set[str | None]:
    """The countries that a report is likely about: those it names, or large places of which it names."""
    tops = (
        m.candidates[0].entry for m in mentions if m.key == m.name and _likely(words, m.start, m.end) > SURE
    )
    return {
        e.country for e in tops if e.kind in (Kind.COUNTRY, Kind.REGION, Kind.CAPITAL) or e.population > LARGE
    }


def _loosely(
    words: Words, others: Sequence[Mention], lands: set[str | None], gazetteer: Gazetteer
) -> tuple[list[Mention], list[Mention]]:
    """Names that the gazetteer has in part, in the report's countries if it names any, and names it lacks."""
    keys = {mention.name: looser(mention.name) for mention in others}
    found = gazetteer.find(key for own in keys.values() for key in own)
    loose, unknown = [], []
    for mention in others:
        for key in keys[mention.name]:
            own = tuple(c for c in found.get(key, ()) if not lands or c.entry.country in lands)
            if own := _fitting(words, mention.start, mention.end, own):
                loose.append(replace(mention, key=key, candidates=own))
                break
        else:
            if _likely(words, mention.start, mention.end) > LIKELY:
                unknown.append(mention)
    return loose, unknown


def _heard(unknown: Sequence[Mention], lands: set[str | None], gazetteer: Gazetteer) -> list[Mention]:
    """Names in an unknown spelling, with the places in the report's countries that sound like them."""
    keys = {mention.name: sound(kindless(mention.name)) for mention in unknown}
    found = gazetteer.find(filter(None, keys.values()))
    return [
        replace(m, candidates=tuple(c for c in found.get(keys[m.name], ()) if c.entry.country in lands))
        for m in unknown
    ]


def _spans(words: Words) -> Iterator[tuple[int, int]]:
    """Spans on one line that begin and end with a word that could be of a name."""
    chances = words.chances
    could = (chances["toponym"] > 0.05) | (chances["place"] > 0.05) | (chances["people"] > 0.2)
    could |= chances["name tag"] > 0.3
    if not words.caseless:
        capital = np.array([text[:1].isupper() for text in words.texts], dtype=bool)
        could |= capital & (chances["adjective tag"] > 0.05)
    letters = [any(map(str.isalpha, key)) for key in words.keys]
    priced = ["$" in text for text in words.texts]
    named = [bool(c) and own and not money for c, own, money in zip(could, letters, priced, strict=True)]
    for start in range(len(named)):
        if not named[start] or _after_article(words, start):
            continue
        for end in range(start + 1, min(len(named), start + LONGEST) + 1):
            if named[end - 1] and not (end < len(named) and _after_article(words, end)):
                yield start, end
            elif words.texts[end - 1].casefold() not in INSIDE:
                break
            if words.broken[end - 1]:
                break


def _after_article(words: Words, at: int) -> bool:
    """Whether a word, or the hyphen before it, follows an Arabic article: "al-Bab" is one name."""
    hyphen = at if words.texts[at] == "-" else at - 1
    if hyphen < 1 or words.texts[hyphen] != "-":
        return False
    return words.keys[hyphen - 1] in ARTICLES and words.spans[hyphen - 1][1] == words.spans[hyphen][0]


def pick(mentions: Sequence[Mention], chances: Floats) -> list[int]:
    """The numbers of the place names, in text order: the surest first, none that overlaps another."""
    taken: set[int] = set()
    picked = []
    for n in sorted(range(len(mentions)), key=lambda n: (-chances[n], mentions[n].start, -mentions[n].end)):
        own = range(mentions[n].start, mentions[n].end)
        if chances[n] < LEAST:
            break
        if not mentions[n].candidates and chances[n] < UNPLACED:
            continue
        if taken.isdisjoint(own):
            taken.update(own)
            picked.append(n)
    return sorted(picked, key=lambda n: mentions[n].start)


def with_airports(picked: Sequence[Mention], mentions: Sequence[Mention]) -> list[Mention]:
    """The picked mentions, a town's name in its airport's name made whole: "Kabul airport"."""
    airports = {
        m.start: m
        for m in sorted(mentions, key=lambda m: m.end)
        if m.end > m.start + 1 and m.candidates and m.candidates[0].entry.kind is Kind.AIRPORT
    }
    return [airports[m.start] if m.start in airports and airports[m.start].end > m.end else m for m in picked]
