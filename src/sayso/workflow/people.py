"""People: who may sign in, by which password, and for how long."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sayso.errors import AccessError
from sayso.ledger import Ledger
from sayso.ledger.people import Person, Role

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12
"""Characters of a password. Source: NIST SP 800-63B asks for 8 at least; length is what counts."""
LONGEST = 1_000
HOURS = 12
"""How long a session lasts."""


def admit(ledger: Ledger, name: str, role: Role, password: str) -> None:
    """Let somebody sign in.

    Raises:
        AccessError: the name is blank or taken, or the password too short.
    """
    name = " ".join(name.split())
    if not name:
        raise AccessError("a person needs a name, which their decisions will bear")
    ledger.people.add(name, role, _secret(password))


def set_password(ledger: Ledger, name: str, password: str) -> None:
    """Give somebody another password, and end their sessions.

    Raises:
        AccessError: it is too short.
        NotFoundError: there is no such person.
    """
    ledger.people.set_secret(name, _secret(password))


def sign_in(ledger: Ledger, name: str, password: str) -> str:
    """Begin a session.

    A stranger's name takes as long as a wrong password, so that nobody can find out names by the clock.

    Returns:
        the token that the session is known by; the ledger has its hash alone.

    Raises:
        AccessError: no such person, or another password.
    """
    secret = ledger.people.secret(name)
    if not _fits(secret or _nobody(), password[:LONGEST]) or secret is None:
        raise AccessError("no such name and password; both must be as they were set")
    if _hasher().check_needs_rehash(secret):
        ledger.people.set_secret(name, _hasher().hash(password))
    token = secrets.token_urlsafe(32)
    until = datetime.now(UTC) + timedelta(hours=HOURS)
    ledger.people.begin(name, _hash(token), until.isoformat(timespec="seconds"))
    return token


def signed_in(ledger: Ledger, token: str) -> Person | None:
    """Whose session a token is of; None if it is of none, or of one that is over."""
    return ledger.people.who(_hash(token))


def sign_out(ledger: Ledger, token: str) -> None:
    """End a session."""
    ledger.people.end(_hash(token))


def _secret(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccessError(f"a password has at least {SHORTEST} characters; take a few words")
    return _hasher().hash(password)


def _fits(secret: str, password: str) -> bool:
    from argon2.exceptions import VerifyMismatchError

    try:
        return _hasher().verify(secret, password)
    except VerifyMismatchError:
        return False


@cache
def _hasher() -> "PasswordHasher":
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError as error:
        raise AccessError("people need one more package: pip install 'sayso[web]'") from error
    return PasswordHasher()


@cache
def _nobody() -> str:
    """What a stranger's password is checked against."""
    return _hasher().hash(secrets.token_urlsafe(32))


def _hash(token: str) -> str:
    """A token is random and long: one round of SHA-256 is all it takes to hide it."""
    return hashlib.sha256(token.encode()).hexdigest()
