"""What two coders made of the same reports, measured."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

from sayso.agreement.alpha import alpha, by_kind, by_ratio
from sayso.agreement.overlap import f1, pairs
from sayso.decisions import KINDS as KIND_OF
from sayso.decisions import Kind, Thing, spans_of, things
from sayso.model import NARRATOR, Casualty, Reading, Span

Name = tuple[str, str]
"""A report, and the id of an incident in a coder's Reading of it."""


class Group(StrEnum):
    """What sort of thing is measured, and by what."""

    SPANS = "spans"
    FIGURES = "figures"
    KINDS = "kinds"
    LINKS = "links"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Reports as one coder has ruled on them.

    Args:
        who: the coder.
        readings: the coder's Readings, by report.
        homes: what each incident of theirs is linked into.
    """

    who: str
    readings: Mapping[str, Reading]
    homes: Mapping[Name, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How far two coders agree on one thing.

    Args:
        group: what sort of thing.
        of: its name.
        value: alpha for figures and kinds, F1 for spans and links; None where it cannot be told.
        units: how many both could agree on.
    """

    group: Group
    of: str
    value: float | None
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that two coders see differently; None where one of them has nothing there.

    Args:
        report: where it stands.
        kind: of the thing.
        span: of its words.
        words: themselves.
        field: what they differ in; "there" where one of them has it and the other has not.
        one: what the first says.
        other: what the second says.
    """

    report: str
    kind: Kind
    span: Span
    words: str
    field: str
    one: str | None
    other: str | None


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of a kind of thing: its name, and how to get it."""

    kind: Kind
    name: str
    get: Callable[[Any], Any]


SPANS = {
    Kind.STATEMENT: "statements",
    Kind.INCIDENT: "incidents",
    Kind.CASUALTY: "figures",
    Kind.PLEDGE: "pledges",
}
NUMBERS = (
    _Field(Kind.CASUALTY, "lowest number", lambda figure: figure.low),
    _Field(Kind.CASUALTY, "highest number", lambda figure: figure.high),
)
KINDS = (
    _Field(Kind.STATEMENT, "kind of source", lambda statement: statement.source.kind.value),
    _Field(Kind.STATEMENT, "act of saying", lambda statement: statement.act.value),
    _Field(Kind.INCIDENT, "kind of incident", lambda incident: incident.type.value),
    _Field(Kind.INCIDENT, "status of incident", lambda incident: incident.status.value),
    _Field(Kind.CASUALTY, "harm", lambda figure: figure.harm.value),
    _Field(Kind.CASUALTY, "bound", lambda figure: figure.bound.value),
    _Field(Kind.CASUALTY, "status of victims", lambda figure: figure.victims.status.value),
)


def measures(one: Coded, other: Coded) -> tuple[Measure, ...]:
    """How far two coders agree, on each thing that both can be compared in."""
    both = _Both(one, other)
    return (
        *(both.spans(kind, name) for kind, name in SPANS.items()),
        both.mentions(),
        *(both.alpha(Group.FIGURES, field, by_ratio) for field in NUMBERS),
        *(both.alpha(Group.KINDS, field, by_kind) for field in KINDS),
        both.links("figure to incident", lambda figure: figure.incident, Kind.INCIDENT),
        both.links("figure to source", lambda figure: figure.statement, Kind.STATEMENT),
        both.joined(),
    )


def differences(one: Coded, other: Coded) -> Iterator[Difference]:
    """Everything that two coders see differently, report by report, in the order of the words."""
    both = _Both(one, other)
    for report in both.reports:
        found = [difference for kind in SPANS for difference in both.apart(report, kind)]
        yield from sorted(found, key=lambda difference: (difference.span, difference.field))


