"""Where accounts agree and where they do not: every two of them in a table, and each pair with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.accounts import Comparison, Verdict
from sayso.accounts.compare import BLAME, Told
from sayso.model import Harm
from sayso.web.incident.cards import Words
from sayso.web.templating import words_link
from sayso.wording import shorten

SENTENCE = 240

ORDER = (Verdict.CONTRADICT, Verdict.OVERLAP, Verdict.REFINE, Verdict.AGREE)
"""The gravest first; a pair of which one is silent is not shown."""

SIGNS = {Verdict.CONTRADICT: "≠", Verdict.OVERLAP: "≈", Verdict.REFINE: "⊂", Verdict.AGREE: "="}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two accounts, and what it says."""

    source: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two accounts that both speak of a thing; `why` is empty where no reason can be told."""

    verdict: str
    sign: str
    why: str
    one: Side
    other: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that accounts are compared on.

    Args:
        about: a harm, or "blame".
        sources: those that speak of it, with a number for each line and column of the table.
        table: for each source its pairs with the others, in their order; None with itself or where one is
            silent.
        pairs: all pairs, the gravest first.
        counts: how many there are of each verdict.
    """

    about: str
    sources: tuple[str, ...]
    table: tuple[tuple[Pair | None, ...], ...]
    pairs: tuple[Pair, ...]
    counts: tuple[tuple[str, int], ...]


def points_of(comparisons: Sequence[Comparison]) -> tuple[Point, ...]:
    """What the accounts of an incident can be compared on, those with most contradictions first."""
    abouts = [*(harm.value for harm in Harm), BLAME]
    found = [
        _point(about, told)
        for about in abouts
        if (told := [c for c in comparisons if c.about == about and c.first and c.second])
    ]
    return tuple(sorted(found, key=lambda point: -sum(p.verdict == Verdict.CONTRADICT for p in point.pairs)))


def _point(about: str, comparisons: Sequence[Comparison]) -> Point:
    sources = tuple(dict.fromkeys(name for c in comparisons for name in (c.one, c.other)))
    by_names = {(c.one, c.other): pair for c in comparisons if (pair := _pair(c))}
    pairs = sorted(by_names.values(), key=lambda pair: ORDER.index(Verdict(pair.verdict)))
    return Point(
        about=about,
        sources=sources,
        table=tuple(
            tuple(by_names.get((one, other)) or by_names.get((other, one)) for other in sources)
            for one in sources
        ),
        pairs=tuple(pairs),
        counts=tuple(
            (verdict.value, count) for verdict in ORDER if (count := sum(p.verdict == verdict for p in pairs))
        ),
    )


def _pair(compared: Comparison) -> Pair | None:
    if compared.first is None or compared.second is None or compared.verdict is Verdict.SILENT:
        return None
    return Pair(
        verdict=compared.verdict.value,
        sign=SIGNS[compared.verdict],
        why=compared.why.value if compared.why else "",
        one=Side(source=compared.one, words=_words(compared.first)),
        other=Side(source=compared.other, words=_words(compared.second)),
    )


def _words(told: Told) -> Words:
    return Words(
        text=told.words,
        href=words_link(told.remark.report, told.span),
        sentence=shorten(told.sentence, SENTENCE),
        said=told.remark.said,
    )
