"""Which figures are shares of others, beyond what one clause says: by "among the dead", by arithmetic, by naming."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Bound
from sayso.reading.casualties.find import Figure
from sayso.reading.casualties.lexicon import word_set
from sayso.reading.casualties.victims import groups_of

MOST_PARTS = 8
"""Figures that may make up one sum."""

REACH = 60
"""Figures on either side among which a share and its whole are looked for."""

NEAR = 8
"""Words on either side of a figure that tell how it was counted."""

ADDED = frozenset("another additional further more other others".split())
LEAST = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000}


def find_parts(
    figures: Sequence[Figure], homes: Sequence[int | None], voices: Sequence[frozenset[str]]
) -> list[Figure]:
    """The figures with `part_of` filled in where the wording or the arithmetic shows it.

    Args:
        figures: in text order, with the shares that their own clauses tell.
        homes: the place of each figure's incident.
        voices: the words that tell on whose say-so each stands.
    """
    found = list(figures)
    _join_members(found)
    _join_sums(found)
    _join_single(found, homes)
    _join_smaller(found, homes, voices)
    return found


def _number(figure: Figure) -> int | None:
    quantity = figure.count.quantity
    return quantity.low if quantity.low is not None else quantity.high


def _join_members(figures: list[Figure]) -> None:
    """Those "among the dead" are a share of the toll before."""
    for place, figure in enumerate(figures):
        if figure.member and figure.part_of is None:
            whole = _whole_before(figures, place)
            if whole is not None:
                figures[place] = replace(figure, part_of=whole)


def _whole_before(figures: Sequence[Figure], place: int) -> int | None:
    """The nearest larger figure of the same harm before a figure that is itself no share."""
    own = _number(figures[place]) or 0
    for earlier in range(place - 1, max(-1, place - REACH), -1):
        number = _number(figures[earlier])
        whole = figures[earlier]
        if (
            whole.harm is figures[place].harm
            and whole.part_of is None
            and number is not None
            and number > own
        ):
            return earlier
    return None


def _join_sums(figures: list[Figure]) -> None:
    """Two or more neighbouring figures that add up to an earlier figure of the same harm are its shares."""
    for place, whole in enumerate(figures):
        total = _number(whole)
        if whole.part_of is not None or total is None or total < 2:
            continue
        parts = _parts(figures, place, total)
        for part in parts:
            figures[part] = replace(figures[part], part_of=place)


def _parts(figures: Sequence[Figure], place: int, total: int) -> list[int]:
    """A run of later figures of the same harm that adds up to a total."""
    later = [
        n
        for n in range(place + 1, min(place + REACH, len(figures)))
        if figures[n].harm is figures[place].harm
        and figures[n].part_of is None
        and (figures[n].count.quantity.bound in (Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST))
        and 0 < (_number(figures[n]) or 0) < total
    ][: 3 * MOST_PARTS]
    for first in range(len(later)):
        added = 0
        for last in range(first, min(first + MOST_PARTS, len(later))):
            added += _number(figures[later[last]]) or 0
            if added == total and last > first:
                return later[first : last + 1]
            if added > total:
                break
    return []


def _join_single(figures: list[Figure], homes: Sequence[int | None]) -> None:
    """A person told of by himself, somebody's kin, or "two of the victims" are a share of the incident's toll."""
    for place, figure in enumerate(figures):
        count = figure.count
        if (
            figure.part_of is not None
            or homes[place] is None
            or not (count.single or count.kin or count.partitive)
        ):
            continue
        before = range(max(0, place - REACH), place)
        after = range(place + 1, min(len(figures), place + REACH))
        for other in (*before, *after):
            if homes[other] == homes[place] and _is_toll(figures[other], figure):
                figures[place] = replace(figure, part_of=other)
                break


def _is_toll(whole: Figure, part: Figure) -> bool:
    """Whether a figure can be the toll that another is a share of."""
    larger = (_number(whole) or 0) > (_number(part) or 0)
    own = not (whole.count.single or whole.count.kin or whole.count.partitive)
    return (
        larger
        and own
        and whole.harm is part.harm
        and whole.part_of is None
        and not groups_of(whole.count.noun)
    )


def _join_smaller(
    figures: list[Figure], homes: Sequence[int | None], voices: Sequence[frozenset[str]]
) -> None:
    """What a voice counts after its own toll, and what is counted as found, named or shown, is a share of the toll."""
    for place, figure in enumerate(figures):
        if figure.part_of is not None or homes[place] is None or _is_added(figure):
            continue
        partial = _is_partial(figure)
        for earlier in range(max(0, place - REACH), place):
            alike = homes[earlier] == homes[place] and _is_larger(figures[earlier], figure)
            going_on = voices[earlier] & voices[place] and not (
                _is_earlier(figure) or _is_elsewhere(figures[earlier], figure)
            )
            if alike and (partial or going_on):
                figures[place] = replace(figure, part_of=earlier)
                break


def _is_elsewhere(whole: Figure, part: Figure) -> bool:
    """Whether the sentence of a figure names places and none of the other's."""
    here, there = (
        {
            p.name
            for p in f.span.doc._.sayso_places
            if f.sentence.start_char <= p.span[0] < f.sentence.end_char
        }
        for f in (part, whole)
    )
    return bool(here) and not here <= there


def _is_added(figure: Figure) -> bool:
    """Whether the people come on top of those told of before: "another four", "two others"."""
    return figure.words[0] in ADDED or (figure.words[0] != "the" and bool(ADDED & set(figure.count.noun)))


def _is_partial(figure: Figure) -> bool:
    """Whether the words around a figure say that it counts only those who were found, named or shown."""
    doc, span = figure.span.doc, figure.span
    start, end = max(figure.sentence.start, span.start - NEAR), min(figure.sentence.end, span.end + NEAR)
    return any(token.lower_ in word_set("partial") for token in doc[start:end])


def _is_earlier(figure: Figure) -> bool:
    """Whether a figure is told as the stand of a toll that has since changed."""
    return any(token.lower_ in word_set("earlier") for token in figure.sentence)


def _is_larger(whole: Figure, part: Figure) -> bool:
    """Whether a figure of another sentence can be the toll that a smaller one is a share of."""
    return (
        whole.harm is part.harm
        and whole.part_of is None
        and whole.sentence.start != part.sentence.start
        and not groups_of(whole.count.noun)
        and _size(whole) > _size(part)
    )


def _size(figure: Figure) -> int:
    """The number, or the least number that a quantity word stands for."""
    number = _number(figure)
    if number is not None:
        return number
    return max((least for word, least in LEAST.items() if word in figure.words), default=2)
