"""Who is let in: on one's own machine, whoever has the address that was printed."""

import secrets
from typing import Protocol

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.web.visitor import Role, Visitor

COOKIE = "sayso"
TOKEN = "token"


class Gate(Protocol):
    """Tells who somebody is, and what becomes of those it does not know."""

    def visitor(self, cookie: str | None) -> Visitor | None:
        """Who has this cookie."""

    def stranger(self, request: Request) -> Response | None:
        """What somebody unknown gets; None lets the request pass, as to a form to sign in with."""


class OwnGate:
    """Lets in one browser, which shows the token of the printed address; it works once.

    Args:
        token: what the address holds.
        who: the name of the visitor.
        refusal: what those get who have none.
        tls: send the cookie over https alone.
    """

    def __init__(self, token: str, *, who: str, refusal: Response, tls: bool) -> None:
        self._token: str | None = token
        self._who = who
        self._refusal = refusal
        self._tls = tls
        self._session = secrets.token_urlsafe(32)

    def visitor(self, cookie: str | None) -> Visitor | None:
        """The owner of the ledger, by the cookie that the token was changed for."""
        if cookie is None or not secrets.compare_digest(cookie.encode(), self._session.encode()):
            return None
        return Visitor(name=self._who, role=Role.ADMIN, session=self._session)

    def stranger(self, request: Request) -> Response:
        """Change the token for a cookie, and take it out of the address; refuse all else."""
        shown = request.query_params.get(TOKEN, "")
        if self._token is None or not secrets.compare_digest(shown.encode(), self._token.encode()):
            return self._refusal
        self._token = None
        response = RedirectResponse(str(request.url.remove_query_params(TOKEN)), status_code=303)
        set_cookie(response, self._session, tls=self._tls)
        return response


def set_cookie(response: Response, session: str, *, tls: bool) -> None:
    """Give a browser the cookie that it is known by until it is closed; no script can read it."""
    response.set_cookie(COOKIE, session, httponly=True, samesite="lax", secure=tls)
