"""Signing in and out, where a team works on one ledger."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from sayso.errors import AccessError
from sayso.web.attempts import Attempts
from sayso.web.deps import Book
from sayso.web.gate import COOKIE, set_cookie
from sayso.web.team import SIGN_IN, is_own
from sayso.web.templating import page
from sayso.workflow.people import sign_in, sign_out

router = APIRouter(include_in_schema=False)

MOST = {"pair": 5, "host": 30, "name": 100}
"""Failures within a quarter of an hour: of one name from one host, from one host, and of one name from all."""
HOME = "/incidents"


@router.get(SIGN_IN)
def show(request: Request, next: str = HOME) -> Response:
    """The form; it is not there where nobody signs in."""
    _need_team(request)
    return page(request, "sign_in/page.html", next=next if is_own(next) else HOME, name="", error=None)


@router.post(SIGN_IN)
def enter(
    request: Request,
    ledger: Book,
    name: Annotated[str, Form()],
    password: Annotated[str, Form()],
    next: Annotated[str, Form()] = HOME,
) -> Response:
    """Let somebody in who gives name and password."""
    _need_team(request)
    attempts: Attempts = request.app.state.attempts
    host = request.client.host if request.client else ""
    by = {"pair": f"{host} {name.casefold()}", "host": host, "name": name.casefold()}
    goal = next if is_own(next) else HOME
    if attempts.are_too_many(**by):
        told = "too many attempts; wait a quarter of an hour"
        return page(request, "sign_in/page.html", status=429, next=goal, name=name, error=told)
    try:
        token = sign_in(ledger, name, password)
    except AccessError as error:
        attempts.failed(**by)
        return page(request, "sign_in/page.html", status=403, next=goal, name=name, error=str(error))
    response = RedirectResponse(goal, status_code=303)
    set_cookie(response, token, tls=request.app.state.tls)
    return response


@router.post("/sign-out")
def leave(request: Request, ledger: Book) -> Response:
    """End the session."""
    _need_team(request)
    sign_out(ledger, request.cookies.get(COOKIE, ""))
    response = RedirectResponse(SIGN_IN, status_code=303)
    response.delete_cookie(COOKIE)
    return response


def _need_team(request: Request) -> None:
    if not request.app.state.team:
        raise HTTPException(404, "nobody signs in here: the address that `sayso serve` printed lets one in")
