"""Numbers that a model gives, held against the words that it copied."""

import re

from sayso.model import Bound
from sayso.reading.casualties.numbers import quantities

WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d]+|[^\w\s]")

FEW = 9
"""People that words without a number may count: "a kid", "his wife and two-month-old son"."""


def bears_out(words: str, number: int | None, bound: object) -> bool:
    """Whether a figure's words print a number.

    "More than 30" is 30 to one and 31 to another: where a figure is bounded, one more or less is the same.

    Args:
        words: the figure's, as the report prints them.
        number: its low or its high end.
        bound: how it is bounded, as the model says.
    """
    printed = numbers_in(words)
    if number is None or number in printed:
        return True
    if not printed:
        return number <= FEW
    return bound != Bound.EXACT and bool({number - 1, number + 1} & printed)


def numbers_in(words: str) -> set[int]:
    """The ends of all quantities in some words, "between 19 and 22 people": 19 and 22."""
    found = quantities(WORD.findall(words.lower()))
    return {end for quantity in found for end in (quantity.low, quantity.high) if end is not None}
