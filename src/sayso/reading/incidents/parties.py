"""Parties to incidents, and the means: who did it, who was harmed, what was hit, and with what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Span

from sayso.language.encoder import Floats, Scores
from sayso.language.entities import words_of
from sayso.model import Act, Entity
from sayso.reading.context import Context, statement_id
from sayso.reading.incidents.ground import PARTS, Ground, ground
from sayso.reading.incidents.mentions import Event
from sayso.reading.incidents.phrases import Candidate, candidates
from sayso.reading.incidents.weighing import DESCRIBED, OUTCOMES, likelihoods
from sayso.reading.manner import act_of

LEAST = 0.15
"""Least link at which a party is put to an incident elsewhere in the report rather than to the nearest."""

SURE = 0.25
"""Least likelihood of a party: about half the F1 reached, where F1 is best."""

SURE_DESCRIBED = 0.5
"""Least likelihood of a victim without a name: there are many, and few are told apart."""

CLEAR = 0.5
"""Least share of the likelihood at a party's best place that another of its places has."""

PROPER = frozenset(("NNP", "NNPS"))
PRONOUNS = frozenset("he she it they who we i".split())


@dataclass(frozen=True, slots=True)
class Party:
    """One party or means of one incident.

    Args:
        span: the mention that names it best.
        label: the encoder's name of its part.
        event: the place of its incident in the list of events.
        statement: on whose say-so, where that is not where the words stand.
    """

    span: Span
    label: str
    event: int
    statement: str | None = None


def find_parties(doc: Doc, events: Sequence[Event], context: Context) -> list[Party]:
    """The parties and means that the encoder marks, each once for an incident, and who claims it."""
    if not events:
        return []
    found = list(_claimed(doc, events, context))
    links = links_to(doc, events, "party")
    for places in likely_parties(doc, events, context.entities):
        for home in dict.fromkeys(nearest_events(places, events, links)):
            found.append(Party(places[0], places[0].label_, home))
    return found


def likely_parties(doc: Doc, events: Sequence[Event], entities: Sequence[Entity]) -> list[list[Span]]:
    """The places of each likely party, the clearest first, labelled with its part; the likeliest party first.

    Of phrases that overlap, and of names for one party, the likeliest stands for all.
    """
    own, named = ground(doc, events, entities), candidates(doc, entities)
    surety = likelihoods(named, own) / [SURE_DESCRIBED if o == DESCRIBED else SURE for o in OUTCOMES]
    chosen: list[tuple[str, Candidate]] = []
    for n, outcome in sorted(np.argwhere(surety >= 1).tolist(), key=lambda at: -surety[*at]):
        part = "victim" if OUTCOMES[outcome] == DESCRIBED else OUTCOMES[outcome]
        if not any(_is_told(part, named[n], *other, entities) for other in chosen):
            chosen.append((part, named[n]))
    return [_clear_places(part, candidate, own) for part, candidate in chosen]


def _is_told(
    part: str, candidate: Candidate, other_part: str, other: Candidate, entities: Sequence[Entity]
) -> bool:
    """Whether a candidate only repeats one that was chosen: within it everywhere, or the same name."""
    if all(any(s.start < o.end and o.start < s.end for o in other.places) for s in candidate.places):
        return True
    return part == other_part and _same(candidate.places[0], other.places[0], entities)


def _clear_places(part: str, candidate: Candidate, own: Ground) -> list[Span]:
    likely = own.inside(candidate)[:, PARTS.index(part)]
    clear = [n for n in np.argsort(-likely, kind="stable") if likely[n] >= CLEAR * likely.max()]
    places = [candidate.places[n] for n in clear]
    return [Span(s.doc, _with_article(s), s.end, label=part) for s in places]


def _with_article(span: Span) -> int:
    return span.start - 1 if span.start and span.doc[span.start - 1].tag_ == "DT" else span.start


def _claimed(doc: Doc, events: Sequence[Event], context: Context) -> Iterator[Party]:
    """Whoever claims responsibility is a perpetrator, on their own say-so."""
    for number, saying in enumerate(context.sayings, 1):
        claims = any(t.lower_ == "responsibility" for span in saying.content for t in span)
        if not claims or not saying.source or act_of(doc, saying) is not Act.CLAIM:
            continue
        source = saying.source[0]
        if source.text.casefold() not in PRONOUNS:
            last = saying.content[-1]
            told = [
                n for n, e in enumerate(events) if any(last.start <= m.start < last.end for m in e.mentions)
            ]
            home = told[0] if told else _last_told(events, saying.cue)
            yield Party(source, "perpetrator_group", home, statement_id(number))


def _last_told(events: Sequence[Event], span: Span) -> int:
    """The incident with the last mention before some words, or the first of all."""
    before = [(m.start, n) for n, e in enumerate(events) for m in e.mentions if m.start < span.start]
    return max(before)[1] if before else 0


def _same(one: Span, other: Span, entities: Sequence[Entity]) -> bool:
    words, others = words_of(one.text), words_of(other.text)
    if not words or not others:
        return False
    named = entity_of(one, entities), entity_of(other, entities)
    if named[0] is not None and named[0] is named[1]:
        return True
    (short, brief), (long, _) = sorted(((words, one), (others, other)), key=lambda told: len(told[0]))
    return set(short) <= set(long) and (short[-1] == long[-1] or _is_name(brief))


def _is_name(span: Span) -> bool:
    """Whether proper nouns alone make up a phrase: "Roldan" may be short for "Roldan Betancur"."""
    return all(token.tag_ in PROPER for token in span if not token.is_punct)


def links_to(doc: Doc, events: Sequence[Event], role: str) -> Floats:
    """How likely each word plays a role for each event, (events, words)."""
    scores: Scores = doc._.sayso_scores
    return np.stack([np.max([scores.link(m.start, role) for m in e.mentions], axis=0) for e in events])


def nearest_events(found: Sequence[Span], events: Sequence[Event], links: Floats) -> list[int]:
    """For each span the event that it belongs to: the best linked, or else the nearest."""
    homes = []
    for span in found:
        likely = links[:, span.start : span.end].mean(axis=1)
        if likely.max() >= LEAST:
            homes.append(int(likely.argmax()))
        else:
            near = [min(_apart(span, m) for m in event.mentions) for event in events]
            homes.append(near.index(min(near)))
    return homes


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def entity_of(span: Span, entities: Sequence[Entity]) -> Entity | None:
    """The entity that the party's words name: the first inside them."""
    start, end = span.start_char, span.end_char
    inside = (e for e in entities for m in e.mentions if start <= m.span[0] and m.span[1] <= end)
    return next(inside, None)
