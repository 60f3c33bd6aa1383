"""Pledges: the docket by deadline, narrowed, as a month, and as a file for calendars."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

from playwright.sync_api import Page, expect

from browsing import Site, faults, is_too_wide, picture
from sayso.ledger import Ledger
from sayso.workflow.docket import docket


def test_pledges_come_by_deadline_with_what_became_of_them(page: Page) -> None:
    view = page.request.get("/pledges?format=json").json()
    ends = [one["end"] for one in view["shown"]]
    known = [end for end in ends if end]
    assert known == sorted(known)
    assert ends[len(known) :] == [None] * (len(ends) - len(known))
    assert sum(view["counts"]["state"].values()) == len(ends)
    kept = [one for one in view["shown"] if one["state"] == "kept"]
    assert all(one["on"] for one in kept)


def test_a_day_of_the_calendar_shows_what_is_due_on_it(page: Page) -> None:
    page.goto("/pledges?month=2024-09")
    page.get_by_role("link", name=re.compile("2024-09-30: 3 pledges")).click()
    expect(page.locator(".pledges tbody tr")).to_have_count(3)
    expect(page.locator(".pledges .when").first).to_contain_text("2024-09-30")


def test_months_follow_each_other(page: Page) -> None:
    page.goto("/pledges?month=2024-12")
    page.get_by_role("link", name="Month after").click()
    expect(page.get_by_role("heading", name="2025-01")).to_be_visible()


def test_choosing_a_state_narrows_the_docket(page: Page) -> None:
    page.goto("/pledges")
    page.get_by_role("checkbox", name="kept").check()
    page.wait_for_url(re.compile("state=kept"))
    expect(page.locator(".state-kept").first).to_be_visible()
    expect(page.locator(".pledges tbody tr:not(:has(.state-kept))")).to_have_count(0)
    expect(page.locator(".state a").first).to_contain_text("says")


def test_the_docket_as_it_stood_on_a_day(page: Page, site: Site) -> None:
    """The same in the browser, for programs, and from the command line."""
    rows = page.request.get("/pledges?format=json").json()["shown"]
    settled = next(one for one in rows if one["on"])
    day = (date.fromisoformat(settled["on"]["said"]) - timedelta(days=1)).isoformat()
    page.goto("/pledges")
    page.get_by_label("As of").fill(day)
    page.wait_for_url(re.compile(f"as_of={day}"))
    expect(page.get_by_text(f"as all stood when {day} was over")).to_be_visible()
    then = page.request.get(f"/pledges?as_of={day}&format=json").json()
    expect(page.locator(".pledges tbody tr")).to_have_count(len(then["shown"]))
    assert then["today"] == day
    assert {one["state"] for one in then["shown"]} & {"due", "overdue"}
    assert all(one["published"] <= day for one in then["shown"])
    assert settled["what"] not in [one["what"] for one in then["shown"] if one["on"]]
    assert f"as_of={day}" in (page.get_by_role("link", name="For your calendar").get_attribute("href") or "")
    table = list(csv.DictReader(StringIO(page.request.get(f"/pledges?as_of={day}&format=csv").text())))
    assert [row["state"] for row in table] == [one["state"] for one in then["shown"]]
    with Ledger.open(str(site.ledger)) as ledger:
        told = list(docket(ledger, date.fromisoformat(day), known=False))
    assert [{**one, "place": None} for one in told] == [{**one, "place": None} for one in then["shown"]]


def test_the_file_for_calendars_has_what_has_a_deadline(page: Page) -> None:
    view = page.request.get("/pledges?state=overdue&format=json").json()
    answer = page.request.get("/pledges.ics?state=overdue")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text().count("BEGIN:VEVENT") == len(view["shown"])


def test_nothing_serious_is_wrong_with_it_and_it_fits_a_phone(page: Page) -> None:
    page.goto("/pledges?month=2024-09")
    assert faults(page) == []
    assert not is_too_wide(page)
    picture(page, "pledges")
