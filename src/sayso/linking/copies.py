"""Near-copies: reports of several outlets that print one text, lightly edited. Fifty copies are one voice.

First a cheap look: of every run of words a fixed sample is kept by its hash, and reports that share enough of
the sample are candidates. Then a second look at the texts themselves, passage by passage. What one outlet
prints again and again is its own standing text, so reports of one outlet are never compared.

Source: Broder, On the resemblance and containment of documents (SEQUENCES 1997), for the sample by modulus.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from sayso.model import Reading

RUN = 3
"""Words of a run. Longer runs miss copies in which every other sentence was touched."""

SAMPLE = 8
"""One run of this many is kept."""

CANDIDATE = 0.15
"""Share of the lesser sample that two reports must have in common to be looked at."""

COMMON = 100
"""Reports without a day that a run is looked up in: one in more of them is a phrase of the trade."""

COPIED = 0.4
"""Share of the shorter text that stands in the other one, in order, in runs of `RUN` words or more."""

FRESH = 10
"""Days between two prints of one text: later it is background that the outlet keeps."""

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """One report as printed: its id, its outlet, the day as an ordinal, and a sample of its runs of words."""

    id: str
    outlet: str | None
    day: int | None
    sample: frozenset[int]

    def may_copy(self, other: "Print") -> bool:
        """Whether it can be of one text with another: another outlet's, at about the same time."""
        if self.outlet is not None and self.outlet == other.outlet:
            return False
        return self.day is None or other.day is None or abs(self.day - other.day) <= FRESH


def print_of(id: str, reading: Reading) -> Print:
    """A report as printed."""
    report = reading.report
    day = date.fromisoformat(report.published[:10]).toordinal() if report.published else None
    return Print(id=id, outlet=report.outlet, day=day, sample=_sample(report.text))


def find_copies(
    prints: Iterable[Print], text_of: Callable[[str], str], *, known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Which reports print one text: for each report the first in the alphabet of all that print its text.

    Args:
        prints: the reports.
        text_of: a report's text, by its id; asked for candidates only.
        known: for reports that were compared with each other before, the first of all that print their text;
            those firsts are in the result too.
    """
    ordered = sorted(prints, key=lambda p: (p.day is not None, p.day or 0, p.id))
    known = known or {}
    first = {printed.id: printed.id for printed in ordered}
    for id in list(first):
        if id in known:
            first[id] = first.setdefault(known[id], known[id])
    for one, other in _candidates(ordered):
        if one in known and other in known:
            continue
        root, leaf = sorted((_root(first, one), _root(first, other)))
        if root != leaf and is_copy(text_of(one), text_of(other)):
            first[leaf] = root
    return {id: _root(first, id) for id in first}


def is_copy(one: str, other: str) -> bool:
    """Whether the shorter of two texts stands in the other, apart from light edits."""
    mine, theirs = sorted((_words(one), _words(other)), key=len)
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks if block.size >= RUN)
    return bool(mine) and shared >= COPIED * len(mine)


def _candidates(prints: Sequence[Print]) -> Iterator[tuple[str, str]]:
    """Pairs of reports of about one time that share enough of their samples; those without a day come first."""
    undated: dict[int, list[int]] = defaultdict(list)
    recent: dict[int, list[int]] = defaultdict(list)
    swept = 0
    for n, one in enumerate(prints):
        since = (one.day or 0) - FRESH
        if one.day is not None and since > swept:
            # What is not fresh any more is let go, or runs that come once would fill the memory.
            recent = defaultdict(list, _fresh(recent, prints, since))
            swept = one.day
        shared: Counter[int] = Counter()
        for run in one.sample:
            having = recent[run]
            while having and (prints[having[0]].day or 0) < since:
                del having[0]
            shared.update(having)
            shared.update(undated[run])
            if one.day is not None:
                having.append(n)
            elif len(undated[run]) < COMMON:
                undated[run].append(n)
        for m in sorted(shared):
            other = prints[m]
            if shared[m] >= CANDIDATE * min(len(one.sample), len(other.sample)) and one.may_copy(other):
                yield other.id, one.id


def _fresh(
    recent: Mapping[int, list[int]], prints: Sequence[Print], since: int
) -> Iterator[tuple[int, list[int]]]:
    """The runs of those printed since a day, each with the prints that have it."""
    for run, having in recent.items():
        if kept := [n for n in having if (prints[n].day or 0) >= since]:
            yield run, kept


def _sample(text: str) -> frozenset[int]:
    words = _words(text)
    hashes = (zlib.crc32(" ".join(words[n : n + RUN]).encode()) for n in range(len(words) - RUN + 1))
    return frozenset(run for run in hashes if run % SAMPLE == 0)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _root(first: dict[str, str], id: str) -> str:
    while first[id] != id:
        id = first[id]
    return id
