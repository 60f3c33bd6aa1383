"""Linking: from the mentions of all reports to incidents."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.linking.blocks import pairs
from sayso.linking.groups import group
from sayso.linking.mention import Mention
from sayso.linking.score import Scorer
from sayso.linking.seasons import Seasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One incident and every mention of it, the earliest first."""

    id: str
    mentions: tuple[Mention, ...]


SHORTEST = 8
"""Digits of an incident's name."""

Name = tuple[str, str]
"""A report's id and the id of an incident in it."""


def link(
    mentions: Iterable[Mention],
    *,
    together: Iterable[tuple[Name, Name]] = (),
    apart: Iterable[tuple[Name, Name]] = (),
) -> list[Linked]:
    """Join mentions into incidents; the result is the same whatever their order.

    Args:
        mentions: the incidents of all reports.
        together: pairs that somebody has ruled to be one incident.
        apart: pairs that somebody has ruled to be two.
    """
    ordered = sorted(mentions, key=_order)
    seasons = Seasons(ordered)
    scorer = Scorer(seasons)
    links = (
        (one, other, scorer.score(ordered[one], ordered[other])) for one, other in pairs(ordered, seasons)
    )
    places = {(mention.report, mention.incident): n for n, mention in enumerate(ordered)}
    groups = group(ordered, links, together=_placed(together, places), apart=_placed(apart, places))
    found = [tuple(ordered[n] for n in members) for members in groups]
    return [Linked(id=id, mentions=members) for id, members in zip(_ids(found), found, strict=True)]


def _placed(pairs: Iterable[tuple[Name, Name]], places: Mapping[Name, int]) -> list[tuple[int, int]]:
    """Pairs by their places, those left out whose mentions are not to be linked now."""
    return [(places[one], places[other]) for one, other in pairs if one in places and other in places]


def _order(mention: Mention) -> tuple[int, str]:
    return (mention.days.first if mention.days else 0, mention.key)


def _ids(groups: Sequence[Sequence[Mention]]) -> list[str]:
    """A name for each incident, made of its earliest mention: reports that come later leave it alone.

    It is as short as it can be, and longer where two would have the same.
    """
    hashes = [hashlib.sha256(min(m.key for m in group).encode()).hexdigest() for group in groups]
    alike = Counter(digits[:SHORTEST] for digits in hashes)
    return [f"i-{digits if alike[digits[:SHORTEST]] > 1 else digits[:SHORTEST]}" for digits in hashes]
