"""One report: its text, marked, and what the reader made of it."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response

from sayso.model import Reading, Span
from sayso.web.answer import Shape as Form
from sayso.web.answer import Table, answer, described
from sayso.web.deps import Book, Shape
from sayso.web.report.page import ReportPage, page_of

router = APIRouter(tags=["reports"])

PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
COLUMNS = (
    "id",
    "text",
    "span",
    "low",
    "high",
    "bound",
    "harm",
    "victims",
    "incident",
    "statement",
    "source",
    "part_of",
)

At = Annotated[str | None, Query(description="Words to be lit, as the code points START-END.")]
Show = Annotated[str | None, Query(description="A thing to be shown: s4, c2, i1, p3.")]


@router.get("/reports/{id}", responses=described(ReportPage))
def show(
    request: Request, ledger: Book, id: str, shape: Shape = Form.HTML, at: At = None, show: Show = None
) -> Response:
    """One report as it was read; its CSV has a row a figure."""
    short, reading = ledger.reading(id)
    view = page_of(short, reading, ledger.lists.linked(short), show=show, at=_place(at, reading))
    return answer(request, shape, "report/page.html", view, table=Table(COLUMNS, _figures(reading)))


@router.get("/reports/{id}/reading")
def show_reading(ledger: Book, id: str) -> dict[str, Any]:
    """The Reading of a report, with the decisions on it, in its public JSON form."""
    return ledger.reading(id)[1].to_dict()


def _place(at: str | None, reading: Reading) -> Span | None:
    """The words that an address points to.

    Raises:
        HTTPException: it points to none.
    """
    if at is None:
        return None
    match = PLACE.fullmatch(at)
    start, end = (int(match[1]), int(match[2])) if match else (0, 0)
    if not start < end <= len(reading.report.text):
        raise HTTPException(422, f"{at}: is no place in this report; give START-END in its code points")
    return start, end


def _figures(reading: Reading) -> Iterator[dict[str, Any]]:
    plain = reading.to_dict()
    sources = {one["id"]: one["source"]["name"] or one["source"]["text"] for one in plain["statements"]}
    for figure in plain["casualties"]:
        yield {**figure, "source": sources[figure["statement"]]}
