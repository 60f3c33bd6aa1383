"""Which mentions are one: names in full and in short, acronyms, appositions, and "the group" for the one named before."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.language.entities.kinds import entity_type
from sayso.language.entities.mentions import Mention
from sayso.language.entities.names import is_acronym, without_title, words_of
from sayso.model import Entity, EntityType, Phrase

BODIES = ("organization", "place")


@dataclass(slots=True)
class Cluster:
    """Mentions of one thing, growing as the text is read."""

    mentions: list[Mention] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What the encoder calls most of its mentions."""
        return Counter(m.label for m in self.mentions).most_common(1)[0][0]

    @property
    def proper(self) -> bool:
        """Whether it is named anywhere."""
        return any(m.proper for m in self.mentions)

    def takes(self, new: Mention) -> bool:
        """Whether some words may be one of this thing's."""
        if new.label == "person" and self.label == "person":
            named = [m for m in self.mentions if m.proper]
            return bool(named) == new.proper and all(_same_person(m, new) for m in named or self.mentions)
        return any(_same(known, new) for known in self.mentions)

    def has(self, new: Mention) -> bool:
        """Whether just these words have stood for this thing."""
        return any(known.words == new.words and known.label == new.label for known in self.mentions)

    def add(self, new: Mention) -> None:
        """One more mention."""
        self.mentions.append(new)
        if new.description and new.description not in self.descriptions:
            self.descriptions.append(new.description)

    def entity(self, number: int) -> Entity:
        """The thing as the Reading has it; the name is that of its fullest mention."""
        named = [m for m in self.mentions if m.proper] or self.mentions
        fullest = max(named, key=lambda m: len(m.words))
        words = [w for m in self.mentions for w in m.words]
        said = words_of(" ".join(self.descriptions))
        return Entity(
            id=f"e{number}",
            name=fullest.name,
            type=self._type(fullest, [*words, *said]),
            description=", ".join(self.descriptions) or (None if self.proper else fullest.span.text),
            mentions=tuple(
                Phrase(text=m.span.text, span=(m.span.start_char, m.span.end_char)) for m in self.mentions
            ),
        )

    def _type(self, fullest: Mention, words: Sequence[str]) -> EntityType:
        """A place that acts is its government."""
        labels = Counter(m.label for m in self.mentions)
        kind = entity_type(self.label, fullest.head.lower_, words)
        if kind is EntityType.ORGANIZATION and 3 * labels["place"] > labels["organization"]:
            return EntityType.GOVERNMENT
        return kind


def _same(known: Mention, new: Mention) -> bool:
    """Whether two mentions may be of one thing."""
    if known.proper and known.words == new.words and "people" not in (known.label, new.label):
        return True
    if known.label == "organization" and _bracketed(known, new):
        return True
    if known.label != new.label:
        return False
    if known.words == new.words or is_acronym(known.words, new.words) or is_acronym(new.words, known.words):
        return True
    return new.label == "organization" and _in_short(known, new)


def _same_person(known: Mention, new: Mention) -> bool:
    short, long = sorted((without_title(known.words), without_title(new.words)), key=len)
    return set(short) <= set(long) and (len(short) == 1 or short[-1] == long[-1])


def _bracketed(known: Mention, new: Mention) -> bool:
    """Whether one word stands in brackets right behind a name: its abbreviation."""
    if len(new.words) != 1 or new.span.start != known.span.end + 1:
        return False
    return new.span.doc[known.span.end].text in ("(", "[")


def _in_short(known: Mention, new: Mention) -> bool:
    """Whether one leaves out words of the other and is about the same: "the Observatory", "the ministry"."""
    short, long = sorted((known, new), key=lambda m: len(m.words))
    if short.head.lower_ != long.head.lower_ or not set(short.words) <= set(long.words):
        return False
    return short.proper or (short is new and new.span[0].lower_ == "the")


def clusters(mentions: Sequence[Mention]) -> list[Cluster]:
    """The things that some mentions stand for, in the order of their first mention."""
    found: list[Cluster] = []
    before: tuple[Mention, Cluster] | None = None
    for mention in mentions:
        if before is not None and _apposed(before[0], mention):
            home = _describe(*before, mention, found)
        else:
            home = _home(mention, found)
        if mention not in home.mentions:
            home.add(mention)
        before = mention, home
    return found


def _home(mention: Mention, found: list[Cluster]) -> Cluster:
    """The thing that a mention is one of: one that bore just these words, else the latest that takes it, else a new one."""
    likely = [c for c in reversed(found) if c.takes(mention)]
    if likely:
        return max(likely, key=lambda c: c.has(mention))
    found.append(Cluster())
    return found[-1]


def _apposed(one: Mention, other: Mention) -> bool:
    """Whether a name and a description of a person stand side by side: "Nura Saleh, the town's only doctor"."""
    if one.proper == other.proper or {one.label, other.label} != {"person"}:
        return False
    gap = one.span.doc[one.span.end : other.span.start].text.strip()
    return gap == "," or (gap == "" and not one.proper)


def _describe(first: Mention, home: Cluster, new: Mention, found: list[Cluster]) -> Cluster:
    """The home of a name and the description beside it."""
    description = first if new.proper else new
    if new.proper and (named := next((c for c in reversed(found) if c.proper and c.takes(new)), None)):
        if home.mentions == [first]:
            found.remove(home)
            named.add(first)
        home = named
    text = " ".join(description.span.text.split())
    if text not in home.descriptions:
        home.descriptions.append(text)
    return home
