"""Whom a verb of harm governs: its subject or its object, and the list that they stand in."""

from sayso.reading.casualties.grammar import (
    AGENTS,
    ASIDES,
    AUX,
    DAYS,
    HARD,
    INVERTED,
    MODALS,
    NEGATIONS,
    PLANS,
    PRONOUNS,
    PUNCTUATION,
    RELATIVES,
    SAID,
    SOFT,
    STOPS,
    TURNS,
)  # fmt: skip
from sayso.reading.casualties.marks import Mark
from sayso.reading.casualties.people import POSSESSIVES, Count
from sayso.reading.casualties.sentence import Sentence, is_fighting

BEHIND = 40
"""Words before a verb in which its subject is looked for."""

DETERMINERS = frozenset("the a an his her their them him".split())
"""Words that open the object of a verb."""

AHEAD = 12
"""Words after a verb in which its object is looked for."""


def govern(sentence: Sentence, mark: Mark) -> None:
    """Put a cue's harm to those that it governs."""
    if mark.form == "before":
        _objects(sentence, mark)
    elif mark.form == "base":
        if not _is_planned(sentence, mark):
            _objects(sentence, mark)
    elif mark.form == "after":
        if not _inverted(sentence, mark):
            find_subjects(sentence, mark)
    elif not _inverted(sentence, mark):
        _past(sentence, mark)


def _past(sentence: Sentence, mark: Mark) -> None:
    """A form like "killed": passive after an auxiliary, else active where a count follows, else a participle."""
    auxiliary = _auxiliary(sentence, mark)
    if auxiliary is not None:
        if auxiliary >= 0:
            find_subjects(sentence, mark)
    elif sentence.words[mark.end : mark.end + 1] in (["as"], ["at"]) and mark.end + 1 in sentence.at_start:
        sentence.attach(sentence.at_start[mark.end + 1], mark.harm, 0)
    elif mark.start in sentence.at_end:
        if _has_object(sentence, mark):
            _objects(sentence, mark)
        else:
            find_subjects(sentence, mark)
    elif (
        _follows(sentence, mark.end, near=3) is not None
        or sentence.words[mark.start - 1 : mark.start] in (["have"], ["has"], ["had"])
        or not find_subjects(sentence, mark)
    ):
        _objects(sentence, mark)


def _has_object(sentence: Sentence, mark: Mark) -> bool:
    """Whether those before "killed" did it: fighters, with those killed behind: "a gunman killed Judge Lopez"."""
    if mark.end >= len(sentence.words):
        return False
    place = sentence.at_end[mark.start]
    count, word = sentence.counts[place], sentence.words[mark.end]
    known = sentence.found.get(place)
    if (
        known is not None
        and known.cost <= 1
        and known.harm is not mark.harm
        and mark.end in sentence.at_start
    ):
        return True  # they have their verb already: "killed two people injured three"
    if is_fighting(count.noun):
        return mark.end in sentence.at_start or word in DETERMINERS or word not in STOPS | PUNCTUATION
    return count.single and sentence.proper[mark.end] and word not in DAYS and not word.endswith("day")


def _auxiliary(sentence: Sentence, mark: Mark) -> int | None:
    """Where the auxiliary of a passive stands."""
    at = mark.start - 1
    while at >= 0 and mark.start - at <= 6:
        if sentence.words[at] in AUX:
            return -1 if _is_planned_passive(sentence, at) else at
        if at in sentence.cue_words or not (sentence.words[at] in SOFT or sentence.words[at].endswith("ly")):
            return None
        at -= 1
    return None


def _is_planned_passive(sentence: Sentence, at: int) -> bool:
    """Whether a "be" tells of what should or will be."""
    before = sentence.words[max(0, at - 2) : at]
    return (
        sentence.words[at] == "be"
        and before[-1:] != []
        and before[-1] in PLANS
        and before[0] not in ("had", "have")
    )


def _is_planned(sentence: Sentence, mark: Mark) -> bool:
    before = sentence.words[max(0, mark.start - 2) : mark.start]
    return bool(before) and before[-1] in MODALS and before[:1] not in (["managed"], ["able"])


