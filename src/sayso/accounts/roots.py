"""Roots: how many independent sources stand behind all who repeat a figure ("7 outlets, 1 source").

Somebody repeats a figure where the words came through him, or where a report prints it as another's and he is
the report's outlet or agency, or is quoted elsewhere with the very same figure. What nobody else is named for
is his own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sayso.accounts.account import names_of
from sayso.accounts.remark import Remark
from sayso.accounts.voice import Voice
from sayso.model import NARRATOR, Harm, SourceKind

Claim = tuple[Harm, int | None]
"""What a figure comes to, however it is bounded: headlines drop the "at least"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """One independent source of an incident.

    Args:
        source: its name.
        kind: what sort of voice.
        outlets: the outlets that print what goes back to it.
        repeated_by: the sources that say it after it.
        remarks: what it says itself, or what is first said where it is never quoted.
    """

    source: str
    kind: SourceKind
    outlets: tuple[str, ...]
    repeated_by: tuple[str, ...]
    remarks: tuple[Remark, ...]


def roots_of(remarks: Iterable[Remark]) -> tuple[Root, ...]:
    """The independent sources behind all remarks on one incident that stand; those with most outlets first."""
    ordered = sorted(remarks, key=lambda r: (r.said or "", r.report, r.statement))
    standing = [remark for remark in ordered if remark.rewrite is None]
    chains = _Chains(standing, names_of(ordered))
    behind: dict[str, list[Remark]] = defaultdict(list)
    for remark in standing:
        for source in chains.origins(remark):
            behind[source].append(remark)
    found = [_root(source, said, chains.names) for source, said in behind.items()]
    return tuple(sorted(found, key=lambda root: (-len(root.outlets), root.source)))


class _Chains:
    """Who has what from whom."""

    def __init__(self, remarks: Sequence[Remark], names: Mapping[Voice, str]) -> None:
        self.names = names
        self._has_from: dict[tuple[str, Claim], set[str]] = defaultdict(set)
        self._quoted: dict[str, set[str]] = defaultdict(set)
        self._same: dict[str, str] = {}
        unnamed: dict[tuple[str, Claim, str], str] = {}
        for remark in remarks:
            if remark.statement == NARRATOR:
                continue
            source = self.names[remark.voice]
            self._quoted[remark.report].add(source)
            relays = {self.names[voice] for voice in (remark.narrator, *remark.via)} - {source}
            for relay, claim in product(sorted(relays), _claims(remark)):
                self._has_from[relay, claim].add(source)
                first = unnamed.setdefault((relay, claim, remark.voice.name.casefold()), source)
                if remark.voice.report and first != source:
                    self._same[source] = self._same.get(first, first)

    def origins(self, remark: Remark) -> set[str]:
        """The sources that a remark goes back to."""
        source = self.names[remark.voice]
        found = {end for claim in _claims(remark) for end in self._follow(source, claim)}
        if not found and remark.statement == NARRATOR and not remark.blames:
            found = self._quoted[remark.report] - {source}
        return {self._same.get(end, end) for end in found or {source}}

    def _follow(self, source: str, claim: Claim) -> set[str]:
        """From relay to relay back to those who name nobody; a circle ends at the first name in it."""
        seen: set[str] = set()
        ends: set[str] = set()
        waiting = [source]
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            further = self._has_from.get((here, claim), set())
            waiting += sorted(further)
            if not further:
                ends.add(here)
        return ends or {min(seen)}


def _claims(remark: Remark) -> list[Claim]:
    return sorted({(f.harm, f.low if f.low is not None else f.high) for f in remark.figures}, key=str)


def _root(source: str, remarks: Sequence[Remark], names: Mapping[Voice, str]) -> Root:
    own = [remark for remark in remarks if names[remark.voice] == source]
    speakers = dict.fromkeys(names[voice] for r in remarks for voice in (r.voice, r.narrator, *r.via))
    kinds = [remark.voice.kind for remark in own]
    return Root(
        source=source,
        kind=max(kinds, key=kinds.count) if kinds else SourceKind.OTHER,
        outlets=tuple(sorted({remark.outlet or names[remark.narrator] for remark in remarks})),
        repeated_by=tuple(speaker for speaker in speakers if speaker != source),
        remarks=tuple(own or remarks[:1]),
    )
