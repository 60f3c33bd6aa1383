"""The list of incidents: narrowed by its address, by its form, and with its data behind it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browsing import faults, is_too_wide, picture


def data(page: Page, address: str) -> dict:
    """The JSON behind an address."""
    answer = page.request.get(address)
    assert answer.ok, answer.text()
    return answer.json()


def counts(view: dict, name: str) -> dict[str, int]:
    """What a filter offers, with its counts."""
    choice = next(choice for choice in view["choices"] if choice["name"] == name)
    return {option["value"]: option["count"] for option in choice["options"]}


def test_every_incident_is_listed_the_newest_first(page: Page) -> None:
    view = data(page, "/incidents?format=json")
    assert view["total"] == len(view["shown"]) > 10
    days = [card["when"]["start"] for card in view["shown"] if card["when"]]
    assert days == sorted(days, reverse=True)
    page.goto("/incidents")
    expect(page.get_by_role("row")).to_have_count(view["total"] + 1)


def test_filters_hold_together_and_values_of_one_filter_stand_side_by_side(page: Page) -> None:
    every = data(page, "/incidents?format=json")
    kinds = counts(every, "kind")
    one, other = list(kinds)[:2]
    both = data(page, f"/incidents?kind={one}&kind={other}&format=json")
    assert both["total"] == kinds[one] + kinds[other]
    assert counts(both, "kind") == kinds | counts(both, "kind")
    yemen = data(page, f"/incidents?kind={one}&country=YE&format=json")
    assert yemen["total"] == counts(both | yemen, "country").get("YE", 0)
    assert {card["type"] for card in yemen["shown"]} <= {one}


def test_a_count_is_what_choosing_it_shows(page: Page) -> None:
    every = data(page, "/incidents?format=json")
    for choice in every["choices"]:
        for option in choice["options"][:3]:
            answer = page.request.get(
                "/incidents", params={choice["name"]: option["value"], "format": "json"}
            )
            assert answer.json()["total"] == option["count"]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2024-10-01", "9999"), ("2024-03-01", "2024-03-05"), ("0000", "2024-05-15"), ("2030-01-01", "9999")],
)
def test_days_let_through_what_may_have_happened_in_them(page: Page, first: str, last: str) -> None:
    asked = {"from": first, "to": last}
    query = "&".join(f"{name}={day}" for name, day in asked.items() if len(day) > 4)
    shown = data(page, f"/incidents?{query}&format=json")["shown"]
    dated = [card for card in data(page, "/incidents?format=json")["shown"] if card["when"]]
    wanted = {
        card["id"]
        for card in dated
        if (card["when"]["end"] or card["when"]["start"]) >= first
        and (card["when"]["start"] or card["when"]["end"]) <= last
    }
    assert {card["id"] for card in shown} == wanted


def test_a_part_of_a_name_finds_a_place_and_a_source(page: Page) -> None:
    assert data(page, "/incidents?place=mari&format=json")["total"] > 0
    assert data(page, "/incidents?source=ministry&format=json")["total"] > 0
    assert data(page, "/incidents?place=atlantis&format=json")["total"] == 0


def test_words_of_reports_narrow_incidents(page: Page) -> None:
    found = data(page, '/incidents?text="police academy"&format=json')
    assert 0 < found["total"] < data(page, "/incidents?format=json")["total"]


def test_a_box_lets_through_what_lies_in_it(page: Page) -> None:
    yemen = data(page, "/incidents?box=42,12,54,19&format=json")
    assert yemen["total"] > 0
    assert {spot["country"] for card in yemen["shown"] for spot in card["where"][:1]} == {"YE"}
    assert data(page, "/incidents?box=170,-20,-170,-10&format=json")["total"] == 0


def test_pages_follow_each_other_by_key_in_every_order(page: Page) -> None:
    for sort in ("newest", "oldest", "killed", "sources", "told"):
        whole = [c["id"] for c in data(page, f"/incidents?sort={sort}&format=json")["shown"]]
        paged, mark, last = [], "", None
        while mark is not None:
            last = data(page, f"/incidents?sort={sort}&limit=4&after={mark}&format=json")
            paged += [card["id"] for card in last["shown"]]
            mark = last["next"]
        assert paged == whole
        back = data(page, f"/incidents?sort={sort}&limit=4&before={last['previous']}&format=json")
        assert [card["id"] for card in back["shown"]] == whole[back["first"] - 1 : back["first"] + 3]


def test_a_page_s_mark_holds_when_its_incident_is_gone(page: Page) -> None:
    whole = data(page, "/incidents?sort=sources&format=json")["shown"]
    roots = whole[2]["roots"]
    rest = data(page, f"/incidents?sort=sources&after={-roots}~i-gone&format=json")["shown"]
    assert [card["id"] for card in rest] == [card["id"] for card in whole if card["roots"] < roots]


def test_as_of_a_day_nothing_later_is_told(page: Page) -> None:
    early = data(page, "/incidents?as_of=2024-03-13&format=json")
    assert 0 < early["total"] < data(page, "/incidents?format=json")["total"]
    said = [
        end["said"]
        for card in early["shown"]
        for toll in card["tolls"].values()
        for end in toll["at"].values()
        if end
    ]
    assert said
    assert max(said) <= "2024-03-13"


def test_points_and_days_show_what_the_list_shows(page: Page) -> None:
    total = data(page, "/incidents?status=occurred&format=json")["total"]
    points = data(page, "/incidents/points?status=occurred")
    assert sum(spot["count"] for spot in points["spots"]) == points["placed"]
    assert points["placed"] + points["unplaced"] == total
    days = data(page, "/incidents/days?status=occurred")
    assert sum(each["count"] for each in days["bins"]) + days["undated"] == total
    assert all(one["id"] for one in points["spots"] if one["count"] == 1)


def test_csv_has_a_row_an_incident(page: Page) -> None:
    answer = page.request.get("/incidents?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    head, *rows = answer.text().splitlines()
    assert head.startswith("id,type,status,when")
    assert len(rows) == data(page, "/incidents?format=json")["total"]


@pytest.mark.parametrize(
    "query", ["from=yesterday", "box=1,2", "sort=best", "limit=0", "limit=9999", "as_of=1"]
)
def test_what_cannot_be_asked_is_told_in_words(page: Page, query: str) -> None:
    answer = page.request.get(f"/incidents?{query}")
    assert answer.status == 422
    assert query.partition("=")[0] in answer.text()


def test_blank_fields_of_the_form_narrow_nothing(page: Page) -> None:
    blank = "/incidents?text=&from=&to=&as_of=&kind=&place=&sort=newest"
    assert data(page, f"{blank}&format=json")["total"] == data(page, "/incidents?format=json")["total"]


def test_choosing_a_kind_narrows_the_list_and_the_address_at_once(page: Page) -> None:
    page.goto("/incidents")
    box = page.get_by_role("checkbox", name="Armed clash")
    box.check()
    page.wait_for_url(re.compile("kind=Armed"))
    assert parse_qs(urlsplit(page.url).query)["kind"] == ["Armed clash"]
    expect(page.get_by_role("link", name=re.compile("kind Armed clash"))).to_be_visible()
    expect(page.locator("a.title")).to_have_text(
        ["Armed clash"] * int(page.locator("h1").inner_text().split()[0])
    )
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    page.go_back()
    expect(box).not_to_be_checked()


def test_what_narrows_the_list_can_be_taken_off(page: Page) -> None:
    page.goto("/incidents?kind=Armed+clash&country=ML&to=2024-12-31")
    page.get_by_role("link", name=re.compile("country Mali")).click()
    expect(page.get_by_role("link", name=re.compile("country Mali"))).to_have_count(0)
    assert parse_qs(urlsplit(page.url).query) == {"kind": ["Armed clash"], "to": ["2024-12-31"]}


def test_the_form_works_by_keyboard_and_without_scripts(page: Page) -> None:
    context = page.context.browser.new_context(
        base_url=page.url or None, java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    page.goto("/incidents")
    plain.goto(page.url)
    plain.get_by_role("checkbox", name="Arrests").focus()
    plain.keyboard.press("Space")
    plain.get_by_role("button", name="Show").focus()
    plain.keyboard.press("Enter")
    plain.wait_for_url(re.compile("kind=Arrests"))
    expect(plain.locator("a.title").first).to_have_text("Arrests")
    context.close()


def test_a_number_leads_to_its_sentence(page: Page) -> None:
    page.goto("/incidents?sort=killed")
    link = page.locator("td.toll a").first
    assert re.fullmatch(r"/reports/r-[0-9a-f]+\?at=\d+-\d+#at", link.get_attribute("href"))
    assert "“" in link.get_attribute("title")


def test_nothing_serious_is_wrong_with_it_and_it_fits_a_phone(page: Page) -> None:
    page.goto("/incidents?status=occurred")
    assert faults(page) == []
    assert not is_too_wide(page)
    picture(page, "incidents")
