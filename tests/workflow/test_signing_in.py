"""A password is checked, never kept; a session is known by a token that only its owner has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import AccessError
from sayso.ledger import Ledger
from sayso.ledger.people import Role
from sayso.workflow.people import admit, set_password, sign_in, sign_out, signed_in

PASSWORD = "seven olive trees"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with one coder."""
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        admit(ledger, "  Amina   Khalil ", Role.CODER, PASSWORD)
        yield ledger


def test_who_gives_name_and_password_is_signed_in_until_signing_out(team: Ledger) -> None:
    token = sign_in(team, "amina khalil", PASSWORD)
    person = signed_in(team, token)
    assert person
    assert (person.name, person.role) == ("Amina Khalil", Role.CODER)
    sign_out(team, token)
    assert signed_in(team, token) is None


@pytest.mark.parametrize(("name", "password"), [("Amina Khalil", "seven olive tree"), ("Zed", PASSWORD)])
def test_a_wrong_password_and_a_stranger_are_told_the_same(team: Ledger, name: str, password: str) -> None:
    with pytest.raises(AccessError, match=r"\Ano such name and password"):
        sign_in(team, name, password)


def test_neither_password_nor_token_is_kept(team: Ledger, tmp_path: Path) -> None:
    token = sign_in(team, "Amina Khalil", PASSWORD)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PASSWORD.encode() not in kept
    assert token.encode() not in kept
    assert b"$argon2id$" in kept


def test_no_session_has_a_guessed_token(team: Ledger) -> None:
    assert signed_in(team, "") is None


def test_a_new_password_ends_sessions(team: Ledger) -> None:
    token = sign_in(team, "Amina Khalil", PASSWORD)
    set_password(team, "Amina Khalil", "eight olive trees")
    assert signed_in(team, token) is None
    assert sign_in(team, "Amina Khalil", "eight olive trees")


@pytest.mark.parametrize(
    ("name", "password", "told"), [("A", "short", "12 characters"), (" ", PASSWORD, "name")]
)
def test_a_blank_name_and_a_short_password_are_refused(
    team: Ledger, name: str, password: str, told: str
) -> None:
    with pytest.raises(AccessError, match=told):
        admit(team, name, Role.READER, password)
