"""The map and the timeline: choosing in one narrows the other, the list and the address."""

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import until


@pytest.fixture
def browse(market_page: Page) -> Page:
    """The list of incidents once its map and its timeline are drawn."""
    market_page.goto("/incidents")
    expect(market_page.locator("#map-note")).to_contain_text("placed")
    expect(market_page.locator(".timeline a").first).to_be_visible()
    return market_page


def count(page: Page) -> int:
    return int(page.locator("h1").inner_text().split()[0])


def test_a_bar_of_the_timeline_narrows_list_and_map_to_its_time(browse: Page) -> None:
    before = count(browse)
    bar = browse.locator(".timeline a", has_text="2024-03-12")
    bar.focus()
    browse.keyboard.press("Enter")
    expect(browse).to_have_url(re.compile(r"from=2024-03-12&to=2024-03-12"))
    expect(browse.locator("h1")).not_to_have_text(f"{before} incidents")
    assert 0 < count(browse) < before
    expect(browse.locator("#map-note")).to_contain_text(f"{count(browse)} placed")
    browse.get_by_role("link", name="All times").click()
    expect(browse.locator("h1")).to_have_text(f"{before} incidents")


def test_a_filter_of_the_list_narrows_map_and_timeline(browse: Page) -> None:
    browse.locator('input[name=kind][value="Peaceful protest"]').check()
    expect(browse).to_have_url(re.compile(r"kind=Peaceful"))
    expect(browse.locator("h1")).to_have_text("1 incident")
    expect(browse.locator("#map-note")).to_have_text(f"{count(browse)} placed")
    expect(browse.locator(".timeline a").first).to_be_visible()
    assert browse.locator(".timeline a").count() <= count(browse)


def test_the_part_of_the_map_that_is_in_sight_narrows_the_list(browse: Page) -> None:
    before = count(browse)
    box = browse.locator("#map").bounding_box()
    assert box
    browse.mouse.move(box["x"] + 200, box["y"] + 220)
    browse.mouse.down()
    browse.mouse.move(box["x"] + 200, box["y"] + 60, steps=4)
    browse.mouse.up()
    browse.get_by_role("button", name="Only what is in sight").click()
    expect(browse).to_have_url(re.compile(r"box=-?\d"))
    expect(browse.get_by_role("link", name="within")).to_be_visible()
    assert count(browse) < before


def test_a_place_on_the_map_tells_its_name_and_how_well_it_is_known(browse: Page) -> None:
    browse.goto("/incidents?place=Aden")
    expect(browse.locator("#map-note")).to_contain_text("placed")
    popup = browse.locator(".leaflet-popup")

    def is_told() -> bool:
        """The place is in the middle of the map as soon as that has been moved there."""
        box = browse.locator("#map").bounding_box()
        assert box
        browse.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        browse.wait_for_timeout(300)
        return popup.is_visible()

    until(is_told)
    expect(popup).to_contain_text("place known as")
    popup.get_by_role("link", name=re.compile("Open it|Only this place")).first.click()
    expect(browse).to_have_url(re.compile(r"/incidents/i-|place="))


def test_the_map_can_be_moved_by_keys(browse: Page) -> None:
    browse.locator("#map").focus()
    browse.keyboard.press("ArrowRight")
    expect(browse.get_by_role("button", name="Only what is in sight")).to_be_visible()


def test_a_place_on_the_map_is_chosen_by_keys_alone(browse: Page) -> None:
    browse.locator("#map").focus()
    browse.keyboard.press("n")
    popup = browse.locator(".leaflet-popup")
    expect(popup).to_contain_text("Aden")
    browse.keyboard.press("n")
    expect(popup).to_contain_text("Marib")
    expect(browse.locator("#map-told")).to_have_text("Marib, 1")
    browse.keyboard.press("p")
    expect(popup).to_contain_text("Aden")
    browse.keyboard.press("Enter")
    expect(popup.get_by_role("link").first).to_be_focused()
    browse.keyboard.press("Enter")
    expect(browse).to_have_url(re.compile(r"/incidents/i-|place="))
