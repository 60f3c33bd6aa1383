"""Linking: from the mentions of all reports to incidents."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.linking.blocks import pairs
from sayso.linking.groups import group
from sayso.linking.mention import Mention, Name
from sayso.linking.score import Scorer
from sayso.linking.seasons import Seasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One incident and every mention of it, the earliest first."""

    id: str
    mentions: tuple[Mention, ...]


PREFIX = "i-"
SHORTEST = 8
"""Digits of an incident's short name."""


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
    ordered = sorted(mentions, key=in_time)
    seasons = Seasons.among(ordered)
    scorer = Scorer(seasons)
    links = (
        (one, other, scorer.score(ordered[one], ordered[other])) for one, other in pairs(ordered, seasons)
    )
    places = {mention.name: n for n, mention in enumerate(ordered)}
    groups = group(ordered, links, together=placed(together, places), apart=placed(apart, places))
    return named([tuple(ordered[n] for n in members) for members in groups])


def named(groups: Sequence[Sequence[Mention]]) -> list[Linked]:
    """Groups as incidents, each under a name that no other has."""
    return [Linked(id=id, mentions=tuple(group)) for id, group in zip(_ids(groups), groups, strict=True)]


def placed(pairs: Iterable[tuple[Name, Name]], places: Mapping[Name, int]) -> list[tuple[int, int]]:
    """Pairs by their places, those left out whose mentions are not to be linked now."""
    return [(places[one], places[other]) for one, other in pairs if one in places and other in places]


def in_time(mention: Mention) -> tuple[int, str]:
    """What mentions are ordered by: the first day, and then their content."""
    return (mention.days.first if mention.days else 0, mention.key)


def short_name(group: Sequence[Mention]) -> str:
    """The short name of an incident, made of its earliest mention: reports that come later leave it alone."""
    return f"{PREFIX}{digits_of(group)[:SHORTEST]}"


def is_long(id: str) -> bool:
    """Whether an incident has a long name, since another would have the same short one."""
    return len(id) > len(PREFIX) + SHORTEST


def _ids(groups: Sequence[Sequence[Mention]]) -> list[str]:
    """A name for each incident, as short as it can be, and longer where two would have the same."""
    alike = Counter(map(short_name, groups))
    return [
        short if alike[short] == 1 else f"{PREFIX}{digits_of(group)}"
        for group in groups
        for short in [short_name(group)]
    ]


def digits_of(group: Iterable[Mention]) -> str:
    """What the names of an incident are made of: 64 digits, of its earliest mention."""
    return hashlib.sha256(min(mention.key for mention in group).encode()).hexdigest()
