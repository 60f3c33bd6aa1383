"""Edits: what changed between two versions of one report, in its words and in its figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from sayso.model import NARRATOR, Casualty, Harm, Reading, Victims, VictimStatus
from sayso.passage import sentences

FIELDS = ("title", "outlet", "published")

ALIKE = 0.5
"""Share of two sentences that is the same, from which one is the other, reworded."""

NEAR = 12
"""Sentences ahead among which the reworded one is looked for."""


class Change(StrEnum):
    """What was done to a figure."""

    RAISED = "raised"
    LOWERED = "lowered"
    REWORDED = "reworded"
    ATTRIBUTED = "attributed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """A field or a sentence before and after; None where it was not there."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure as one version tells it.

    Args:
        text: as printed.
        low: the least it can be.
        high: the most it can be.
        source: on whose say-so.
        harm: what befell the people counted.
        victims: who they were.
    """

    text: str
    low: int | None
    high: int | None
    source: str
    harm: Harm
    victims: Victims


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """A figure before and after; None where it was not there."""

    change: Change
    before: Told | None
    after: Told | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """All that changed, in the order of the report."""

    words: tuple[Rewording, ...]
    figures: tuple[Recount, ...]


def edits(before: Reading, after: Reading) -> Edits:
    """What changed between two versions of one report."""
    return Edits(
        words=(*_fields(before, after), *reworded(before.report.text, after.report.text)),
        figures=tuple(_figures(_told(before), _told(after))),
    )


def _fields(before: Reading, after: Reading) -> Iterator[Rewording]:
    for field in FIELDS:
        was, now = getattr(before.report, field), getattr(after.report, field)
        if was != now:
            yield Rewording(field=field, before=was, after=now)


def reworded(before: str, after: str) -> Iterator[Rewording]:
    """Sentences that were taken out, added, or reworded, in their order."""
    was, now = _cut(before), _cut(after)
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _paired(was[a:b], now[c:d])


def _cut(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in sentences(text)]


def _paired(was: Sequence[str], now: Sequence[str]) -> Iterator[Rewording]:
    """Each sentence that was with the first later one that it is like; what is like none stands alone."""
    free = 0
    for sentence in was:
        near = range(free, min(free + NEAR, len(now)))
        like = next((n for n in near if _are_alike(sentence, now[n])), None)
        if like is not None:
            yield from (_added(new) for new in now[free:like])
            free = like + 1
        yield Rewording(field="text", before=sentence, after=None if like is None else now[like])
    yield from (_added(new) for new in now[free:])


def _added(sentence: str) -> Rewording:
    return Rewording(field="text", before=None, after=sentence)


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= ALIKE


def _told(reading: Reading) -> list[Told]:
    sources = {statement.id: statement.source for statement in reading.statements}

    def told(casualty: Casualty) -> Told:
        source = sources[casualty.statement]
        name = (
            source.name or source.text or (reading.report.outlet if casualty.statement == NARRATOR else None)
        )
        return Told(
            text=casualty.text,
            low=casualty.low,
            high=casualty.high,
            source=name or "the report itself",
            harm=casualty.harm,
            # Who they belonged to goes by an id of its own Reading.
            victims=Victims(status=casualty.victims.status, groups=casualty.victims.groups),
        )

    return [told(casualty) for casualty in sorted(reading.casualties, key=lambda c: c.span)]


def _figures(was: list[Told], now: list[Told]) -> Iterator[Recount]:
    """Figures with their counterparts, the closest first: as they were, recounted, from another source."""
    before, after = list(was), list(now)
    pairs: list[tuple[Told, Told]] = []
    for same in (_is_same, _is_reworded, _is_recounted, _is_attributed):
        for one in list(before):
            other = next((told for told in after if same(one, told)), None)
            if other is not None:
                before.remove(one)
                after.remove(other)
                pairs.append((one, other))
    found = [
        Recount(change=_change(one, other), before=one, after=other) for one, other in pairs if one != other
    ]
    yield from sorted(found, key=lambda recount: now.index(recount.after) if recount.after else 0)
    yield from (Recount(change=Change.REMOVED, before=one, after=None) for one in before)
    yield from (Recount(change=Change.ADDED, before=None, after=other) for other in after)


def _is_same(one: Told, other: Told) -> bool:
    return one == other


def _is_reworded(one: Told, other: Told) -> bool:
    return _is_recounted(one, other) and _number(one) == _number(other)


def _is_recounted(one: Told, other: Told) -> bool:
    return _is_of_same(one, other) and one.source == other.source


def _is_attributed(one: Told, other: Told) -> bool:
    return _is_of_same(one, other) and _number(one) == _number(other)


def _is_of_same(one: Told, other: Told) -> bool:
    """Whether both count the same harm to people who may be the same."""
    statuses = {one.victims.status, other.victims.status} - {VictimStatus.UNKNOWN}
    return one.harm is other.harm and one.victims.groups == other.victims.groups and len(statuses) < 2


def _number(told: Told) -> tuple[int | None, int | None]:
    return told.low, told.high


def _change(one: Told, other: Told) -> Change:
    if one.source != other.source:
        return Change.ATTRIBUTED
    was, now = (_rank(told) for told in (one, other))
    if was is None or now is None or was == now:
        return Change.REWORDED
    return Change.RAISED if now > was else Change.LOWERED


def _rank(told: Told) -> tuple[int, int] | None:
    """What a figure is compared by: its low end, then its high end; None for words without a number."""
    ends = [end for end in _number(told) if end is not None]
    return (ends[0], ends[-1]) if ends else None
