"""What keeps the page to its visitors: hosts, headers, cookies and tokens of forms.

A report's text can never run as script or style: every page forbids scripts and styles that are not files of
its own, whatever the text is. Source: OWASP cheat sheets on Content Security Policy, cross-site request
forgery and DNS rebinding.
"""

import hmac
import logging
import secrets
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.errors import LedgerError
from sayso.web.gate import COOKIE, Gate
from sayso.web.visitor import Visitor

logger = logging.getLogger(__name__)

AWAY = "the ledger cannot be reached or written just now; nothing was changed; try again in a moment"
RETRY = {"Retry-After": "5"}

STATIC = "/static/"
FIELD = "csrf"
HEADER = "x-csrf-token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With no-referrer, browsers give the origin of a form as "null", as if it came from another site.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
KEPT = "public, max-age=31536000, immutable"
NOT_KEPT = "no-store"


class Guard:
    """Lets a request through to the page when it comes by the page's own name, from a visitor.

    Args:
        app: the page.
        gate: knows the visitors.
        hosts: names that the page may be asked for by.
    """

    def __init__(self, app: ASGIApp, *, gate: Gate, hosts: frozenset[str]) -> None:
        self._app = app
        self._gate = gate
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; what is no HTTP (the start and the end of the server) goes through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = await self._answer(scope)
        await answer(scope, receive, _with_headers(send, scope["path"], scope["query_string"]))

    async def _answer(self, scope: Scope) -> ASGIApp:
        headers = Headers(scope=scope)
        host = urlsplit(f"//{headers.get('host', '')}")
        if _name(host.netloc) not in self._hosts:
            return PlainTextResponse("sayso: this page is not known by that name\n", 400)
        if scope["method"] not in SAFE and not _is_own(headers):
            return PlainTextResponse("sayso: this came from another site\n", 403)
        if scope["path"].startswith(STATIC):
            return self._app
        request = Request(scope)
        try:
            visitor = await run_in_threadpool(self._gate.visitor, request.cookies.get(COOKIE))
        except LedgerError as error:
            logger.error("nobody can be let in: %s", error)
            return PlainTextResponse(f"sayso: {AWAY}\n", 503, RETRY)
        scope.setdefault("state", {})["visitor"] = visitor
        refusal = None if visitor else await run_in_threadpool(self._gate.stranger, request)
        return refusal or self._app


class Forms:
    """Makes and checks the tokens that show that a form was made by this page for this visitor."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def token(self, visitor: Visitor | None) -> str:
        """The token of a visitor's forms; for those not signed in, empty."""
        return hmac.digest(self._key, visitor.session.encode(), "sha256").hex() if visitor else ""

    async def check(self, request: Request) -> None:
        """Refuse what would change something and carries no token; a dependency of every route.

        Raises:
            HTTPException: the token is missing, or is not this visitor's.
        """
        visitor: Visitor | None = request.state.visitor if hasattr(request.state, "visitor") else None
        if request.method in SAFE or visitor is None:
            return
        shown = request.headers.get(HEADER) or (await request.form()).get(FIELD)
        if not isinstance(shown, str) or not hmac.compare_digest(
            shown.encode(), self.token(visitor).encode()
        ):
            raise HTTPException(403, "this form is not of your session; load the page again and repeat it")


def _name(netloc: str) -> str:
    """A host without its port."""
    name, colon, port = netloc.rpartition(":")
    return (name if colon and port.isdecimal() else netloc).lower()


def _is_own(headers: Headers) -> bool:
    """Whether a browser says that a request comes from this page; programs say nothing."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _with_headers(send: Send, path: str, query: bytes) -> Send:
    is_versioned = path.startswith(STATIC) and query.startswith(b"v=")

    async def send_with(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", KEPT if is_versioned else NOT_KEPT)
        await send(message)

    return send_with
