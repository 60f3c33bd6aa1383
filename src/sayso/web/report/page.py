"""The page of one report: its text in pieces with their layers, and what one of its things was read as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sayso.accounts.voice import credit
from sayso.marks import Mark, marks_around, marks_of
from sayso.model import NARRATOR, Reading, Span
from sayso.web.report.explain import Thing, listed, speaker, things_of
from sayso.web.segments import Segment, paragraphs

AT = "at"
"""The id of words that an address points to by their place."""

LAYERS = (
    "content",
    "pledge",
    "source",
    "via",
    "cue",
    "party",
    "means",
    "place",
    "where",
    "deadline",
    "time",
    "when",
    "incident",
    "figure",
)
"""From the ground up: of marks on the same words the last is what a click means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of the text with their layers.

    Args:
        text: the words.
        start: where they begin, in code points.
        layers: the kinds of marks on them.
        of: ids of the things that they belong to.
        shows: the thing that a click on them shows; None where nothing was read, or where there is no word.
        begins: ids of the things whose first words they are.
        lit: they belong to what is shown.
        stop: the first words of what they show, where the tab key stops.
    """

    text: str
    start: int
    layers: tuple[str, ...]
    of: tuple[str, ...]
    shows: str | None
    begins: tuple[str, ...]
    lit: bool
    stop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A statement in the list beside the text."""

    id: str
    source: str
    act: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report as it was read.

    Args:
        id: the report's short id.
        title: of the report, or None.
        outlet: who published it, or the agency that it is credited to.
        published: the day.
        basis: how the day is known.
        url: its address, where that is one of the web.
        language: of the text.
        lines: of the text, in pieces.
        statements: all of them, in their order.
        incidents: what happened.
        figures: of harm to people.
        pledges: what was undertaken.
        linked: for each incident the id of the linked one.
        shown: the thing that the address asks for.
        beside: other things on the same words.
    """

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    basis: str
    url: str | None
    language: str
    lines: tuple[tuple[Piece, ...], ...]
    statements: tuple[Heard, ...]
    incidents: tuple[Thing, ...]
    figures: tuple[Thing, ...]
    pledges: tuple[Thing, ...]
    linked: Mapping[str, str]
    shown: Thing | None
    beside: tuple[Thing, ...]


def page_of(
    id: str, reading: Reading, linked: Mapping[str, str], *, show: str | None = None, at: Span | None = None
) -> ReportPage:
    """What the page of a report shows.

    Args:
        id: the report's short id.
        reading: what was read in it.
        linked: for each of its incidents the id of the linked one.
        show: the id of a thing to be shown.
        at: words to be lit, by their place; what they were read as is shown.
    """
    report = reading.report
    marks = [*marks_of(reading), *marks_around(reading)]
    things = things_of(reading)
    shown = things.get(show or "") or things.get(_meant(marks, at) or "")
    if at:
        marks.append(Mark(id=AT, kind=AT, span=at))
    return ReportPage(
        id=id,
        title=report.title,
        outlet=report.outlet or credit(report.text),
        published=report.published[:10] if report.published else None,
        basis=report.published_basis.value,
        url=report.url if report.url and urlsplit(report.url).scheme in ("http", "https") else None,
        language=report.language,
        lines=tuple(_pieces(line, shown, at) for line in paragraphs(report.text, marks)),
        statements=tuple(
            Heard(
                id=one.id,
                source=speaker(reading, one.id),
                act=one.act.value,
                words=" … ".join(phrase.text for phrase in one.content),
            )
            for one in reading.statements
            if one.id != NARRATOR
        ),
        incidents=listed(list(things.values()), "incident"),
        figures=listed(list(things.values()), "figure"),
        pledges=listed(list(things.values()), "pledge"),
        linked=linked,
        shown=shown,
        beside=_beside(marks, things, shown),
    )


def _meant(marks: Sequence[Mark], at: Span | None) -> str | None:
    """The thing whose words are most like those of a place, the uppermost layer of equals."""
    if at is None:
        return None
    touching = [mark for mark in marks if _overlap(mark.span, at)]
    best = max(touching, key=lambda mark: (_likeness(mark.span, at), _rank(mark)), default=None)
    return best.id if best else None


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _likeness(one: Span, other: Span) -> float:
    """The share of the words of both that both have."""
    return _overlap(one, other) / (max(one[1], other[1]) - min(one[0], other[0]))


def _rank(mark: Mark) -> int:
    return LAYERS.index(mark.kind)


def _pieces(line: Sequence[Segment], shown: Thing | None, at: Span | None) -> tuple[Piece, ...]:
    return tuple(_piece(segment, shown, at) for segment in line)


def _piece(segment: Segment, shown: Thing | None, at: Span | None) -> Piece:
    marks = [mark for mark in segment.marks if mark.kind != AT]
    top = max(marks, key=lambda mark: (mark.span[0] - mark.span[1], _rank(mark)), default=None)
    if not segment.text.strip():
        top = None
    lit = at is not None and len(marks) < len(segment.marks)
    return Piece(
        text=segment.text,
        start=segment.start,
        layers=tuple(dict.fromkeys(mark.kind for mark in marks)),
        of=tuple(dict.fromkeys(mark.id for mark in marks)),
        shows=top.id if top else None,
        begins=segment.begins,
        lit=lit or (shown is not None and any(mark.id == shown.id for mark in marks)),
        stop=top is not None and top.id in segment.begins,
    )


def _beside(marks: Sequence[Mark], things: Mapping[str, Thing], shown: Thing | None) -> tuple[Thing, ...]:
    """Other things that stand on words of the one that is shown."""
    if shown is None:
        return ()
    own = [mark.span for mark in marks if mark.id == shown.id]
    ids = dict.fromkeys(
        mark.id for mark in marks if mark.id != shown.id and any(_overlap(mark.span, span) for span in own)
    )
    return tuple(things[id] for id in ids if id in things)
