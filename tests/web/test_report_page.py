"""One report in a browser: what is marked, what lights, and what a choice shows."""

import re
from collections.abc import Iterator
from pathlib import Path

import market
import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import faults, is_too_wide, let_in, picture, serving, watched
from invented import VERSIONS
from sayso.ledger import Ledger
from sayso.report import Report
from sayso.workflow.link import relink
from told import Told


@pytest.fixture
def report(market_page: Page) -> Page:
    """The first report of a strike on a market."""
    market_page.goto("/reports/post-1")
    return market_page


def test_the_text_is_whole_with_all_its_marks(report: Page) -> None:
    reading = report.request.get(report.url + "/reading").json()
    shown = "\n".join(report.locator(".text p").all_inner_texts())
    assert shown.split() == reading["report"]["text"].split()
    pieces = report.locator(".text .m-cue").all_inner_texts()
    assert {one["cue"]["text"] for one in reading["statements"] if one["cue"]} <= set(pieces)


def test_pointing_at_a_statement_lights_its_source_its_cue_and_its_content(report: Page) -> None:
    cue = report.locator(".text .m-cue").first
    cue.hover()
    near = report.locator(".text .near")
    expect(near.first).to_be_visible()
    assert {"m-source", "m-cue", "m-content"} <= {
        name for one in near.all() for name in (one.get_attribute("class") or "").split()
    }
    statement = re.search(r"s\d+", cue.get_attribute("data-of") or "")
    assert statement
    assert all(statement[0] in (one.get_attribute("data-of") or "") for one in near.all())


def test_reaching_a_statement_by_key_lights_it_too(report: Page) -> None:
    report.locator(".read a[data-of=s1]").focus()
    expect(report.locator(".text .near").first).to_be_visible()


def test_a_choice_shows_what_was_read_and_why_and_goes_into_the_address(report: Page) -> None:
    figure = report.locator(".text a.m-figure").first
    figure.click()
    panel = report.locator("#panel")
    expect(panel).to_contain_text("killed")
    expect(panel.get_by_role("heading", name="Why")).to_be_visible()
    expect(report).to_have_url(re.compile(r"\?show=c\d+"))
    expect(report.locator(".text .lit").first).to_have_text(figure.inner_text())
    report.reload()
    expect(panel).to_contain_text("killed")


def test_it_works_by_keys_alone(report: Page) -> None:
    report.locator(".text a.m-incident").first.focus()
    report.keyboard.press("Enter")
    panel = report.locator("#panel")
    expect(panel).to_contain_text("It is named by")
    panel.get_by_role("link", name="the incident with all its accounts").focus()
    report.keyboard.press("Enter")
    expect(report).to_have_url(re.compile(r"/incidents/i-"))


def test_a_layer_can_be_taken_off(report: Page) -> None:
    figure = report.locator(".text a.m-figure").first
    ground = "e => getComputedStyle(e).backgroundColor"
    before = figure.evaluate(ground)
    report.get_by_label("figure", exact=True).uncheck()
    assert figure.evaluate(ground) != before


def test_words_that_are_not_in_the_report_are_told_so(report: Page) -> None:
    answer = report.goto(report.url + "?at=5-999999")
    assert answer
    assert answer.status == 422
    expect(report.locator("main")).to_contain_text("is no place in this report")


def test_it_can_be_read_by_everybody_at_every_width(report: Page) -> None:
    report.locator(".text a.m-figure").first.click()
    expect(report.locator("#panel h3").first).to_be_visible()
    assert faults(report) == []
    assert not is_too_wide(report)
    picture(report, "report")


HOSTILE = (
    "<script>document.title='taken'</script> & <img src=x onerror=\"document.title='taken'\"> "
    "<style>body{display:none}</style> killed nine people, {{ 7*7 }} police said.\n"
    "قُتل تسعة أشخاص في مأرب."
)


@pytest.fixture
def hostile(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A report whose every field would be a script or a style, if it could."""
    told = Told(HOSTILE, title="<b>bold</b>", outlet='"><script>alert(1)</script>', id="hostile")
    by = told.says("police", HOSTILE[: HOSTILE.index(" police")])
    told.incident("killed nine people")
    told.figure("nine people", 9, by=by)
    report = Report(
        text=told.text,
        id=told.id,
        title=told.title,
        outlet=told.outlet,
        published=told.published,
        url="javascript:alert(1)",
    )
    with Ledger.open(str(tmp_path / "hostile.db")) as book:
        book.add(report, told.reading(), VERSIONS)
        relink(book)
    with (
        serving(tmp_path / "hostile.db") as site,
        let_in(browser, site) as context,
        watched(context) as page,
    ):
        yield page


def test_what_a_report_says_never_runs_and_is_shown_as_it_is(hostile: Page) -> None:
    hostile.goto("/reports/hostile?show=c1")
    assert hostile.title() == "<b>bold</b> – sayso"
    expect(hostile.locator(".text p").first).to_have_text(HOSTILE.split("\n")[0])
    expect(hostile.locator("main script, main style, main img")).to_have_count(0)
    expect(hostile.locator("a[href^=javascript]")).to_have_count(0)
    hostile.goto("/incidents")
    hostile.locator("a.title").first.click()
    expect(hostile.get_by_role("heading", name="Figures")).to_be_visible()
    expect(hostile.locator("main script, main style, main img")).to_have_count(0)


def test_text_from_right_to_left_is_set_so(hostile: Page) -> None:
    hostile.goto("/reports/hostile")
    direction = "e => getComputedStyle(e).direction"
    assert hostile.locator(".text p").nth(0).evaluate(direction) == "ltr"
    assert hostile.locator(".text p").nth(1).evaluate(direction) == "rtl"


def test_without_scripts_a_choice_shows_the_same(browser: Browser, tmp_path: Path) -> None:
    market.ledger(tmp_path / "market.db")
    with (
        serving(tmp_path / "market.db") as site,
        let_in(browser, site, scripts=False) as context,
        watched(context) as page,
    ):
        page.goto("/reports/post-1")
        page.locator(".text a.m-figure").first.click()
        expect(page.locator("#panel h2")).to_have_text("at least 25 killed")
        expect(page.locator(".text .lit")).to_have_text("at least 25 people")
        page.goto("/incidents?kind=Air%2Fdrone+strike")
        page.locator("a.title").first.click()
        page.get_by_label("As of").select_option("2024-03-13")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("article.card")).to_have_count(3)
