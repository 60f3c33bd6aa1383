"""Merging and splitting: what one incident is made of, and what lies near it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from fastapi import APIRouter, Depends, Request, Response

from sayso.ledger import Ledger
from sayso.model import Reading
from sayso.passage import sentence_around
from sayso.web.answer import Shape as Form
from sayso.web.answer import Table, answer, described
from sayso.web.catalogue import UNKNOWN, Catalogue
from sayso.web.deps import Book, Kept, Shape, requires
from sayso.web.shown import seen_cards
from sayso.web.visitor import Role
from sayso.workflow.stood import as_seen

router = APIRouter(tags=["review"], dependencies=[Depends(requires(Role.CODER))])

DAYS = 7
"""How far apart the days of incidents may lie that may be one."""
NEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One report's own incident, as a part of a linked one.

    Args:
        name: as decisions name it.
        report: its report's id.
        outlet: who published it.
        published: when.
        kind: of incident, as this report has it.
        words: the first phrase that names it.
        sentence: that it stands in.
    """

    name: str
    report: str
    outlet: str | None
    published: str | None
    kind: str
    words: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPage:
    """An incident, its mentions, and incidents near it in time and place, as cards of the list.

    Args:
        incident: what it is.
        mentions: what it is made of.
        near: what it may be merged with.
        done: the decisions that were just recorded.
    """

    incident: dict[str, Any]
    mentions: tuple[Mention, ...]
    near: tuple[dict[str, Any], ...]
    done: tuple[str, ...]


@router.get("/review/incidents/{id}", responses=described(MatchPage))
def show(
    request: Request, ledger: Book, keeper: Kept, id: str, shape: Shape = Form.HTML, done: str = ""
) -> Response:
    """What an incident is made of, to be split, and what lies near it, to be merged with it."""
    row = as_seen(ledger, id)
    catalogue = keeper.catalogue()
    view = MatchPage(
        incident={name: row[name] for name in ("id", "type", "status", "when", "where", "tolls")},
        mentions=tuple(_mentions(ledger, row["told_in"])),
        done=tuple(id for id in done.split(",") if id),
        near=tuple(seen_cards(ledger, _near(catalogue, row["id"]))),
    )
    names = ("name", "report", "outlet", "published", "kind", "words", "sentence")
    rows = [{name: getattr(mention, name) for name in names} for mention in view.mentions]
    return answer(request, shape, "review/match.html", view, table=Table(names, rows))


def _mentions(ledger: Ledger, told_in: Iterable[Mapping[str, str]]) -> Iterable[Mention]:
    readings: dict[str, Reading] = {}
    for told in told_in:
        report = told["report"]
        if report not in readings:
            readings[report] = ledger.reading(report)[1]
        reading = readings[report]
        incident = next((one for one in reading.incidents if one.id == told["incident"]), None)
        if incident:
            first = incident.mentions[0]
            yield Mention(
                name=f"{report}:{incident.id}",
                report=report,
                outlet=reading.report.outlet,
                published=reading.report.published,
                kind=incident.type.value,
                words=first.text,
                sentence=sentence_around(reading.report.text, first.span),
            )


def _near(catalogue: Catalogue, id: str) -> list[int]:
    """The places in the catalogue of incidents of one country and about the same days, the nearest first.

    An incident that is told without a place may be any of those days.
    """
    place = catalogue.by_id.get(id)
    if place is None:
        return []
    shares = np.zeros(len(catalogue), dtype=bool)
    for name in ("country", "place"):
        facet = catalogue.facets[name]
        own = np.zeros(len(catalogue), dtype=bool)
        own[place] = True
        shares |= facet.having([facet.values[code] for code in np.flatnonzero(facet.counts(own))])
    days = catalogue.start
    apart = np.abs(days - days[place])
    known = (days != UNKNOWN) & (days[place] != UNKNOWN)
    close = shares & (~known | (apart <= DAYS)) if shares.any() else known & (apart <= DAYS)
    close[place] = False
    found = np.flatnonzero(close)
    ranked = found[np.argsort(np.where(known, apart, DAYS)[found], kind="stable")]
    return [int(each) for each in ranked[:NEAR]]
