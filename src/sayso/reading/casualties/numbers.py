"""Quantities in words and digits, with the bounds that the words around them set.

Pure: words in, quantities out. Words are lower case, cut as the pipeline cuts them ("twenty-five" is three).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Bound

DIGITS = re.compile(r"\d{1,3}(?:[,.]\d{3})+|\d+")
DECIMAL = re.compile(r"\d+\.\d{1,2}")
RANGE = re.compile(r"(\d+)[–—-](\d+)")
DASHES = frozenset("-–—")
QUOTES = frozenset("\"“'")
"""Marks that may open a quotation inside a quantity."""

SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: number * 10
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
} | {"fourty": 40}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
DOZENS = {("a", "dozen"): 12, ("half", "a", "dozen"): 6, ("half", "dozen"): 6, ("dozen",): 12}
PAIRS = {("a", "couple", "of"): 2, ("a", "pair", "of"): 2, ("a", "couple"): 2}
SPELT = {
    word: [(phrase, number) for phrase, number in (DOZENS | PAIRS).items() if phrase[0] == word]
    for word, *_ in DOZENS | PAIRS
}
"""Dozens and pairs by their first words."""

LARGEST = 100_000_000
"""People of the largest figure: what is larger counts money or is a slip."""


def _phrases(*bounds: tuple[Bound, str]) -> dict[tuple[str, ...], Bound]:
    return {tuple(phrase.split()): bound for bound, phrases in bounds for phrase in phrases.split(", ")}


BEFORE = _phrases(
    (
        Bound.AT_LEAST,
        "at least, at the very least, more than, over, well over, no fewer than, no less than, not less than, "
        "upwards of, in excess of, a minimum of, minimum of, least, exceeding, just over",
    ),
    (
        Bound.AT_MOST,
        "up to, as many as, as high as, at most, no more than, not more than, fewer than, less than, "
        "a maximum of, maximum of",
    ),
    (
        Bound.ABOUT,
        "about, around, nearly, almost, approximately, roughly, close to, some, an estimated, estimated, "
        "approx, circa, slightly below, slightly over, just under, possibly, perhaps, probably",
    ),
    (
        Bound.EXACT,
        "the, these, those, all, all of the, all the, another, a further, further, the other, other, an additional, "
        "additional, a total of, total of, the first, the last, only, just, exactly, a group of, a family of, a combined, so far, "
        "his, her, their, its, our, my",
    ),
)
"""Words before a number and what they make of it."""

AFTER = _phrases(
    (Bound.AT_LEAST, "+, or more, and more, plus"),
    (Bound.ABOUT, "or so"),
)

VAGUE = frozenset(
    tuple(phrase.split())
    for phrase in (
        "several, some, many, dozens, scores, hundreds, thousands, millions, tens, numerous, countless, "
        "a number, a large number, large numbers, an unknown number, an unspecified number, a handful, a few, "
        "quite a few, a group, an undetermined number, tens of thousands, hundreds of thousands, so many, a great many, an untold number, "
        "half of, half the, a dozens, multiple, a small number, a significant number, an unconfirmed number, an undisclosed number, "
        "an unknown amount, an unspecified amount, a large amount"
    ).split(", ")
)
"""Quantities without a number."""

COMPOUNDS = frozenset(
    "year years month months week weeks day days hour hours minute minutes second storey storeys story member man "
    "strong metre meter metres meters kilometre kilometer kilometres kilometers km mile miles foot floor person "
    "vehicle nation point part room seat bed ton tonne tons tonnes page term way time fold mm cm kg hectare acre "
    "inch millimetre millimeter party member's state member-state car truck week-long day-long".split()
)
"""What a number before a hyphen measures: "a 12-year-old boy" counts no twelve."""


ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth".split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, as printed.

    Args:
        start: its first word, bounds and determiners included.
        number: where its bare number or quantity word starts.
        end: one past its last word.
        low: None where there is no lower bound.
        high: None where there is no upper bound.
    """

    start: int
    number: int
    end: int
    low: int | None
    high: int | None
    bound: Bound


def quantities(words: Sequence[str]) -> list[Quantity]:
    """The quantities of a text, left to right; none meets another."""
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        quantity = quantity_at(words, at)
        if quantity is not None:
            found.append(quantity)
        at = quantity.end if quantity is not None else at + 1
    return found


def quantity_at(words: Sequence[str], start: int) -> Quantity | None:
    """The quantity that starts at a word, bounds first: "at least 44", "between 19 and 22", "dozens"."""
    at, bound = _bound_before(words, start)
    between = at == start and words[at] in ("between", "from")
    first = number_at(words, at + between)
    if first is None:
        return None if between else _vague_at(words, start, at)
    low, end = first
    span = _range_end(words, at + between, low, end, between)
    if span is not None:
        low, high, end = span
        return Quantity(start, at + between, end, low, high, Bound.RANGE)
    if between:
        return None
    if _compound(words, end) or low > LARGEST:
        return None
    if bound is Bound.AT_LEAST and words[end : end + 1] == ["and"]:
        most, after_most = _bound_before(words, end + 1)
        upper = number_at(words, most) if after_most is Bound.AT_MOST else None
        if upper is not None and low < upper[0]:
            return Quantity(start, at, upper[1], low, upper[0], Bound.RANGE)
    after, length = _longest(AFTER, words, end)
    if after is not None:
        bound, end = after, end + length
    return Quantity(start, at, end, *_bounds(low, bound), bound)


