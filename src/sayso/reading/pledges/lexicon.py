"""The word lists of pledges, compiled once."""

import json
import re
from functools import cache
from importlib.resources import files


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """Patterns of one whole word by the name of their list; "vow*" stands for all that begin so."""
    text = files(__package__).joinpath("cues.json").read_text(encoding="utf-8")
    return {name: _compile(words) for name, words in json.loads(text).items() if not name.startswith("_")}


def _compile(words: list[str]) -> re.Pattern[str]:
    parts = (re.escape(w[:-1]) + r"\w*" if w.endswith("*") else re.escape(w) for w in words)
    return re.compile("|".join(parts), re.IGNORECASE)


def named(name: str, word: str) -> bool:
    """Whether a word is in a list."""
    return cues()[name].fullmatch(word) is not None
