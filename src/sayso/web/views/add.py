"""Add: files or pasted text, read beside the page, with a bar and the errors of each file."""

import io
from dataclasses import dataclass
from datetime import date
from typing import IO, Annotated

from fastapi import APIRouter, Depends, File, HTTPException, Request, Response, UploadFile
from fastapi import Form as Field
from fastapi.responses import RedirectResponse

from sayso.web.answer import Shape as Form
from sayso.web.answer import Table, answer, described
from sayso.web.deps import Added, Shape, Who, requires
from sayso.web.intake import PASTED, Batch, Failed, Given, Phase
from sayso.web.templating import page
from sayso.web.visitor import Role

router = APIRouter(prefix="/add", tags=["add"], dependencies=[Depends(requires(Role.CODER))])

WEB = ("http://", "https://")
COLUMNS = ("place", "cause")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """A report that was not there before."""

    report: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch is, and what became of its reports so far."""

    id: str
    names: tuple[str, ...]
    phase: Phase
    percent: int
    stored: tuple[NewReport, ...]
    seen: int
    failed: tuple[Failed, ...]
    error: str | None


@router.get("", include_in_schema=False)
def form(request: Request, intake: Added) -> Response:
    """The form, and what was added since the page was started."""
    return page(request, "add/page.html", batches=list(map(_progress, intake.latest())))


@router.post("", status_code=303, response_class=RedirectResponse)
def add(
    intake: Added,
    who: Who,
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI copies it
    text: Annotated[str, Field()] = "",
    published: Annotated[str, Field()] = "",
    outlet: Annotated[str, Field()] = "",
    url: Annotated[str, Field()] = "",
) -> Response:
    """Read files or a pasted text into the ledger; goes on to the batch that they make."""
    given = Given(published=_day(published), outlet=outlet.strip() or None, url=_address(url))
    sent: list[tuple[str, IO[bytes]]] = [(file.filename or "file", file.file) for file in files if file.size]
    if text.strip():
        sent.append((PASTED, io.BytesIO(text.encode())))
    if not sent:
        raise HTTPException(422, "choose a file that is not empty, or paste a text")
    batch = intake.add(sent, given, who=who.name)
    return RedirectResponse(f"/add/{batch.id}", status_code=303)


@router.get("/{id}", responses=described(Progress))
def show(request: Request, intake: Added, id: str, shape: Shape = Form.HTML) -> Response:
    """How far a batch is, what became of its reports, and the cause where one could not be read."""
    view = _progress(intake.batch(id))
    rows = ({"place": one.place, "cause": one.cause} for one in view.failed)
    return answer(request, shape, "add/batch.html", view, table=Table(COLUMNS, rows))


def _progress(batch: Batch) -> Progress:
    return Progress(
        id=batch.id,
        names=batch.names,
        phase=batch.phase,
        percent=batch.percent,
        stored=tuple(NewReport(report=id, title=title) for id, title in batch.stored),
        seen=batch.seen,
        failed=tuple(batch.failed),
        error=batch.error,
    )


def _day(published: str) -> str | None:
    try:
        return date.fromisoformat(published).isoformat() if published else None
    except ValueError as error:
        raise HTTPException(422, f"{published}: is not a day; write it as 2024-03-12") from error


def _address(url: str) -> str | None:
    if url.strip() and not url.strip().lower().startswith(WEB):
        raise HTTPException(422, f"{url}: is not an address of the web; it begins with https://")
    return url.strip() or None
