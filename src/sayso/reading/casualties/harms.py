"""Which harm befell the people counted: cues of harm, and whom each governs.

Pure: words and counts of one sentence in, harms out. Every look around a cue is short, so that the work grows with the
length of the text and no faster.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.model import Bound, Harm, VictimStatus
from sayso.reading.casualties.lexicon import cues, nouns, statuses, word_set
from sayso.reading.casualties.people import PRONOUNS, PUNCTUATION, STOPS, Count

BEHIND = 40
"""Words before a verb in which its subject is looked for."""

AHEAD = 12
"""Words after a verb in which its object is looked for."""

APART = 14
"""Words that may part two counts of one list."""

TOLL = 32
"""Words after "toll" in which its number is looked for."""

CHAIN = 4
"""What a step along a list adds to the cost of an attachment, in words."""

WEAK = 6
"""Greatest cost at which a noun that is not known to stand for people is counted."""

CUE_WORDS = 6

AUX = frozenset("was were been being be is are get gets got getting".split())
SOFT = frozenset(
    "also all both each either reported confirmed feared believed presumed thought estimated known said to have had "
    "has not instantly yet now already still later reportedly allegedly then found declared pronounced left among "
    "the those and or as either critically seriously severely slightly lightly wounded".split()
)
"""Words that may stand between an auxiliary and the cue that it goes with."""

AGENTS = frozenset(
    "by to with against in at during from after on near for into under between over outside inside".split()
)
"""Prepositions whose nouns are no subjects."""

HARD = frozenset(". ; : ! ?".split())
TURNS = frozenset("when while after because since before until although though if as but where".split())
RELATIVES = frozenset("who which that whom whose".split())
SAID = frozenset("said says saying told reported reports added adding according announced stated".split())
ASIDES = frozenset("many most some mostly mainly all aged both also".split())
DAYS = frozenset(
    "today yesterday tonight overnight january february march april may june july august september october november december".split()
)
PLANS = frozenset("should would will shall must to can".split())
NEGATIONS = frozenset("not n't never didnt".split())
MODALS = frozenset("to will would could can may might must should shall cannot".split())
LINKS = (
    ("including",), ("include",), ("included",), ("among", "them"), ("among", "whom"), ("as", "well", "as"),
    ("along", "with"), ("together", "with"), ("in", "addition", "to"), ("and",), ("or",), (",",), ("plus",), ("-",),
    ("–",), ("--",), ("—",), ("(",), ("besides",), ("alongside",), ("and", "also"), ("of", "whom"), ("with",),
    (",", "and"), ("were", "among"), ("was", "among"), ("are", "among"), ("is", "among"), ("among", "which"),
    ("most", "of", "them"), ("and", "at", "least"), (":",),
)  # fmt: skip
COMPANY = frozenset(
    {("alongside",), ("along", "with"), ("together", "with"), ("as", "well", "as"), ("in", "addition", "to")}
)
DASHES = frozenset("- -- – — : (".split())
SHARES = frozenset("including include included them whom which".split())
MEMBERS = frozenset({("were", "among"), ("was", "among"), ("are", "among"), ("is", "among")})
INVERTED = frozenset("was were are is include includes included including :".split())
TOLL_STEPS = frozenset(
    "to at of is was be reached reaching reaches exceeds exceeded exceeding passed topped hit than put standing by "
    "stood stands counted".split()
)

TOGETHER = {
    frozenset({Harm.KILLED, Harm.INJURED}): Harm.KILLED_OR_INJURED,
    frozenset({Harm.INJURED, Harm.MISSING}): Harm.INJURED,
    frozenset({Harm.KILLED, Harm.MISSING}): Harm.KILLED_OR_INJURED,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue of harm at its place in the sentence."""

    start: int
    end: int
    harm: Harm
    form: str


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


