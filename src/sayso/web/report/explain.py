"""What a reader made of some words, and why, as far as the Reading tells: a thing with its facts and reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model import (
    NARRATOR,
    Bound,
    Casualty,
    Incident,
    Place,
    Pledge,
    PublishedBasis,
    Quotation,
    Reading,
    Statement,
    Time,
    When,
)
from sayso.wording import count, days, number, people, shorten

LONG = 160

BOUNDS = {
    Bound.EXACT: "no words beside it bound it: it is taken as printed",
    Bound.AT_LEAST: "its words leave the upper end open",
    Bound.AT_MOST: "its words leave the lower end open",
    Bound.ABOUT: "its words say that it is a rough one",
    Bound.RANGE: "its words give both ends",
    Bound.VAGUE: "its words give no number, so none is put in",
}
BASIS = {
    PublishedBasis.GIVEN: "which came with the report",
    PublishedBasis.TEXT: "which is printed in it",
    PublishedBasis.INFERRED: "the only one that fits all its weekdays and dates",
}
QUOTATIONS = {
    Quotation.DIRECT: "in the source’s own words, between quotation marks",
    Quotation.INDIRECT: "in the report’s words",
    Quotation.MIXED: "partly in the source’s own words, between quotation marks",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is known of a thing; `shows` are the ids of the things that it speaks of."""

    name: str
    value: str
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that was read.

    Args:
        id: in the Reading, or `time-3`, `place-3`.
        sort: statement, incident, figure, pledge, time or place.
        title: what it is, in a few words.
        words: as printed.
        facts: what is known of it.
        reasons: why it was read so.
    """

    id: str
    sort: str
    title: str
    words: str
    facts: tuple[Fact, ...]
    reasons: tuple[str, ...]


def things_of(reading: Reading) -> dict[str, Thing]:
    """Everything that was read in a report, by its id."""
    found = [
        *(_statement(reading, one) for one in reading.statements if one.id != NARRATOR),
        *(_incident(reading, one) for one in reading.incidents),
        *(_figure(reading, one) for one in reading.casualties),
        *(_pledge(reading, one) for one in reading.pledges),
        *(_time(reading, f"time-{n}", one) for n, one in enumerate(reading.times, start=1)),
        *(_place(f"place-{n}", one) for n, one in enumerate(reading.places, start=1)),
    ]
    return {thing.id: thing for thing in found}


def speaker(reading: Reading, statement: str) -> str:
    """Who says it, by name where that is known; the narrator is the outlet."""
    source = next(one.source for one in reading.statements if one.id == statement)
    if statement == NARRATOR:
        return source.name or reading.report.outlet or "the report itself"
    return source.name or source.text or "unknown"


def _statement(reading: Reading, statement: Statement) -> Thing:
    source = statement.source
    facts = [
        Fact(name="source", value=speaker(reading, statement.id)),
        Fact(name="kind", value=_plain(source.kind) + ("" if source.named else ", not named")),
        *(Fact(name="via", value=via.name or via.text) for via in statement.via),
        Fact(name="act", value=_plain(statement.act)),
        Fact(name="certainty", value=_plain(statement.certainty)),
        Fact(name="told", value=QUOTATIONS[statement.quotation]),
        *_holds(reading, statement),
    ]
    return Thing(
        id=statement.id,
        sort="statement",
        title=f"{speaker(reading, statement.id)}: {_plain(statement.act)}",
        words=shorten(" … ".join(phrase.text for phrase in statement.content), LONG),
        facts=tuple(facts),
        reasons=tuple(_why_said(reading, statement)),
    )


def _holds(reading: Reading, statement: Statement) -> Iterator[Fact]:
    """What stands on a statement's say-so."""
    figures = [one for one in reading.casualties if one.statement == statement.id]
    pledges = [one for one in reading.pledges if one.statement == statement.id]
    if figures:
        words = ", ".join(f"{_number(one)} {_plain(one.harm)}" for one in figures)
        yield Fact(name="figures", value=words, shows=tuple(one.id for one in figures))
    if pledges:
        words = ", ".join(_plain(one.act) for one in pledges)
        yield Fact(name="pledges", value=words, shows=tuple(one.id for one in pledges))


