"""The history of every decision; each can be taken back, and that too."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from sayso.web.answer import Shape as Form
from sayso.web.answer import Table, answer, described
from sayso.web.deps import Book, Shape, Who
from sayso.web.visitor import Role
from sayso.workflow.decide import history

router = APIRouter(tags=["decisions"])

LISTED = 50
COLUMNS = (
    "decision",
    "recorded",
    "who",
    "act",
    "state",
    "reports",
    "kind",
    "words",
    "values",
    "undoes",
    "why",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsPage:
    """Decisions, the last first.

    Args:
        rows: as `sayso decisions` lists them.
        report: only of this report.
        by: only of this person.
        before: the decision before which the next of them come.
        may_undo: whether the visitor decides.
    """

    rows: tuple[dict[str, Any], ...]
    report: str | None
    by: str | None
    before: str | None
    may_undo: bool


@router.get("/decisions", responses=described(DecisionsPage))
def show(
    request: Request,
    ledger: Book,
    who: Who,
    shape: Shape = Form.HTML,
    report: Annotated[str | None, Query(description="Only on this report.")] = None,
    by: Annotated[str | None, Query(description="Only of this person.")] = None,
    before: Annotated[str | None, Query(description="Those recorded before this one.")] = None,
) -> Response:
    """Who decided what, when and why, and whether it stands."""
    rows = history(
        ledger, report=report or None, by=by or None, before=before, limit=LISTED, seen_by=who.name
    )
    view = DecisionsPage(
        rows=tuple(rows),
        report=report or None,
        by=by or None,
        before=rows[-1]["decision"] if len(rows) == LISTED else None,
        may_undo=who.may(Role.CODER),
    )
    return answer(request, shape, "review/decisions.html", view, table=Table(COLUMNS, rows), me=who.name)
