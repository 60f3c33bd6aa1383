"""Parties to incidents, and the means: who did it, who was harmed, what was hit, and with what."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Span

from sayso.language.encoder import Scores, spans
from sayso.language.entities import words_of
from sayso.model import Act, Entity
from sayso.reading.context import Context, statement_id
from sayso.reading.incidents.mentions import Event
from sayso.reading.incidents.naming import PEOPLE, beside, mended
from sayso.reading.manner import act_of

LEAST = 0.15
"""Least link at which a party is put to an incident elsewhere in the report rather than to the nearest."""

LEAN = 1.2
"""What is taken from the log odds of being no party: single words are marked too seldom, and weighed below."""

SURE = 0.4
"""Least likelihood of its best mention at which a party is kept."""

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
    scores: Scores = doc._.sayso_scores
    found = list(_claimed(doc, events, context))
    marked = mended(doc, spans(doc, scores, "role", lean=LEAN), context.entities)
    for group in one_each(marked, context.entities):
        if max(_likelihood(scores, span) for span in group) < SURE:
            continue
        best = best_name(group, context.entities)
        for home in dict.fromkeys(nearest_events(doc, group, events, "party")):
            found.append(Party(best, best.label_, home))
    return found


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


def one_each(found: Sequence[Span], entities: Sequence[Entity]) -> list[list[Span]]:
    """The mentions of each party, by its part: one name or one description is one party."""
    groups: list[list[Span]] = []
    for span in found:
        alike = (g for g in groups if g[0].label_ == span.label_ and any(_same(span, o, entities) for o in g))
        home = next(alike, None)
        if home is None:
            groups.append([span])
        else:
            home.append(span)
    return groups


def _same(one: Span, other: Span, entities: Sequence[Entity]) -> bool:
    if one.label_ in PEOPLE and beside(one, other):
        return True
    words, others = words_of(one.text), words_of(other.text)
    if not words or not others:
        return False
    named = entity_of(one, entities), entity_of(other, entities)
    if named[0] is not None and named[0] is named[1]:
        return True
    short, long = sorted((words, others), key=len)
    return short[-1] == long[-1] and set(short) <= set(long)


def best_name(group: Sequence[Span], entities: Sequence[Entity] = ()) -> Span:
    """The mention that is a name, or has the commonest words; of equals, the longer, then the earlier."""
    count = Counter(" ".join(words_of(span.text)) for span in group)
    names = {mention.span for entity in entities for mention in entity.mentions}

    def rank(span: Span) -> tuple[bool, int, int, int]:
        named = span.label_ in PEOPLE and (span.start_char, span.end_char) in names
        return named, count[" ".join(words_of(span.text))], len(span), -span.start

    return max(group, key=rank)


def _likelihood(scores: Scores, span: Span) -> float:
    """How likely the words of a span play any part, on average."""
    outside = np.exp(scores.odds["role"][span.start : span.end, 0])
    return float(1 - outside.mean())


def nearest_events(doc: Doc, found: Sequence[Span], events: Sequence[Event], role: str) -> list[int]:
    """For each span the event that it belongs to: the best linked, or else the nearest."""
    scores: Scores = doc._.sayso_scores
    if not found:
        return []
    links = np.stack(
        [np.max([scores.link(m.start, role) for m in event.mentions], axis=0) for event in events]
    )
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
