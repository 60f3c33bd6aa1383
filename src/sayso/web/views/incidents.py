"""Incidents: a list narrowed by its address, and the same narrowing as points of a map and as days."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from sayso.web.answer import Table, answer, described
from sayso.web.asked import Listing, Narrowing
from sayso.web.deps import Book, Kept
from sayso.web.plots import Days, Points, days, points
from sayso.web.shown import Incidents, incidents

router = APIRouter(tags=["incidents"])

COLUMNS = (
    "id",
    "type",
    "status",
    "when",
    "where",
    "tolls",
    "grade",
    "part_of",
    "accounts",
    "roots",
    "reports",
)

ORDERS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "killed": "most killed first",
    "sources": "most sources first",
    "told": "last heard of first",
}
SINGLE = {"text": "words", "from": "from", "to": "to", "as_of": "as of", "box": "within"}
TYPED = ("kind", "country", "place", "source")


@router.get("/incidents", responses=described(Incidents))
def show(request: Request, ledger: Book, keeper: Kept, asked: Annotated[Listing, Query()]) -> Response:
    """Incidents that pass filters, with how many there are of each kind among them."""
    view = incidents(ledger, keeper, asked)
    table = Table(COLUMNS, view.shown)
    words = {"order_words": ORDERS, "single": SINGLE, "typed": TYPED}
    return answer(request, asked.format, "incidents/list.html", view, table=table, **words)


@router.get("/incidents/points")
def show_points(keeper: Kept, asked: Annotated[Narrowing, Query()]) -> Points:
    """Where the incidents lie that pass all filters but `box`, one point a place."""
    catalogue = keeper.catalogue()
    masks = catalogue.masks(asked.filters(keeper, catalogue))
    return points(catalogue, catalogue.through(masks, but=("box",)))


@router.get("/incidents/days")
def show_days(keeper: Kept, asked: Annotated[Narrowing, Query()]) -> Days:
    """How many of the incidents that pass all filters but `from` and `to` began on each day, month or year."""
    catalogue = keeper.catalogue()
    masks = catalogue.masks(asked.filters(keeper, catalogue))
    return days(catalogue, catalogue.through(masks, but=("since", "until")))
