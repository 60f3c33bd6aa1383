"""Who is let in to a team's page: people with accounts of their own."""

from collections.abc import Callable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from sayso.ledger import Ledger
from sayso.web.visitor import Visitor
from sayso.workflow.people import signed_in

SIGN_IN = "/sign-in"


class TeamGate:
    """Lets in whoever has signed in; others are led to the form for that.

    Args:
        ledger: gives the ledger that the people are in, once it is open.
    """

    def __init__(self, ledger: Callable[[], Ledger]) -> None:
        self._ledger = ledger

    def visitor(self, cookie: str | None) -> Visitor | None:
        """Whose session the cookie is of."""
        person = signed_in(self._ledger(), cookie) if cookie else None
        return Visitor(name=person.name, role=person.role, session=cookie) if person and cookie else None

    def stranger(self, request: Request) -> Response | None:
        """Lead to the form, and from there to what was asked for."""
        if request.url.path == SIGN_IN:
            return None
        if request.method != "GET":
            return PlainTextResponse("sayso: sign in first\n", 403)
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?{urlencode({'next': asked})}", status_code=303)


def is_own(address: str) -> bool:
    """Whether an address is of this page: one that begins with two slashes is of another host."""
    return address.startswith("/") and not address.startswith(("//", "/\\"))
