"""The words of time, compiled once: what they mean, and the pieces of patterns that match them."""

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
ORDINALS: dict[str, int] = _DATA["ordinals"]
UNITS: dict[str, str] = _DATA["units"]
PARTS: dict[str, str] = _DATA["parts"]
SEASONS: dict[str, str] = _DATA["seasons"]
DECADES: dict[str, int] = _DATA["decades"]
FREQUENCIES: dict[str, str] = _DATA["frequencies"]
NUMBERS: dict[str, int] = _DATA["numbers"] | _DATA["tens"]
QUANTITIES: dict[str, float] = {"a": 1, "an": 1, "couple": 2, "half": 0.5, "dozen": 12, "hundred": 100}

SPACE = r"(?:(?:(?!\n[^\S\n]*\n)\s){1,6})"
"""White space inside an expression: a line may break in it, a paragraph may not."""


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)).replace("\\ ", " ")


def _named(words: Iterable[str]) -> str:
    """Names of months and days: with a capital, so that "may", "march", "sat" and "mar" stay what they are."""
    forms = {form for word in words for form in (word.capitalize(), word.upper())}
    return f"(?-i:{_any(forms)})"


_ONES = _any(_DATA["numbers"])
_TENS = _any(_DATA["tens"])
FRAGMENTS = {
    "month": rf"(?:{_named(MONTHS)})\b\.?",
    "weekday": rf"(?:{_named(WEEKDAYS)})\b\.?",
    "month_name": rf"(?:(?-i:{_any(f for w in MONTHS if len(w) > 4 or w in ('may', 'june', 'july') for f in (w.capitalize(), w.upper()))})\b|{_named(w for w in MONTHS if len(w) < 5)}\.)",
    "day_name": rf"(?:{_named(w for w in WEEKDAYS if w.endswith('day'))})",
    "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:]|[.,]\d)",
    "year": r"(?:1[0-9]\d\d|20\d\d)(?![\d:]|[.,]\d)",
    "number": (
        rf"(?:\d[\d,]*(?:\.\d+)?(?:{SPACE}\d/\d)?|(?:{_TENS})(?:[\s-]{{1,2}}(?:{_ONES}))?|{_ONES}"
        rf"|a{SPACE}(?:hundred|dozen)|half{SPACE}a{SPACE}dozen|(?:a{SPACE})?couple{SPACE}of|an?(?=\s))"
    ),
    "vague": r"a few|a number of|a good many|several|some|many|numerous|countless|few",
    "ordinal": rf"(?:{_any(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))",
    "unit": rf"(?:{_any(set(UNITS) - {'centuries', 'second'})})",
    "units": rf"(?:{_any(w + 's' for w in UNITS if w not in ('century', 'centuries'))}|centuries|century|{_any(UNITS)})",
    "part": rf"(?:{_any(PARTS)})",
    "season": rf"(?:{_any(SEASONS)})",
    "zone": rf"(?:(?-i:{_any(_DATA['zones'])}))",
    "frequency": rf"(?:{_any(FREQUENCIES)})",
    "tens_plural": rf"(?:{_any(DECADES)})",
    "edge": (
        rf"(?:(?:very{SPACE})?(?:early|earlier|late|later)(?:{SPACE}(?:in|on|this))?|mid|middle|(?:the{SPACE})?(?:beginning|start|middle|end|close){SPACE}of)"
    ),
    "spelt_year": (
        rf"(?:(?:eighteen|nineteen)[\s-]{{1,2}}(?:(?:{_TENS})(?:[\s-]{{1,2}}(?:{_ONES}))?|(?:o[\s-])?(?:{_ONES}))"
        rf"|two{SPACE}thousand(?:{SPACE}(?:and{SPACE})?(?:{_ONES}))?)"
    ),
    "approx": (
        r"(?:about|around|nearly|almost|roughly|approximately|some|over|more than|less than|fewer than|at least|at most"
        r"|up to|as many as|as long as|barely|only|just|just over|just under|well over|within|an estimated)"
    ),
}  # fmt: skip


def pattern(template: str) -> re.Pattern[str]:
    """A template as a pattern: `{month}` stands for a fragment, a space for white space, `~` for a space or hyphen."""
    filled = re.sub(r"\{([a-z_]+)\}", lambda m: f"(?:{FRAGMENTS[m[1]]})", template)
    spaced = filled.replace("~", r"(?:[\s-]{1,3})").replace(" ", SPACE)
    return re.compile(rf"(?<![\w$£€#.-])(?:{spaced})(?!\w)", re.IGNORECASE)


def number(text: str) -> float | None:
    """The number that some words print: "2 1/2", "twenty four", "a couple of"; None for "several".

    >>> number("twenty-four")
    24.0
    """
    total = 0.0
    for word in re.findall(r"\d+/\d+|\d[\d,]*(?:\.\d+)?|[a-z]+", text.casefold()):
        if "/" in word:
            over, under = word.split("/")
            total += int(over) / max(int(under), 1)
        elif word[0].isdigit():
            total += float(word.replace(",", ""))
        elif word in NUMBERS:
            total += NUMBERS[word]
        elif word in ("hundred", "dozen"):
            total = max(total, 0.5 if "half" in text.casefold() else 1) * QUANTITIES[word]
        elif word == "couple":
            total = 2
        elif word in ("a", "an") and total == 0 and re.fullmatch(r"\s*an?\s*", text, re.IGNORECASE):
            total = 1
    return total or None


def ordinal(text: str) -> int:
    """The rank that a word prints: "third", "3rd"."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS[text.casefold()]


def unit(text: str) -> str:
    """The unit that a word names, in the singular."""
    word = text.casefold()
    return UNITS.get(word) or UNITS[word.removesuffix("s")]


def month(text: str) -> int:
    """The month that a name or its short form stands for, 1 to 12."""
    return MONTHS[text.casefold().rstrip(".")]


def weekday(text: str) -> int:
    """The day of the week, 1 (Monday) to 7."""
    return WEEKDAYS[text.casefold().rstrip(".")]
