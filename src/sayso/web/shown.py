"""Which incidents a list shows, and how many there are of each kind beside it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sayso.errors import NotFoundError
from sayso.exports.countries import country
from sayso.ledger import Ledger
from sayso.ledger.listing import card
from sayso.web.asked import Listing
from sayso.web.catalogue import FACETS, Catalogue, Mask
from sayso.web.keeper import Keeper
from sayso.workflow.link import Shelf
from sayso.workflow.stood import as_it_stood, as_seen

OFFERED = 8
"""Values of a filter that are offered; others can be typed."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value to filter by, and how many incidents would be shown with it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A filter's values, most common first; `more` is how many others there are."""

    name: str
    options: tuple[Option, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """A page of incidents.

    Args:
        total: how many pass the filters.
        first: the place of the first one shown among them, from 1.
        shown: their cards.
        choices: what else to filter by.
        previous: `before` of the page before this one; None on the first.
        next: `after` of the next page; None on the last.
        query: the filters as they stand in an address.
        asked: the filters.
    """

    total: int
    first: int
    shown: tuple[Row, ...]
    choices: tuple[Choice, ...]
    previous: str | None
    next: str | None
    query: str
    asked: Row


def incidents(ledger: Ledger, keeper: Keeper, asked: Listing) -> Incidents:
    """The page of incidents that was asked for."""
    catalogue = keeper.catalogue()
    masks = catalogue.masks(asked.filters(keeper, catalogue))
    order = catalogue.sorted_by(asked.sort)
    matching = order.matching(catalogue.through(masks))
    begin, end = 0, min(asked.limit, len(matching))
    if asked.after:
        _, begin = order.cut(matching, *_cursor(catalogue, asked.after))
        end = min(begin + asked.limit, len(matching))
    elif asked.before:
        end, _ = order.cut(matching, *_cursor(catalogue, asked.before))
        begin = max(0, end - asked.limit)
    places = [int(place) for place in matching[begin:end]]

    def mark(place: int) -> str:
        return f"{order.key(place)}~{catalogue.ids[place]}"

    return Incidents(
        total=len(matching),
        first=begin + 1 if places else 0,
        shown=tuple(_cards(ledger, places, asked)),
        choices=tuple(_choice(catalogue, name, masks, getattr(asked, name)) for name in FACETS),
        previous=mark(places[0]) if begin and places else None,
        next=mark(places[-1]) if end < len(matching) and places else None,
        query=asked.query,
        asked=asked.model_dump(mode="json", by_alias=True, exclude={"format"}),
    )


def _cursor(catalogue: Catalogue, mark: str) -> tuple[int | None, int]:
    """Where an incident stands, and what it was sorted by, from the mark of a page's end."""
    key, _, id = mark.partition("~")
    return catalogue.by_id.get(id), int(key) if key.removeprefix("-").isdecimal() else 0


def _cards(ledger: Ledger, places: list[int], asked: Listing) -> Iterator[Row]:
    if asked.as_of is None:
        yield from seen_cards(ledger, places)
        return
    rows = ledger.lists.rows(places)
    reports = {told["report"] for row in rows for told in row["told_in"]}
    readings, lines = ledger.lists.readings(reports), ledger.watched.lines(reports)
    readings |= {id: ledger.reading(id)[1] for id in ledger.unseen.values() if id in readings}
    for row in rows:
        stood = as_it_stood(row, asked.as_of, Shelf(readings.__getitem__, lambda _: lines))
        if stood:
            yield card(stood)


def seen_cards(ledger: Ledger, places: list[int]) -> Iterator[Row]:
    """The cards of incidents by their places, as the visitor may see them."""
    unseen = {one["id"] for told in ledger.lists.told_in([*ledger.unseen.values()]).values() for one in told}
    for shown in ledger.lists.cards(places):
        if shown["id"] not in unseen:
            yield shown
            continue
        with suppress(NotFoundError):
            yield card(as_seen(ledger, shown["id"]))


def _choice(catalogue: Catalogue, name: str, masks: dict[str, Mask], chosen: list[str]) -> Choice:
    """The values of one filter among what all others let through."""
    facet = catalogue.facets[name]
    counts = facet.counts(catalogue.through(masks, but=(name,)))
    most = sorted((-int(count), value) for value, count in zip(facet.values, counts, strict=True) if count)
    offered = [value for _, value in most[:OFFERED]]
    offered += [value for value in chosen if value not in offered]
    return Choice(
        name=name,
        options=tuple(
            Option(
                value=value,
                label=_label(name, value),
                count=int(counts[facet.known[value]]) if value in facet.known else 0,
                chosen=value in chosen,
            )
            for value in offered
        ),
        more=max(0, len(most) - OFFERED),
    )


def _label(name: str, value: str) -> str:
    """What a value is called on a page."""
    if name == "country":
        known = country(value)
        return known.name if known else value
    return value.replace("_", " ") if name in ("harm", "status", "grade") else value
