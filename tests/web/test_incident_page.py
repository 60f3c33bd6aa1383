"""One incident in a browser: every number leads to its sentence, and all stands as of any day."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import faults, is_too_wide, let_in, picture, serving, watched
from changing import change, watch
from sayso.ledger import Ledger


@pytest.fixture
def strike(market_page: Page) -> Page:
    """The page of the strike on a market, which four reports tell of."""
    market_page.goto("/incidents?kind=Air%2Fdrone+strike")
    market_page.locator("a.title").first.click()
    expect(market_page.get_by_role("heading", name="Figures")).to_be_visible()
    return market_page


def test_a_bar_leads_to_the_words_of_its_number(strike: Page) -> None:
    strike.locator("a.bar", has_text="23").click()
    expect(strike).to_have_url(re.compile(r"/reports/r-\w+\?at=\d+-\d+#at"))
    lit = strike.locator(".text .lit").first
    expect(lit).to_be_in_viewport()
    expect(lit).to_have_text("23 people")
    expect(strike.locator("#panel h2")).to_have_text("23 killed")


def test_sources_stand_side_by_side_level_with_each_other(strike: Page) -> None:
    first, second = strike.locator("article.card .counts").all()[:2]
    one, other = first.bounding_box(), second.bounding_box()
    assert one
    assert other
    assert one["y"] == other["y"]
    assert one["x"] < other["x"]


def test_what_a_source_changed_is_told_with_both_words(strike: Page) -> None:
    card = strike.get_by_role("article", name="Marib Hospital")
    expect(card.locator(".stance")).to_contain_text("lowered at least 25 people to 23 people")


def test_who_contradicts_whom_is_told_with_the_reason(strike: Page) -> None:
    point = strike.locator("details.point", has_text="Killed").first
    expect(point.locator(".pair .how").first).to_contain_text("contradict")
    expect(point.locator(".pair .how", has_text="rival claim").first).to_be_visible()


def test_the_slider_takes_away_what_was_not_yet_published(strike: Page) -> None:
    expect(strike.locator("article.card")).to_have_count(5)
    slider = strike.get_by_role("slider", name="As of")
    expect(slider).to_have_attribute("aria-valuetext", "today")
    slider.focus()
    strike.keyboard.press("Home")
    expect(strike).to_have_url(re.compile(r"as_of=2024-03-13"))
    expect(strike.get_by_text("What had been published when 2024-03-13 was over.")).to_be_visible()
    expect(strike.locator("article.card")).to_have_count(3)
    expect(slider).to_be_focused()
    strike.get_by_role("link", name="Show all").click()
    expect(strike.locator("article.card")).to_have_count(5)


def test_a_pledge_and_a_denial_belong_to_it(strike: Page) -> None:
    pledges = strike.locator("section[aria-labelledby=pledges]")
    expect(pledges).to_contain_text("publish our findings by 1 April")
    expect(strike.get_by_role("article", name="army")).to_contain_text("denies")


def test_each_step_of_a_toll_over_time_is_a_link(strike: Page) -> None:
    steps = strike.get_by_role("group", name="Marib Hospital").locator("a")
    expect(steps).to_have_count(2)
    steps.last.focus()
    strike.keyboard.press("Enter")
    expect(strike.locator(".text .lit").first).to_have_text("23 people")


def test_names_from_right_to_left_do_not_disturb_the_words_around_them(strike: Page) -> None:
    names = strike.locator("bdi", has_text="كتائب الوادي")
    assert names.count() > 3
    assert names.first.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"


def test_the_grade_is_shown_with_the_sentences_it_rests_on(strike: Page) -> None:
    grade = strike.locator("section[aria-labelledby=grade]")
    expect(grade).to_contain_text("because")
    grade.locator(".facts a").first.click()
    expect(strike).to_have_url(re.compile(r"/reports/"))


def test_day_and_place_stand_with_the_words_of_each_report(strike: Page) -> None:
    evidence = strike.locator("section[aria-labelledby=evidence]")
    expect(evidence.locator(".chosen", has_text="2024-03-12")).to_contain_text("Harbour Post, 2024-03-13")
    expect(evidence.locator(".chosen", has_text="Marib (town)")).to_contain_text("Courier")


def test_the_table_of_figures_is_there_for_a_spreadsheet(strike: Page) -> None:
    csv = strike.request.get(strike.url.split("#")[0] + "?format=csv").text()
    assert csv.splitlines()[0].startswith("source,kind,harm")
    assert "Marib Hospital" in csv


def test_what_an_outlet_changed_without_a_word_is_shown_and_stood_until_then(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "changed.db"
    with Ledger.open(str(path)) as ledger:
        watch(ledger)
        change(ledger)
        (row,) = ledger.incidents()
    with serving(path) as site, let_in(browser, site) as context, watched(context) as page:
        page.goto(f"/incidents/{row['id']}")
        hospital, monitor = (
            page.get_by_role("article", name=name) for name in ("Marib Hospital", "Harm Monitor")
        )
        expect(hospital.locator(".rewrite")).to_contain_text("changed by Harbour Post, 2024-03-15")
        expect(hospital.locator(".rewrite")).to_contain_text(
            "now reads Marib Hospital said 23 people were killed."
        )
        expect(monitor).to_contain_text("not printed any more")
        expect(monitor.locator(".counts .gone")).to_contain_text("31")
        expect(page.locator("a.bar.gone", has_text="25")).to_contain_text(
            "until the outlet changed it on 2024-03-15"
        )
        assert faults(page) == []
        assert not is_too_wide(page)
        data = page.request.get(f"/incidents/{row['id']}?format=csv").text()
        assert "2024-03-15,Marib Hospital said 23 people were killed." in data
        page.get_by_role("slider", name="As of").focus()
        page.keyboard.press("Home")
        expect(page.get_by_text("What had been published when 2024-03-13 was over.")).to_be_visible()
        expect(page.locator(".rewrite, .gone")).to_have_count(0)
        page.goto("/sources/Marib%20Hospital")
        expect(page.locator(".rewrite")).to_contain_text(
            "now reads Marib Hospital said 23 people were killed."
        )


def test_an_incident_that_is_not_there_is_told_so(market_page: Page) -> None:
    answer = market_page.goto("/incidents/i-nothing")
    assert answer
    assert answer.status == 404
    expect(market_page.locator("main")).to_contain_text("no such incident")


def test_everything_can_be_read_by_everybody_at_every_width(strike: Page) -> None:
    assert faults(strike) == []
    assert not is_too_wide(strike)
    picture(strike, "incident")
