"""Search: sentences with who says them, names of sources and places."""

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import faults, is_too_wide, picture


def test_a_sentence_is_shown_with_who_says_it_and_leads_to_its_place(page: Page) -> None:
    view = page.request.get('/search?q="police academy"&format=json').json()
    assert view["count"] == len(view["reports"]) > 0
    sentences = [sentence for report in view["reports"] for sentence in report["sentences"]]
    assert any(sentence["said_by"] for sentence in sentences)
    page.goto('/search?q="police academy"')
    hit = page.locator(".hits a.said").first
    expect(hit.locator("mark").first).to_be_visible()
    start, end = sentences[0]["span"]
    assert hit.get_attribute("href").endswith(f"?at={start}-{end}#at")


def test_a_report_names_the_incidents_it_tells_of(page: Page) -> None:
    page.goto("/search?q=academy")
    page.get_by_role("link", name="Remote explosive").first.click()
    expect(page).to_have_url(re.compile("/incidents/i-"))


def test_names_of_sources_and_places_are_found_too(page: Page) -> None:
    view = page.request.get("/search?q=marib&format=json").json()
    assert view["places"][0]["name"] == "Marib"
    page.goto("/search?q=ministry")
    sources = page.get_by_role("region", name="Sources")
    name = sources.get_by_role("link").first.inner_text()
    sources.get_by_role("link").first.click()
    expect(page.get_by_role("link", name=f"source {name}")).to_be_visible()


def test_the_field_of_every_page_searches(page: Page) -> None:
    page.goto("/pledges")
    page.keyboard.press("/")
    page.keyboard.type("ambush")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("report")
    expect(page.locator(".hits li").first).to_be_visible()


def test_the_newest_come_first_when_asked_for(page: Page) -> None:
    best = page.request.get("/search?q=said&format=json").json()
    newest = page.request.get("/search?q=said&order=newest&format=json").json()
    assert best["order"] == "best"
    assert {one["report"] for one in best["reports"]} == {one["report"] for one in newest["reports"]}


@pytest.mark.parametrize("q", ["zeppelin", '"', "<script>alert(1)</script>", "%00", "AND OR NOT", "a*b (c)"])
def test_words_that_nothing_has_and_odd_words_do_no_harm(page: Page, q: str) -> None:
    answer = page.goto(f"/search?q={q}")
    assert answer is not None
    assert answer.status == 200
    assert page.locator("script:not([src])").count() == 0


def test_csv_has_a_row_a_sentence(page: Page) -> None:
    head, *rows = page.request.get("/search?q=market&format=csv").text().splitlines()
    assert head == "report,outlet,published,sentence,span,said_by,incidents"
    assert rows


def test_nothing_serious_is_wrong_with_it_and_it_fits_a_phone(page: Page) -> None:
    page.goto("/search?q=market")
    assert faults(page) == []
    assert not is_too_wide(page)
    picture(page, "search")
