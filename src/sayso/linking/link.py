"""Linking: from the mentions of all reports to incidents."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.linking.blocks import pairs
from sayso.linking.groups import group
from sayso.linking.mention import Mention
from sayso.linking.score import Scorer
from sayso.linking.words import Rarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One incident and every mention of it, the earliest first."""

    id: str
    mentions: tuple[Mention, ...]


def link(mentions: Iterable[Mention]) -> list[Linked]:
    """Join mentions into incidents; the result is the same whatever their order."""
    ordered = sorted(mentions, key=_order)
    rarity = rarity_in(ordered)
    scorer = Scorer(rarity)
    links = {
        (one, other): scorer.score(ordered[one], ordered[other]) for one, other in pairs(ordered, rarity)
    }
    return [_linked([ordered[n] for n in places]) for places in group(ordered, links)]


def rarity_in(mentions: Iterable[Mention]) -> Rarity:
    """How much each word tells among all that is to be linked."""
    return Rarity(mention.words for mention in mentions)


def _order(mention: Mention) -> tuple[int, str]:
    return (mention.days.first if mention.days else 0, mention.key)


def _linked(mentions: Sequence[Mention]) -> Linked:
    """An incident, named by the content of one mention: reports that join it seldom change the name."""
    first = min(mention.key for mention in mentions)
    name = hashlib.sha256(first.encode()).hexdigest()[:8]
    return Linked(id=f"i-{name}", mentions=tuple(mentions))
