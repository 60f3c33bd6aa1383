"""How a thing is said: the act, the certainty, and whether the words are the source's own."""

from spacy.tokens import Doc

from sayso.language.encoder import Scores
from sayso.model import Act, Certainty, Quotation
from sayso.reading.statements import QUOTES, Saying

APOSTROPHES = {"'", "’", "‘"}
OPENING = QUOTES - APOSTROPHES
NEAR = 2
DENYING = ("deny", "deni", "denial", "reject", "refut", "rebut", "disput", "dismiss")
"""How cues begin whose content the source says is not so."""


def act_of(doc: Doc, saying: Saying) -> Act:
    """What the saying does, by its cue."""
    if _denies(saying):
        return Act.DENY
    scores: Scores = doc._.sayso_scores
    return Act(scores.best("act", saying.cue.start, saying.cue.start + 1))


def certainty_of(doc: Doc, saying: Saying) -> Certainty:
    """How sure the source is of what it says; the content of a denial is the very thing denied."""
    if _denies(saying):
        return Certainty.DENIED
    scores: Scores = doc._.sayso_scores
    return Certainty(scores.best("certainty", saying.cue.start, saying.cue.start + 1))


def _denies(saying: Saying) -> bool:
    return saying.cue.text.casefold().split()[-1].startswith(DENYING)


def quotation_of(doc: Doc, saying: Saying) -> Quotation:
    """Direct where quotation marks close in every part of the content, mixed where they stand in some of it."""
    parts = [_is_quoted(doc, span.start, span.end) for span in saying.content]
    if all(parts):
        return Quotation.DIRECT
    inside = any(t.text in OPENING for span in saying.content for t in span)
    return Quotation.MIXED if any(parts) or inside else Quotation.INDIRECT


def _is_quoted(doc: Doc, start: int, end: int) -> bool:
    """Whether a quotation mark stands right before the words, or right after them with none opened inside."""
    before = [t.text for t in doc[max(0, start - NEAR) : start]]
    after = [t.text for t in doc[end : end + NEAR]]
    inside = sum(t.text in OPENING for t in doc[start:end])
    return (
        inside % 2 == 0
        and (any(t in QUOTES for t in before) or any(t in QUOTES for t in after))
        and inside == 0
    )
