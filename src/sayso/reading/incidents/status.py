"""Whether an incident happened: one foiled, planned or threatened is never told as one that occurred."""

from collections.abc import Sequence

from spacy.tokens import Span

from sayso.model import Status
from sayso.reading.incidents.lexicon import cues

AHEAD = 5
"""Words before a mention in which its status is cued."""

BEHIND = 4
UNREAL = (Status.FOILED, Status.THREATENED, Status.PLANNED)


def status_of(mentions: Sequence[Span], denied: bool) -> Status:
    """The status that the words in and around the mentions give.

    Args:
        mentions: of one incident.
        denied: whether a party denies that it took place, and the report does not assert it.
    """
    if denied:
        return Status.DENIED
    found = [_status(mention) for mention in mentions]
    plain = found.count(Status.OCCURRED)
    unreal = [s for s in found if s is not Status.OCCURRED]
    # "The attack" after "a foiled attack" says nothing new: bare mentions do not outvote one that is marked.
    bare = sum(s is Status.OCCURRED and len(m) <= 2 for s, m in zip(found, mentions, strict=True))
    if not unreal or plain - bare > len(unreal):
        return Status.OCCURRED
    return max(unreal, key=unreal.count)


def _status(mention: Span) -> Status:
    doc = mention.doc
    first = max(mention.sent.start, mention.start - AHEAD)
    before, after = (
        doc[first : mention.start].text,
        doc[mention.end : min(mention.sent.end, mention.end + BEHIND)].text,
    )
    words = cues()
    for status in UNREAL:
        if words[status.value].search(f"{before} {mention.text}") or words[f"{status.value}_after"].search(
            after
        ):
            return status
    return Status.OCCURRED
