"""Search: words of every report with the sentence shown, names of sources and places."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from sayso.ledger.search import Order
from sayso.web.answer import Shape as Form
from sayso.web.answer import Table, answer, described
from sayso.web.deps import Book, Kept, Shape
from sayso.web.found import Search, rows, search

router = APIRouter(tags=["search"])

LONGEST = 500
COLUMNS = ("report", "outlet", "published", "sentence", "span", "said_by", "incidents")


@router.get("/search", responses=described(Search))
def show(
    request: Request,
    ledger: Book,
    keeper: Kept,
    shape: Shape = Form.HTML,
    q: Annotated[str, Query(max_length=LONGEST, description="Words; a phrase in double quotes.")] = "",
    order: Annotated[Order | None, Query(description="The best first, or the newest.")] = None,
    before: Annotated[int | None, Query(description="Only older ones; see `next`.")] = None,
) -> Response:
    """Sentences of reports that have all of the words, with who says them; sources and places of that name."""
    view = search(ledger, keeper, q.strip(), order, before)
    if unseen := set(ledger.unseen.values()):  # What incidents the visitor's own Reading has is not linked.
        seen = (replace(one, incidents=()) if one.report in unseen else one for one in view.reports)
        view = replace(view, reports=tuple(seen))
    return answer(request, shape, "search/page.html", view, table=Table(COLUMNS, rows(view)))
