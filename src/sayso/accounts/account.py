"""Accounts: all that one source says of one incident, over all reports and all days."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.accounts.remark import Blame, Figure, Remark
from sayso.accounts.source import join, kind_of
from sayso.accounts.voice import Voice
from sayso.model import Group, Harm, SourceKind, VictimStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a figure counts: the harm and the people. Figures of different scopes contradict nobody."""

    harm: Harm
    status: VictimStatus
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, figure: Figure) -> "Scope":
        """The scope of a figure."""
        return cls(
            harm=figure.harm, status=figure.victims.status, groups=tuple(sorted(figure.victims.groups))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure and the remark that gives it."""

    figure: Figure
    remark: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that one source says of one incident.

    Args:
        source: the source's name.
        kind: what sort of voice.
        remarks: what it says, the earliest first.
    """

    source: str
    kind: SourceKind
    remarks: tuple[Remark, ...]

    @property
    def first(self) -> str | None:
        """The day on which it is first heard."""
        return min(self._days(), default=None)

    @property
    def last(self) -> str | None:
        """The day on which it is last heard."""
        return max(self._days(), default=None)

    @property
    def standing(self) -> tuple[Remark, ...]:
        """What it says in words that no outlet has taken back, the earliest first."""
        return tuple(remark for remark in self.remarks if remark.rewrite is None)

    @property
    def figures(self) -> tuple[Given, ...]:
        """Every figure it ever gave, the earliest first."""
        return tuple(
            Given(figure=figure, remark=remark) for remark in self.remarks for figure in remark.figures
        )

    @property
    def blames(self) -> tuple[tuple[Blame, Remark], ...]:
        """Everyone it blames, the earliest first."""
        return tuple((blame, remark) for remark in self.standing for blame in remark.blames)

    @property
    def denies(self) -> bool:
        """Whether it denies something of the incident."""
        return any(remark.denies for remark in self.standing)

    def current(self) -> tuple[Given, ...]:
        """The figures that still stand: of each scope the latest, since who counts again corrects himself.

        Shares of another figure are left out: they count the same people twice.
        """
        latest: dict[Scope, list[Given]] = defaultdict(list)
        for given in self.figures:
            if given.figure.part_of is None and given.remark.rewrite is None:
                latest[Scope.of(given.figure)].append(given)
        standing = []
        for rows in latest.values():
            last = max(given.remark.said or "" for given in rows)
            standing += [given for given in rows if (given.remark.said or "") == last]
        return tuple(standing)

    def _days(self) -> list[str]:
        return [remark.said for remark in self.remarks if remark.said]


def accounts_of(remarks: Iterable[Remark]) -> tuple[Account, ...]:
    """The accounts of one incident: first those who give figures, then those who blame; by day and name.

    Args:
        remarks: all that all reports say of it, in any order.
    """
    ordered = sorted(remarks, key=lambda r: (r.said or "", r.report, r.statement))
    names = names_of(ordered)
    by_source: dict[str, list[Remark]] = defaultdict(list)
    for remark in ordered:
        by_source[names[remark.voice]].append(remark)
    found = [
        Account(source=source, kind=_kind(said), remarks=tuple(said)) for source, said in by_source.items()
    ]
    return tuple(sorted(found, key=lambda a: (not a.figures, not a.blames, a.first or "", a.source)))


def names_of(remarks: Iterable[Remark]) -> dict[Voice, str]:
    """The source's name of every voice that speaks, relays or prints."""
    return join(voice for r in remarks for voice in (r.voice, r.narrator, *r.via))


def _kind(remarks: Sequence[Remark]) -> SourceKind:
    return kind_of([remark.voice for remark in remarks])
