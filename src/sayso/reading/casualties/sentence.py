"""One sentence while harms are put to its counts: what each count has, and how counts are joined in lists."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model import Harm, VictimStatus
from sayso.reading.casualties.grammar import (
    AGENTS,
    AUX,
    HARD,
    LINKS,
    MEMBERS,
    RELATIVES,
    SAID,
    SHARES,
    TURNS,
)  # fmt: skip
from sayso.reading.casualties.lexicon import statuses, word_set
from sayso.reading.casualties.marks import Mark
from sayso.reading.casualties.people import Count

APART = 14
"""Words that may part two counts of one list."""

CHAIN = 4
"""What a step along a list adds to the cost of an attachment, in words."""

WEAK = 6
"""Greatest cost at which a noun that is not known to stand for people is counted."""

PLAIN_LINKS = frozenset({(",",), ("and",), (",", "and"), ()})


@dataclass(frozen=True, slots=True)
class Harmed:
    """A count with what befell the people.

    Args:
        cost: how far the words are from the cue, in words; 0 is next to it.
        part_of: the place, in the list of counts, of the count that it is a share of.
        member: whether it tells of some "among the dead".
    """

    harm: Harm
    cost: float
    part_of: int | None = None
    member: bool = False


def is_fighting(noun: Sequence[str]) -> bool:
    """Whether the words name fighters or forces."""
    return any(statuses().get(word) in (VictimStatus.COMBATANT, VictimStatus.SECURITY_FORCE) for word in noun)


class Sentence:
    """One sentence while harms are put to its counts."""

    def __init__(
        self, words: Sequence[str], counts: Sequence[Count], marks: Sequence[Mark], proper: Sequence[bool]
    ) -> None:
        self.words = words
        self.proper = proper
        self.marks = marks
        self.counts = counts
        self.found: dict[int, Harmed] = {}
        self.at_start = {count.start: place for place, count in enumerate(counts)}
        self.at_end = {count.end: place for place, count in enumerate(counts)}
        self.cue_words = {at: mark for mark in marks for at in range(mark.start, mark.end)}

    def attach(self, place: int, harm: Harm, cost: float, part_of: int | None = None, cue: str = "") -> None:
        """Put a harm to a count unless a nearer cue has."""
        count = self.counts[place]
        if not count.sure and count.noun and cost > WEAK:
            return
        if cue in word_set("needs_people") and not count.sure:
            return
        if harm is Harm.DISPLACED and (count.single or count.low_number or is_fighting(count.noun)):
            return
        known = self.found.get(place)
        if known is None or cost < known.cost:
            self.found[place] = Harmed(harm, cost, part_of)

    def set_members(self, start: int, end: int) -> None:
        """Mark the counts between two words as some among others."""
        for place, own in self.found.items():
            count = self.counts[place]
            if own.part_of is None and start <= count.start and count.end <= end:
                self.found[place] = replace(own, member=True)

    def attach_along(self, place: int, harm: Harm, cost: float) -> None:
        """Put the harm to the counts that follow in one list."""
        whole, step = place, cost
        for following in range(place + 1, len(self.counts)):
            link = self._link(following - 1, following)
            if link is None:
                return
            shared = self.is_share(following, link)
            parent = whole if shared else self._parent(following - 1)
            step += CHAIN
            if link in MEMBERS:
                return
            self.attach(following, harm, step, parent)
            if not shared and parent is None:
                whole = following

    def attach_back(self, place: int, harm: Harm, cost: float) -> None:
        """Put the harm to the counts that stand before in one list."""
        chain = [place]
        links: list[tuple[str, ...]] = []
        while chain[-1] > 0:
            earlier = chain[-1] - 1
            while earlier > 0 and self._is_modifier(earlier):
                earlier -= 1
            link = self._link(earlier, chain[-1])
            if link is None or self._is_modifier(earlier):
                break
            links.append(link)
            chain.append(earlier)
        opening = self.counts[chain[-1]].start
        if opening and self.words[opening - 1] in SHARES:
            del chain[1:], links[:]  # they are shares of what another cue governs
        for number, earlier in enumerate(chain[1:], 1):
            self.attach(earlier, harm, cost + CHAIN * number)
        whole: int | None = None
        for position in range(len(chain) - 1, 0, -1):
            earlier, later, link = chain[position], chain[position - 1], links[position - 1]
            if link in MEMBERS:
                self.set_part(earlier, later)
                continue
            if self.is_share(later, link):
                whole = earlier if whole is None else whole
                self.set_part(later, whole)
            elif whole is not None and link in PLAIN_LINKS:
                self.set_part(later, whole)
            else:
                whole = None

    def _is_modifier(self, place: int) -> bool:
        """Whether a count stands in a phrase about another: "25 civilians from three families"."""
        start = self.counts[place].start
        return start > 0 and self.words[start - 1] in AGENTS

    def set_part(self, share: int, whole: int) -> None:
        """Make one count a share of another."""
        known = self.found.get(share)
        if known is not None and share != whole:
            self.found[share] = replace(known, part_of=whole)

    def _parent(self, place: int) -> int | None:
        known = self.found.get(place)
        return known.part_of if known else None

    def _link(self, one: int, other: int) -> tuple[str, ...] | None:
        """The words that join two neighbouring counts into one list; None where they are not joined."""
        first, second = self.counts[one], self.counts[other]
        gap = self.words[first.end : second.start]
        if not gap:
            return () if not (first.bare and second.bare) else None
        if len(gap) > APART:
            return None
        if any(at in self.cue_words for at in range(first.end, second.start)):
            return None
        if any(word in HARD or word in TURNS or word in SAID for word in gap[:-1]):
            return None
        for length in (3, 2, 1):
            link = tuple(gap[-length:])
            if link in LINKS and len(link) == length:
                rest = gap[:-length]
                if any(word in RELATIVES or word in AUX for word in rest):
                    return None
                if link == ("with",) and (rest or not second.sure):
                    return None
                return link
        return None

    def is_share(self, place: int, link: tuple[str, ...]) -> bool:
        """Whether a count is a share of the one before it: "including six children", "six of them"."""
        return bool(SHARES & set(link)) or self.counts[place].noun[:1] in (("them",), ("whom",), ("which",))
