"""A marked text cut on the server into pieces that do not overlap, each with all the marks that cover it.

Scripts count UTF-16 units, Readings code points; so nothing is cut in the browser.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.marks import Mark

LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of the text.

    Args:
        start: where it begins, in code points.
        text: its words.
        marks: those that cover it, the longest first: the last is the innermost.
        begins: ids of the things whose first words these are.
    """

    start: int
    text: str
    marks: tuple[Mark, ...]
    begins: tuple[str, ...]

    @property
    def end(self) -> int:
        """Where it ends, in code points."""
        return self.start + len(self.text)

    @property
    def layers(self) -> tuple[str, ...]:
        """The kinds of its marks, each once."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def ids(self) -> tuple[str, ...]:
        """The things that it belongs to, each once."""
        return tuple(dict.fromkeys(mark.id for mark in self.marks))


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Segment]]:
    """The lines of a text that have words, each cut where a mark begins or ends.

    Args:
        text: the report's.
        marks: in any order; empty ones are left out.
    """
    kept = [mark for mark in marks if mark.span[0] < mark.span[1]]
    stops = sorted({place for mark in kept for place in mark.span})
    covering = _covering(kept, stops)
    waiting = {mark.id: mark.span[0] for mark in sorted(kept, key=lambda mark: -mark.span[0])}
    return [
        _line(text, line.span(), stops, covering, waiting) for line in LINE.finditer(text) if line[0].strip()
    ]


def _covering(marks: Sequence[Mark], stops: Sequence[int]) -> dict[int, list[Mark]]:
    """The marks that cover the piece after each stop, the longest first."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda m: (m.span[0] - m.span[1], m.span[0], m.id, m.kind)):
        first, last = bisect_left(stops, mark.span[0]), bisect_left(stops, mark.span[1])
        for stop in stops[first:last]:
            found[stop].append(mark)
    return found


def _line(
    text: str,
    span: tuple[int, int],
    stops: Sequence[int],
    covering: dict[int, list[Mark]],
    waiting: dict[str, int],
) -> list[Segment]:
    """The pieces of one line; a thing that waits begins at the first of them that is its own."""
    start, end = span
    inside = stops[bisect_left(stops, start) : bisect_left(stops, end)]
    cuts = sorted({start, *inside, end})
    pieces = []
    for here, there in pairwise(cuts):
        before = bisect_left(stops, here + 1) - 1
        marks = covering.get(stops[before], []) if before >= 0 else []
        begins = [id for id in dict.fromkeys(mark.id for mark in marks) if waiting.get(id, end) <= here]
        for id in begins:
            del waiting[id]
        pieces.append(Segment(start=here, text=text[here:there], marks=tuple(marks), begins=tuple(begins)))
    return pieces
