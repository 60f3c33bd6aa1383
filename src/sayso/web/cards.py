"""Cards: one thing of a report as a person decides on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.decisions import (
    KINDS,
    Act,
    Decision,
    Kind,
    Target,
    Thing,
    find,
    is_on,
    spans_of,
    things,
)
from sayso.model import NARRATOR, Bound, Casualty, Incident, Pledge, Reading, Span, Statement
from sayso.passage import sentence_number, sentences
from sayso.web.fields import Field, fields_of
from sayso.wording import days, number, people

SHOWN = (Kind.STATEMENT, Kind.INCIDENT, Kind.CASUALTY, Kind.PLEDGE)
NAMES = {
    Kind.STATEMENT: "statement",
    Kind.INCIDENT: "incident",
    Kind.CASUALTY: "figure",
    Kind.PLEDGE: "pledge",
    Kind.ENTITY: "name",
    Kind.REPORT: "report",
}
STATES = {Act.ACCEPT: "accepted", Act.CORRECT: "corrected", Act.REJECT: "rejected", Act.ADD: "added"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing of a report, what was read of it, and what was decided.

    Args:
        report: the report's id.
        thing: its id in the Reading; None of what is rejected, and so not in it.
        kind: in words.
        span: of its words.
        before: of its sentence, what stands before its words.
        words: themselves.
        after: the rest of the sentence.
        told: what was read of it, by name.
        state: what was decided: accepted, corrected, rejected, added, or nothing yet.
        decision: the id of that decision.
        who: made it.
        fields: what can be set.
        signs: why it may have been read wrongly.
        without: what would become of the toll without it.
        incident: the linked incident that it is of.
    """

    report: str
    thing: str | None
    kind: str
    span: Span
    before: str
    words: str
    after: str
    told: tuple[tuple[str, str], ...] = ()
    state: str = ""
    decision: str | None = None
    who: str | None = None
    fields: tuple[Field, ...] = ()
    signs: tuple[str, ...] = ()
    without: str = ""
    incident: str | None = None

    @property
    def anchor(self) -> str:
        """What it is called on its page."""
        return f"{self.report}-{self.kind}-{self.span[0]}"

    @property
    def name(self) -> str:
        """What the thing is called outside its report."""
        return f"{self.report}:{self.thing}"


def cards_of(
    report: str, reading: Reading, standing: Sequence[Decision], linked: Mapping[str, str]
) -> list[Card]:
    """Everything of a report that can be decided on, and what was rejected, in the order of the words.

    Of names only those that somebody has decided on, as by adding them: there are too many to go through.

    Args:
        report: the report's id.
        reading: with the decisions on it.
        standing: the decisions that stand on the report.
        linked: what its incidents are linked into, by their ids.
    """
    found = [
        card_of(report, reading, thing, standing, incident=linked.get(_incident_of(thing) or ""))
        for kind in SHOWN
        for thing in things(reading, kind)
        if spans_of(thing)
    ]
    names = [
        card_of(report, reading, name, standing) for name in things(reading, Kind.ENTITY) if spans_of(name)
    ]
    found += [card for card in names if card.state]
    rejected = [
        gone_card(report, reading, decision.ruling.target, decision)
        for decision in standing
        if decision.ruling.act is Act.REJECT
        and decision.ruling.target
        and find(reading, decision.ruling.target) is None
    ]
    return sorted([*found, *rejected], key=lambda card: (card.span, card.kind))


def card_of(report: str, reading: Reading, thing: Thing, standing: Iterable[Decision], **more: Any) -> Card:
    """A thing as it stands.

    Args:
        report: the report's id.
        reading: that has the thing.
        thing: to decide on.
        standing: decisions that stand.
        more: further parts of the card.
    """
    kind = KINDS[type(thing)]
    decision = last_on(standing, kind, spans_of(thing))
    return Card(
        report=report,
        thing=thing.id,
        kind=NAMES[kind],
        told=tuple(told_of(reading, thing)),
        fields=fields_of(reading, thing),
        **_words(reading, spans_of(thing)[0]),
        **_decided(decision),
        **more,
    )


