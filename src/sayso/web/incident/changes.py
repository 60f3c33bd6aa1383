"""How each account's toll changed over time: a stepped line a source, on the same days and the same scale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.model import Harm
from sayso.web.axis import Axis, Days, Tick
from sayso.web.templating import words_link
from sayso.wording import number, shorten

HEIGHT = 34
"""Of a line's strip, in CSS pixels."""
EDGE = 6

LONG = 240

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a source's toll was from a day on.

    Args:
        at: where the day begins, in percent.
        until: where the next step begins, or the end.
        level: how far down the number stands, in CSS pixels.
        rise: the level before, where there was one.
        number: the toll with its bounds.
        is_new: it is not what was said before.
        said: the day.
        href: of the words.
        sentence: they stand in.
    """

    at: float
    until: float
    level: float
    rise: float | None
    number: str
    is_new: bool
    said: str
    href: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One source's toll over time."""

    source: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The tolls of one harm over time, on one scale.

    Args:
        harm: what is counted.
        top: the number at the top of each strip.
        height: of a strip, in CSS pixels.
        ticks: days along it.
        lines: one a source.
    """

    harm: str
    top: int
    height: int
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]


def changes_of(accounts: Sequence[Row]) -> tuple[Changes, ...]:
    """The tolls over time of each harm that somebody counts on two days or more."""
    return tuple(found for harm in Harm if (found := _of_harm(harm, accounts)))


def _of_harm(harm: Harm, accounts: Sequence[Row]) -> Changes | None:
    said = {account["source"]: _tolls(account, harm) for account in accounts}
    said = {source: tolls for source, tolls in said.items() if tolls}
    known = sorted({figure["said"] for tolls in said.values() for figure in tolls})
    if len(known) < 2:
        return None
    days = Days(first=date.fromisoformat(known[0]), last=date.fromisoformat(known[-1]))
    axis = Axis.of(_peak(figure) for tolls in said.values() for figure in tolls)
    return Changes(
        harm=harm.value,
        top=axis.top,
        height=HEIGHT,
        ticks=days.ticks(known),
        lines=tuple(Line(source=s, steps=tuple(_steps(tolls, days, axis))) for s, tolls in said.items()),
    )


def _tolls(account: Row, harm: Harm) -> list[Row]:
    """The figure that stands for all whom a source counts, each day that it gives one.

    A source's toll is the largest of the figures that it stood by when the day was over: lesser ones beside it
    count some of the same people.
    """
    figures = [
        figure
        for figure in account["figures"]
        if figure["harm"] == harm.value and not figure["share"] and figure["said"] and _has_number(figure)
    ]
    found: list[Row] = []
    latest: dict[tuple[Any, ...], list[Row]] = {}
    for day in sorted({figure["said"] for figure in figures}):
        today = [figure for figure in figures if figure["said"] == day]
        for scope in {_scope(figure) for figure in today}:
            latest[scope] = [figure for figure in today if _scope(figure) == scope]
        standing = [figure for rows in latest.values() for figure in rows if _is_printed(figure, day)]
        if not standing:
            continue
        greatest = max(standing, key=_peak)
        found.append(greatest if greatest["said"] == day else {**greatest, "said": day})
    return found


def _is_printed(figure: Row, day: str) -> bool:
    """Whether the outlet still had a figure when a day was over."""
    rewrite = figure.get("rewrite")
    return not rewrite or day < rewrite["on"]


def _steps(tolls: Sequence[Row], days: Days, axis: Axis) -> Iterable[Step]:
    level: float | None = None
    shown: str | None = None
    for n, figure in enumerate(tolls):
        here = _level(figure, axis)
        words = number(figure["low"], figure["high"], about=figure["bound"] == "about")
        yield Step(
            at=days.at(figure["said"]),
            until=days.at(tolls[n + 1]["said"]) if n + 1 < len(tolls) else _end(figure, days),
            level=here,
            rise=level if level != here else None,
            number=words,
            is_new=words != shown,
            said=figure["said"],
            href=words_link(figure["report"], figure["span"]),
            sentence=shorten(figure["sentence"], LONG),
        )
        level, shown = here, words


def _end(figure: Row, days: Days) -> float:
    """Where the last step of a line ends: with the axis, or where the outlet took the figure out."""
    rewrite = figure.get("rewrite")
    return min(100.0, days.at(rewrite["on"])) if rewrite else 100.0


def _level(figure: Row, axis: Axis) -> float:
    return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * axis.at(_peak(figure)) / 100, 1)


def _peak(figure: Row) -> int:
    return int(figure["high"] if figure["high"] is not None else figure["low"])


def _has_number(figure: Row) -> bool:
    return figure["low"] is not None or figure["high"] is not None


def _scope(figure: Row) -> tuple[Any, ...]:
    return figure["victims"]["status"], tuple(figure["victims"]["groups"])
