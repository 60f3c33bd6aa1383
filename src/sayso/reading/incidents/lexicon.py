"""The word lists of incidents, compiled once."""

import json
import re
from functools import cache
from importlib.resources import files

from sayso.model import IncidentType


def _compile(words: list[str]) -> re.Pattern[str]:
    parts = (re.escape(w[:-1]) + r"\w*" if w.endswith("*") else re.escape(w) for w in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)


def _load(name: str) -> dict[str, list[str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return {key: words for key, words in json.loads(text).items() if not key.startswith("_")}


@cache
def kinds() -> dict[IncidentType, re.Pattern[str]]:
    """What names an incident of each type."""
    return {IncidentType(kind): _compile(words) for kind, words in _load("kinds.json").items()}


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """Cues of status, and sorts of party."""
    return {name: _compile(words) for name, words in _load("words.json").items()}
