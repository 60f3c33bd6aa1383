"""Agreement between coders, as a table, with all that they see differently."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request, Response

from sayso.web.answer import Shape as Form
from sayso.web.answer import Table, answer, described
from sayso.web.deps import Book, Shape, requires
from sayso.web.visitor import Role
from sayso.workflow.agree import Agreement, agreements

router = APIRouter(tags=["review"], dependencies=[Depends(requires(Role.CODER))])

MEASURES = {"spans": "F1", "links": "F1", "figures": "alpha", "kinds": "alpha"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """How far every two coders agree who read the same reports, one of them blind."""

    pairs: tuple[Agreement, ...]


@router.get("/review/agreement", responses=described(AgreementPage))
def show(request: Request, ledger: Book, shape: Shape = Form.HTML) -> Response:
    """Krippendorff's alpha for figures and kinds, F1 for spans and links."""
    view = AgreementPage(pairs=tuple(agreements(ledger)))
    rows = [
        {
            "one": pair.one,
            "other": pair.other,
            "reports": len(pair.reports),
            "group": measure.group.value,
            "of": measure.of,
            "measure": MEASURES[measure.group],
            "value": measure.value,
            "units": measure.units,
        }
        for pair in view.pairs
        for measure in pair.measures
    ]
    columns = ("one", "other", "reports", "group", "of", "measure", "value", "units")
    return answer(
        request, shape, "review/agreement.html", view, table=Table(columns, rows), measures=MEASURES
    )
