"""Pledges: the docket by deadline, narrowed, as a month, and as a file for calendars."""

import re

from playwright.sync_api import Page, expect

from browsing import faults, is_too_wide, picture


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
    expect(page.locator(".state-kept")).to_have_count(page.locator(".pledges tbody tr").count())
    expect(page.locator(".state a").first).to_contain_text("says")


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
