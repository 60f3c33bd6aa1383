"""Mentions: one incident of one report, as linking sees it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sayso.linking.kinds import alike
from sayso.linking.places import Spot, home_country, spots
from sayso.linking.words import content_words, name_words
from sayso.model import Casualty, Harm, Incident, IncidentType, Reading, Role, Span, Status
from sayso.passage import sentence_number, sentences
from sayso.report import Report

MOST_WORDS = 30
"""Words kept of one mention: those of its own phrases first, then those of the sentences around them."""

LEAD = 2
"""Sentences at the head of a report that tell of its main incident."""

TOLD_WITHIN = 3
"""Days before publication in which an undated incident is taken to have happened: news is new."""

UNDATED = "9999-99-99"
DAY = re.compile(r"\d{4}-\d\d-\d\d")


Name = tuple[str, str]
"""A report's id and the id of an incident in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days an incident may have happened on, both included, as ordinals; `told` where a report says so."""

    first: int
    last: int
    told: bool

    @property
    def length(self) -> int:
        """How many days."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One incident of one report.

    Args:
        report: the report's id.
        incident: the incident's id in the report's Reading.
        key: names report and incident by day of publication and content alone, so that nothing depends on the
            order of reading; the least of an incident is of its earliest report.
        main: whether the report gives it more text than its other incidents.
        type: ACLED sub-event type.
        status: whether it happened.
        days: when it may have happened; None where neither the incident nor the report is dated.
        spots: where, most exact first.
        parties: words of the names of those who did it, were harmed or aimed at.
        tolls: numbers of the dead that somebody gives.
        words: the words it is told in.
    """

    report: str
    incident: str
    key: str
    main: bool
    type: IncidentType
    status: Status
    days: Days | None
    spots: tuple[Spot, ...]
    parties: tuple[str, ...]
    tolls: frozenset[int]
    words: tuple[str, ...]

    @property
    def name(self) -> Name:
        """What it goes by in a ledger."""
        return self.report, self.incident


def mentions_of(report: str, reading: Reading) -> list[Mention]:
    """The incidents of a Reading, as linking sees them."""
    if not reading.incidents:
        return []
    figures: dict[str | None, list[Casualty]] = defaultdict(list)
    for casualty in reading.casualties:
        figures[casualty.incident].append(casualty)
    shares = _shares(reading, figures)
    main = main_incident(reading)
    content = _content_key(reading)
    home = home_country(reading.places)
    return [
        Mention(
            report=report,
            incident=incident.id,
            key=f"{content}:{_place(incident):08d}:{incident.id}:{report}",
            main=incident.id == main,
            type=incident.type,
            status=incident.status,
            days=days_of(incident, reading.report.published),
            spots=spots(incident.where, home),
            parties=_parties(incident),
            tolls=_tolls(figures[incident.id]),
            words=_words(reading, incident, shares[incident.id], main=incident.id == main),
        )
        for incident in reading.incidents
    ]


def main_incident(reading: Reading) -> str | None:
    """The incident that the report gives the most text; the earlier one of two equals.

    Every sentence is given to the incidents that it names or counts the victims of, in equal parts; one that
    names none goes on about those of the sentence before. What a report tells of one day in several pieces of
    one kind is weighed together first, and then the pieces against each other.
    """
    if not reading.incidents:
        return None
    given = _text_given(reading)
    days = {incident.id: days_of(incident, reading.report.published) for incident in reading.incidents}

    def weight(incident: Incident) -> tuple[float, float, int]:
        pieces = [
            other.id
            for other in reading.incidents
            if alike(incident.type, other.type) > 0 and _meet(days[incident.id], days[other.id])
        ]
        return sum(given[id] for id in pieces), given[incident.id], -_place(incident)

    return max(reading.incidents, key=weight).id


def _text_given(reading: Reading) -> dict[str, float]:
    """How many code points of the text each incident is given."""
    figures: dict[str | None, list[Casualty]] = defaultdict(list)
    for casualty in reading.casualties:
        figures[casualty.incident].append(casualty)
    told: dict[int, list[str]] = defaultdict(list)
    for id, numbers in _shares(reading, figures).items():
        for number in numbers:
            told[number].append(id)
    given = {incident.id: 0.0 for incident in reading.incidents}
    current: list[str] = []
    for number, (start, end) in enumerate(sentences(reading.report.text)):
        current = told.get(number) or current
        for id in current:
            given[id] += (end - start) / len(current)
    return given


def _meet(one: Days | None, other: Days | None) -> bool:
    return one is None or other is None or (one.first <= other.last and other.first <= one.last)


def days_of(incident: Incident, published: str | None) -> Days | None:
    """When an incident may have happened: as told, or else shortly before its publication."""
    when = incident.when
    start, end = (when.start, when.end) if when else (None, None)
    if start or end:
        first, last = sorted((_ordinal(start or end or ""), _ordinal(end or start or "")))
        return Days(first=first, last=last, told=True)
    if published and DAY.match(published):
        day = _ordinal(published)
        return Days(first=day - TOLD_WITHIN, last=day, told=False)
    return None


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _content_key(reading: Reading) -> str:
    """The same for the same report in every ledger; in the order of publication, undated reports last."""
    report = reading.report
    content = Report(
        text=report.text, title=report.title, outlet=report.outlet, url=report.url, published=report.published
    )
    return f"{(report.published or UNDATED)[:10]}:{content.hash[:16]}"


def _place(incident: Incident) -> int:
    return min((mention.span[0] for mention in incident.mentions), default=0)


def _shares(reading: Reading, figures: dict[str | None, list[Casualty]]) -> dict[str, list[int]]:
    """The sentences, by number, that name each incident or count its victims; in order."""
    text = reading.report.text
    return {
        incident.id: sorted(
            {
                sentence_number(text, span[0])
                for span in [*(m.span for m in incident.mentions), *_spans(figures[incident.id])]
            }
        )
        for incident in reading.incidents
    }


def _spans(figures: Sequence[Casualty]) -> list[Span]:
    return [span for figure in figures for span in [figure.span, *(again.span for again in figure.also)]]


def _parties(incident: Incident) -> tuple[str, ...]:
    named = [actor for actor in incident.actors if actor.role is not Role.OTHER]
    return tuple(sorted({word for actor in named for word in name_words(actor.name)}))


def _tolls(figures: Sequence[Casualty]) -> frozenset[int]:
    return frozenset(
        number
        for figure in figures
        if figure.harm is Harm.KILLED and figure.part_of is None and not figure.victims.groups
        for number in (figure.low, figure.high)
        if number is not None
    )


def _words(reading: Reading, incident: Incident, told: Sequence[int], *, main: bool) -> tuple[str, ...]:
    """The words an incident is told in; the headline and the lead are of the main one."""
    text = reading.report.text
    found = sentences(text)
    lead = range(min(LEAD, len(found))) if main else ()
    parts = [mention.text for mention in incident.mentions]
    parts += [where.name for where in incident.where]
    parts += [reading.report.title or ""] if main else []
    parts += [text[slice(*found[number])] for number in (*lead, *told)]
    words = dict.fromkeys(word for part in parts for word in content_words(part))
    return tuple(list(words)[:MOST_WORDS])
