"""Invented reports, and Readings as a reader would make them, marked where the words stand."""

from dataclasses import replace
from itertools import count
from typing import Any

from sayso.model import (
    NARRATOR,
    SCHEMA,
    Act,
    Bound,
    Casualty,
    Entity,
    EntityType,
    Harm,
    Incident,
    IncidentType,
    Party,
    Phrase,
    Pledge,
    PledgeAct,
    Precision,
    PublishedBasis,
    Reading,
    ReadReport,
    Source,
    SourceKind,
    Statement,
    Versions,
    Via,
    Victims,
    VictimStatus,
    When,
    Where,
)
from sayso.report import Report

VERSIONS = Versions(package="0.1.0", schema=SCHEMA, bundle="0" * 64)

TEXT = (
    "A strike hit the fish market of Lower Tamar on Monday. The Health Ministry told the Tamar Gazette that "
    "nine people died, four of them children. The army denied that it had fired. Its spokesman, Colonel "
    'Ardo, promised: "We will publish the flight log by 30 September."'
)


def phrase(text: str, words: str) -> Phrase:
    """Words of a text, where they first stand."""
    start = text.index(words)
    return Phrase(text=words, span=(start, start + len(words)))


def a_report(text: str = TEXT, **fields: Any) -> Report:
    """A report; its fields can be set."""
    given = {
        "id": "gazette-17",
        "title": "Strike on fish market",
        "outlet": "Tamar Gazette",
        "url": "https://tamar.example/17",
        "published": "2024-09-10",
    }
    return Report(text=text, **{**given, **fields})


def a_bare_reading(report: Report) -> Reading:
    """A Reading that found nothing but the narrator."""
    return Reading(
        report=ReadReport(
            id=report.id,
            title=report.title,
            outlet=report.outlet,
            url=report.url,
            language="en",
            published=report.published,
            published_basis=PublishedBasis.GIVEN if report.published else PublishedBasis.UNKNOWN,
            text=report.text,
        ),
        statements=(
            Statement(
                id=NARRATOR,
                source=Source(
                    text=None, span=None, name=report.outlet, entity=None, kind=SourceKind.MEDIA, named=True
                ),
            ),
        ),
    )


def a_reading(report: Report | None = None) -> Reading:
    """All that the invented report says."""
    bare = a_bare_reading(report or a_report())
    return replace(
        bare,
        statements=(*bare.statements, *_statements()),
        incidents=(_strike(),),
        casualties=_casualties(),
        pledges=(_pledge(),),
        entities=(
            _entity("e1", "Health Ministry", EntityType.GOVERNMENT, "The Health Ministry"),
            _entity("e2", "Colonel Ardo", EntityType.PERSON, "Colonel Ardo"),
        ),
    )


def many_reports() -> Any:
    """Endless reports, each with words of its own."""
    for number in count():
        yield a_report(f"Report {number}. {TEXT}", id=f"gazette-{number}")


def _source(words: str, name: str, kind: SourceKind, entity: str | None = None) -> Source:
    found = phrase(TEXT, words)
    return Source(text=found.text, span=found.span, name=name, entity=entity, kind=kind, named=True)


def _statements() -> tuple[Statement, ...]:
    gazette = phrase(TEXT, "the Tamar Gazette")
    return (
        Statement(
            id="s1",
            source=_source("The Health Ministry", "Health Ministry", SourceKind.GOVERNMENT, "e1"),
            via=(Via(text=gazette.text, span=gazette.span, name="Tamar Gazette"),),
            cue=phrase(TEXT, "told"),
            content=(phrase(TEXT, "nine people died, four of them children"),),
        ),
        Statement(
            id="s2",
            source=_source("The army", "the army", SourceKind.MILITARY),
            cue=phrase(TEXT, "denied"),
            content=(phrase(TEXT, "it had fired"),),
            act=Act.DENY,
        ),
        Statement(
            id="s3",
            source=_source("Its spokesman, Colonel Ardo", "Colonel Ardo", SourceKind.MILITARY, "e2"),
            cue=phrase(TEXT, "promised"),
            content=(phrase(TEXT, "We will publish the flight log by 30 September"),),
            act=Act.PLEDGE,
        ),
    )


def _strike() -> Incident:
    place = phrase(TEXT, "Lower Tamar")
    monday = phrase(TEXT, "on Monday")
    return Incident(
        id="i1",
        mentions=(phrase(TEXT, "A strike"),),
        type=IncidentType.AIR_DRONE_STRIKE,
        when=When(start="2024-09-09", end="2024-09-09", text=monday.text, span=monday.span),
        where=(
            Where(
                text=place.text,
                span=place.span,
                name="Lower Tamar",
                lat=12.5,
                lon=-7.25,
                country="ML",
                precision=Precision.TOWN,
            ),
        ),
    )


def _casualties() -> tuple[Casualty, ...]:
    nine, four = phrase(TEXT, "nine people"), phrase(TEXT, "four of them children")
    killed = Casualty(
        id="c1",
        text=nine.text,
        span=nine.span,
        low=9,
        high=9,
        bound=Bound.EXACT,
        harm=Harm.KILLED,
        victims=Victims(status=VictimStatus.CIVILIAN),
        incident="i1",
        statement="s1",
    )
    # The part stands before its whole, as it may.
    return (replace(killed, id="c2", text=four.text, span=four.span, low=4, high=4, part_of="c1"), killed)


def _pledge() -> Pledge:
    by = phrase(TEXT, "Colonel Ardo")
    deadline = phrase(TEXT, "by 30 September")
    return Pledge(
        id="p1",
        by=Party(text=by.text, span=by.span, name="Colonel Ardo", entity="e2"),
        act=PledgeAct.PLEDGE,
        what=phrase(TEXT, "We will publish the flight log"),
        deadline=When(start=None, end="2024-09-30", text=deadline.text, span=deadline.span),
        statement="s3",
    )


def _entity(id: str, name: str, type: EntityType, words: str) -> Entity:
    return Entity(id=id, name=name, type=type, mentions=(phrase(TEXT, words),))
