"""Adding reports: files and pasted text, read beside the page, failures told by file."""

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import faults, is_too_wide, picture, until
from sayso.web.security import FIELD

TEXT = (
    "A car bomb killed seven people in Aleppo on Monday, the Health Ministry said. "
    "A doctor at the city's hospital told reporters that he had counted twelve bodies."
)


def done(page: Page) -> None:
    expect(page.get_by_role("heading", name="Done")).to_be_visible(timeout=60_000)


def test_a_pasted_text_becomes_an_incident(own_page: Page) -> None:
    own_page.goto("/add")
    own_page.get_by_label("or a text").fill(TEXT)
    own_page.get_by_label("Published on").fill("2024-11-05")
    own_page.get_by_label("Outlet").fill("Tamar Gazette")
    own_page.get_by_role("button", name="Read").click()
    done(own_page)
    expect(own_page.get_by_text("1 new report")).to_be_visible()

    def is_listed() -> bool:
        own_page.goto("/incidents?place=Aleppo")
        return own_page.locator("td.toll").count() > 0

    until(is_listed)
    expect(own_page.locator("td.toll").first).to_have_text("7–12")


def test_files_are_read_and_what_cannot_be_read_is_told_by_file(own_page: Page) -> None:
    own_page.goto("/add")
    own_page.get_by_label("Files").set_input_files(
        [
            {"name": "good.txt", "mimeType": "text/plain", "buffer": TEXT.encode()},
            {"name": "../../broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 broken"},
            {
                "name": "rows.jsonl",
                "mimeType": "application/json",
                "buffer": b'{"text": "The army said nine soldiers were killed in Homs.", "published": "2024-01-02"}\n{"te',
            },
        ]
    )
    expect(own_page.locator("[data-chosen] li")).to_have_count(3)
    own_page.get_by_role("button", name="Read").click()
    own_page.wait_for_url(re.compile("/add/[0-9a-f]+$"))
    done(own_page)
    batch = own_page.request.get(f"{own_page.url}?format=json").json()
    assert len(batch["stored"]) == 2
    assert {failed["place"] for failed in batch["failed"]} == {"broken.pdf", "rows.jsonl:2"}
    assert all("sayso-add" not in failed["cause"] for failed in batch["failed"])
    expect(own_page.get_by_role("row", name="broken.pdf")).to_be_visible()
    assert faults(own_page) == []
    picture(own_page, "added")


def test_the_same_text_is_not_read_twice(own_page: Page) -> None:
    for told in ("1 new report", "1 read before"):
        own_page.goto("/add")
        own_page.get_by_label("or a text").fill(TEXT)
        own_page.get_by_role("button", name="Read").click()
        done(own_page)
        expect(own_page.get_by_text(told)).to_be_visible()


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({}, "choose a file"),
        ({"text": TEXT, "published": "monday"}, "is not a day"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "is not an address of the web"),
    ],
)
def test_what_cannot_be_added_is_told_in_words(page: Page, fields: dict[str, str], cause: str) -> None:
    page.goto("/add")
    token = page.locator(f"form.add input[name={FIELD}]").get_attribute("value")
    answer = page.request.post("/add", multipart={FIELD: token, **fields})
    assert answer.status == 422
    assert cause in answer.text()


def test_nothing_is_added_without_the_form_s_token(page: Page) -> None:
    for token in ({}, {FIELD: "guessed"}):
        answer = page.request.post("/add", multipart={"text": TEXT, **token})
        assert answer.status == 403


def test_nothing_is_added_from_another_site(page: Page) -> None:
    page.goto("/add")
    token = page.locator(f"form.add input[name={FIELD}]").get_attribute("value")
    answer = page.request.post(
        "/add", multipart={FIELD: token, "text": TEXT}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status == 403


def test_a_batch_that_is_not_known_is_told(page: Page) -> None:
    assert page.request.get("/add/000000").status == 404


def test_nothing_serious_is_wrong_with_the_form_and_it_fits_a_phone(page: Page) -> None:
    page.goto("/add")
    assert faults(page) == []
    assert not is_too_wide(page)
    picture(page, "add")
