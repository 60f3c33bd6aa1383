"""One incident: its accounts side by side, and what each rests on."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request, Response

from sayso.web.answer import Shape as Form
from sayso.web.answer import Table, answer, described
from sayso.web.deps import AsOf, Book, Shape
from sayso.web.incident.page import IncidentPage, page_of
from sayso.workflow.dossier import dossier

router = APIRouter(tags=["incidents"])

COLUMNS = (
    "source",
    "kind",
    "harm",
    "status",
    "groups",
    "low",
    "high",
    "bound",
    "text",
    "share",
    "stands",
    "changed_on",
    "changed_to",
    "report",
    "statement",
    "span",
    "said",
    "sentence",
)


@router.get("/incidents/{id}", responses=described(IncidentPage))
def show(request: Request, ledger: Book, id: str, shape: Shape = Form.HTML, as_of: AsOf = None) -> Response:
    """One incident, source by source; its CSV has a row a figure."""
    found = dossier(ledger, id, as_of=as_of)
    table = Table(COLUMNS, _figures(found.row))
    return answer(request, shape, "incident/page.html", page_of(found), table=table)


def _figures(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for account in row["accounts"]:
        for figure in account["figures"]:
            rewrite = figure.get("rewrite") or {"on": None, "sentence": None}
            changed = {"changed_on": rewrite["on"], "changed_to": rewrite["sentence"]}
            yield {
                "source": account["source"],
                "kind": account["kind"],
                **figure,
                **figure["victims"],
                **changed,
            }
