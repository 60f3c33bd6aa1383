"""What handlers ask for: the ledger, its catalogue, the visitor, the form of the answer."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import Depends, HTTPException, Query, Request

from sayso.ledger import Ledger
from sayso.web.answer import Shape as AnswerShape
from sayso.web.keeper import Keeper
from sayso.web.linker import Linker
from sayso.web.visitor import Role, Visitor


def _ledger(request: Request) -> Ledger:
    ledger: Ledger = request.app.state.ledger
    return ledger


def _keeper(request: Request) -> Keeper:
    keeper: Keeper = request.app.state.keeper
    return keeper


def _linker(request: Request) -> Linker:
    linker: Linker = request.app.state.linker
    return linker


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
Kept = Annotated[Keeper, Depends(_keeper)]
Who = Annotated[Visitor, Depends(_visitor)]
Shape = Annotated[AnswerShape, Query(alias="format", description="A page, or its data.")]
AsOf = Annotated[date | None, Query(description="As all stood when this day was over.")]
