"""What a visitor sees when something is not there, or cannot be done."""

import logging
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from sayso.errors import DecisionError, LedgerError, NotFoundError, SaysoError
from sayso.web.security import AWAY, RETRY
from sayso.web.templating import page
from sayso.web.visitor import Role, Visitor

logger = logging.getLogger(__name__)

STATUS: dict[type[SaysoError], int] = {NotFoundError: 404, DecisionError: 422}
TITLES = {400: "That cannot be asked", 403: "Not allowed", 404: "Not found", 422: "That cannot be asked"}
NO_ROOM = "this machine has no room or no right to keep that ({}); nothing was changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong, in one line."""

    error: str


def _described(what: str, *other: str) -> dict[str, Any]:
    kinds: dict[str, Any] = {kind: {} for kind in ("text/html", *other)}
    return {"description": what, "model": Problem, "content": kinds}


DESCRIBED: dict[int | str, dict[str, Any]] = {
    400: _described("It cannot be understood, or asks for the page by another name.", "text/plain"),
    403: _described("You may not do that, or have not come in.", "text/plain"),
    404: _described("There is nothing of that name."),
    406: _described("The view has no such form."),
    422: _described("It cannot be asked or done; the cause is told."),
    503: _described("The ledger cannot be reached or written just now.", "text/plain"),
    507: _described("There is no room for what was sent."),
}
"""What the API's description says of every operation's problems."""


def tell(app: FastAPI) -> None:
    """Tell every error in one line, on a page or as JSON, whichever was asked for."""
    app.add_exception_handler(SaysoError, _sayso)
    app.add_exception_handler(LedgerError, _away)
    app.add_exception_handler(OSError, _no_room)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)


def told(request: Request, status: int, message: str) -> Response:
    """An error as a page or as JSON."""
    wants_json = request.query_params.get("format") == "json"
    if wants_json or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": message}, status)
    title = TITLES.get(status, "That did not work")
    return page(request, "problem.html", status=status, title=title, message=message)


def _sayso(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return told(request, status, str(error))


def _away(request: Request, error: Exception) -> Response:
    """The ledger cannot be reached or written; where it is, is told to those alone who can do something."""
    logger.error("%s %s: %s", request.method, request.url.path, error)
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    answer = told(request, 503, str(error) if visitor and visitor.may(Role.ADMIN) else AWAY)
    answer.headers.update(RETRY)
    return answer


def _no_room(request: Request, error: Exception) -> Response:
    """A file that was sent cannot be kept until it is read."""
    assert isinstance(error, OSError)
    logger.error("%s %s: %s", request.method, request.url.path, error)
    return told(request, 507, NO_ROOM.format((error.strerror or "no cause is known").lower()))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = "there is no such page" if error.detail == "Not Found" else str(error.detail)
    return told(request, error.status_code, message)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = first["loc"][-1]
    return told(request, 422, f"{name}: {first['msg'].lower()}, got {first['input']!r}")
