"""People who may sign in, and their sessions.

A password and a token are never kept: only what they can be checked against. Nobody is erased, since decisions
bear names; who may not come in any more is disabled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from sayso.errors import AccessError, NotFoundError
from sayso.ledger.address import reading_from, writing_to
from sayso.ledger.store import now
from sayso.ledger.tables import people, sessions


class Role(StrEnum):
    """What a person may do; each may do what those before may."""

    READER = "reader"
    CODER = "coder"
    ADMIN = "admin"

    def may(self, role: "Role") -> bool:
        """Whether who has this role may do what another role may."""
        every = list(Role)
        return every.index(self) >= every.index(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may sign in, or might before being disabled."""

    name: str
    role: Role
    recorded: str
    disabled: str | None = None


class People:
    """The people of a ledger.

    Args:
        engine: connects to the ledger.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __iter__(self) -> Iterator[Person]:
        """Everybody, in the order of their names."""
        with reading_from(self._engine) as connection:
            yield from map(_person, connection.execute(select(people).order_by(people.c.folded)).all())

    def add(self, name: str, role: Role, secret: str) -> None:
        """Let somebody in.

        Args:
            name: that decisions will bear; no two may differ in case alone.
            role: what the person may do.
            secret: what the password can be checked against.

        Raises:
            AccessError: the name is taken.
        """
        row = {"name": name, "folded": _folded(name), "role": role.value, "secret": secret, "recorded": now()}
        try:
            with writing_to(self._engine, durable=True) as connection:
                connection.execute(insert(people), row)
        except IntegrityError as error:
            raise AccessError(f"{name}: there is somebody of this name already") from error

    def secret(self, name: str) -> str | None:
        """What the password of somebody can be checked against; None of a stranger or who is disabled."""
        query = select(people.c.secret).where(people.c.folded == _folded(name), people.c.disabled.is_(None))
        with reading_from(self._engine) as connection:
            return connection.scalar(query)

    def set_secret(self, name: str, secret: str) -> None:
        """Give somebody another password; whoever came in by the old one has to sign in again.

        Raises:
            NotFoundError: there is no such person.
        """
        self._change(name, sign_out=True, secret=secret)

    def set_role(self, name: str, role: Role) -> None:
        """Let somebody do more or less.

        Raises:
            NotFoundError: there is no such person.
            AccessError: nobody would be left to admit others.
        """
        self._change(name, role=role.value)

    def disable(self, name: str) -> None:
        """Let somebody in no more, and end all their sessions.

        Raises:
            NotFoundError: there is no such person.
            AccessError: nobody would be left to admit others.
        """
        self._change(name, sign_out=True, disabled=now())

    def enable(self, name: str) -> None:
        """Let somebody in again.

        Raises:
            NotFoundError: there is no such person.
        """
        self._change(name, disabled=None)

    def begin(self, name: str, token: str, until: str) -> None:
        """Begin a session; those that are over are forgotten.

        Args:
            name: of who signed in.
            token: the hash of what the session is known by.
            until: when it ends, in UTC (ISO 8601).

        Raises:
            NotFoundError: there is no such person.
        """
        with writing_to(self._engine) as connection:
            at = now()
            connection.execute(delete(sessions).where(sessions.c.until <= at))
            number = _found(connection, name).number
            row = {"token": token, "person": number, "recorded": at, "until": until}
            connection.execute(insert(sessions), row)

    def who(self, token: str) -> Person | None:
        """Whose session a token's hash is of; None if it is of none, or of one that is over."""
        at = now()
        # One that began later than now did so by a clock that has been set back: it would last too long.
        lasts = and_(sessions.c.recorded <= at, sessions.c.until > at)
        query = (
            select(people)
            .join_from(sessions, people)
            .where(sessions.c.token == token, lasts, people.c.disabled.is_(None))
        )
        with reading_from(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return _person(row) if row else None

    def end(self, token: str) -> None:
        """End the session that a token's hash is of."""
        with writing_to(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.token == token))

    def _change(self, name: str, *, sign_out: bool = False, **values: Any) -> None:
        with writing_to(self._engine, durable=True) as connection:
            found = _found(connection, name)
            connection.execute(update(people).where(people.c.number == found.number).values(values))
            if found.role == Role.ADMIN and not connection.scalar(_ADMINS):
                raise AccessError(f"{name}: is the last admin; make another one first")
            if sign_out:
                connection.execute(delete(sessions).where(sessions.c.person == found.number))


_ADMINS = (
    select(func.count())
    .select_from(people)
    .where(people.c.role == Role.ADMIN.value, people.c.disabled.is_(None))
)


def _found(connection: Connection, name: str) -> Row[Any]:
    row = connection.execute(select(people).where(people.c.folded == _folded(name))).one_or_none()
    if row is None:
        raise NotFoundError(f"{name}: there is nobody of this name; see who there is: sayso user list")
    return row


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _person(row: Row[Any]) -> Person:
    return Person(name=row.name, role=Role(row.role), recorded=row.recorded, disabled=row.disabled)
