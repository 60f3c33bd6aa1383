"""Remarks: what one statement of one report says of one incident, with the sentence it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.accounts.names import NOBODY
from sayso.accounts.said import said_on
from sayso.accounts.voice import Voice, relay, voices
from sayso.model import (
    NARRATOR,
    Act,
    ActorKind,
    Bound,
    Casualty,
    Certainty,
    Harm,
    Incident,
    Reading,
    Role,
    Span,
    Statement,
    Victims,
)
from sayso.passage import sentence_around


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of harm that a remark gives; `part_of` is the figure of the same report it is a share of."""

    id: str
    span: Span
    low: int | None
    high: int | None
    bound: Bound
    harm: Harm
    victims: Victims
    text: str
    part_of: str | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """A party that a remark names as the one who did it."""

    name: str
    kind: ActorKind
    span: Span
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """What an outlet did to words that it had printed.

    Args:
        report: the version of the article that has them no longer.
        on: the day on which that version was first seen.
        sentence: what stands in their place; None where they were taken out.
    """

    report: str
    on: str
    sentence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What one statement says of one incident.

    Args:
        report: the report's id.
        statement: the statement's id in that report's Reading.
        voice: who says it.
        outlet: who published it.
        narrator: the report's own voice.
        via: those whom the words came through, nearest the reader first.
        said: day of saying: as the report tells it, or else that of publication; or None.
        published: day of publication, or None.
        act: what the saying does.
        certainty: how sure the source is.
        span: the first words that say it.
        sentence: the sentence that they stand in.
        figures: the figures of harm in it.
        blames: the parties it names as those who did it.
        day: the days it gives, first and last.
        places: the places it gives.
        rewrite: what the outlet has made of it since, so that it stands no longer; None where it stands.
    """

    report: str
    statement: str
    voice: Voice
    outlet: str | None
    narrator: Voice
    via: tuple[Voice, ...]
    said: str | None
    published: str | None
    act: Act
    certainty: Certainty
    span: Span
    sentence: str
    figures: tuple[Figure, ...] = ()
    blames: tuple[Blame, ...] = ()
    day: tuple[str | None, str | None] | None = None
    places: tuple[str, ...] = ()
    rewrite: Rewrite | None = None

    @property
    def denies(self) -> bool:
        """Whether it says that something was not so."""
        return self.act is Act.DENY or self.certainty is Certainty.DENIED


def remarks_of(report: str, reading: Reading, incident: str, *, copy_of: str | None = None) -> list[Remark]:
    """All that a report's statements say of one of its incidents, in the order of the statements.

    Args:
        report: the report's id.
        reading: what was read in it.
        incident: the incident's id in the Reading.
        copy_of: the first of all reports that print its text, where others do.
    """
    told = next((one for one in reading.incidents if one.id == incident), None)
    if told is None:
        return []
    spoken = voices(copy_of or report, reading)
    figures = [casualty for casualty in reading.casualties if casualty.incident == incident]
    found = []
    for statement in reading.statements:
        if NOBODY.match(statement.source.text or ""):
            continue
        spans = _spans(reading, told, statement, figures)
        if spans:
            found.append(_remark(report, reading, told, statement, spoken, figures, spans))
    return found


def _spans(reading: Reading, told: Incident, statement: Statement, figures: Sequence[Casualty]) -> list[Span]:
    """The places of the text where a statement speaks of an incident, in order."""
    spans = [casualty.span for casualty in figures if casualty.statement == statement.id]
    spans += [actor.span for actor in told.actors if actor.statement == statement.id]
    spans += [mention.span for mention in told.mentions if _holder(reading, mention.span) == statement.id]
    return sorted(spans)


def _holder(reading: Reading, span: Span) -> str:
    """The statement whose content holds a span, the innermost one; the narrator where none does."""
    holding = [
        (part.span[1] - part.span[0], statement.id)
        for statement in reading.statements
        for part in statement.content
        if part.span[0] <= span[0] and span[1] <= part.span[1]
    ]
    return min(holding)[1] if holding else NARRATOR


def _remark(
    report: str,
    reading: Reading,
    told: Incident,
    statement: Statement,
    spoken: Mapping[str, Voice],
    figures: Sequence[Casualty],
    spans: Sequence[Span],
) -> Remark:
    text = reading.report.text
    published = reading.report.published[:10] if reading.report.published else None
    when, where = told.when, told.where
    dated = bool(when and when.span and _holder(reading, when.span) == statement.id)
    return Remark(
        report=report,
        statement=statement.id,
        voice=spoken[statement.id],
        outlet=reading.report.outlet,
        narrator=spoken[NARRATOR],
        via=tuple(relay(via) for via in statement.via),
        said=said_on(reading, statement) or published,
        published=published,
        act=statement.act,
        certainty=statement.certainty,
        span=spans[0],
        sentence=sentence_around(text, spans[0]),
        figures=tuple(_figure(text, casualty) for casualty in figures if casualty.statement == statement.id),
        blames=tuple(
            Blame(
                name=actor.name,
                kind=actor.kind,
                span=actor.span,
                sentence=sentence_around(text, actor.span),
            )
            for actor in told.actors
            if actor.role is Role.PERPETRATOR
            and actor.statement == statement.id
            and not NOBODY.match(actor.name)
        ),
        day=(when.start, when.end) if dated and when else None,
        places=tuple(place.name for place in where if _holder(reading, place.span) == statement.id),
    )


def _figure(text: str, casualty: Casualty) -> Figure:
    return Figure(
        id=casualty.id,
        span=casualty.span,
        low=casualty.low,
        high=casualty.high,
        bound=casualty.bound,
        harm=casualty.harm,
        victims=casualty.victims,
        text=casualty.text,
        part_of=casualty.part_of,
        sentence=sentence_around(text, casualty.span),
    )
