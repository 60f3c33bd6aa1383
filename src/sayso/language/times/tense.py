"""The tense of the clause around an expression: by its Penn tags where an encoder gave them, and by its words."""

import re
from collections.abc import Callable
from itertools import islice

from spacy.tokens import Doc, Token

from sayso.language.times.rules import Tense

AHEAD = frozenset(
    ["will", "'ll", "’ll", "shall", "wo", "would", "may", "might", "could", "should", "must", "scheduled", "expected", "due", "planned", "planning", "plans", "plan", "intends", "intend", "expects", "expires", "expire", "payable", "effective", "upcoming", "forthcoming", "until", "till", "set", "tomorrow", "slated", "poised", "proposed"]
)
TOLD = frozenset(
    ["was", "were", "had", "did", "said", "told", "went", "came", "took", "made", "became", "began", "left", "held", "met", "got", "saw", "gave", "found", "fell", "rose", "led", "ran", "won", "lost", "sent", "shot", "hit", "struck", "broke", "fought", "wrote", "spoke", "stood", "brought", "kept", "felt", "set", "put", "killed", "wounded", "ended", "since"]
)
WEAK = frozenset(["set", "put", "planned", "proposed"])
REACH = 30


def tense_of(doc: Doc) -> Callable[[int, int], Tense]:
    """A function that says where the clause around `doc.text[start:end]` lies in time."""

    def tense(start: int, end: int) -> Tense:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return Tense.OPEN
        first, last = span.sent.start, span.sent.end
        before = (doc[i] for i in range(span.start - 1, max(first, span.start - REACH) - 1, -1))
        after = (doc[i] for i in range(span.end, min(last, span.end + REACH)))
        return _nearest(before) or _nearest(islice(after, 12)) or Tense.OPEN

    return tense


def _nearest(tokens: "islice[Token] | object") -> Tense | None:
    found = None
    for token in tokens:  # type: ignore[attr-defined]
        found = _told(token)
        if found:
            return found
    return None


def _told(token: Token) -> Tense | None:
    word = token.lower_
    before = token.nbor(-1).lower_ if token.i else ""
    if word in AHEAD and not (
        word == "set" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ != "to"
    ):
        return Tense.FUTURE
    if (
        before == "to"
        and token.tag_ in ("VB", "")
        and re.fullmatch(r"be|close|begin|start|meet|vote|hold|expire|leave|take|go|open", word)
    ):
        return Tense.FUTURE
    if (
        before == "be"
        and word.endswith("ed")
        and token.i > 1
        and token.nbor(-2).lower_ in ("to", "will", "would")
    ):
        return Tense.FUTURE
    if (
        word in TOLD
        or token.tag_ == "VBD"
        or (word.endswith("ed") and len(word) > 4 and word not in ("need", "indeed", "hundred"))
    ):
        return Tense.PAST
    return None
