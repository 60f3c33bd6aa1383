"""A case: one linked incident with the Readings that tell of it, so that each datum finds its words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sayso.exports.cell import Evidence
from sayso.model import (
    NARRATOR,
    Actor,
    Casualty,
    Harm,
    Incident,
    Reading,
    Role,
    Span,
    Statement,
    VictimStatus,
    Where,
)
from sayso.passage import sentence_around

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's own incident, as one of those that make the linked one.

    Args:
        report: the report's short id.
        copy_of: the first of all reports that print its text.
        reading: what was read in it.
        incident: the incident in that Reading.
        superseded: whether the outlet has changed that report since, so that another one tells what it says now.
    """

    report: str
    copy_of: str
    reading: Reading
    incident: Incident
    superseded: bool = False

    def evidence(self, span: Span, statement: str | None = None) -> Evidence:
        """The words at a span, on the say-so of a statement, or of the innermost one that holds them."""
        report = self.reading.report
        said = statement or holder(self.reading, span)
        source = next((s.source for s in self.reading.statements if s.id == said), None)
        return Evidence(
            report=self.report,
            outlet=report.outlet,
            url=report.url,
            published=report.published,
            statement=said,
            source=(source.name or source.text) if source else None,
            span=span,
            text=report.text[span[0] : span[1]],
            sentence=sentence_around(report.text, span),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of harm in a source's account of a case.

    Args:
        source: who gives it, by its name over all reports.
        low: the least; None where there is no lower bound.
        high: the most; None where there is no upper bound.
        text: as printed.
        harm: what befell the people.
        status: which people.
        groups: groups that all of them belong to.
        share: it is a part of another figure of the same voice.
        stands: the source has not counted again since, and the outlet has not changed the words.
        rewrite: what the outlet has made of the words since, as the incident's row has it.
        casualty: the figure's id in its Reading.
        part_of: the id of the figure it is a share of.
        behind: its words.
    """

    source: str
    low: int | None
    high: int | None
    text: str
    harm: Harm
    status: VictimStatus
    groups: tuple[str, ...]
    share: bool
    stands: bool
    rewrite: Row | None
    casualty: str | None
    part_of: str | None
    behind: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party to a case, and the words that make it one."""

    actor: Actor
    behind: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One linked incident.

    Args:
        row: its public row.
        tellings: the reports' own incidents that make it.
        has_parts: whether other incidents of the ledger are parts of it.
    """

    row: Row
    tellings: tuple[Telling, ...]
    has_parts: bool = False

    @property
    def id(self) -> str:
        """The incident's id."""
        return str(self.row["id"])

    @property
    def number(self) -> int:
        """The id as a number, for codebooks whose ids are numbers: its first 60 bits."""
        return int(self.id.rpartition("-")[2][:15], 16)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day; None where one of them is unknown."""
        when = self.row["when"]
        if not when or not when["start"] or not when["end"]:
            return None
        return date.fromisoformat(when["start"][:10]), date.fromisoformat(when["end"][:10])

    @property
    def place(self) -> Row | None:
        """The most exact place."""
        return next(iter(self.row["where"]), None)

    def place_of(self, *precisions: str) -> Row | None:
        """The first place known with one of these precisions."""
        return next((place for place in self.row["where"] if place["precision"] in precisions), None)

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2 of the first place whose country is known."""
        return next((place["country"] for place in self.row["where"] if place["country"]), None)

    @property
    def latest(self) -> tuple[Telling, ...]:
        """How the outlets tell of it now; what was changed speaks where nothing else does."""
        return tuple(telling for telling in self.tellings if not telling.superseded) or self.tellings

    def mentions(self) -> tuple[Evidence, ...]:
        """The first words of each report that name the incident."""
        return tuple(
            telling.evidence(mention.span)
            for telling in self.latest
            for mention in telling.incident.mentions[:1]
        )

    def dated(self) -> tuple[Evidence, ...]:
        """The words that give its days as the row has them; where none do, those that name the incident."""
        when = self.row["when"] or {"start": None, "end": None}
        found = tuple(
            telling.evidence(told.span)
            for telling in self.latest
            if (told := telling.incident.when)
            and told.span
            and (told.start, told.end) == (when["start"], when["end"])
        )
        return found or self.mentions()

    def placed(self, place: Row | None) -> tuple[Evidence, ...]:
        """The words that name a place."""
        return tuple(
            telling.evidence(where.span)
            for telling in self.latest
            for where in _named(telling.incident.where, place)
        )

    def figures(self, *harms: Harm) -> list[Figure]:
        """Every figure that anybody gives of these harms, account by account; a share stands as its whole does."""
        found = [
            figure
            for account in self.row["accounts"]
            for given in account["figures"]
            if (figure := self._figure(account["source"], given))
        ]
        standing = {(f.behind.report, f.casualty) for f in found if f.stands}
        return [
            replace(f, stands=(f.behind.report, f.part_of) in standing and not f.rewrite) if f.share else f
            for f in found
            if f.harm in harms
        ]

    def parties(self, *roles: Role) -> list[Party]:
        """Every party in one of these roles, report by report."""
        return [
            Party(actor=actor, behind=telling.evidence(actor.span, actor.statement))
            for telling in self.latest
            for actor in telling.incident.actors
            if actor.role in roles
        ]

    def said(self, reference: Row) -> Evidence | None:
        """The words of a statement that a row refers to."""
        for telling in self.tellings:
            if telling.report == reference["report"]:
                return telling.evidence(_words(telling, reference["statement"]), reference["statement"])
        return None

    def all_said(self, references: Iterable[Row]) -> tuple[Evidence, ...]:
        """The words of several statements."""
        found = (self.said(reference) for reference in references)
        return tuple(dict.fromkeys(words for words in found if words))

    def statements(self) -> Iterator[tuple[str, Row, Telling, Statement]]:
        """Every statement on the incident: its account's source, its row, where it stands, and itself."""
        by_report = {telling.report: telling for telling in self.tellings}
        for account in self.row["accounts"]:
            # One that was printed piece by piece has a row for each day of that.
            once = {(told["report"], told["statement"]): told for told in reversed(account["statements"])}
            for told in reversed(once.values()):
                telling = by_report[told["report"]]
                statement = next(s for s in telling.reading.statements if s.id == told["statement"])
                yield account["source"], told, telling, statement

    @property
    def reports(self) -> tuple[Telling, ...]:
        """Its tellings, one of each report."""
        return tuple({telling.report: telling for telling in reversed(self.tellings)}.values())[::-1]

    def outlets(self) -> list[str]:
        """Who published the reports, the first first."""
        return list(dict.fromkeys(name for t in self.tellings if (name := t.reading.report.outlet)))

    def _figure(self, source: str, given: Row) -> Figure | None:
        for telling in self.tellings:
            casualty = _casualty(telling, given) if telling.report == given["report"] else None
            if casualty:
                return Figure(
                    source=source,
                    low=given["low"],
                    high=given["high"],
                    text=given["text"],
                    harm=Harm(given["harm"]),
                    status=VictimStatus(given["victims"]["status"]),
                    groups=tuple(given["victims"]["groups"]),
                    share=given["share"],
                    stands=given["stands"],
                    rewrite=given.get("rewrite"),
                    casualty=casualty.id,
                    part_of=casualty.part_of,
                    behind=telling.evidence(casualty.span, casualty.statement),
                )
        return None


def holder(reading: Reading, span: Span) -> str:
    """The id of the innermost statement whose content holds a span, or of the narrator's."""
    holding = [
        (part.span[1] - part.span[0], statement.id)
        for statement in reading.statements
        for part in statement.content
        if part.span[0] <= span[0] and span[1] <= part.span[1]
    ]
    return min(holding)[1] if holding else NARRATOR


def _casualty(telling: Telling, given: Row) -> Casualty | None:
    """The figure of a Reading that a row's figure is."""
    wanted = (telling.incident.id, given["statement"], given["text"], given["harm"])
    found = (
        c for c in telling.reading.casualties if (c.incident, c.statement, c.text, c.harm.value) == wanted
    )
    return next((c for c in found if (c.low, c.high) == (given["low"], given["high"])), None)


def _named(places: Iterable[Where], wanted: Row | None) -> Iterator[Where]:
    return (where for where in places if wanted and where.name == wanted["name"])


def _words(telling: Telling, statement: str) -> Span:
    """Where a statement stands: its content, its cue, or for the narrator the words that name the incident."""
    said = next((s for s in telling.reading.statements if s.id == statement), None)
    if said and said.content:
        return said.content[0].span
    if said and said.cue:
        return said.cue.span
    return telling.incident.mentions[0].span if telling.incident.mentions else (0, 0)
