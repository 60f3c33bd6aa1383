"""What a search finds: reports by their words, each sentence with who says it, and names of sources and places."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from sayso.ledger import Ledger
from sayso.ledger.search import Found, Hit, Order
from sayso.model import NARRATOR, Reading, Span
from sayso.web.keeper import Keeper

SHOWN = 20
COUNTED = 2_000
"""Up to so many reports can be put in order by how well they fit; above it the newest come first."""
NAMES = 6

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that has some of the words.

    Args:
        parts: the sentence in pieces, every second one a word that was looked for.
        span: of the sentence in the report's text.
        said_by: who says some of it; empty for the report's own voice.
    """

    parts: tuple[str, ...]
    span: Span
    said_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InReport:
    """A report that has all of the words, and the incidents it tells of."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    sentences: tuple[Sentence, ...]
    incidents: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A source or a place whose name has all of the words, and how many incidents it has."""

    name: str
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was found.

    Args:
        q: the words.
        order: which reports come first.
        count: reports that have all of the words, up to 2,000.
        is_more: there are more than that.
        reports: some of them.
        next: `before` of the next page; None on the last, and where the best come first.
        sources: sources by name.
        places: places by name.
    """

    q: str
    order: Order
    count: int
    is_more: bool
    reports: tuple[InReport, ...]
    next: int | None
    sources: tuple[Name, ...]
    places: tuple[Name, ...]


def search(ledger: Ledger, keeper: Keeper, q: str, order: Order | None, before: int | None) -> Search:
    """Find words; without an order the best come first, where they are few enough to be compared."""
    count = ledger.lists.count(q, most=COUNTED + 1)
    is_more = count > COUNTED
    order = order or (Order.NEWEST if is_more else Order.BEST)
    found = ledger.lists.find(q, order, limit=SHOWN + 1, before=before)
    shown = found[:SHOWN]
    told = ledger.lists.told_in([one.report for one in shown])
    return Search(
        q=q,
        order=order,
        count=min(count, COUNTED),
        is_more=is_more,
        reports=tuple(_in_report(ledger, one, told.get(one.report, [])) for one in shown),
        next=shown[-1].number if order is Order.NEWEST and len(found) > SHOWN else None,
        sources=_names(keeper, "source", q),
        places=_names(keeper, "place", q),
    )


def rows(view: Search) -> Iterator[Row]:
    """A row a sentence."""
    for one in view.reports:
        for sentence in one.sentences:
            yield {
                "report": one.report,
                "outlet": one.outlet,
                "published": one.published,
                "sentence": "".join(sentence.parts),
                "span": sentence.span,
                "said_by": "; ".join(sentence.said_by),
                "incidents": [incident["id"] for incident in one.incidents],
            }


def _in_report(ledger: Ledger, found: Found, incidents: list[Row]) -> InReport:
    _, reading = ledger.reading(found.report)
    return InReport(
        report=found.report,
        title=found.title,
        outlet=reading.report.outlet,
        published=reading.report.published,
        sentences=tuple(_sentence(hit, reading) for hit in found.hits),
        incidents=tuple({name: card[name] for name in ("id", "type", "when", "where")} for card in incidents),
    )


def _sentence(hit: Hit, reading: Reading) -> Sentence:
    start, end = hit.span
    said_by = (
        statement.source.name or statement.source.text or ""
        for statement in reading.statements
        if statement.id != NARRATOR
        and any(part.span[0] < end and start < part.span[1] for part in statement.content)
    )
    return Sentence(parts=hit.parts, span=hit.span, said_by=tuple(dict.fromkeys(filter(None, said_by))))


def _names(keeper: Keeper, facet: str, q: str) -> tuple[Name, ...]:
    """Names that have all of the words, those of most incidents first."""
    words = q.replace('"', " ").casefold().split()
    if not words:
        return ()
    catalogue = keeper.catalogue()
    column = catalogue.facets[facet]
    fit = [code for name, code in column.known.items() if all(word in name.casefold() for word in words)]
    if not fit:
        return ()
    counts = column.counts(np.ones(len(catalogue), dtype=bool))
    most = sorted(fit, key=lambda code: -counts[code])[:NAMES]
    return tuple(Name(name=column.values[code], incidents=int(counts[code])) for code in most)
