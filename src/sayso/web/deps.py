"""What handlers ask for: the ledger, its catalogue, the visitor, the form of the answer."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import Depends, HTTPException, Query, Request
from pydantic import BeforeValidator

from sayso.ledger import Ledger
from sayso.web.answer import Shape as AnswerShape
from sayso.web.intake import Intake
from sayso.web.keeper import Keeper
from sayso.web.linker import Linker
from sayso.web.visitor import Role, Visitor


def _ledger(request: Request) -> Ledger:
    """The ledger as the visitor may see it."""
    ledger: Ledger = request.app.state.ledger
    visitor: Visitor | None = request.state.visitor
    return ledger.seen_by(visitor.name) if visitor else ledger


def _keeper(request: Request) -> Keeper:
    keeper: Keeper = request.app.state.keeper
    return keeper


def _linker(request: Request) -> Linker:
    linker: Linker = request.app.state.linker
    return linker


def _intake(request: Request) -> Intake:
    intake: Intake | None = request.app.state.intake
    if intake is None:
        raise HTTPException(404, "this page has no reader, so that nothing can be added")
    return intake


def _visitor(request: Request) -> Visitor:
    visitor: Visitor | None = request.state.visitor
    if visitor is None:
        raise HTTPException(403, "sign in first")
    return visitor


def requires(role: Role) -> Callable[[Request], None]:
    """A dependency that refuses visitors who may not do what a role may: `dependencies=[Depends(requires(...))]`."""

    def check(request: Request) -> None:
        if not _visitor(request).may(role):
            raise HTTPException(403, f"this needs the role {role}; ask an admin")

    return check


Book = Annotated[Ledger, Depends(_ledger)]
Relinked = Annotated[Linker, Depends(_linker)]
Added = Annotated[Intake, Depends(_intake)]
Kept = Annotated[Keeper, Depends(_keeper)]
Who = Annotated[Visitor, Depends(_visitor)]
Shape = Annotated[AnswerShape, Query(alias="format", description="A page, or its data.")]
Blank = BeforeValidator(lambda given: given or None)
"""A form sends what is not chosen as nothing."""
AsOf = Annotated[date | None, Blank, Query(description="As all stood when this day was over.")]
