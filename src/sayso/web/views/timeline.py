"""The timeline beside the list of incidents: a bar a day, a month or a year, each a link that narrows the list to it."""

from dataclasses import dataclass
from math import ceil
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from sayso.web.asked import NO_FILTERS, Narrowing
from sayso.web.deps import Kept
from sayso.web.plots import Bin, days
from sayso.web.templating import page

router = APIRouter()

LABELS = {"day": 4, "month": 6, "year": 8}
"""How many bars have a label below them at most, so that labels do not touch on the narrowest of screens."""

WIDEST = 8.0
"""Percent of the width that a bar has at most, where there are few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A bar of the timeline.

    Args:
        at: where it begins, in percent of the width.
        width: in percent.
        height: in percent of the height.
        name: the day, month or year.
        label: what is written below it; empty below most.
        count: how many incidents began then.
        href: the list, narrowed to it.
    """

    at: float
    width: float
    height: float
    name: str
    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The incidents that pass the filters, by when they began.

    Args:
        unit: of a bar.
        columns: without gaps.
        most: incidents in the highest bar.
        undated: incidents of which nobody knows when.
        wider: the list for all times, where it is narrowed.
    """

    unit: str
    columns: tuple[Column, ...]
    most: int
    undated: int
    wider: str | None


@router.get("/incidents/timeline", include_in_schema=False)
def show(request: Request, keeper: Kept, asked: Annotated[Narrowing, Query()]) -> Response:
    """The timeline as a part of a page; its data are at /incidents/days."""
    catalogue = keeper.catalogue()
    found = days(catalogue, catalogue.through(catalogue.masks(asked.filters(keeper, catalogue))))
    most = max((one.count for one in found.bins), default=0)
    width = min(100 / max(len(found.bins), 1), WIDEST)
    apart = 100 / LABELS[found.unit]
    every = ceil(apart / width)
    view = Timeline(
        unit=found.unit,
        columns=tuple(
            Column(
                at=round(n * width, 3),
                width=round(width, 3),
                height=round(100 * one.count / most, 1) if most else 0,
                name=_name(one, found.unit),
                label=_name(one, found.unit) if n % every == 0 and n * width <= 100 - apart else "",
                count=one.count,
                href=_narrowed(asked, one.start, one.end),
            )
            for n, one in enumerate(found.bins)
        ),
        most=most,
        undated=found.undated,
        wider=_narrowed(asked) if asked.since or asked.until else None,
    )
    return page(request, "incidents/timeline.html", view=view)


def _name(one: Bin, unit: str) -> str:
    return one.start[: {"day": 10, "month": 7, "year": 4}[unit]]


def _narrowed(asked: Narrowing, since: str | None = None, until: str | None = None) -> str:
    """The list with the filters, but of other days."""
    kept = asked.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={*NO_FILTERS, "since", "until"}
    )
    days = {name: day for name, day in (("from", since), ("to", until)) if day}
    query = urlencode({**kept, **days}, doseq=True)
    return f"/incidents?{query}" if query else "/incidents"
