"""From a thing in a Reading to the words it stands on, and back, in whatever Reading of the report."""

from collections.abc import Iterable, Sequence

from sayso.decisions.decision import Kind, Target
from sayso.errors import NotFoundError
from sayso.model import Casualty, Entity, Incident, Phrase, Pledge, Reading, Span, Statement

Thing = Statement | Incident | Casualty | Pledge | Entity

TITLE = 80
"""Characters that a report without a title is called by."""

ALIKE = 0.5
"""Two readers mean the same words where they share at least half of what either covers."""


FIELDS = {
    Kind.STATEMENT: "statements",
    Kind.INCIDENT: "incidents",
    Kind.CASUALTY: "casualties",
    Kind.PLEDGE: "pledges",
    Kind.ENTITY: "entities",
}
KINDS: dict[type[Thing], Kind] = {
    Statement: Kind.STATEMENT,
    Incident: Kind.INCIDENT,
    Casualty: Kind.CASUALTY,
    Pledge: Kind.PLEDGE,
    Entity: Kind.ENTITY,
}


def things(reading: Reading, kind: Kind) -> Sequence[Thing]:
    """Everything of a kind that was read."""
    every: Sequence[Thing] = getattr(reading, FIELDS[kind]) if kind in FIELDS else ()
    return every


def target_of(report: str, reading: Reading, id: str) -> Target:
    """The words that a thing of a Reading stands on.

    Args:
        report: the report's hash.
        reading: of the report.
        id: of a statement, an incident, a casualty, a pledge or an entity in it.

    Raises:
        NotFoundError: the Reading has no such thing, or it stands on no words, as the narrator does.
    """
    for kind in Kind:
        for thing in things(reading, kind):
            if thing.id == id:
                spans = spans_of(thing)
                if not spans:
                    raise NotFoundError(
                        f"{id}: stands on no words of the report; nothing can be decided on it"
                    )
                start, end = spans[0]
                return Target(report=report, kind=kind, span=spans[0], text=reading.report.text[start:end])
    raise NotFoundError(f"{id}: this report has no such statement, incident, casualty, pledge or entity")


def whole(report: str, reading: Reading) -> Target:
    """A report as a whole.

    Args:
        report: the report's hash.
        reading: of the report.
    """
    text = reading.report.text
    title = reading.report.title or " ".join(text[:TITLE].split())
    return Target(report=report, kind=Kind.REPORT, span=(0, len(text)), text=title)


def find(reading: Reading, target: Target) -> Thing | None:
    """What a Reading has on the words of a target: the thing of its kind that covers them best, if any."""
    best, most = None, ALIKE
    for thing in things(reading, target.kind):
        shared = max((_shared(span, target.span) for span in spans_of(thing)), default=0.0)
        if shared > most or (best is None and shared == most):
            best, most = thing, shared
    return best


def is_on(target: Target, kind: Kind, span: Span) -> bool:
    """Whether a decision on these words is on a thing of a kind that stands at a span."""
    return target.kind is kind and _shared(target.span, span) >= ALIKE


def spans_of(thing: Thing) -> list[Span]:
    """Where the words of a thing stand, those that name it best first."""
    match thing:
        case Statement():
            said = _spans(thing.content) or _spans([thing.cue] if thing.cue else [])
            return said or ([thing.source.span] if thing.source.span else [])
        case Incident() | Entity():
            return _spans(thing.mentions)
        case Casualty():
            return [thing.span, *_spans(thing.also)]
        case Pledge():
            return _spans([thing.what])


def _spans(phrases: Iterable[Phrase]) -> list[Span]:
    return [phrase.span for phrase in phrases]


def _shared(one: Span, other: Span) -> float:
    """How much of what either covers both cover, from 0 to 1."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    union = max(one[1], other[1]) - min(one[0], other[0])
    return common / union if common > 0 else 0.0