def harmed(words: Sequence[str], counts: Sequence[Count], *, proper: Sequence[bool]) -> dict[int, Harmed]:
    """What befell those counted, by the place in the list of counts; counts that no harm befell are missing.

    Args:
        words: lower case.
        counts: those of the sentence, in order.
        proper: for each word whether it is printed with a capital, where capitals tell anything.
    """
    marks = list(_marks(words, counts))
    sentence = _Sentence(words, counts, marks, proper)
    for place, count in enumerate(counts):
        if count.harm is not None and not (
            count.harm is Harm.ABDUCTED and "of" in words[count.start : count.end]
        ):
            sentence.attach(place, count.harm, 2.5 if count.noun[-1] in nouns() else 3.5)
    for mark in marks:
        sentence.govern(mark)
    sentence.read_tolls()
    sentence.read_members()
    sentence.accompany()
    sentence.share()
    return sentence.found


def is_fighting(noun: Sequence[str]) -> bool:
    """Whether the words name fighters or forces."""
    return any(statuses().get(word) in (VictimStatus.COMBATANT, VictimStatus.SECURITY_FORCE) for word in noun)


def _marks(words: Sequence[str], counts: Sequence[Count]) -> Iterator[Mark]:
    """The cues of a sentence; two that are joined and say one thing are one."""
    inside = {at for count in counts for at in range(count.start, count.end)}
    last: Mark | None = None
    at = 0
    while at < len(words):
        own = None if at in inside else _mark_at(words, at)
        if own is None:
            at += 1
            continue
        if last is not None and _joined(words, last, own, counts):
            last = Mark(last.start, own.end, TOGETHER[frozenset({last.harm, own.harm})], own.form)
        else:
            if last is not None:
                yield last
            last = own
        at = own.end
    if last is not None:
        yield last


def _mark_at(words: Sequence[str], at: int) -> Mark | None:
    known = cues().get(words[at])
    if known is None:
        return None
    for length in range(min(CUE_WORDS, len(words) - at), 0, -1):
        cue = known.get(tuple(words[at : at + length]))
        if cue is not None and length == 1 and words[at] in word_set("lives"):
            return (
                Mark(at, at + 1, cue.harm, cue.form)
                if {"lives", "life"} & set(words[at : at + AHEAD])
                else None
            )
        if cue is not None:
            return Mark(at, at + length, cue.harm, cue.form)
    return None


def _joined(words: Sequence[str], one: Mark, other: Mark, counts: Sequence[Count]) -> bool:
    """Whether two cues say one thing of one number: "killed or injured"."""
    between = words[one.end : other.start]
    if frozenset({one.harm, other.harm}) not in TOGETHER or len(between) > 2:
        return False
    if (
        not between
        or between[-1] not in ("and", "or", "/")
        or (len(between) == 2 and between[0] not in ("or", ",", "either"))
    ):
        return False
    counted_before = any(c.end == one.start for c in counts)
    counted_after = any(c.start == other.end for c in counts)
    return not (counted_before and counted_after)