def _why_said(reading: Reading, statement: Statement) -> Iterator[str]:
    source = statement.source
    if statement.cue:
        yield f"“{statement.cue.text}” marks it as something that is said."
    else:
        yield "No word marks it: it goes on with what the source was saying."
    if source.text is None:
        yield "No source is printed beside it."
    elif source.name and source.name.casefold() != source.text.casefold():
        entity = next((one for one in reading.entities if one.id == source.entity), None)
        others = [mention.text for mention in entity.mentions] if entity else []
        called = ", ".join(f"“{words}”" for words in dict.fromkeys(others) if words != source.text)
        yield f"“{source.text}” is taken for {source.name}" + (f", also called {called}." if called else ".")


def _incident(reading: Reading, incident: Incident) -> Thing:
    figures = [one for one in reading.casualties if one.incident == incident.id]
    facts = [
        Fact(name="kind", value=incident.type.value),
        Fact(name="status", value=_plain(incident.status)),
        Fact(name="day", value=_dated(incident.when) or "not told"),
        *(
            Fact(name="place", value=f"{place.name} ({_plain(place.precision)})")
            for place in {(p.name, p.precision): p for p in incident.where}.values()
        ),
        *(_party(reading, incident, n) for n in range(len(incident.actors))),
        *([Fact(name="with", value=incident.means.text)] if incident.means else []),
        *(
            [Fact(name="part of", value=incident.part_of, shows=(incident.part_of,))]
            if incident.part_of
            else []
        ),
    ]
    if figures:
        words = ", ".join(f"{_number(one)} {_plain(one.harm)}" for one in figures)
        facts.append(Fact(name="figures", value=words, shows=tuple(one.id for one in figures)))
    return Thing(
        id=incident.id,
        sort="incident",
        title=incident.type.value,
        words="; ".join(dict.fromkeys(phrase.text for phrase in incident.mentions)),
        facts=tuple(facts),
        reasons=tuple(_why_happened(reading, incident)),
    )


def _party(reading: Reading, incident: Incident, n: int) -> Fact:
    actor = incident.actors[n]
    by = speaker(reading, actor.statement)
    return Fact(
        name=_plain(actor.role),
        value=f"{actor.name}, on the say-so of {by}",
        shows=() if actor.statement == NARRATOR else (actor.statement,),
    )


def _why_happened(reading: Reading, incident: Incident) -> Iterator[str]:
    words = ", ".join(f"“{text}”" for text in dict.fromkeys(one.text for one in incident.mentions))
    yield f"It is named by {words}."
    if incident.when and incident.when.text:
        yield _counted(reading, incident.when.text, _dated(incident.when))
    for place in {p.name: p for p in incident.where}.values():
        if place.lat is None or place.lon is None:
            yield f"“{place.text}” is a place that no gazetteer has."
        else:
            at = f"{_degrees(place.lat, 'N', 'S')}, {_degrees(place.lon, 'E', 'W')}"
            yield f"“{place.text}” is taken for {place.name}, {place.country or 'no country'}, at {at}."


def _figure(reading: Reading, casualty: Casualty) -> Thing:
    whom = people(casualty.victims.status, casualty.victims.groups)
    by, own = speaker(reading, casualty.statement), casualty.statement == NARRATOR
    facts = [
        Fact(name="number", value=_number(casualty)),
        Fact(name="harm", value=_plain(casualty.harm)),
        Fact(name="people", value=whom or "not told"),
        Fact(name="according to", value=by, shows=() if own else (casualty.statement,)),
    ]
    if casualty.incident:
        named = next(one for one in reading.incidents if one.id == casualty.incident)
        facts.append(Fact(name="incident", value=named.type.value, shows=(casualty.incident,)))
    if casualty.part_of:
        facts.append(Fact(name="share of", value=casualty.part_of, shows=(casualty.part_of,)))
    if casualty.also:
        facts.append(Fact(name="printed again", value=count(len(casualty.also), "more time")))
    return Thing(
        id=casualty.id,
        sort="figure",
        title=f"{_number(casualty)} {_plain(casualty.harm)}",
        words=casualty.text,
        facts=tuple(facts),
        reasons=tuple(_why_counted(casualty, by, own=own)),
    )


