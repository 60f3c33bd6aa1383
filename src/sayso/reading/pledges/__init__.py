"""Pledges: what a party promises, orders, threatens, refuses, schedules or takes back, and by when."""

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from sayso.language.entities import ARTICLES
from sayso.model import NARRATOR, Party, Pledge, Time, TimeType, When
from sayso.reading.context import Context
from sayso.reading.incidents.parties import entity_of
from sayso.reading.pledges.commitments import Commitment, find_commitments
from sayso.reading.speakers import Speaker
from sayso.reading.statements import phrase

__all__ = ["find_pledges"]

OWN = frozenset("we i us our my".split())
PRONOUNS = OWN | frozenset("he she they it his her their its who".split())


def find_pledges(doc: Doc, speakers: Sequence[Speaker], context: Context) -> tuple[Pledge, ...]:
    """The pledges of a Doc, `p1`, `p2`, ... in text order.

    Args:
        doc: a Doc that the language layer has read.
        speakers: the speaker of each of the context's sayings.
        context: the report's names, times and statements.
    """
    return tuple(
        _pledge(number, commitment, speakers, context)
        for number, commitment in enumerate(find_commitments(doc, context), 1)
    )


def _pledge(number: int, commitment: Commitment, speakers: Sequence[Speaker], context: Context) -> Pledge:
    statement = context.statement_at(commitment.what)
    speaker = None if statement == NARRATOR else speakers[int(statement[1:]) - 1]
    return Pledge(
        id=f"p{number}",
        by=_party(commitment.by, speaker, context) if commitment.by is not None else None,
        act=commitment.act,
        what=phrase(commitment.what),
        deadline=_deadline(commitment.what, context.times),
        statement=statement,
    )


def _party(span: Span, speaker: Speaker | None, context: Context) -> Party:
    """Who is bound, by name: "we" and "he" are the speaker's where the words are a speaker's."""
    place = (span.start_char, span.end_char)
    words = span.text.split()
    last = words[-1].casefold()
    if last in PRONOUNS:
        source = speaker.source if speaker is not None else None
        name, entity = (source.name, source.entity) if source is not None else (None, None)
        return Party(text=span.text, span=place, name=name, entity=entity)
    known = entity_of(span, context.entities)
    if known is not None and known.name.casefold().endswith(last):
        return Party(text=span.text, span=place, name=known.name, entity=known.id)
    plain = " ".join(words[1:] if len(words) > 1 and words[0].casefold() in ARTICLES else words)
    return Party(text=span.text, span=place, name=plain, entity=None)


def _deadline(what: Span, times: Sequence[Time]) -> When | None:
    """The first dated expression inside the commitment, or right behind it."""
    reach = min(what.sent.end_char, what.end_char + 25)
    for time in times:
        if time.start is None or time.type not in (TimeType.DATE, TimeType.TIME):
            continue
        if what.start_char <= time.span[0] < reach:
            return When(start=time.start, end=time.end, text=time.text, span=time.span)
    return None
