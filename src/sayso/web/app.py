"""The page as one ASGI application."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.metadata import version
from typing import cast

from fastapi import Depends, FastAPI
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse

from sayso.ledger import Ledger
from sayso.model import Reader
from sayso.web import problems
from sayso.web.attempts import Attempts
from sayso.web.gate import Gate, OwnGate
from sayso.web.intake import Intake
from sayso.web.keeper import Keeper
from sayso.web.linker import Linker
from sayso.web.routes import ROUTERS
from sayso.web.security import Forms, Guard
from sayso.web.settings import WebSettings
from sayso.web.team import TeamGate
from sayso.web.templating import STATIC
from sayso.web.views.sign_in import MOST
from sayso.workflow.docket import store_docket

PACKED_FROM = 1_000
PACKING = 5
REFUSAL = (
    "sayso: open the whole address that `sayso serve` printed; it lets one browser in, once.\n"
    "To let another in, stop sayso and start it again.\n"
)


def create_app(settings: WebSettings, *, load_reader: Callable[[], Reader] | None = None) -> FastAPI:
    """The page over a ledger, which is opened when the server starts.

    Args:
        settings: what to serve, and to whom.
        load_reader: makes what reads new reports; without one none can be added.
    """
    forms = Forms()

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        with opened_ledger(settings.ledger) as ledger:
            app.state.ledger, app.state.keeper = ledger, (keeper := Keeper(ledger))
            app.state.linker = linker = Linker(ledger, settings.ledger, ready=keeper.ready)
            # What was not linked when it came in, or by an older version, is linked beside the page.
            linker.ask(patience=0)
            app.state.intake = intake = Intake(ledger, linker, load_reader) if load_reader else None
            yield
            if intake:
                intake.close()
            linker.close()

    app = FastAPI(
        title="sayso",
        version=version("sayso"),
        description="Who said what about conflict and crisis. Every view has its data behind `?format=json`.",
        lifespan=opened,
        dependencies=[Depends(forms.check)],
        responses=problems.DESCRIBED,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.forms, app.state.team = forms, settings.team
    app.state.attempts, app.state.tls = Attempts(MOST), settings.tls
    app.mount("/static", StaticFiles(directory=STATIC))
    for router in ROUTERS:
        app.include_router(router)
    app.add_api_route("/", _home, include_in_schema=False)
    problems.tell(app)
    app.add_middleware(GZipMiddleware, minimum_size=PACKED_FROM, compresslevel=PACKING)
    app.add_middleware(Guard, gate=_gate(app, settings), hosts=settings.hosts)
    return app


@contextmanager
def opened_ledger(address: str) -> Iterator[Ledger]:
    """A ledger with all that the page needs of it.

    Raises:
        LedgerError: there is none, or it cannot be opened, or lacks something and cannot be written.
    """
    with Ledger.open(address, create=False) as ledger:
        ledger.lists.ensure()
        if ledger.docket.is_empty() and any(ledger.pledges()):
            store_docket(ledger)
        yield ledger


def _gate(app: FastAPI, settings: WebSettings) -> Gate:
    if settings.team:
        return TeamGate(lambda: cast(Ledger, app.state.ledger))
    assert settings.token is not None, "somebody must be let in"
    refusal = PlainTextResponse(REFUSAL, 403)
    return OwnGate(settings.token, who=settings.who, refusal=refusal, tls=settings.tls)


def _home() -> RedirectResponse:
    return RedirectResponse("/incidents")