def _incident_of(thing: Thing) -> str | None:
    match thing:
        case Casualty():
            return thing.incident
        case Incident():
            return thing.id
        case _:
            return None


def gone_card(report: str, reading: Reading, target: Target, decision: Decision | None) -> Card:
    """Words on which nothing is read any more."""
    words = _words(reading, target.span)
    return Card(report=report, thing=None, kind=NAMES[target.kind], **words, **_decided(decision))


def last_on(standing: Iterable[Decision], kind: Kind, spans: Sequence[Span]) -> Decision | None:
    """The last decision on a thing that says what it is or is not."""
    found = None
    for decision in standing:
        target = decision.ruling.target
        if decision.ruling.act in STATES and target and any(is_on(target, kind, span) for span in spans):
            found = decision
    return found


def told_of(reading: Reading, thing: Thing) -> list[tuple[str, str]]:
    """What was read of a thing, by name."""
    match thing:
        case Casualty():
            return _told_of_figure(reading, thing)
        case Incident():
            day = days(thing.when.start, thing.when.end) if thing.when else ""
            places = ", ".join(dict.fromkeys(where.name for where in thing.where[:2]))
            blamed = ", ".join(dict.fromkeys(a.name for a in thing.actors if a.role == "perpetrator"))
            return _given(
                ("kind", thing.type.value),
                ("status", "" if thing.status == "occurred" else thing.status.value),
                ("day", day or "not known"),
                ("place", places or "not known"),
                ("blamed", blamed),
            )
        case Statement():
            sure = "" if thing.certainty == "asserted" else thing.certainty.value
            return _given(
                ("source", thing.source.name or thing.source.text or "nobody named"),
                ("kind", thing.source.kind.value.replace("_", " ")),
                ("act", thing.act.value),
                ("certainty", sure),
                ("via", ", ".join(via.name or via.text for via in thing.via)),
            )
        case Pledge():
            day = days(thing.deadline.start, thing.deadline.end) if thing.deadline else ""
            by = (thing.by.name or thing.by.text) if thing.by else "nobody named"
            return _given(("by", by), ("kind", thing.act.value), ("due", day))
        case _:
            return [("name", thing.name), ("kind", thing.type.value)]


def _told_of_figure(reading: Reading, figure: Casualty) -> list[tuple[str, str]]:
    counted = number(figure.low, figure.high, about=figure.bound is Bound.ABOUT)
    who = people(figure.victims.status, figure.victims.groups)
    incident = next((one for one in reading.incidents if one.id == figure.incident), None)
    of = f"{incident.type.value.lower()}, “{incident.mentions[0].text}”" if incident else "no incident"
    return _given(
        (figure.harm.value.replace("_", " "), f"{counted} {who}".strip()),
        ("on the word of", _speaker(reading, figure.statement)),
        ("in", of),
        ("share of", figure.part_of or ""),
    )


def _speaker(reading: Reading, id: str) -> str:
    statement = next((one for one in reading.statements if one.id == id), None)
    if statement is None or id == NARRATOR:
        return reading.report.outlet or "the report itself"
    return statement.source.name or statement.source.text or "somebody"


def _given(*parts: tuple[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in parts if value]


def _decided(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {}
    return {
        "state": STATES[decision.ruling.act],
        "decision": decision.id,
        "who": decision.ruling.who,
    }


def _words(reading: Reading, span: Span) -> dict[str, Any]:
    """Words in their sentence, cut where they stand."""
    text, (start, end) = reading.report.text, span
    found = sentences(text)
    first, last = sentence_number(text, start), sentence_number(text, max(start, end - 1))
    return {
        "span": span,
        "before": text[found[first][0] : start] if found else "",
        "words": text[start:end],
        "after": text[end : found[last][1]] if found else "",
    }
