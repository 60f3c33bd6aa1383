"""Figures of harm in a Doc: counts of people with what befell them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from sayso.model import Harm
from sayso.reading.casualties.harms import harmed
from sayso.reading.casualties.people import Count, counts

DEMONYM_ENDS = ("ian", "ean", "ese", "can", "ran", "iard")
"""Ends of words that name one of a people, for texts in capitals alone."""

LONGEST = 400
"""Tokens of the longest sentence that is read in one piece."""

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of harm.

    Args:
        span: its words.
        number: its quantity alone.
        sentence: the sentence it stands in.
        words: the same, lower case.
        count: how many, and the words for the people.
        harm: what befell them.
        member: whether it tells of some "among the dead".
        part_of: the place, in the list of figures, of the figure that it is a share of.
    """

    span: Span
    number: Span
    sentence: Span
    words: tuple[str, ...]
    count: Count
    harm: Harm
    member: bool = False
    part_of: int | None = None


def find_figures(doc: Doc) -> list[Figure]:
    """The figures of a Doc, in text order."""
    capitals = not doc.text.isupper()
    found: list[Figure] = []
    for sentence in _pieces(doc):
        before = len(found)
        found += (
            replace(figure, part_of=None if figure.part_of is None else figure.part_of + before)
            for figure in _in_sentence(sentence, capitals)
        )
    return found


def _pieces(doc: Doc) -> Iterator[Span]:
    """The sentences; what is longer than any sentence is cut, so that the work grows as the text does."""
    for sentence in doc.sents:
        for start in range(sentence.start, sentence.end, LONGEST):
            yield doc[start : min(start + LONGEST, sentence.end)]


def _in_sentence(sentence: Span, capitals: bool) -> Iterator[Figure]:
    """The figures of a sentence; `part_of` counts from its first."""
    tokens = [token for token in sentence if not token.is_space]
    words = [_word(token, capitals) for token in tokens]
    proper = [
        token.text[:1].isupper() and (capitals or token.lower_.endswith(DEMONYM_ENDS)) for token in tokens
    ]
    counted = counts(words, proper=proper)
    found = sorted(harmed(words, counted, proper=proper).items())
    places = {place: number for number, (place, _) in enumerate(found)}
    for place, own in found:
        count = counted[place]
        span = sentence.doc[tokens[count.start].i : tokens[count.end - 1].i + 1]
        number = sentence.doc[tokens[count.start].i : tokens[count.quantity.end - 1].i + 1]
        whole = None if own.part_of is None else places.get(own.part_of)
        yield Figure(
            span, number, sentence, tuple(words[count.start : count.end]), count, own.harm, own.member, whole
        )


def _word(token: Token, capitals: bool) -> str:
    """A token in lower case, unless that would make a name a pronoun or a verb ("IS", "US")."""
    if capitals and token.text in ("IS", "US", "WHO", "IT"):
        return token.text
    return token.lower_.translate(APOSTROPHES).removesuffix("--") or "--"
