"""How a report is called: by a short id of the ledger's, `r-12ab34cd`, or by the id that its file gave it."""

import re

from sqlalchemy import ColumnElement, Connection, bindparam, select

from sayso.errors import NotFoundError
from sayso.ledger.tables import reports

SHORTEST = 8
SHORT_ID = re.compile(r"r-([0-9a-f]{0,64})")
LISTED = 5
# What comes after every hexadecimal digit, in every collation.
LAST = "g"

_ALIKE = select(reports.c.hash, reports.c.id).where(
    reports.c.hash.between(bindparam("first"), bindparam("last"))
)


def short_id(connection: Connection, hash: str) -> str | None:
    """A free id for a report, made of as much of its hash as it takes; None if the ledger has the report."""
    alike = hash[:SHORTEST]
    taken = connection.execute(_ALIKE, {"first": alike, "last": alike + LAST}).all()
    if any(row.hash == hash for row in taken):
        return None
    ids = {row.id for row in taken}
    return next(id for length in range(SHORTEST, len(hash) + 1) if (id := f"r-{hash[:length]}") not in ids)


def find_report(connection: Connection, name: str) -> tuple[int, str]:
    """The number and the short id of the report that a name means: an id, or the beginning of one.

    Raises:
        NotFoundError: no report has the name, or several have it.
    """
    for condition in _meanings(name):
        query = select(reports.c.number, reports.c.id).where(condition).order_by(reports.c.number)
        found = connection.execute(query.limit(LISTED + 1)).all()
        if len(found) == 1:
            return found[0].number, found[0].id
        if found:
            several = ", ".join(row.id for row in found[:LISTED]) + (", ..." if len(found) > LISTED else "")
            raise NotFoundError(f"{name}: more than one report has this name: {several}; give more of its id")
    raise NotFoundError(f"{name}: the ledger has no such report; look for it with: sayso search WORDS")


def _meanings(name: str) -> list[ColumnElement[bool]]:
    """What a name can mean, the most exact first."""
    whole = [reports.c.id == name, reports.c.own_id == name]
    short = SHORT_ID.fullmatch(name)
    begun = [_hash_begins(short[1])] if short else []
    return [*whole, *begun, reports.c.own_id.startswith(name, autoescape=True)]


def _hash_begins(digits: str) -> ColumnElement[bool]:
    return reports.c.hash.between(digits, digits + LAST)
