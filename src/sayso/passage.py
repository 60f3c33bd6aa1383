"""Sentences of a text by its punctuation alone: for the parts that look at a stored text and run no model."""

import re
from bisect import bisect_right
from functools import lru_cache

from sayso.model import Span

END = re.compile(r"""[.!?…]["'”’)\]]*(?=\s+["'“‘(\[]?[A-Z0-9])|\n\s*\n""")
ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Za-z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Gov|Sen|"
    r"Rep|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|ca)$",
    re.IGNORECASE,
)
"""Titles, months and initials whose stop does not end a sentence: general English usage."""


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, in order, without the white space around them; in code points."""
    found: list[Span] = []
    start = 0
    for stop in [*(match for match in END.finditer(text)), None]:
        if stop and stop[0].startswith(".") and _is_abbreviated(text, stop.start()):
            continue
        end = stop.end() if stop else len(text)
        words = text[start:end]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            found.append((start + lead, start + len(words.rstrip())))
        start = end
    return tuple(found)


def _is_abbreviated(text: str, stop: int) -> bool:
    return ABBREVIATION.search(text[max(0, stop - 12) : stop]) is not None


def sentence_number(text: str, place: int) -> int:
    """The number, from 0, of the sentence at a place of the text, or before it where it is in a gap."""
    starts = [start for start, _ in sentences(text)]
    return max(0, bisect_right(starts, place) - 1)


def sentences_around(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences that a span touches."""
    first, last = sentence_number(text, span[0]), sentence_number(text, max(span[0], span[1] - 1))
    return sentences(text)[first : last + 1]


def sentence_around(text: str, span: Span) -> str:
    """The sentence or sentences that a span touches, on one line."""
    found = sentences_around(text, span)
    return " ".join(text[found[0][0] : found[-1][1]].split()) if found else ""
