"""The tense of the clause around an expression: by Penn tags where an encoder gave them, and by words."""

from bisect import bisect_left
from collections.abc import Callable, Iterable

from spacy.tokens import Doc, Token

from sayso.language.times.rules import Tense
from sayso.language.times.words import TENSE

BEHIND = 30
"""Tokens looked at before the expression, in its own sentence."""

BEYOND = 12
"""Tokens looked at after it, where nothing before it tells."""


def tense_of(doc: Doc) -> Callable[[int, int], Tense]:
    """A function that says where the clause around `doc.text[start:end]` lies in time."""
    offsets = [token.idx for token in doc]

    def tense(start: int, end: int) -> Tense:
        first, last = bisect_left(offsets, start), bisect_left(offsets, end)
        deadline = 0 < first <= len(doc) and doc[first - 1].lower_ in TENSE["deadlines"]
        before, told_that = _nearest(_before(doc, first), deadline=deadline)
        if before and not told_that:
            return before
        after, _ = _nearest(_after(doc, last))
        return after or before or Tense.OPEN

    return tense


def _before(doc: Doc, start: int) -> Iterable[Token]:
    """The tokens before a place, back to the start of its sentence."""
    if start < len(doc) and doc[start].is_sent_start:
        return
    for i in range(min(start, len(doc)) - 1, max(-1, start - BEHIND - 1), -1):
        yield doc[i]
        if doc[i].is_sent_start:
            return


def _after(doc: Doc, end: int) -> Iterable[Token]:
    """The tokens after a place, up to the end of its sentence."""
    for i in range(end, min(len(doc), end + BEYOND)):
        if doc[i].is_sent_start:
            return
        yield doc[i]


def _nearest(tokens: Iterable[Token], *, deadline: bool = False) -> tuple[Tense | None, bool]:
    """What the nearest telling word says, and whether it only opens what was said ("stated that ...")."""
    that = False
    for token in tokens:
        if deadline and token.lower_ in TENSE["orders"]:
            return Tense.FUTURE, False
        found = _told(token)
        if found:
            return found, that and token.lower_ in TENSE["saying"]
        that = that or token.lower_ == "that"
    return None, False


def _told(token: Token) -> Tense | None:
    """What one word says of its clause's tense, if anything."""
    word = token.lower_
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if word in TENSE["ahead"] or (word in TENSE["ahead_with_to"] and following == "to"):
        return Tense.PAST if _had_been(token) else Tense.FUTURE
    if word in TENSE["told"] or token.tag_ == "VBD":
        return Tense.PAST
    if word.endswith("ed") and word not in TENSE["no_verb"] and not word.startswith("un"):
        return None if token.i and token.nbor(-1).lower_ in TENSE["not_before_past"] else Tense.PAST
    return None


def _had_been(token: Token) -> bool:
    """Whether a plan is over: "had been due to"."""
    return token.i > 1 and token.nbor(-1).lower_ == "been" and token.nbor(-2).lower_ == "had"
