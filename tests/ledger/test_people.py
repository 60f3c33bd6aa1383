"""People are kept by name and role, their sessions by a hash, and there is always somebody to admit others."""

import pytest

from sayso.errors import AccessError, NotFoundError
from sayso.ledger import Ledger
from sayso.ledger.people import People, Person, Role

LATER = "9999-12-31T00:00:00+00:00"
LONG_AGO = "2001-01-01T00:00:00+00:00"


@pytest.fixture
def people(ledger: Ledger) -> People:
    """An admin and a coder."""
    ledger.people.add("Amina", Role.ADMIN, "a-hash")
    ledger.people.add("Omar", Role.CODER, "o-hash")
    return ledger.people


def person(people: People, name: str) -> Person:
    (found,) = (person for person in people if person.name == name)
    return found


def test_everybody_is_listed_by_name_with_role(people: People) -> None:
    people.add("bilal", Role.READER, "b-hash")
    assert [(one.name, one.role, one.disabled) for one in people] == [
        ("Amina", Role.ADMIN, None),
        ("bilal", Role.READER, None),
        ("Omar", Role.CODER, None),
    ]


def test_no_two_names_differ_in_case_or_spaces_alone(people: People) -> None:
    with pytest.raises(AccessError, match="OMAR: there is somebody of this name"):
        people.add("OMAR", Role.READER, "x")
    assert people.secret(" omar ") == "o-hash"


def test_each_role_may_do_what_those_before_it_may() -> None:
    may = [[one.may(other) for other in Role] for one in Role]
    assert may == [[True, False, False], [True, True, False], [True, True, True]]


def test_a_session_is_of_who_began_it_until_it_ends(people: People) -> None:
    people.begin("omar", "t" * 64, LATER)
    assert people.who("t" * 64) == person(people, "Omar")
    people.end("t" * 64)
    assert people.who("t" * 64) is None


def test_a_session_is_over_in_time_and_then_forgotten(people: People) -> None:
    people.begin("Omar", "a" * 64, LONG_AGO)
    assert people.who("a" * 64) is None
    people.begin("Omar", "a" * 64, LATER)
    assert people.who("a" * 64) is not None


def test_who_is_disabled_is_out_at_once_and_can_be_let_in_again(people: People) -> None:
    people.begin("Omar", "t" * 64, LATER)
    people.disable("Omar")
    assert (people.who("t" * 64), people.secret("Omar")) == (None, None)
    assert person(people, "Omar").disabled
    people.enable("Omar")
    assert (people.who("t" * 64), people.secret("Omar")) == (None, "o-hash")


def test_another_password_ends_the_sessions_begun_by_the_old_one(people: People) -> None:
    people.begin("Omar", "t" * 64, LATER)
    people.begin("Amina", "u" * 64, LATER)
    people.set_secret("Omar", "new")
    assert (people.secret("Omar"), people.who("t" * 64)) == ("new", None)
    assert people.who("u" * 64)


def test_the_last_admin_stays_one(people: People) -> None:
    with pytest.raises(AccessError, match="Amina: is the last admin"):
        people.disable("Amina")
    with pytest.raises(AccessError, match="Amina: is the last admin"):
        people.set_role("Amina", Role.READER)
    people.set_role("Omar", Role.ADMIN)
    people.set_role("Amina", Role.READER)
    assert person(people, "Amina").role is Role.READER


def test_a_stranger_cannot_be_changed(people: People) -> None:
    for change in (people.disable, people.enable):
        with pytest.raises(NotFoundError, match="Zed: there is nobody of this name"):
            change("Zed")
    assert people.secret("Zed") is None
