"""A team signs in: each by name and password, each as far as their role goes."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from browsing import Site, faults, is_too_wide, picture, serving, watched
from sayso.ledger import Ledger
from sayso.ledger.people import Role
from sayso.web.attempts import WINDOW, Attempts
from sayso.web.team import is_own
from sayso.workflow.people import admit

PASSWORD = "seven olive trees"


@pytest.fixture(scope="session")
def team_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, with a reader and a coder."""
    path = Path(shutil.copy(sample_file, tmp_path_factory.mktemp("team") / "team.db"))
    with Ledger.open(str(path)) as ledger:
        for name, role in (("Rana", Role.READER), ("Amina", Role.CODER), ("Omar", Role.CODER)):
            admit(ledger, name, role, PASSWORD)
    return path


@pytest.fixture
def team(team_file: Path, tmp_path: Path) -> Iterator[Site]:
    """The page of a team, over a copy of its ledger."""
    with serving(Path(shutil.copy(team_file, tmp_path / "team.db")), team=True) as site:
        yield site


@pytest.fixture
def stranger(team: Site) -> Iterator[httpx.Client]:
    """Somebody who has not signed in."""
    with httpx.Client(base_url=team.address, follow_redirects=True) as client:
        yield client


def sign_in(
    client: httpx.Client, name: str, password: str = PASSWORD, next: str = "/review"
) -> httpx.Response:
    return client.post("/sign-in", data={"name": name, "password": password, "next": next})


def test_a_stranger_is_led_to_the_form_and_from_there_to_what_was_asked_for(stranger: httpx.Client) -> None:
    answer = stranger.get("/incidents?kind=Attack")
    assert answer.url.path == "/sign-in"
    assert 'value="/incidents?kind=Attack"' in answer.text
    entered = sign_in(stranger, "amina", next="/incidents?kind=Attack")
    assert (entered.status_code, entered.url.path, entered.url.query) == (200, "/incidents", b"kind=Attack")
    assert "Amina" in entered.text


def test_a_wrong_password_lets_nobody_in(stranger: httpx.Client) -> None:
    answer = sign_in(stranger, "Amina", "seven olive tree")
    assert answer.status_code == 403
    assert "no such name and password" in answer.text
    assert stranger.get("/incidents").url.path == "/sign-in"


def test_after_too_many_attempts_even_the_right_password_has_to_wait(stranger: httpx.Client) -> None:
    for _ in range(5):
        assert sign_in(stranger, "Amina", "a wrong password").status_code == 403
    assert sign_in(stranger, "Amina").status_code == 429
    assert sign_in(stranger, "Omar", next="/incidents").status_code == 200


def test_nobody_is_led_to_another_site(stranger: httpx.Client) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        assert sign_in(stranger, "Amina", next=elsewhere).url.path == "/incidents"
        stranger.cookies.clear()


def test_who_has_signed_out_is_a_stranger_again_and_the_cookie_is_worth_nothing(
    stranger: httpx.Client,
) -> None:
    page = sign_in(stranger, "Amina", next="/incidents").text
    cookies = dict(stranger.cookies)
    token = re.search(r'name="csrf" value="(\w+)"', page)
    assert token
    assert stranger.post("/sign-out", data={"csrf": token[1]}).url.path == "/sign-in"
    stranger.cookies.update(cookies)
    assert stranger.get("/incidents").url.path == "/sign-in"


def test_a_form_of_another_session_does_nothing(stranger: httpx.Client) -> None:
    sign_in(stranger, "Amina", next="/incidents")
    assert stranger.post("/sign-out", data={"csrf": "0" * 64}).status_code == 403
    assert stranger.get("/incidents").url.path == "/incidents"


def test_the_own_page_has_no_form_to_sign_in_with(site: Site, page: object) -> None:
    assert httpx.get(f"{site.address}/sign-in").status_code == 403


def test_the_form_is_filled_in_by_keyboard_at_any_width(browser: Browser, team: Site) -> None:
    context = browser.new_context(base_url=team.address, reduced_motion="reduce")
    with watched(context) as page:
        page.goto("/incidents")
        assert faults(page) == []
        assert not is_too_wide(page)
        picture(page, "sign-in")
        page.keyboard.type("Amina")
        page.keyboard.press("Tab")
        page.keyboard.type("wrong password")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("no such name and password")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Sign out Amina")).to_be_visible()
    context.close()


def test_failures_are_forgotten_in_time() -> None:
    now = 0.0
    attempts = Attempts({"host": 2}, lambda: now)
    for _ in range(2):
        assert not attempts.are_too_many(host="here")
        attempts.failed(host="here")
    assert attempts.are_too_many(host="here")
    assert not attempts.are_too_many(host="there")
    now = WINDOW
    assert not attempts.are_too_many(host="here")


@pytest.mark.parametrize(
    ("address", "own"),
    [("/review?x=1", True), ("review", False), ("//evil.example", False), ("https://evil.example", False)],
)
def test_an_address_of_this_page_begins_with_one_slash(address: str, own: bool) -> None:
    assert is_own(address) is own