def _why_counted(casualty: Casualty, by: str, *, own: bool) -> Iterator[str]:
    yield f"“{casualty.text}”: {BOUNDS[casualty.bound]}."
    if own:
        yield f"Nobody is named for it, so it is on the say-so of {by}."
    else:
        yield f"It stands in what {by} says."
    if casualty.incident is None:
        yield "It is counted for no single incident: it is a toll of a longer time, or none is named near it."


def _pledge(reading: Reading, pledge: Pledge) -> Thing:
    by = (pledge.by.name or pledge.by.text) if pledge.by else "not told"
    own = pledge.statement == NARRATOR
    facts = [
        Fact(name="by", value=by),
        Fact(name="act", value=_plain(pledge.act)),
        Fact(name="deadline", value=_dated(pledge.deadline) or "none"),
        Fact(
            name="according to",
            value=speaker(reading, pledge.statement),
            shows=() if own else (pledge.statement,),
        ),
    ]
    when = pledge.deadline
    return Thing(
        id=pledge.id,
        sort="pledge",
        title=f"{_plain(pledge.act)}: {by}",
        words=shorten(pledge.what.text, LONG),
        facts=tuple(facts),
        reasons=(_counted(reading, when.text, _dated(when)),) if when and when.text else (),
    )


def _time(reading: Reading, id: str, time: Time) -> Thing:
    spelled = days(time.start, time.end)
    facts = [Fact(name="sort", value=time.type.value.lower()), Fact(name="TIMEX3 value", value=time.value)]
    return Thing(
        id=id,
        sort="time",
        title=spelled or time.value,
        words=time.text,
        facts=(*facts, Fact(name="days", value=spelled)) if spelled else tuple(facts),
        reasons=(_counted(reading, time.text, spelled),) if spelled else (),
    )


def _place(id: str, place: Place) -> Thing:
    facts = [Fact(name="country", value=place.country or "not known")]
    if place.lat is not None and place.lon is not None:
        at = f"{_degrees(place.lat, 'N', 'S')}, {_degrees(place.lon, 'E', 'W')}"
        facts.append(Fact(name="at", value=at))
    if place.geonameid:
        facts.append(Fact(name="GeoNames", value=str(place.geonameid)))
    reason = f"“{place.text}” is taken for {place.name}." if place.lat is not None else "No gazetteer has it."
    return Thing(
        id=id, sort="place", title=place.name, words=place.text, facts=tuple(facts), reasons=(reason,)
    )


def _counted(reading: Reading, words: str, spelled: str) -> str:
    """How words came to a day."""
    published = reading.report.published
    if not spelled:
        return f"“{words}” comes to no day."
    if published is None:
        return f"“{words}” comes to {spelled}; the report has no day of publication to count from."
    basis = BASIS.get(reading.report.published_basis)
    return f"“{words}” comes to {spelled}, seen from the day of publication, {published[:10]}" + (
        f", {basis}." if basis else "."
    )


def _dated(when: When | None) -> str:
    return days(when.start, when.end) if when else ""


def _number(casualty: Casualty) -> str:
    return number(
        casualty.low,
        casualty.high,
        about=casualty.bound is Bound.ABOUT,
        words=f"“{shorten(casualty.text, 40)}”",
    )


def _degrees(value: float, above: str, below: str) -> str:
    return f"{abs(value):.2f}° {above if value >= 0 else below}"


def _plain(word: str) -> str:
    return str(word).replace("_", " ")


def listed(things: Sequence[Thing], sort: str) -> tuple[Thing, ...]:
    """The things of one sort, in their order."""
    return tuple(thing for thing in things if thing.sort == sort)
