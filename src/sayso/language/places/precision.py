"""How exact a place is: by what it is on the map, and by the words around it."""

import re

from spacy.tokens import Doc

from sayso.language.places.gazetteer import Candidate, Kind
from sayso.model import Place, Precision

BY_KIND = {
    Kind.COUNTRY: Precision.COUNTRY,
    Kind.REGION: Precision.REGION,
    Kind.DISTRICT: Precision.DISTRICT,
    Kind.TOWN: Precision.TOWN,
    Kind.CAPITAL: Precision.TOWN,
    Kind.AIRPORT: Precision.FACILITY,
    Kind.AREA: Precision.REGION,
}

BEFORE = 60
AFTER = 30
"""Code points around a name that are looked at."""

NEARBY = re.compile(
    r"\b(?:near|outside|around|(?:close|adjacent|next) to|(?:vicinity|outskirts?|suburbs?|environs) of|"
    r"(?:kilomet(?:er|re)s?|km|kms|miles?)\b[\w\s-]{0,24}\b(?:of|from|outside)|"
    r"(?:north|south|east|west)(?:east|west)?\s+of|beyond|road (?:to|from))"
    r"\s+(?:the\s+)?(?:(?:city|town|village|port|camp)\s+of\s+)?$",
    re.IGNORECASE,
)

FACILITY = re.compile(
    r"\b(?:airport|airfield|airbase|air base|base|barracks|hospital|clinic|schools?|university|college|"
    r"mosque|church|cathedral|temple|market|prison|jail|embassy|consulate|hotel|stadium|bridge|dam|port|station|gate|"
    r"square|checkpoint|crossing|factory|plant|mine|colliery|cemetery|headquarters|palace|parliament|street|avenue|"
    r"roundabout|junction|tower|compound|complex)$",
    re.IGNORECASE,
)
DISTRICT = re.compile(
    r"\b(?:district|neighbou?rhood|quarter|suburb|county|sub-?district|borough|area|refugee camp|camp)$",
    re.IGNORECASE,
)
REGION = re.compile(
    r"\b(?:province|governorate|state|region|prefecture|oblast|department|valley|mountains)$", re.IGNORECASE
)
PART = re.compile(
    r"\b(?:north|south|east|west|central|northern|southern|eastern|western)\s+(?:the\s+)?$", re.IGNORECASE
)
NEXT_WORDS = re.compile(r"\s*([\w-]+)(?:\s+([\w-]+))?")


def precision_of(place: Place, candidate: Candidate | None, report: str) -> Precision:
    """How exact a place is known, as the report says it.

    "Homs" is a town, "outside Homs" near it, "Homs province" and "southern Syria" are regions.

    Args:
        place: whose words are weighed.
        candidate: what it is on the map, where it is on it.
        report: the text that `place` is of.
    """
    before = report[max(0, place.span[0] - BEFORE) : place.span[0]]
    named = _by_words(place.text, report[place.span[1] : place.span[1] + AFTER])
    if named is None:
        named = BY_KIND[candidate.entry.kind] if candidate is not None else Precision.TOWN
    if named in (Precision.TOWN, Precision.FACILITY, Precision.DISTRICT) and NEARBY.search(before):
        return Precision.NEAR
    if named is Precision.COUNTRY and PART.search(before):
        return Precision.REGION
    return named


def _by_words(text: str, after: str) -> Precision | None:
    """By the word for its kind, in the name or right after it."""
    follow = NEXT_WORDS.match(after)
    one, two = follow.groups() if follow else ("", None)
    for name in (text, f"{text} {one}", f"{text} {one} {two}" if two else text):
        for pattern, precision in (
            (FACILITY, Precision.FACILITY), (DISTRICT, Precision.DISTRICT), (REGION, Precision.REGION),
        ):  # fmt: skip
            if pattern.search(name):
                return precision
    return None


LOCATIVE = frozenset(
    "in at near on outside inside around to into from across against toward towards of over between "
    "within through throughout leaving reaching entering".split()
)
PASSED_OVER = frozenset(
    "the north south east west northern southern eastern western central northeastern northwestern "
    "southeastern southwestern neighbouring neighboring war-torn country city capital state town".split()
)
PLACED_BY_MARK = frozenset((",", "(", "—", "–", "-"))
SPEAKS = ("VBD", "VBZ", "VBP", "MD")


def locates(doc: Doc, place: Place) -> bool:
    """Whether a place name tells where something is, and not whose it is or who acts.

    An adjective never does ("Syrian troops"). A country does after a preposition or another place ("in
    Syria", "Homs, Syria"), but not as an owner or a party ("Syria said", "the U.S. embassy"); a capital does
    unless it acts ("Washington denied it").
    """
    candidate: Candidate | None = doc._.sayso_candidates.get(place.span)
    if candidate is None:
        return True
    if candidate.flag == "adjective":
        return False
    if candidate.entry.kind not in (Kind.COUNTRY, Kind.CAPITAL):
        return True
    span = doc.char_span(*place.span, alignment_mode="expand")
    start, end = (span.start, span.end) if span is not None else (0, len(doc))
    before = next((t.lower_ for t in reversed(doc[:start]) if t.lower_ not in PASSED_OVER), "")
    if before in LOCATIVE or before in PLACED_BY_MARK:
        return True
    if candidate.entry.kind is Kind.COUNTRY:
        return False
    return not (end < len(doc) and doc[end].tag_ in SPEAKS)
