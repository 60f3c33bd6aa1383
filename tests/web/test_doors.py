"""Who is let in, and what keeps others out."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from browsing import TOKEN, Site, serving
from sayso.web.gate import COOKIE


@pytest.fixture
def fresh(sample_file: Path) -> Iterator[Site]:
    """A page that nobody has opened yet."""
    with serving(sample_file) as site:
        yield site


def test_the_printed_address_lets_in_one_browser_once(fresh: Site) -> None:
    with httpx.Client(base_url=fresh.address, follow_redirects=True) as first:
        assert first.get(f"/?token={TOKEN}").status_code == 200
        assert first.get("/incidents").status_code == 200
    with httpx.Client(base_url=fresh.address) as second:
        assert second.get(f"/?token={TOKEN}").status_code == 403
        assert second.get("/incidents").status_code == 403


def test_the_token_does_not_stay_in_the_address(fresh: Site) -> None:
    answer = httpx.get(f"{fresh.address}/incidents?kind=Attack&token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{fresh.address}/incidents?kind=Attack"


def test_no_script_and_no_other_site_gets_the_cookie(fresh: Site) -> None:
    cookie = httpx.get(f"{fresh.address}/?token={TOKEN}").headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


@pytest.mark.parametrize("shown", ["", "?token=", "?token=guessed", f"?token={TOKEN[:-1]}", "?token=%C3%A9"])
def test_whoever_has_no_token_sees_nothing(fresh: Site, shown: str) -> None:
    answer = httpx.get(f"{fresh.address}/incidents{shown}")
    assert answer.status_code == 403
    assert "<" not in answer.text


def test_a_page_that_is_asked_for_by_another_name_is_not_given(fresh: Site) -> None:
    answer = httpx.get(f"{fresh.address}/?token={TOKEN}", headers={"host": "evil.example"})
    assert answer.status_code == 400


def test_every_answer_forbids_scripts_and_styles_that_are_not_its_own(fresh: Site) -> None:
    with httpx.Client(base_url=fresh.address, follow_redirects=True) as client:
        for address in (f"/?token={TOKEN}", "/incidents", "/no-such-page", "/static/base.css"):
            policy = client.get(address).headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy


def test_pages_are_not_kept_and_files_of_a_version_are(fresh: Site) -> None:
    with httpx.Client(base_url=fresh.address, follow_redirects=True) as client:
        assert client.get(f"/?token={TOKEN}").headers["cache-control"] == "no-store"
        assert "immutable" in client.get("/static/base.css?v=1").headers["cache-control"]


def test_what_is_not_there_is_told_in_one_line(fresh: Site) -> None:
    with httpx.Client(base_url=fresh.address, follow_redirects=True) as client:
        client.get(f"/?token={TOKEN}")
        page = client.get("/no-such-page")
        assert page.status_code == 404
        assert "there is no such page" in page.text
        assert client.get("/no-such-page?format=json").json() == {"error": "there is no such page"}


def test_the_browser_loads_the_page_with_its_styles_and_without_complaints(page: Page) -> None:
    page.goto("/incidents")
    assert page.title() == "Incidents – sayso"
    assert page.locator("nav a[aria-current=page]").inner_text() == "Incidents"
    assert page.evaluate("typeof htmx") == "object"


def test_colours_are_the_system_s_until_somebody_chooses(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/incidents")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    switch = page.get_by_role("button", name="Colours")
    switch.click()
    expect(switch).to_contain_text("Colours: light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    page.reload()
    expect(switch).to_contain_text("Colours: light")
    switch.click()
    switch.click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_the_first_stop_of_the_tab_key_skips_the_menu(page: Page) -> None:
    page.goto("/incidents")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_slash_goes_to_the_search_field(page: Page) -> None:
    page.goto("/incidents")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
