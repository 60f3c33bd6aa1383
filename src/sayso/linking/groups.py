"""Groups of mentions that are one incident, by the mean of their links.

A group is joined to another only while the mean over all pairs of their members stays high enough: one chance
link cannot chain two incidents, and two mentions of one report never meet.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.linking.mention import Mention
from sayso.linking.score import ENOUGH

UNSEEN = 0.0
"""Points of a pair that shares no block and was never compared."""

Links = Mapping[tuple[int, int], float]


def group(
    mentions: Sequence[Mention],
    links: Links,
    *,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """The places of the mentions in the list, group by group.

    Args:
        mentions: all mentions, in an order that depends on their content alone.
        links: points of each pair that was compared, the lesser place first.
        together: pairs that are of one incident whatever they look like.
        apart: pairs that are not, unless `together` makes them so.
    """
    grown = _Groups(mentions, links, apart)
    for one, other in together:
        grown.bind(one, other)
    grown.join()
    return grown.members()


class _Groups:
    """Groups as they grow: the best pair of groups is joined first."""

    def __init__(self, mentions: Sequence[Mention], links: Links, apart: Iterable[tuple[int, int]]) -> None:
        self._members: dict[int, list[int]] = {n: [n] for n in range(len(mentions))}
        self._strangers: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._strangers[one].add(other)
            self._strangers[other].add(one)
        self._reports: dict[int, set[str]] = {n: {mention.report} for n, mention in enumerate(mentions)}
        self._sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        for (one, other), points in links.items():
            self._sums[one][other] = self._sums[other][one] = (points, 1)
        self._heap = [(-points, one, other) for (one, other), points in links.items() if points >= ENOUGH]
        heapq.heapify(self._heap)

    def bind(self, one: int, other: int) -> None:
        """Join the groups of two mentions, come what may."""
        home = {member: id for id, members in self._members.items() for member in members}
        if home[one] != home[other]:
            self._merge(*sorted((home[one], home[other])))

    def join(self) -> None:
        """Join groups, best mean first, until none is good enough."""
        while self._heap:
            mean, one, other = heapq.heappop(self._heap)
            current = one in self._members and other in self._members and -mean == self._mean(one, other)
            if current and self._may_merge(one, other):
                self._merge(one, other)

    def members(self) -> list[list[int]]:
        """Every group, in the order of its first member."""
        return sorted(sorted(places) for places in self._members.values())

    def _mean(self, one: int, other: int) -> float:
        total, seen = self._sums[one].get(other, (0.0, 0))
        pairs = len(self._members[one]) * len(self._members[other])
        return (total + UNSEEN * (pairs - seen)) / pairs

    def _may_merge(self, one: int, other: int) -> bool:
        """Whether no report tells of both as two, and nobody has ruled that they are two."""
        if self._reports[one] & self._reports[other]:
            return False
        return not any(self._strangers[member] & set(self._members[other]) for member in self._members[one])

    def _merge(self, keep: int, gone: int) -> None:
        self._members[keep] += self._members.pop(gone)
        self._reports[keep] |= self._reports.pop(gone)
        lost = self._sums.pop(gone)
        for far, (total, seen) in lost.items():
            if far == keep:
                continue
            del self._sums[far][gone]
            mine, count = self._sums[keep].get(far, (0.0, 0))
            self._sums[keep][far] = self._sums[far][keep] = (mine + total, count + seen)
        self._sums[keep].pop(gone, None)
        self._push(keep, self._sums[keep])

    def _push(self, keep: int, others: Iterable[int]) -> None:
        for far in others:
            mean = self._mean(keep, far)
            if mean >= ENOUGH:
                heapq.heappush(self._heap, (-mean, min(keep, far), max(keep, far)))
