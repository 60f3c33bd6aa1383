"""The API's description: every view is in it, and its page needs no other host."""

from playwright.sync_api import Page, expect

from browsing import faults, is_too_wide, picture


def test_every_view_is_described(page: Page) -> None:
    paths = page.request.get("/api/openapi.json").json()["paths"]
    assert {"/incidents", "/incidents/points", "/incidents/days", "/search", "/pledges", "/add"} <= set(paths)
    page.goto("/api")
    for path in paths:
        expect(page.get_by_role("heading", name=path, exact=False).first).to_be_visible()


def test_every_filter_is_explained(page: Page) -> None:
    told = page.request.get("/api/openapi.json").json()["paths"]["/incidents"]["get"]["parameters"]
    assert {"from", "to", "kind", "status", "grade", "place", "source", "harm", "text"} <= {
        p["name"] for p in told
    }
    assert all(parameter.get("description") for parameter in told)


def test_nothing_serious_is_wrong_with_it_and_it_fits_a_phone(page: Page) -> None:
    page.goto("/api")
    assert faults(page) == []
    assert not is_too_wide(page)
    picture(page, "api", widths=(360, 1280))
