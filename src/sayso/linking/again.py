"""Linking again: what reports that came in, or were read anew, may have changed, and nothing else.

A mention is felt in the seasons that it reaches and in the one after it began, where it weighs words. What began
there is linked anew, with all that hangs together with it; every other incident stays as it is. The result is
that of linking all there is.
"""

from collections.abc import Iterable, Sequence, Set
from typing import Protocol

from sayso.linking.blocks import pairs, reach
from sayso.linking.groups import Homes, Link, group
from sayso.linking.link import in_time, placed
from sayso.linking.mention import Mention, Name
from sayso.linking.score import ENOUGH, Scorer
from sayso.linking.seasons import Season, Seasons, season_of

Bond = tuple[Name, Name]


class Book(Protocol):
    """All mentions there are now, and how they were linked before."""

    def began(self, season: Season) -> Sequence[Mention]:
        """Those that began in a season."""

    def reaching(self, seasons: Set[Season]) -> Sequence[Mention]:
        """Those that reach any of some seasons, each once."""

    def named(self, names: Iterable[Name]) -> Sequence[Mention]:
        """Those of these names; names that are gone are left out."""

    def fellows(self, names: Iterable[Name]) -> set[Name]:
        """All that was linked with any of these, themselves included, whether it is still there or not."""


def link_again(
    book: Book,
    changed: Iterable[Mention],
    *,
    together: Sequence[Bond] = (),
    apart: Sequence[Bond] = (),
) -> list[tuple[Mention, ...]]:
    """The groups of all mentions that a change may have touched; what is in none of them is linked as before.

    Args:
        book: what there is now.
        changed: mentions that are new, gone, or other than they were, as they were and as they are; those that
            a new ruling is about too.
        together: pairs that somebody has ruled to be one incident.
        apart: pairs that somebody has ruled to be two.
    """
    moved = list(changed)
    felt = {season for mention in moved for season in _felt(mention)}
    begun = [mention for season in sorted(felt, key=_in_order) for mention in book.began(season)]
    seeds = book.fellows({mention.name for mention in (*moved, *begun)}) | {mention.name for mention in begun}
    wide = felt | _reached(book.named(seeds))
    while True:
        mentions = sorted(book.reaching(wide), key=in_time)
        places = {mention.name: n for n, mention in enumerate(mentions)}
        links = _links(book, mentions, wide)
        homes = Homes(len(mentions))
        for one, other, points in links:
            if points >= ENOUGH:
                homes.join(one, other)
        for one, other in placed(together, places):
            homes.join(one, other)
        roots = homes.roots().tolist()
        held = {roots[places[name]] for name in seeds if name in places}
        hanging = [mention for n, mention in enumerate(mentions) if roots[n] in held]
        needed = _reached([*hanging, *book.named(_bound(hanging, together))])
        if needed <= wide:
            return _grouped(hanging, mentions, links, together, apart)
        wide |= needed


def _links(book: Book, mentions: Sequence[Mention], wide: Set[Season]) -> list[Link]:
    seasons = Seasons(book.began)
    scorer = Scorer(seasons)
    return [
        (one, other, scorer.score(mentions[one], mentions[other]))
        for one, other in pairs(mentions, seasons, among=wide)
    ]


def _grouped(
    hanging: Sequence[Mention],
    mentions: Sequence[Mention],
    links: Sequence[Link],
    together: Sequence[Bond],
    apart: Sequence[Bond],
) -> list[tuple[Mention, ...]]:
    places = {mention.name: n for n, mention in enumerate(hanging)}
    there = {n: places[mention.name] for n, mention in enumerate(mentions) if mention.name in places}
    inner = [
        (there[one], there[other], points) for one, other, points in links if one in there and other in there
    ]
    groups = group(hanging, inner, together=placed(together, places), apart=placed(apart, places))
    return [tuple(hanging[n] for n in members) for members in groups]


def _felt(mention: Mention) -> set[Season]:
    season = season_of(mention.days)
    return reach(mention.days) | ({season + 1} if season is not None else set())


def _reached(mentions: Iterable[Mention]) -> set[Season]:
    return {season for mention in mentions for season in reach(mention.days)}


def _bound(mentions: Iterable[Mention], together: Iterable[Bond]) -> set[Name]:
    """Whom somebody has ruled to be of one incident with some of these."""
    names = {mention.name for mention in mentions}
    return {name for bond in together if names & set(bond) for name in bond}


def _in_order(season: Season) -> int:
    return -1 if season is None else season
