"""Rewrites: what an outlet printed and then changed or took out without a word. It stands no longer, and is not forgotten.

The versions of one article say the same for the most part. A sentence that the last of them still has stands, from the day on
which it was first printed; one that it has not was changed, on the day on which it was first seen to be gone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sayso.accounts.edits import reworded
from sayso.accounts.remark import Blame, Figure, Remark, Rewrite
from sayso.model import Span
from sayso.passage import sentences, sentences_around

Words = Remark | Figure | Blame
Fate = tuple[str | None, Rewrite | None]
"""The day on which words were first printed, and what became of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """One version of an article.

    Args:
        report: the id of the report that the article was then.
        day: on which it was first seen so.
        text: of the report.
    """

    report: str
    day: str
    text: str


def rewritten(remarks: Iterable[Remark], printings: Sequence[Printing]) -> Iterator[Remark]:
    """What one version of an article says, with the day of its words and what became of them.

    A remark of which some words were changed and others were not is cut in two. Where an earlier version names the
    incident and no more, the last one says as much.

    Args:
        remarks: on an incident, all of one report.
        printings: all versions of the article, that report among them, in their order.
    """
    article = _Article(printings)
    for remark in remarks:
        fates: dict[Fate, list[Words]] = defaultdict(list)
        parts: tuple[Words, ...] = (remark, *remark.figures, *remark.blames)
        for words in parts:
            fates[article.fate(remark, words.span)].append(words)
        for part in (_part(remark, fate, alike) for fate, alike in fates.items()):
            if part.rewrite or part.figures or part.blames or part.denies or article.is_last(part.report):
                yield part


def _part(remark: Remark, fate: Fate, words: Sequence[Words]) -> Remark:
    """The part of a remark that some of its words are."""
    printed, rewrite = fate
    first = min(words, key=lambda one: one.span)
    return replace(
        remark,
        published=printed,
        said=printed if remark.said == remark.published else remark.said,
        span=first.span,
        sentence=first.sentence,
        figures=tuple(one for one in words if isinstance(one, Figure)),
        blames=tuple(one for one in words if isinstance(one, Blame)),
        rewrite=rewrite,
    )


class _Article:
    """The versions of an article, sentence by sentence."""

    def __init__(self, printings: Sequence[Printing]) -> None:
        self._printings = printings
        self._sentences = [
            {_line(printing.text, span) for span in sentences(printing.text)} for printing in printings
        ]

    def is_last(self, report: str) -> bool:
        """Whether a report is what the article is now."""
        return self._printings[-1].report == report

    def fate(self, remark: Remark, span: Span) -> Fate:
        """What became of words that a remark has in its report."""
        last = max(n for n, printing in enumerate(self._printings) if printing.report == remark.report)
        text = self._printings[last].text
        words = {_line(text, sentence) for sentence in sentences_around(text, span)}
        first = next(n for n, known in enumerate(self._sentences) if words <= known)
        printed = self._printings[first].day if first else remark.published
        return printed, None if words <= self._sentences[-1] else self._rewrite(words, last)

    def _rewrite(self, words: set[str], last: int) -> Rewrite:
        """What stands in the place of words in the first version after the last with them that has them not."""
        gone = next(n for n in range(last, len(self._printings)) if not words <= self._sentences[n])
        before, after = self._printings[gone - 1], self._printings[gone]
        now = [new for old, new in _reworded(before.text, after.text) if old in words]
        return Rewrite(report=after.report, on=after.day, sentence=" ".join(now) or None)


@lru_cache(maxsize=16)
def _reworded(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a text that another has in other words, with those."""
    return tuple((one.before, one.after) for one in reworded(before, after) if one.before and one.after)


def _line(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split())