class _Sentence:
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

    def govern(self, mark: Mark) -> None:
        """Put a cue's harm to those that it governs."""
        if mark.form == "before":
            self._objects(mark)
        elif mark.form == "base":
            if not self._is_planned(mark):
                self._objects(mark)
        elif mark.form == "after":
            if not self._inverted(mark):
                self._subjects(mark)
        elif not self._inverted(mark):
            self._past(mark)

    def _past(self, mark: Mark) -> None:
        """A form like "killed": passive after an auxiliary, else active where a count follows, else a participle."""
        auxiliary = self._auxiliary(mark)
        if auxiliary is not None:
            if auxiliary >= 0:
                self._subjects(mark)
        elif self.words[mark.end : mark.end + 1] in (["as"], ["at"]) and mark.end + 1 in self.at_start:
            self.attach(self.at_start[mark.end + 1], mark.harm, 0)
        elif mark.start in self.at_end:
            if self._has_object(mark):
                self._objects(mark)
            else:
                self._subjects(mark)
        elif self._follows(mark.end, near=3) is not None:
            self._objects(mark)
        elif self.words[mark.start - 1 : mark.start] in (["have"], ["has"], ["had"]) or not self._subjects(
            mark
        ):
            self._objects(mark)

    def _has_object(self, mark: Mark) -> bool:
        """Whether those before "killed" did it: fighters, with those killed behind: "a gunman killed Judge Lopez"."""
        if mark.end >= len(self.words):
            return False
        place = self.at_end[mark.start]
        count, word = self.counts[place], self.words[mark.end]
        known = self.found.get(place)
        if (
            known is not None
            and known.cost <= 1
            and known.harm is not mark.harm
            and mark.end in self.at_start
        ):
            return True  # they have their verb already: "killed two people injured three"
        if is_fighting(count.noun):
            return mark.end in self.at_start or word not in STOPS | PUNCTUATION
        return count.single and self.proper[mark.end] and word not in DAYS and not word.endswith("day")

    def _auxiliary(self, mark: Mark) -> int | None:
        """Where the auxiliary of a passive stands."""
        at = mark.start - 1
        while at >= 0 and mark.start - at <= 6:
            if self.words[at] in AUX:
                return -1 if self._is_planned_passive(at) else at
            if at in self.cue_words or not (self.words[at] in SOFT or self.words[at].endswith("ly")):
                return None
            at -= 1
        return None

    def _is_planned_passive(self, at: int) -> bool:
        """Whether a "be" tells of what should or will be."""
        before = self.words[max(0, at - 2) : at]
        return (
            self.words[at] == "be"
            and before[-1:] != []
            and before[-1] in PLANS
            and before[0] not in ("had", "have")
        )

    def _is_planned(self, mark: Mark) -> bool:
        before = self.words[max(0, mark.start - 2) : mark.start]
        return bool(before) and before[-1] in MODALS and before[:1] not in (["managed"], ["able"])

    def _follows(self, at: int, near: int) -> int | None:
        """The count that starts within so many words, with nothing but adverbs before it."""
        for place in range(at, min(at + near, len(self.words))):
            if place in self.at_start:
                return self.at_start[place]
            if self.words[place] in PRONOUNS or not (
                self.words[place].endswith("ly")
                or self.words[place] in ("and", "also", "another", "some", "or", "the", "about")
            ):
                return None
        return None

    def _inverted(self, mark: Mark) -> bool:
        """Put the harm to what follows in "among the dead were four staff", "the injured include two children"."""
        if mark.end >= len(self.words) or self.words[mark.end] not in INVERTED:
            return False
        before = self.words[max(0, mark.start - 3) : mark.start]
        if not ({"those", "the", "among"} & set(before)) or mark.start in self.at_end:
            return False
        first = self._follows(mark.end + 1, near=3)
        if first is None:
            return False
        self.attach(first, mark.harm, 1)
        self._along(first, mark.harm, 1)
        self._set_members(lambda count: count.start >= mark.end)
        return True

    def _set_members(self, chosen: Callable[[Count], bool]) -> None:
        """Mark counts as some among others."""
        for place, own in self.found.items():
            if own.part_of is None and chosen(self.counts[place]):
                self.found[place] = replace(own, member=True)

    def _objects(self, mark: Mark) -> None:
        """Put the harm to the first count after a cue, and along its list."""
        for at in range(mark.end, min(mark.end + AHEAD, len(self.words))):
            if at in self.at_start:
                place = self.at_start[at]
                cost = at - mark.end
                if self.counts[place].bare and cost > 4:
                    return
                self.attach(place, mark.harm, cost, cue=self._cue(mark))
                if place in self.found:
                    self._along(place, mark.harm, cost)
                return
            word = self.words[at]
            if (
                at in self.cue_words
                or word in HARD
                or word in TURNS
                or word in RELATIVES
                or word in AGENTS
                or word in SAID
            ):
                return

    def _cue(self, mark: Mark) -> str:
        return " ".join(self.words[mark.start : mark.end])

    def _subjects(self, mark: Mark) -> bool:
        """Put the harm to the nearest fit count before a cue, and back along its list."""
        start = self._auxiliary(mark)
        start = mark.start if start is None or start < 0 else start
        of_the = self.words[start - 1 : start] == ["the"] and self.words[start - 2 : start - 1] in (
            ["of"],
            ["for"],
            ["to"],
        )
        if of_the and start - 2 not in self.at_end:
            return False  # a noun: "a relative of the deceased"
        while (
            start
            and (self.words[start - 1] in AUX or self.words[start - 1] in SOFT)
            and start not in self.at_end
        ):
            start -= 1
        adjacent = True
        at = self._before_aside(start)
        while at > max(0, start - BEHIND):
            place = self.at_end.get(at)
            if place is not None:
                count = self.counts[place]
                before = self.words[count.start - 1] if count.start else ""
                if (
                    before not in AGENTS
                    or (adjacent and before not in ("by", "with"))
                    or before == "with"
                    and adjacent
                ):
                    cost = start - count.end
                    self.attach(place, mark.harm, cost, cue=self._cue(mark))
                    self._back(place, mark.harm, cost)
                    return True
                at = count.start
                adjacent = False
                continue
            at -= 1
            word = self.words[at]
            if at in self.cue_words or word in HARD or word in TURNS or word in NEGATIONS:
                return False
            if word in RELATIVES and start - at > 2:
                return False
            if word in AUX and at < start:
                return False
            adjacent = adjacent and (word in SOFT or word in RELATIVES or word in AUX or word.endswith("ly"))
        return False

    def _before_aside(self, at: int) -> int:
        """Before an aside between commas, where one ends here: "a man, who ..., was killed"."""
        if at and self.words[at - 1] == ",":
            for start in range(at - 2, max(0, at - BEHIND), -1):
                if self.words[start] in HARD or start in self.cue_words:
                    break
                if self.words[start] == "," and self.words[start + 1] in RELATIVES | ASIDES:
                    return start
        return at

    def _along(self, place: int, harm: Harm, cost: float) -> None:
        """Put the harm to the counts that follow in one list."""
        whole, step = place, cost
        for following in range(place + 1, len(self.counts)):
            link = self._link(following - 1, following)
            if link is None:
                return
            shared = self._is_share(following, link)
            parent = whole if shared else self._parent(following - 1)
            step += CHAIN
            if link in MEMBERS:
                return
            self.attach(following, harm, step, parent)
            if not shared and parent is None:
                whole = following

    def _back(self, place: int, harm: Harm, cost: float) -> None:
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
                self._set_part(earlier, later)
                continue
            if self._is_share(later, link):
                whole = earlier if whole is None else whole
                self._set_part(later, whole)
            elif whole is not None and link in ((",",), ("and",), (",", "and"), ()):
                self._set_part(later, whole)
            else:
                whole = None

    def _is_modifier(self, place: int) -> bool:
        """Whether a count stands in a phrase about another: "25 civilians from three families"."""
        start = self.counts[place].start
        return start > 0 and self.words[start - 1] in AGENTS

    def _set_part(self, share: int, whole: int) -> None:
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

    def _is_share(self, place: int, link: tuple[str, ...]) -> bool:
        """Whether a count is a share of the one before it: "including six children", "six of them"."""
        return bool(SHARES & set(link)) or self.counts[place].noun[:1] in (("them",), ("whom",), ("which",))

    def read_tolls(self) -> None:
        """Put the harm to the numbers that tolls rise to or stand at, and to those whom "the victims included"."""
        for at, word in enumerate(self.words):
            if word in ("victims", "dead", "fatalities"):
                self._included(at)
            if word in ("toll", "tolls", "number", "figure") or (
                word in ("dead", "deaths") and at + 1 < len(self.words)
            ):
                harm = self._toll_harm(at, word)
                if harm is not None:
                    self._toll(at, harm)

    def _included(self, start: int) -> None:
        for at in range(start + 1, min(start + APART, len(self.words) - 1)):
            if at in self.cue_words or self.words[at] in HARD:
                return
            if self.words[at] in ("included", "include", "includes") and at + 1 in self.at_start:
                first = self.at_start[at + 1]
                self.attach(first, Harm.KILLED, 2)
                self._along(first, Harm.KILLED, 2)
                self._set_members(lambda count: count.start > at)
                return

    def _toll_harm(self, at: int, word: str) -> Harm | None:
        """What a toll counts."""
        if word == "toll" or word == "tolls":
            before = self.words[max(0, at - 2) : at]
            return Harm.INJURED if {"injury", "injuries", "injured", "wounded"} & set(before) else Harm.KILLED
        if word in ("dead", "deaths"):
            return Harm.KILLED if self.words[at + 1] in ("at", "to") else None
        following = list(self.words[at + 1 : at + 8])
        if following[:1] != ["of"]:
            return None
        told = [
            nouns().get(w) or (self.cue_words[at + 1 + n].harm if at + 1 + n in self.cue_words else None)
            for n, w in enumerate(following)
        ]
        harms = [harm for harm in told if harm is not None]
        if not any(word in statuses() or word in nouns() for word in following):
            return None
        if not harms:
            return Harm.KILLED if "victims" in following else None
        if Harm.KILLED_OR_INJURED in harms:
            return Harm.KILLED_OR_INJURED
        return TOGETHER.get(frozenset(harms[:2]), harms[0])

    def _toll(self, start: int, harm: Harm) -> None:
        for at in range(start + 1, min(start + TOLL, len(self.words))):
            word = self.words[at]
            if word in HARD or word in ("after", "when", "while"):
                return
            place = self.at_start.get(at)
            if place is None or self.words[at - 1] not in TOLL_STEPS:
                continue
            count = self.counts[place]
            if count.bare or count.sure:
                self.attach(place, harm, 2)
                self._along(place, harm, 2)

    def _is_dashed(self, place: int) -> bool:
        """Whether a count stands after a dash right behind a cue or another count: "nine were hurt -- two soldiers"."""
        start = self.counts[place].start
        return (
            start > 1
            and self.words[start - 1] in DASHES
            and (start - 2 in self.cue_words or start - 1 in self.at_end)
        )

    def read_members(self) -> None:
        """Put the harm to those who "were among the dead" or "among Friday's victims"."""
        for at, word in enumerate(self.words):
            if word != "among" or not set(self.words[max(0, at - 2) : at]) & AUX:
                continue
            following = self.words[at + 1 : at + 5]
            told = [Harm.KILLED if w == "victims" else nouns().get(w) for w in following]
            harm = next((harm for harm in told if harm is not None), None)
            if harm is not None and not any(n in self.at_start for n in range(at + 1, at + 4)):
                self._subjects(Mark(at, at + 1, harm, "after"))
                self._set_members(lambda count: count.end <= at)

    def accompany(self) -> None:
        """Give those "along with" others the harm of the others: "he was shot along with two guards"."""
        for place, count in enumerate(self.counts):
            before = tuple(self.words[max(0, count.start - 3) : count.start])
            direct = before[-1:] == ("with",) and count.start - 2 in self.cue_words
            if place in self.found or not (direct or any(before[-n:] in COMPANY for n in (1, 2, 3))):
                continue
            behind = [mark for mark in self.marks if 0 <= count.start - mark.end <= BEHIND]
            if behind:
                self.attach(place, behind[-1].harm, 4)
                self._along(place, behind[-1].harm, 4)

    def share(self) -> None:
        """Give shares after the verb the harm of their whole: "20 were killed, including four children"."""
        for place, count in enumerate(self.counts):
            before = tuple(self.words[max(0, count.start - 2) : count.start])
            marked = (
                before[-1:] == ("including",) or before == ("among", "them") or before == ("among", "whom")
            )
            pronoun = count.noun[:1] in (("them",), ("whom",), ("which",)) and not count.single
            dashed = self._is_dashed(place)
            if not (marked or pronoun or dashed) or (pronoun and count.quantity.bound is Bound.VAGUE):
                continue
            wholes = [n for n in range(place) if n in self.found and self.found[n].part_of is None]
            if not wholes:
                continue
            whole = wholes[-1]
            if count.start - self.counts[whole].end > BEHIND:
                continue
            known = self.found.get(place)
            if known is None:
                self.attach(place, self.found[whole].harm, 3, whole)
                self._along(place, self.found[whole].harm, 3)
                for following in range(place + 1, len(self.counts)):
                    if (
                        following in self.found
                        and self.found[following].part_of is None
                        and self.found[following].cost > 3
                    ):
                        self._set_part(following, whole)
            elif known.harm == self.found[whole].harm and known.part_of is None:
                self._set_part(place, whole)
