"""Groups of mentions that are one incident, by the mean of their links.

A group is joined to another only while the mean over all pairs of their members stays high enough: one chance
link cannot chain two incidents, and two mentions of one report never meet. In a place where much happens every
pair looks a little alike; there two groups whose members are far more alike among themselves stay two.
"""

import heapq
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sayso.linking.mention import Mention
from sayso.linking.score import ENOUGH

UNSEEN = 0.0
"""Points of a pair that shares no block and was never compared."""

SEVERAL = 3
"""Mentions from which on a group shows how much alike those of one incident are."""

CONTRAST = 3.0
"""Points by which pairs within two such groups may pass those between them; set on invented reports."""

Pair = tuple[int, int]
Link = tuple[int, int, float]
Integers = npt.NDArray[np.intc]


def group(
    mentions: Sequence[Mention],
    links: Iterable[Link],
    *,
    together: Sequence[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[int]]:
    """The places of the mentions in the list, group by group.

    Args:
        mentions: all mentions, in an order that depends on their content alone.
        links: each pair that was compared, the lesser place first, and its points.
        together: pairs that are of one incident whatever they look like.
        apart: pairs that are not, unless `together` makes them so.
    """
    strangers: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        strangers[one].add(other)
        strangers[other].add(one)
    found: list[list[int]] = []
    for members, inner in _components(len(mentions), links, together):
        if len(members) == 1:
            found.append(members)
            continue
        grown = _Groups({n: mentions[n] for n in members}, inner, strangers)
        for one, other in together:
            grown.bind(one, other)
        grown.join()
        found += grown.members()
    return sorted(found)


def _components(
    size: int, links: Iterable[Link], together: Iterable[Pair]
) -> Iterator[tuple[list[int], list[Link]]]:
    """Mentions that some chain of good links holds together, with all links among them.

    Groups never reach past them, so that each can be looked at alone, and memory stays small: all links are
    kept as plain numbers.
    """
    homes = Homes(size)
    firsts, seconds, points = array("i"), array("i"), array("d")
    for one, other, score in links:
        firsts.append(one)
        seconds.append(other)
        points.append(score)
        if score >= ENOUGH:
            homes.join(one, other)
    for one, other in together:
        homes.join(one, other)
    roots = homes.roots()
    ones, others = np.frombuffer(firsts, np.intc), np.frombuffer(seconds, np.intc)
    scores = np.frombuffer(points)
    inner = np.flatnonzero(roots[ones] == roots[others])
    inner = inner[np.argsort(roots[ones[inner]], kind="stable")]
    owners = roots[ones[inner]]
    order = np.argsort(roots, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(roots[order])) + 1):
        if not members.size:
            continue
        start, end = np.searchsorted(owners, [roots[members[0]], roots[members[0]] + 1])
        own = inner[start:end]
        yield (
            members.tolist(),
            list(zip(ones[own].tolist(), others[own].tolist(), scores[own].tolist(), strict=True)),
        )


class Homes:
    """Sets of places that are joined step by step."""

    def __init__(self, size: int) -> None:
        self._home = list(range(size))

    def join(self, one: int, other: int) -> None:
        """Make two places' sets one."""
        first, second = sorted((self._root(one), self._root(other)))
        self._home[second] = first

    def roots(self) -> Integers:
        """The least place of each place's set."""
        return np.array([self._root(n) for n in range(len(self._home))], np.intc)

    def _root(self, n: int) -> int:
        while self._home[n] != n:
            self._home[n] = self._home[self._home[n]]
            n = self._home[n]
        return n


class _Groups:
    """Groups as they grow: the best pair of groups is joined first.

    The main incidents of reports are joined before all others, so that what a report tells by the way, or a
    piece of its main incident, cannot take the place of the main one.
    """

    def __init__(
        self, mentions: Mapping[int, Mention], links: Iterable[Link], strangers: Mapping[int, set[int]]
    ) -> None:
        self._members = {n: [n] for n in mentions}
        self._reports = {n: {mention.report} for n, mention in mentions.items()}
        self._open = {n for n, mention in mentions.items() if mention.main}
        self._strangers = strangers
        self._sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self._within = dict.fromkeys(mentions, 0.0)
        self._heap: list[tuple[float, int, int]] = []
        for one, other, points in links:
            self._sums[one][other] = self._sums[other][one] = (points, 1)

    def bind(self, one: int, other: int) -> None:
        """Join the groups of two mentions, come what may; nothing where they are not here."""
        home = {member: id for id, members in self._members.items() for member in members}
        if one in home and other in home and home[one] != home[other]:
            self._merge(min(home[one], home[other]), max(home[one], home[other]))

    def join(self) -> None:
        """Join groups, best mean first, until none is good enough: main incidents, then all."""
        self._join_open()
        self._open = set(self._members)
        self._join_open()

    def _join_open(self) -> None:
        for one in self._open:
            self._push(one)
        while self._heap:
            mean, one, other = heapq.heappop(self._heap)
            current = one in self._members and other in self._members and -mean == self._mean(one, other)
            if current and self._may_merge(one, other):
                self._merge(one, other)

    def members(self) -> list[list[int]]:
        """Every group."""
        return [sorted(places) for places in self._members.values()]

    def _mean(self, one: int, other: int) -> float:
        total, seen = self._sums[one].get(other, (0.0, 0))
        pairs = len(self._members[one]) * len(self._members[other])
        return (total + UNSEEN * (pairs - seen)) / pairs

    def _may_merge(self, one: int, other: int) -> bool:
        """Whether no report tells of both as two, nobody has ruled so, and they do not look like two."""
        if self._reports[one] & self._reports[other] or self._are_two(one, other):
            return False
        there = set(self._members[other])
        return not any(self._strangers.get(member, set()) & there for member in self._members[one])

    def _are_two(self, one: int, other: int) -> bool:
        sizes = len(self._members[one]), len(self._members[other])
        if min(sizes) < SEVERAL:
            return False
        within = [
            2 * self._within[n] / (size * (size - 1)) for n, size in zip((one, other), sizes, strict=True)
        ]
        return sum(within) / 2 - self._mean(one, other) > CONTRAST

    def _push(self, one: int) -> None:
        """Put the links of a group that are good enough where the best comes first."""
        for other in self._sums[one]:
            if other in self._open and (mean := self._mean(one, other)) >= ENOUGH:
                heapq.heappush(self._heap, (-mean, min(one, other), max(one, other)))

    def _merge(self, keep: int, gone: int) -> None:
        between, _ = self._sums[keep].get(gone, (0.0, 0))
        self._within[keep] += self._within.pop(gone) + between
        self._members[keep] += self._members.pop(gone)
        self._reports[keep] |= self._reports.pop(gone)
        lost = self._sums.pop(gone, {})
        for far, (total, seen) in lost.items():
            if far == keep:
                continue
            del self._sums[far][gone]
            mine, count = self._sums[keep].get(far, (0.0, 0))
            self._sums[keep][far] = self._sums[far][keep] = (mine + total, count + seen)
        self._sums[keep].pop(gone, None)
        self._open.discard(gone)
        if keep in self._open:
            self._push(keep)