def _follows(sentence: Sentence, at: int, near: int) -> int | None:
    """The count that starts within so many words, with nothing but adverbs before it."""
    for place in range(at, min(at + near, len(sentence.words))):
        if place in sentence.at_start:
            return sentence.at_start[place]
        if sentence.words[place] in PRONOUNS or not (
            sentence.words[place].endswith("ly")
            or sentence.words[place] in ("and", "also", "another", "some", "or", "the", "about")
        ):
            return None
    return None


def _inverted(sentence: Sentence, mark: Mark) -> bool:
    """Put the harm to what follows in "among the dead were four staff", "the injured include two children"."""
    if mark.end >= len(sentence.words) or sentence.words[mark.end] not in INVERTED:
        return False
    before = sentence.words[max(0, mark.start - 3) : mark.start]
    if not ({"those", "the", "among"} & set(before)) or mark.start in sentence.at_end:
        return False
    first = _follows(sentence, mark.end + 1, near=3)
    if first is None:
        return False
    sentence.attach(first, mark.harm, 1)
    sentence.attach_along(first, mark.harm, 1)
    sentence.set_members(mark.end, len(sentence.words))
    return True


def _objects(sentence: Sentence, mark: Mark) -> None:
    """Put the harm to the first count after a cue, and along its list."""
    for at in range(mark.end, min(mark.end + AHEAD, len(sentence.words))):
        if at in sentence.at_start:
            place = sentence.at_start[at]
            cost = at - mark.end
            if sentence.counts[place].bare and cost > 4:
                return
            sentence.attach(place, mark.harm, cost, cue=_cue(sentence, mark))
            if place in sentence.found:
                sentence.attach_along(place, mark.harm, cost)
            return
        word = sentence.words[at]
        if (
            at in sentence.cue_words
            or word in HARD
            or word in TURNS
            or word in RELATIVES
            or word in AGENTS
            or word in SAID
        ):
            return


def _cue(sentence: Sentence, mark: Mark) -> str:
    return " ".join(sentence.words[mark.start : mark.end])


def find_subjects(sentence: Sentence, mark: Mark) -> bool:
    """Put the harm to the nearest fit count before a cue, and back along its list."""
    start = _auxiliary(sentence, mark)
    start = mark.start if start is None or start < 0 else start
    of_the = sentence.words[start - 1 : start] == ["the"] and sentence.words[start - 2 : start - 1] in (
        ["of"],
        ["for"],
        ["to"],
    )
    if of_the and start - 2 not in sentence.at_end:
        return False  # a noun: "a relative of the deceased"
    while (
        start
        and (sentence.words[start - 1] in AUX or sentence.words[start - 1] in SOFT)
        and start not in sentence.at_end
    ):
        start -= 1
    adjacent = True
    at = _before_aside(sentence, start)
    while at > max(0, start - BEHIND):
        place = sentence.at_end.get(at)
        if place is not None:
            count = sentence.counts[place]
            before = sentence.words[count.start - 1] if count.start else ""
            if (
                before not in AGENTS
                or (adjacent and before not in ("by", "with"))
                or (before == "with" and (adjacent or _is_company(sentence, count)))
            ):
                cost = start - count.end
                sentence.attach(place, mark.harm, cost, cue=_cue(sentence, mark))
                sentence.attach_back(place, mark.harm, cost)
                return True
            at = count.start
            adjacent = False
            continue
        at -= 1
        word = sentence.words[at]
        if at in sentence.cue_words or word in HARD or word in TURNS or word in NEGATIONS:
            return False
        if word in RELATIVES and start - at > 2:
            return False
        if word in AUX and at < start:
            return False
        adjacent = adjacent and (word in SOFT or word in RELATIVES or word in AUX or word.endswith("ly"))
    return False


def _is_company(sentence: Sentence, count: Count) -> bool:
    """Whether a count stands in one phrase with its kin: "a mother with her five children"."""
    return sentence.words[count.start] in POSSESSIVES and count.start - 1 in sentence.at_end


def _before_aside(sentence: Sentence, at: int) -> int:
    """Before an aside between commas, where one ends here: "a man, who ..., was killed"."""
    if at and sentence.words[at - 1] == ",":
        for start in range(at - 2, max(0, at - BEHIND), -1):
            if sentence.words[start] in HARD or start in sentence.cue_words:
                break
            if sentence.words[start] == "," and sentence.words[start + 1] in RELATIVES | ASIDES:
                return start
    return at
