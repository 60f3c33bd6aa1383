"""On whose say-so a figure stands, and which statements are of one voice."""

import re

from sayso.model import NARRATOR
from sayso.reading.casualties.find import Figure
from sayso.reading.casualties.lexicon import word_set
from sayso.reading.context import Context, statement_id
from sayso.reading.statements import Saying

RELATIVES = frozenset("which that who where whom whose".split())
PRONOUNS = frozenset("he she it they i we".split())
WORD = re.compile(r"[^\W\d_]{3,}")
COMMON = frozenset(
    "the and for its his her their our this that from with who which spokesman spokeswoman official officials source "
    "sources news agency said told state government police local ministry minister military army".split()
)
"""Words that two sources may share without being one voice."""


def statement_of(figure: Figure, context: Context) -> str:
    """The id of the statement that gives a figure.

    A denier does not give what he denies, and who condemns an attack does not vouch for the toll that a relative clause
    adds to it: such figures are on the say-so of whatever holds the statement itself.
    """
    span = figure.number
    holding = [(s.size, n) for n, s in enumerate(context.sayings) if s.holds(span.start, span.end)]
    for _, number in sorted(holding):
        if _vouches(context.sayings[number], figure):
            return statement_id(number + 1)
    return NARRATOR


def _vouches(saying: Saying, figure: Figure) -> bool:
    """Whether the speaker says the figure himself."""
    cue = {token.lower_ for token in saying.cue}
    if cue & word_set("denials"):
        return False
    if not cue & word_set("feelings"):
        return True
    held = next(span for span in saying.content if span.start <= figure.number.start < span.end)
    before = held.doc[held.start : figure.number.start]
    return not any(token.lower_ in RELATIVES for token in before)


def voices(context: Context) -> dict[str, frozenset[str]]:
    """For each statement the words that tell its voice; a pronoun speaks for the source before."""
    found: dict[str, frozenset[str]] = {NARRATOR: frozenset({NARRATOR})}
    latest: frozenset[str] = frozenset()
    for number, saying in enumerate(context.sayings, 1):
        words = {word.casefold() for span in saying.source for word in WORD.findall(span.text)}
        spoken = words - PRONOUNS - {"the"}
        telling = frozenset(spoken - COMMON or spoken) or latest
        found[statement_id(number)] = telling
        latest = telling
    return found
