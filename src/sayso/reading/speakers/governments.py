"""Countries and capitals that speak: "Damascus" is the Syrian government."""

import json
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Span

from sayso.language.places.gazetteer import Candidate, Kind, gazetteer
from sayso.language.places.names import fold

STATES = (Kind.COUNTRY, Kind.CAPITAL)


@cache
def adjectives() -> dict[str, str]:
    """The adjective of each country, by ISO 3166-1 alpha-2."""
    raw: dict[str, str] = json.loads(
        files(__package__).joinpath("governments.json").read_text(encoding="utf-8")
    )
    return {code: word for code, word in raw.items() if not code.startswith("_")}


def government_of(doc: Doc, words: Span) -> str | None:
    """The government that a country or a capital stands for, when it is all of some words but an article.

    An abbreviation of a country ("the US") is that country in full.
    """
    bare = words[1:] if len(words) > 1 and words[0].lower_ == "the" else words
    found = doc._.sayso_candidates.get((bare.start_char, bare.end_char)) or _country(bare.text)
    if found is None or found.flag == "adjective" or found.entry.kind not in STATES:
        return None
    if found.flag == "short":
        return str(found.entry.name)
    adjective = adjectives().get(found.entry.country or "")
    return f"{adjective} government" if adjective else None


def _country(name: str) -> Candidate | None:
    """The country of a name, whether or not it was put on the map where it stands."""
    found = gazetteer().find([fold(name)]).get(fold(name), ())
    return next((c for c in found if c.entry.kind is Kind.COUNTRY and c.flag != "adjective"), None)
