"""What a visitor sees when something is not there, or cannot be done."""

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from sayso.errors import DecisionError, LedgerError, NotFoundError, SaysoError
from sayso.web.templating import page

STATUS: dict[type[SaysoError], int] = {NotFoundError: 404, DecisionError: 422, LedgerError: 503}
TITLES = {400: "That cannot be asked", 403: "Not allowed", 404: "Not found", 422: "That cannot be asked"}


def tell(app: FastAPI) -> None:
    """Tell every error in one line, on a page or as JSON, whichever was asked for."""
    app.add_exception_handler(SaysoError, _sayso)
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


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = "there is no such page" if error.detail == "Not Found" else str(error.detail)
    return told(request, error.status_code, message)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = first["loc"][-1]
    return told(request, 422, f"{name}: {first['msg'].lower()}, got {first['input']!r}")
