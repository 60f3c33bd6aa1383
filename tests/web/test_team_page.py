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

expect.set_options(timeout=20_000)


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


def token_of(client: httpx.Client) -> str:
    found = re.search(r'"X-CSRF-Token": "(\w+)"', client.get("/incidents").text)
    assert found
    return found[1]


def decide(client: httpx.Client, **form: str) -> httpx.Response:
    return client.post(
        "/decide", data={"csrf": token_of(client), **form}, headers={"accept": "application/json"}
    )


def test_a_reader_sees_all_and_decides_nothing(team: Site, stranger: httpx.Client) -> None:
    sign_in(stranger, "Rana", next="/incidents")
    assert stranger.get("/decisions").status_code == 200
    assert stranger.get("/review").status_code == 403
    answer = decide(stranger, act="accept", thing="r-0")
    assert (answer.status_code, answer.json()) == (403, {"error": "this needs the role coder; ask an admin"})
    with Ledger.open(str(team.ledger)) as ledger:
        assert ledger.decisions() == []


def test_a_decision_bears_the_name_of_who_made_it(team: Site, stranger: httpx.Client) -> None:
    sign_in(stranger, "Amina", next="/incidents")
    with Ledger.open(str(team.ledger)) as ledger:
        (report, _), *_ = ledger.readings()
        assert decide(stranger, act="accept", thing=report, who="Omar").json() == {"decisions": ["d-1"]}
        assert ledger.decisions()[0].ruling.who == "Amina"


def test_a_second_reader_sees_nothing_of_the_first_and_the_two_are_compared(
    browser: Browser, team: Site
) -> None:
    with Ledger.open(str(team.ledger)) as ledger:
        report = next(row["report"] for row in ledger.queue.waiting())
        figure = ledger.reading(report)[1].casualties[0]
    with httpx.Client(base_url=team.address, follow_redirects=True) as first:
        sign_in(first, "Amina", next="/incidents")
        decide(first, act="reject", thing=f"{report}:{figure.id}")
        decide(first, act="accept", thing=report)
    context = browser.new_context(base_url=team.address, reduced_motion="reduce")
    with watched(context) as page:
        page.goto("/review")
        page.get_by_label("Name").fill("Omar")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Read one").click()
        page.locator("tbody a").first.click()
        expect(page).to_have_url(re.compile(rf"/review/reports/{report}\?blind=1$"))
        page.get_by_role("button", name="Begin").click()
        card = page.locator(f"#{report}-figure-{figure.span[0]}")
        expect(card.get_by_role("button", name="Accept")).to_be_visible()
        expect(page.locator(".card .state")).to_have_count(0)
        card.get_by_role("button", name="Accept").click()
        expect(card.locator(".state")).to_have_text("accepted by Omar")
        page.goto("/decisions")
        expect(page.locator("tbody tr")).to_have_count(2)
        page.goto(f"/review/reports/{report}?blind=1")
        page.get_by_role("button", name="I have read it through").click()
        expect(page.get_by_text("You have read it through")).to_be_visible()
        page.goto("/review/agreement")
        expect(page.get_by_role("heading", name="Amina and Omar, 1 report")).to_be_visible()
        row = page.locator("tbody tr", has=page.get_by_role("rowheader", name="figures", exact=True))
        value = float(row.locator(".number").first.inner_text())
        assert 0 < value < 1
        expect(page.get_by_role("heading", name="1 thing seen differently")).to_be_visible()
        assert faults(page) == []
        assert not is_too_wide(page)
        picture(page, "agreement")
    context.close()
    with Ledger.open(str(team.ledger)) as ledger:
        assert figure.id not in {one.id for one in ledger.reading(report)[1].casualties}


def test_no_view_tells_a_second_reader_what_the_first_decided(team: Site) -> None:
    """Neither the report nor its incidents, its sources, its pledges or the history, as pages and as data."""
    with Ledger.open(str(team.ledger)) as ledger:
        report, reading = next(
            (id, reading)
            for id, reading in ledger.readings()
            if reading.pledges and any(one.incident and one.low for one in reading.casualties)
        )
        figure = next(one for one in reading.casualties if one.incident and one.low)
        incident = ledger.lists.linked(report)[figure.incident or ""]
        source = ledger.incident(incident)["accounts"][0]["source"]
    views = (
        f"/reports/{report}?format=json",
        f"/reports/{report}/reading",
        f"/reports/{report}?format=csv",
        f"/review/reports/{report}?format=json",
        f"/incidents/{incident}?format=json",
        f"/incidents/{incident}?format=csv",
        f"/review/incidents/{incident}?format=json",
        "/incidents?limit=500&format=json",
        "/incidents?limit=500&format=csv",
        "/incidents?limit=500&as_of=2030-01-01&format=json",
        f"/sources/{source}?format=json",
        "/review?format=json",
        "/pledges?format=json",
        "/decisions?format=json",
    )

    def told(client: httpx.Client) -> str:
        return "".join(client.get(view).text for view in views)

    with httpx.Client(base_url=team.address, follow_redirects=True, timeout=60) as first:
        sign_in(first, "Amina", next="/incidents")
        decide(
            first,
            act="correct",
            thing=f"{report}:{figure.id}",
            why="a slip",
            **{"f.low": "98765", "f.high": "98765"},
        )
        decide(first, act="note", thing=f"{report}:{figure.id}", why="as the headline has it")
        decide(first, act="accept", thing=report)
        assert "98765" in told(first)
    with httpx.Client(base_url=team.address, follow_redirects=True, timeout=60) as second:
        sign_in(second, "Omar", next="/incidents")
        assert "98765" in told(second)
        decide(second, act="note", thing=report, blind="1", why="begun as its second reader")
        seen = told(second)
        assert not re.search(r"98,?765|a slip|as the headline has it", seen)
        assert f'"low":{figure.low}' in second.get(f"/reports/{report}/reading").text
        refused = decide(second, act="accept", thing=f"{report}:{figure.id}")
        assert refused.status_code == 422
        assert "you are its second reader" in refused.text
        decide(second, act="accept", thing=report, blind="1")
        assert "98765" in told(second)
