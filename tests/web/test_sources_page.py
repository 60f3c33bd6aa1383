"""Sources in a browser: found, ordered, and followed over time."""

import re

from playwright.sync_api import Page, expect

from browsing import faults, is_too_wide, picture


def test_sources_are_found_by_name_and_by_kind(market_page: Page) -> None:
    market_page.goto("/sources")
    market_page.get_by_label("Name").fill("hosp")
    market_page.get_by_label("Name").press("Enter")
    expect(market_page).to_have_url(re.compile(r"q=hosp"))
    expect(market_page.locator("table.voices tbody tr")).to_have_count(1)
    market_page.goto("/sources?kind=medical")
    for cell in market_page.locator("table.voices .kind").all():
        assert cell.inner_text() == "medical"


def test_those_contradicted_most_often_can_come_first(market_page: Page) -> None:
    market_page.goto("/sources")
    market_page.get_by_label("Order").select_option("contradicted most often")
    expect(market_page).to_have_url(re.compile(r"order=contradicted"))
    rows = market_page.request.get("/sources?order=contradicted&format=json").json()["shown"]
    counts = [row["contradicted"] for row in rows]
    assert counts == sorted(counts, reverse=True)
    expect(market_page.locator("table.voices th a").first).to_have_text(rows[0]["name"])


def test_a_source_s_page_tells_what_it_said_and_leads_to_the_words(market_page: Page) -> None:
    market_page.goto("/sources")
    market_page.get_by_role("link", name="Marib Hospital").click()
    expect(market_page.get_by_role("heading", level=1)).to_have_text("Marib Hospital")
    told = market_page.locator(".told li").first
    expect(told).to_contain_text("lowered at least 25 people to 23 people")
    told.get_by_role("link", name="23", exact=True).click()
    expect(market_page.locator(".text .lit").first).to_be_in_viewport()


def test_a_source_that_nobody_knows_is_told_so(market_page: Page) -> None:
    answer = market_page.goto("/sources/nobody/at%20all")
    assert answer
    assert answer.status == 404


def test_sources_can_be_read_by_everybody_at_every_width(market_page: Page) -> None:
    for name, address in (("sources", "/sources"), ("source", "/sources/Marib%20Hospital")):
        market_page.goto(address)
        assert faults(market_page) == []
        assert not is_too_wide(market_page)
        picture(market_page, name)