class _Both:
    """The reports that two coders have read, with what of the one is what of the other."""

    def __init__(self, one: Coded, other: Coded) -> None:
        self._one, self._other = one, other
        self.reports = [report for report in one.readings if report in other.readings]
        self._pairs = {
            (report, kind): pairs(
                things(one.readings[report], kind), things(other.readings[report], kind), spans_of
            )
            for report in self.reports
            for kind in SPANS
        }

    def spans(self, kind: Kind, name: str) -> Measure:
        shared = sum(len(self._pairs[report, kind]) for report in self.reports)
        sizes = [
            len(_real(coded.readings[report], kind)) for coded in self._coders for report in self.reports
        ]
        return Measure(group=Group.SPANS, of=name, value=f1(shared, sum(sizes)), units=sum(sizes) - shared)

    def mentions(self) -> Measure:
        shared = total = 0
        for report in self.reports:
            mine, theirs = ([*_mentions(coded.readings[report])] for coded in self._coders)
            shared += len(pairs(mine, theirs, lambda span: (span,)))
            total += len(mine) + len(theirs)
        return Measure(
            group=Group.SPANS, of="mentions of incidents", value=f1(shared, total), units=total - shared
        )

    def alpha(self, group: Group, field: _Field, apart: Callable[[Any, Any], float]) -> Measure:
        units = [
            (field.get(mine), field.get(theirs))
            for report in self.reports
            for mine, theirs in self._pairs[report, field.kind]
        ]
        judged = [unit for unit in units if None not in unit]
        return Measure(group=group, of=field.name, value=alpha(judged, apart), units=len(judged))

    def links(self, of: str, end: Callable[[Casualty], str | None], kind: Kind) -> Measure:
        """Links of figures to what they belong to; the narrator is a source like the others."""
        shared = total = 0
        for report in self.reports:
            same = {mine.id: theirs.id for mine, theirs in self._pairs[report, kind]} | {NARRATOR: NARRATOR}
            linked = [
                {figure.id: end(figure) for figure in coded.readings[report].casualties if end(figure)}
                for coded in self._coders
            ]
            total += sum(map(len, linked))
            for mine, theirs in self._pairs[report, Kind.CASUALTY]:
                to = linked[0].get(mine.id)
                shared += to is not None and same.get(to) == linked[1].get(theirs.id)
        return Measure(group=Group.LINKS, of=of, value=f1(shared, total), units=total - shared)

    def joined(self) -> Measure:
        """Pairs of incidents of different reports that were linked into one."""
        same = {
            (report, mine.id): (report, theirs.id)
            for report in self.reports
            for mine, theirs in self._pairs[report, Kind.INCIDENT]
        }
        mine, theirs = (set(_joined(coded.homes)) for coded in self._coders)
        shared = sum(
            frozenset((same[a], same[b])) in theirs for a, b in map(tuple, mine) if a in same and b in same
        )
        total = len(mine) + len(theirs)
        return Measure(
            group=Group.LINKS, of="incidents of two reports", value=f1(shared, total), units=total - shared
        )

    def apart(self, report: str, kind: Kind) -> Iterator[Difference]:
        """What the coders differ in of one kind of thing in one report."""
        matched = self._pairs[report, kind]
        for mine, theirs in matched:
            for field in (field for field in (*NUMBERS, *KINDS) if field.kind is kind):
                if field.get(mine) != field.get(theirs):
                    reading = self._one.readings[report]
                    yield _difference(reading, report, mine, field.name, field.get(mine), field.get(theirs))
        for place, coded in enumerate(self._coders):
            there = {pair[place].id for pair in matched}
            for thing in _real(coded.readings[report], kind):
                if thing.id not in there:
                    says = ["there", None] if place == 0 else [None, "there"]
                    yield _difference(coded.readings[report], report, thing, "there", *says)

    @property
    def _coders(self) -> tuple[Coded, Coded]:
        return self._one, self._other


def _real(reading: Reading, kind: Kind) -> Sequence[Thing]:
    """Things that stand on words: all but the narrator."""
    return [thing for thing in things(reading, kind) if spans_of(thing)]


def _mentions(reading: Reading) -> Iterator[Span]:
    return (mention.span for incident in reading.incidents for mention in incident.mentions)


def _joined(homes: Mapping[Name, str]) -> Iterator[frozenset[Name]]:
    by_home: dict[str, list[Name]] = {}
    for name, home in homes.items():
        by_home.setdefault(home, []).append(name)
    for names in by_home.values():
        yield from (frozenset(pair) for pair in combinations(names, 2) if pair[0][0] != pair[1][0])


def _difference(reading: Reading, report: str, thing: Thing, field: str, one: Any, other: Any) -> Difference:
    start, end = spans_of(thing)[0]
    return Difference(
        report=report,
        kind=KIND_OF[type(thing)],
        span=(start, end),
        words=reading.report.text[start:end],
        field=field,
        one=None if one is None else str(one),
        other=None if other is None else str(other),
    )
