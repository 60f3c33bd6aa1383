"""The words of time: what they mean, and the pieces of patterns that match them."""

import json
import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

_DATA: dict[str, dict[str, Any]] = json.loads(
    files(__package__).joinpath("words.json").read_text(encoding="utf-8")
)

MONTHS: dict[str, int] = _DATA["months"]
WEEKDAYS: dict[str, int] = _DATA["weekdays"]
NUMBERS: dict[str, int] = _DATA["numbers"] | _DATA["tens"]
ORDINALS: dict[str, int] = _DATA["ordinals"]
UNITS: dict[str, str] = _DATA["units"]
PARTS: dict[str, str] = _DATA["parts"]
SEASONS: dict[str, str] = _DATA["seasons"]
DECADES: dict[str, int] = _DATA["decades"]
FREQUENCIES: dict[str, str] = _DATA["frequencies"]
TENSE: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _DATA["tense"].items()}

SPACE = r"(?:(?:(?!\n[^\S\n]*\n)\s){1,6})"
"""White space inside an expression: a line may break in it, a paragraph may not."""


def _any(words: Iterable[str]) -> str:
    """Any of some words. Most places in a text begin none of them, and one look at the first letter tells."""
    longest = sorted(words, key=len, reverse=True)
    first = "".join(sorted({re.escape(word[0]) for word in longest}))
    return rf"(?:(?=[{first}])(?:" + "|".join(map(re.escape, longest)).replace("\\ ", " ") + "))"


def _capital(words: Iterable[str]) -> str:
    """Names with a capital alone, so that "may", "march", "sat" and "mar" stay what they are."""
    return f"(?-i:{_any({form for word in words for form in (word.capitalize(), word.upper())})})"


_LONG_MONTHS = [word for word in MONTHS if len(word) > 4 or word in ("may", "june", "july")]
_SHORT_MONTHS = [word for word in MONTHS if word not in _LONG_MONTHS]
_LONG_WEEKDAYS = [word for word in WEEKDAYS if word.endswith("day")]
_SHORT_WEEKDAYS = [word for word in WEEKDAYS if word not in _LONG_WEEKDAYS]
_ONES = _any(_DATA["numbers"])
_TENS = _any(_DATA["tens"])
_UNDER_HUNDRED = rf"(?:(?:{_TENS})(?:[\s-]{{1,2}}(?:{_ONES})\b)?|{_ONES})"

FRAGMENTS = {
    "month": rf"(?:{_capital(_LONG_MONTHS)}\b|{_capital(_SHORT_MONTHS)}\b\.?)",
    "month_name": rf"(?:{_capital(_LONG_MONTHS)}\b|{_capital(_SHORT_MONTHS)}\.)",
    "weekday": rf"(?:{_capital(_LONG_WEEKDAYS)}\b|{_capital(_SHORT_WEEKDAYS)}\b\.?)",
    "day_name": rf"{_capital(_LONG_WEEKDAYS)}",
    "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|[.,:]\d)",
    "year": r"(?:1[4-9]\d\d|20\d\d)(?![\d:]|[.,]\d)",
    "spelt_year": (
        rf"(?:(?:eighteen|nineteen)[\s-]{{1,2}}(?:(?:{_TENS})(?:[\s-]{{1,2}}(?:{_ONES}))?|(?:o[\s-])?(?:{_ONES}))"
        rf"|two{SPACE}thousand(?:{SPACE}(?:and{SPACE})?(?:{_ONES}))?)"
    ),
    "number": (
        rf"(?:\d{{1,3}}(?:,\d{{3}}){{0,3}}(?:\.\d{{1,3}})?(?:{SPACE}\d/\d)?|\d{{4,6}}"
        rf"|(?:a|one|two|three|four|five|six|seven|eight|nine){SPACE}hundred|(?:a{SPACE}|half{SPACE}a{SPACE})?dozen"
        rf"|(?:a{SPACE})?couple{SPACE}of|{_UNDER_HUNDRED}|an?(?=[\s-]))"
    ),
    "vague": rf"(?:{_any(_DATA['vague'])})",
    "ordinal": rf"(?:{_any(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))",
    "unit": rf"(?:{_any(UNITS)})",
    "units": rf"(?:{_any({form for word in UNITS for form in (word, word + 's', word[:-1] + 'ies')})})",
    "part": rf"(?:{_any(PARTS)})",
    "season": rf"(?:{_any(SEASONS)})",
    "zone": rf"(?-i:{_any(_DATA['zones'])})",
    "frequency": rf"(?:{_any(FREQUENCIES)})",
    "decades": rf"(?:{_any(DECADES)})",
    "edge": (
        rf"(?:(?=[bcelmstv])(?:(?:very{SPACE})?(?:early|earlier|late|later)(?:{SPACE}(?:in|on))?|mid|middle"
        rf"|(?:the{SPACE})?(?:beginning|start|middle|end|close){SPACE}of))"
    ),
    "approx": rf"(?:{_any(_DATA['approx'])})",
}  # fmt: skip
"""Pieces of patterns by name. They hold literal spaces for white space, as templates do."""


def pattern(template: str) -> re.Pattern[str]:
    """A template as a pattern over whole words.

    Args:
        template: a regular expression in which `{month}` stands for a fragment, a space for white space, and
            `~` for white space or a hyphen.
    """
    filled = re.sub(r"\{([a-z_]+)\}", lambda match: f"(?:{FRAGMENTS[match[1]]})", template)
    spaced = filled.replace("~", r"(?:[\s-]{1,3})").replace(" ", SPACE)
    return re.compile(rf"(?<![\w$£€#.])(?<![^\d\s]-)(?:{spaced})(?!\w)", re.IGNORECASE)


LETTERS = re.compile(r"[^\W\d_]+")


def words_in(text: str) -> frozenset[str]:
    """The words of a text, in the small letters that a pattern that ignores case takes them for."""
    return frozenset(LETTERS.findall(text.replace("İ", "i").replace("ı", "i").casefold()))


def number(text: str) -> float | None:
    """The number that some words print.

    >>> number("twenty-four"), number("2 1/2"), number("a couple of"), number("a")
    (24.0, 2.5, 2.0, 1.0)
    """
    total = 0.0
    for word in re.findall(r"\d+/\d+|\d[\d,]*(?:\.\d+)?|[a-z]+", text.casefold()):
        if "/" in word:
            over, under = word.split("/")
            total += int(over) / max(int(under), 1)
        elif word[0].isdigit():
            total += float(word.replace(",", ""))
        elif word in ("hundred", "dozen"):
            total = (total or 1) * (100 if word == "hundred" else 12)
        else:
            total += NUMBERS.get(word) or {"couple": 2.0, "half": 0.5}.get(word, 0.0)
    return total or (1.0 if text.strip().casefold() in ("a", "an") else None)


def ordinal(text: str) -> int:
    """The rank that a word prints: "third", "3rd"."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS[text.casefold()]


def unit(text: str) -> str:
    """The unit that a word names: "weeks" is "week", "centuries" is "century"."""
    word = text.casefold()
    return next(
        UNITS[form]
        for form in (word, word.removesuffix("s"), word.removesuffix("ies") + "y")
        if form in UNITS
    )


def month(text: str) -> int:
    """The month that a name or its short form stands for, 1 to 12."""
    return MONTHS[text.casefold().rstrip(".")]


def weekday(text: str) -> int:
    """The day of the week, 1 (Monday) to 7."""
    return WEEKDAYS[text.casefold().rstrip(".")]


def lower(text: str | None) -> str:
    """Words in lower case with single spaces; nothing for None."""
    return " ".join((text or "").casefold().split())
