"""The tense of the clause around an expression: by Penn tags where an encoder gave them, and by words."""

from bisect import bisect_left
from collections.abc import Callable, Iterable

from spacy.tokens import Doc, Token

from sayso.language.times.rules import Tense

AHEAD = frozenset(
    "will 'll ’ll shall wo would may might could should must scheduled expected supposed due likely unlikely expect expecting expects "
    "expires expire payable effective upcoming forthcoming until till tomorrow slated poised".split()
)
AHEAD_WITH_TO = frozenset(
    "set plan plans planned planning intend intends intended is are going ready about".split()
)
TOLD = frozenset(
    "was were had did said told went came took made became began left held met got saw gave found fell rose led ran "
    "won lost sent shot hit struck broke fought wrote spoke stood brought kept felt put since".split()
)
ORDERS = frozenset(
    "ordered vowed pledged promised agreed threatened demanded urged asked told gave given warned committed".split()
)
DEADLINES = frozenset("by before until till within".split())
SAYING = frozenset("said says stated told announced added reported".split())
NO_VERB = frozenset(
    "need indeed hundred united red bed embed speed proceed seed feed breed unprecedented".split()
)
NOT_BEFORE_PAST = frozenset("a an the this that these those its their his her our my still newly be".split())
BEHIND = 30
"""Tokens looked at before the expression, in its own sentence."""

BEYOND = 12
"""Tokens looked at after it, where nothing before it tells."""


def tense_of(doc: Doc) -> Callable[[int, int], Tense]:
    """A function that says where the clause around `doc.text[start:end]` lies in time."""
    offsets = [token.idx for token in doc]

    def tense(start: int, end: int) -> Tense:
        first, last = bisect_left(offsets, start), bisect_left(offsets, end)
        deadline = 0 < first <= len(doc) and doc[first - 1].lower_ in DEADLINES
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
    """What the nearest telling word says, and whether it only opens what somebody said ("stated that ...")."""
    that = False
    for token in tokens:
        if deadline and token.lower_ in ORDERS:
            return Tense.FUTURE, False
        found = _told(token)
        if found:
            return found, that and token.lower_ in SAYING
        that = that or token.lower_ == "that"
    return None, False


def _told(token: Token) -> Tense | None:
    """What one word says of its clause's tense, if anything."""
    word = token.lower_
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if word in AHEAD or (word in AHEAD_WITH_TO and following == "to"):
        return Tense.PAST if _had_been(token) else Tense.FUTURE
    if word in TOLD or token.tag_ == "VBD":
        return Tense.PAST
    if word.endswith("ed") and word not in NO_VERB and not word.startswith("un"):
        return None if token.i and token.nbor(-1).lower_ in NOT_BEFORE_PAST else Tense.PAST
    return None


def _had_been(token: Token) -> bool:
    """Whether a plan is over: "had been due to"."""
    return token.i > 1 and token.nbor(-1).lower_ == "been" and token.nbor(-2).lower_ == "had"
