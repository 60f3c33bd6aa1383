"""Figures as ranges on one axis: who gives which number of whom, each with its sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.model import Harm, VictimStatus
from sayso.web.axis import Axis
from sayso.web.templating import words_link
from sayso.wording import number, people, shorten

NEAR = 0.1
"""Share by which a figure printed as a rough one is drawn wider to both sides."""

LONG = 240

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One figure of one source, drawn from `start` to `end`.

    Args:
        source: who gives it.
        number: the number with its bounds.
        start: its low end, in percent of the axis.
        end: its high end.
        low_open: it has no lower bound.
        high_open: it has no upper bound.
        is_rough: it was printed as a rough one.
        counted: it has a number at all.
        stands: the source has not corrected it since.
        changed: the day on which the outlet had changed its words, so that it stands no longer.
        share: it counts some of those that another of its figures counts.
        said: when it was published.
        href: of its words.
        sentence: that it stands in.
        again: how often the source gives it again.
    """

    source: str
    number: str
    start: float
    end: float
    low_open: bool
    high_open: bool
    is_rough: bool
    counted: bool
    stands: bool
    changed: str | None
    share: bool
    said: str | None
    href: str
    sentence: str
    again: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The figures that count the same people."""

    people: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmBars:
    """The figures of one harm, by the people they count."""

    harm: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of an incident on one axis; None where there is no figure."""

    axis: Axis
    harms: tuple[HarmBars, ...]


def figures_of(accounts: Sequence[Row]) -> Figures | None:
    """The figures of all accounts, by harm and by whom they count."""
    given = [(account["source"], figure) for account in accounts for figure in account["figures"]]
    if not given:
        return None
    axis = Axis.of(end for _, figure in given for end in _ends(figure))
    return Figures(
        axis=axis,
        harms=tuple(
            HarmBars(harm=harm.value, groups=tuple(_groups(axis, of_harm)))
            for harm in Harm
            if (of_harm := [one for one in given if one[1]["harm"] == harm.value])
        ),
    )


def _ends(figure: Row) -> tuple[float, float]:
    """Where a figure begins and ends on the axis, as far as it is bounded."""
    low, high = figure["low"] or 0, figure["high"] if figure["high"] is not None else figure["low"] or 0
    return (low * (1 - NEAR), high * (1 + NEAR)) if figure["bound"] == "about" else (low, high)


def _groups(axis: Axis, given: Iterable[tuple[str, Row]]) -> list[Group]:
    """People in general first, then each status, then groups of people."""
    scopes: dict[tuple[int, int, str], list[tuple[str, Row]]] = {}
    for source, figure in given:
        victims = figure["victims"]
        order = list(VictimStatus).index(VictimStatus(victims["status"]))
        in_general = victims["status"] == VictimStatus.UNKNOWN
        words = people(victims["status"], victims["groups"]) or "people in general"
        scopes.setdefault((len(victims["groups"]), -1 if in_general else order, words), []).append(
            (source, figure)
        )
    return [Group(people=scope[2], bars=tuple(_bars(axis, scopes[scope]))) for scope in sorted(scopes)]


def _bars(axis: Axis, given: Iterable[tuple[str, Row]]) -> list[Bar]:
    """A bar for each number that a source gives; the first words for it are linked."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for source, figure in given:
        is_vague = figure["low"] is None and figure["high"] is None
        words = figure["text"] if is_vague else ""
        same = (source, figure["low"], figure["high"], figure["bound"], figure["share"], words)
        found.setdefault(same, []).append(figure)
    return [_bar(axis, same[0], said) for same, said in found.items()]


def _bar(axis: Axis, source: str, said: Sequence[Row]) -> Bar:
    figure, stands = said[0], any(one["stands"] for one in said)
    low, high, is_rough = figure["low"], figure["high"], figure["bound"] == "about"
    start, end = _ends(figure)
    return Bar(
        source=source,
        number=number(low, high, about=is_rough, words=f"“{shorten(figure['text'], 30)}”"),
        start=axis.at(start),
        end=axis.at(end),
        low_open=low is None,
        high_open=high is None,
        is_rough=is_rough,
        counted=low is not None or high is not None,
        stands=stands,
        changed=None if stands or not figure.get("rewrite") else figure["rewrite"]["on"],
        share=figure["share"],
        said=figure["said"],
        href=words_link(figure["report"], figure["span"]),
        sentence=shorten(figure["sentence"], LONG),
        again=len(said) - 1,
    )
