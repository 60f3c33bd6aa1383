"""Incidents: the list, filtered by the address."""

from fastapi import APIRouter, Request, Response

from sayso.web.templating import page

router = APIRouter(tags=["incidents"])


@router.get("/incidents")
def show(request: Request) -> Response:
    """Incidents."""
    return page(request, "incidents/list.html")
