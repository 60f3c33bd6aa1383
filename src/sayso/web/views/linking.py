"""Linking: whether what the page shows is being linked anew."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from sayso.web.answer import Shape as Form
from sayso.web.answer import Table, answer, described
from sayso.web.deps import Relinked, Shape

router = APIRouter(tags=["incidents"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Reports that are being linked anew; none where all is linked."""

    reports: int


@router.get("/linking", responses=described(Linking))
def show(request: Request, linker: Relinked, shape: Shape = Form.HTML) -> Response:
    """How many reports are being linked anew; until they are, incidents are shown as they were linked before."""
    view = Linking(reports=linker.behind)
    table = Table(("reports",), [{"reports": view.reports}])
    return answer(request, shape, "linking.html", view, table=table)
