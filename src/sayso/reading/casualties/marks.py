"""Cues of harm at their places in a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model import Harm
from sayso.reading.casualties.lexicon import cues, word_set
from sayso.reading.casualties.people import Count

LONGEST = 6
"""Words of the longest cue."""

LIVES = 12
"""Words after a verb of taking in which its "lives" are looked for."""

TOGETHER = {
    frozenset({Harm.KILLED, Harm.INJURED}): Harm.KILLED_OR_INJURED,
    frozenset({Harm.INJURED, Harm.MISSING}): Harm.INJURED,
    frozenset({Harm.KILLED, Harm.MISSING}): Harm.KILLED_OR_INJURED,
}
"""What two joined cues say of one number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue of harm at its place in the sentence."""

    start: int
    end: int
    harm: Harm
    form: str


def find_marks(words: Sequence[str], counts: Sequence[Count]) -> Iterator[Mark]:
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
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        cue = known.get(tuple(words[at : at + length]))
        if cue is not None and length == 1 and words[at] in word_set("lives"):
            taken = {"lives", "life"} & set(words[at : at + LIVES])
            return Mark(at, at + 1, cue.harm, cue.form) if taken else None
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
