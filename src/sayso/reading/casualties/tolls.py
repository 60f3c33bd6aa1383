"""Figures that no verb governs: tolls, those "among the dead", companions and shares told behind the verb."""

from sayso.model import Bound, Harm
from sayso.reading.casualties.grammar import AUX, COMPANY, DASHES, HARD, TOLL_STEPS
from sayso.reading.casualties.lexicon import nouns, statuses
from sayso.reading.casualties.marks import TOGETHER, Mark
from sayso.reading.casualties.sentence import APART, Sentence
from sayso.reading.casualties.verbs import find_subjects

TOLL = 32
"""Words after "toll" in which its number is looked for."""

BEHIND = 40
"""Words before a share in which its whole is looked for."""


def read_tolls(sentence: Sentence) -> None:
    """Put the harm to the numbers that tolls rise to or stand at, and to those whom "the victims included"."""
    for at, word in enumerate(sentence.words):
        if word in ("victims", "dead", "fatalities"):
            _included(sentence, at)
        if word in ("toll", "tolls", "number", "figure") or (
            word in ("dead", "deaths") and at + 1 < len(sentence.words)
        ):
            harm = _toll_harm(sentence, at, word)
            if harm is not None:
                _toll(sentence, at, harm)


def _included(sentence: Sentence, start: int) -> None:
    for at in range(start + 1, min(start + APART, len(sentence.words) - 1)):
        if at in sentence.cue_words or sentence.words[at] in HARD:
            return
        if sentence.words[at] in ("included", "include", "includes") and at + 1 in sentence.at_start:
            first = sentence.at_start[at + 1]
            sentence.attach(first, Harm.KILLED, 2)
            sentence.attach_along(first, Harm.KILLED, 2)
            sentence.set_members(at, len(sentence.words))
            return


def _toll_harm(sentence: Sentence, at: int, word: str) -> Harm | None:
    """What a toll counts."""
    if word == "toll" or word == "tolls":
        before = sentence.words[max(0, at - 2) : at]
        return Harm.INJURED if {"injury", "injuries", "injured", "wounded"} & set(before) else Harm.KILLED
    if word in ("dead", "deaths"):
        return Harm.KILLED if sentence.words[at + 1] in ("at", "to") else None
    following = list(sentence.words[at + 1 : at + 8])
    if following[:1] != ["of"]:
        return None
    told = [
        nouns().get(w) or (sentence.cue_words[at + 1 + n].harm if at + 1 + n in sentence.cue_words else None)
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


def _toll(sentence: Sentence, start: int, harm: Harm) -> None:
    for at in range(start + 1, min(start + TOLL, len(sentence.words))):
        word = sentence.words[at]
        if word in HARD or word in ("after", "when", "while"):
            return
        place = sentence.at_start.get(at)
        if place is None or sentence.words[at - 1] not in TOLL_STEPS:
            continue
        count = sentence.counts[place]
        if count.bare or count.sure:
            sentence.attach(place, harm, 2)
            sentence.attach_along(place, harm, 2)


def _is_dashed(sentence: Sentence, place: int) -> bool:
    """Whether a count stands after a dash right behind a cue or another count: "nine were hurt -- two soldiers"."""
    start = sentence.counts[place].start
    return (
        start > 1
        and sentence.words[start - 1] in DASHES
        and (start - 2 in sentence.cue_words or start - 1 in sentence.at_end)
    )


def read_members(sentence: Sentence) -> None:
    """Put the harm to those who "were among the dead" or "among Friday's victims"."""
    for at, word in enumerate(sentence.words):
        if word != "among" or not set(sentence.words[max(0, at - 2) : at]) & AUX:
            continue
        following = sentence.words[at + 1 : at + 5]
        told = [Harm.KILLED if w == "victims" else nouns().get(w) for w in following]
        harm = next((harm for harm in told if harm is not None), None)
        if harm is not None and not any(n in sentence.at_start for n in range(at + 1, at + 4)):
            find_subjects(sentence, Mark(at, at + 1, harm, "after"))
            sentence.set_members(0, at)


def accompany(sentence: Sentence) -> None:
    """Give those "along with" others the harm of the others: "he was shot along with two guards"."""
    for place, count in enumerate(sentence.counts):
        before = tuple(sentence.words[max(0, count.start - 3) : count.start])
        direct = before[-1:] == ("with",) and count.start - 2 in sentence.cue_words
        if place in sentence.found or not (direct or any(before[-n:] in COMPANY for n in (1, 2, 3))):
            continue
        behind = [mark for mark in sentence.marks if 0 <= count.start - mark.end <= BEHIND]
        if behind:
            sentence.attach(place, behind[-1].harm, 4)
            sentence.attach_along(place, behind[-1].harm, 4)


def share(sentence: Sentence) -> None:
    """Give shares after the verb the harm of their whole: "20 were killed, including four children"."""
    for place, count in enumerate(sentence.counts):
        before = tuple(sentence.words[max(0, count.start - 2) : count.start])
        marked = before[-1:] == ("including",) or before == ("among", "them") or before == ("among", "whom")
        pronoun = count.noun[:1] in (("them",), ("whom",), ("which",)) and not count.single
        dashed = _is_dashed(sentence, place)
        if not (marked or pronoun or dashed) or (pronoun and count.quantity.bound is Bound.VAGUE):
            continue
        wholes = [n for n in range(place) if n in sentence.found and sentence.found[n].part_of is None]
        if not wholes:
            continue
        whole = wholes[-1]
        if count.start - sentence.counts[whole].end > BEHIND:
            continue
        known = sentence.found.get(place)
        if known is None:
            sentence.attach(place, sentence.found[whole].harm, 3, whole)
            sentence.attach_along(place, sentence.found[whole].harm, 3)
            for following in range(place + 1, len(sentence.counts)):
                if (
                    following in sentence.found
                    and sentence.found[following].part_of is None
                    and sentence.found[following].cost > 3
                ):
                    sentence.set_part(following, whole)
        elif known.harm == sentence.found[whole].harm and known.part_of is None:
            sentence.set_part(place, whole)