def _bounds(number: int, bound: Bound) -> tuple[int | None, int | None]:
    """The lowest and the highest number that a bound leaves."""
    if bound is Bound.AT_LEAST:
        return number, None
    if bound is Bound.AT_MOST:
        return None, number
    return number, number


def _bound_before(words: Sequence[str], start: int) -> tuple[int, Bound]:
    """Where the number itself should start, and the bound that the words before it set."""
    at, bound = start, Bound.EXACT
    for _ in range(4):
        own, length = _longest(BEFORE, words, at)
        if own is None:
            break
        if own is not Bound.EXACT and bound in (Bound.EXACT, Bound.ABOUT):
            bound = own
        at += length
        if at >= len(words):
            break
        at = _past_quotes(words, at)
    return at, bound


def _past_quotes(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] in QUOTES:
        at += 1
    return at


def _longest(
    phrases: Mapping[tuple[str, ...], Bound], words: Sequence[str], at: int
) -> tuple[Bound | None, int]:
    """The longest phrase that starts at a word, and its length."""
    for length in (4, 3, 2, 1):
        own = phrases.get(tuple(words[at : at + length]))
        if own is not None and at + length <= len(words):
            return own, length
    return None, 0


def _vague_at(words: Sequence[str], start: int, at: int) -> Quantity | None:
    """A quantity word without a number; its bounds ("at least several") add nothing to it."""
    for begin in (at, start):
        inner = _past_quotes(words, begin + 1)  # a “large number” of people
        for length in (3, 2, 1):
            end = inner + length - 1
            if (*words[begin : begin + 1], *words[inner:end]) in VAGUE and end <= len(words):
                return Quantity(start, begin, end if length > 1 else begin + 1, None, None, Bound.VAGUE)
    return None


def _range_end(
    words: Sequence[str], start: int, low: int, end: int, between: bool
) -> tuple[int, int | None, int] | None:
    """The bounds of a range and one past its last word: "19 to 22", "19-22", "three or four"."""
    whole = RANGE.fullmatch(words[start])
    if whole:
        high = int(whole[2])
        return (low, high, end) if high > low else None
    joint = words[end] if end < len(words) else ""
    if joint in DASHES or joint == "to" or (joint == "or" and not between) or (joint == "and" and between):
        most, bound = _bound_before(words, end + 1) if between else (end + 1, Bound.EXACT)
        second = number_at(words, most)
        if second is not None and low < second[0] <= LARGEST and not _compound(words, second[1]):
            return low, None if bound is Bound.AT_LEAST else second[0], second[1]
    return None


def number_at(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """The number that starts at a word, and one past its last word: "1,700", "1.9 million", "one hundred and two"."""
    if start >= len(words):
        return None
    word = words[start]
    for phrase, number in SPELT.get(word, ()):
        if tuple(words[start : start + len(phrase)]) == phrase:
            return number, start + len(phrase)
    whole = RANGE.fullmatch(word)
    if whole:
        return int(whole[1][:12]), start + 1
    if word in ("a", "an") and start + 1 < len(words) and words[start + 1] in SCALES:
        return _spelled(words, start + 1)
    if word in SMALL or word in TENS or word in SCALES:
        return _spelled(words, start)
    scale = SCALES.get(words[start + 1]) if start + 1 < len(words) else None
    if DECIMAL.fullmatch(word) and scale:
        return round(float(word) * scale), start + 2
    if DIGITS.fullmatch(word) and len(word) <= 15:
        number = int(re.sub(r"\D", "", word))
        return (number * scale, start + 2) if scale else (number, start + 1)
    return None


def _spelled(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """A number in words, added up from left to right."""
    total = group = 0
    at = start
    while at < len(words):
        word = words[at]
        if word in TENS and group % 100 == 0:
            group += TENS[word]
        elif word in SMALL and (
            group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and SMALL[word] < 10)
        ):
            group += SMALL[word]
        elif word == "hundred" and group < 100:
            group = max(1, group) * 100
        elif word in SCALES and word != "hundred" and at > start - 1 and group < 1000:
            total, group = total + max(1, group) * SCALES[word], 0
        elif word == "dozen" and group:
            return (total + group) * 12, at + 1
        elif not _joins(words, at, start):
            break
        at += 1
    return (total + group, at) if at > start else None


def _joins(words: Sequence[str], at: int, start: int) -> bool:
    """Whether a word only joins two parts of one number: the hyphen of "twenty-five", the "and" of "hundred and two"."""
    if at == start or at + 1 >= len(words):
        return False
    after = words[at + 1]
    if words[at] in DASHES:
        return words[at - 1] in TENS and 0 < SMALL.get(after, 0) < 10
    return words[at] == "and" and words[at - 1] in SCALES and (after in TENS or after in SMALL)


def _compound(words: Sequence[str], end: int) -> bool:
    """Whether the number measures the next word, as in "a 12-year-old boy"."""
    if end + 1 >= len(words) or words[end] not in DASHES:
        return False
    after = words[end + 1].rstrip("-")
    return after in COMPOUNDS or after in ORDINALS or number_at(words, end + 1) is not None
