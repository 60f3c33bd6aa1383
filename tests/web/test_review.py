"""Review in a browser: each decision by key and by mouse, what was missed, merging and splitting, and history."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from browsing import Site, faults, is_too_wide, let_in, linked, picture, until
from sayso.decisions import Act, Decision
from sayso.ledger import Ledger
from sayso.web.views.decide import WHY


@pytest.fixture
def book(own_site: Site) -> Iterator[Ledger]:
    """The ledger that the page changes."""
    with Ledger.open(str(own_site.ledger)) as ledger:
        yield ledger


def last(book: Ledger) -> Decision:
    return book.decisions()[-1]


def current(page: Page) -> Locator:
    return page.locator(".card.is-current")


def on_card(page: Page, words: str) -> Locator:
    return page.locator(".card", has=page.locator("mark", has_text=re.compile(f"^{re.escape(words)}$"))).first


def report_with(book: Ledger, words: str) -> str:
    return next(id for id, reading in list(book.readings()) if words in reading.report.text)


def test_what_would_change_a_total_comes_first_with_the_reason(page: Page) -> None:
    page.goto("/review")
    effects = page.locator(".effect")
    assert effects.count() > 5
    assert "without it" in effects.first.inner_text()
    page.get_by_role("link", name="doubt", exact=True).click()
    expect(page).to_have_url(re.compile("order=doubt"))
    signs = [card.locator(".signs li").count() for card in page.locator(".card").all()]
    assert signs == sorted(signs, reverse=True)
    assert signs[0] > 0


def test_each_thing_is_decided_on_by_key_and_the_next_comes_up(own_page: Page, book: Ledger) -> None:
    own_page.goto("/review")
    first, second, third = (own_page.locator(".card").nth(place) for place in range(3))
    own_page.keyboard.press("j")
    expect(first).to_be_focused()
    own_page.keyboard.press("a")
    expect(first.locator(".state")).to_have_text("accepted by tester")
    expect(second).to_be_focused()
    assert (last(book).ruling.act, last(book).ruling.who, last(book).ruling.why) == (
        Act.ACCEPT,
        "tester",
        WHY,
    )
    own_page.keyboard.press("x")
    expect(second.locator(".state")).to_have_text("rejected by tester")
    expect(third).to_be_focused()
    expect(own_page.get_by_role("status")).to_have_text("rejected by tester.")
    own_page.keyboard.press("u")
    expect(second.get_by_role("button", name="Accept")).to_be_visible()
    expect(second).to_be_focused()
    assert [one.ruling.act for one in book.decisions()] == [Act.ACCEPT, Act.REJECT, Act.UNDO]
    own_page.keyboard.press("k")
    expect(first).to_be_focused()


def test_keys_that_are_pressed_before_an_answer_wait_for_it(own_page: Page, book: Ledger) -> None:
    own_page.goto("/review")
    cards = [own_page.locator(".card").nth(place) for place in range(4)]
    held: list[Route] = []
    own_page.route("**/decide", lambda route: held.append(route), times=1)
    for key in ("j", "x", "u", "a", "a"):
        own_page.keyboard.press(key)

    def is_held() -> bool:
        own_page.wait_for_timeout(10)
        return bool(held)

    until(is_held)
    expect(cards[0].locator(".state")).to_have_count(0)
    (rejected,) = held
    rejected.continue_()
    expect(cards[1].locator(".state")).to_have_text("accepted by tester")
    expect(cards[2]).to_be_focused()
    expect(cards[0].locator(".state")).to_have_text("accepted by tester")
    acts = [decision.ruling.act for decision in book.decisions()]
    assert acts == [Act.REJECT, Act.UNDO, Act.ACCEPT, Act.ACCEPT]


def test_a_card_can_be_decided_on_as_soon_as_it_is_drawn_anew(own_page: Page, book: Ledger) -> None:
    """Its buttons work before anything else can happen: a form that is sent by itself would load the page anew."""
    own_page.goto("/review")
    own_page.evaluate(
        """() => document.addEventListener("htmx:afterSettle", () => document.body.dataset.loaded = "once") ||
            document.addEventListener("htmx:afterRequest", () =>
                document.querySelector("[data-key=u]")?.click())"""
    )
    first = own_page.locator(".card").first
    own_page.keyboard.press("j")
    own_page.keyboard.press("a")
    expect(own_page.get_by_role("status")).to_have_text("Undone.")
    expect(first).to_be_focused()
    expect(first).to_have_class(re.compile("is-current"))
    expect(own_page.locator("body[data-loaded=once]")).to_have_count(1)
    assert [decision.ruling.act for decision in book.decisions()] == [Act.ACCEPT, Act.UNDO]


def test_a_figure_is_corrected_by_key_and_what_cannot_be_is_told(own_page: Page, book: Ledger) -> None:
    own_page.goto("/review")
    card = own_page.locator(".card").first
    words = card.locator("mark").inner_text()
    own_page.keyboard.press("j")
    own_page.keyboard.press("e")
    low = card.get_by_label("At least")
    expect(low).to_be_focused()
    low.fill("12")
    card.get_by_label("At most").fill("3")
    own_page.keyboard.press("Enter")
    expect(card.get_by_role("alert")).to_have_text("low 12 and high 3 are no range")
    card.get_by_label("At most").fill("")
    card.get_by_label("Why").fill("see the headline")
    own_page.keyboard.press("Enter")
    expect(card.locator(".state")).to_have_text("corrected by tester")
    expect(card.locator(".told-of")).to_contain_text("at least 12")
    ruling = last(book).ruling
    assert ruling.target
    assert (ruling.target.text, ruling.why) == (words, "see the headline")
    assert ruling.values == {"low": 12, "high": None, "bound": "at_least"}


def test_escape_leaves_a_form_and_keys_do_nothing_while_somebody_types(own_page: Page, book: Ledger) -> None:
    own_page.goto("/review")
    own_page.keyboard.press("j")
    own_page.keyboard.press("e")
    card = current(own_page)
    card.get_by_label("Why").focus()
    own_page.keyboard.type("axu?")
    expect(card.get_by_label("Why")).to_have_value("axu?")
    own_page.keyboard.press("Escape")
    expect(card).to_be_focused()
    expect(card.get_by_label("Why")).to_be_hidden()
    assert book.decisions() == []


def test_a_question_mark_tells_the_keys_and_a_switch_turns_them_off(own_page: Page, book: Ledger) -> None:
    own_page.goto("/review")
    own_page.keyboard.press("?")
    expect(own_page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert faults(own_page) == []
    own_page.keyboard.press("Escape")
    expect(own_page.get_by_role("dialog")).to_have_count(0)
    own_page.get_by_role("button", name="Keys: on").click()
    own_page.keyboard.press("j")
    own_page.keyboard.press("a")
    expect(current(own_page)).to_have_count(0)
    assert book.decisions() == []


def test_each_decision_can_be_made_by_mouse(own_page: Page, book: Ledger) -> None:
    own_page.goto("/review")
    first, second, third = (own_page.locator(".card").nth(place) for place in range(3))
    first.get_by_role("button", name="Accept").click()
    expect(first.locator(".state")).to_have_text("accepted by tester")
    second.get_by_role("button", name="Reject").click()
    expect(second.locator(".state")).to_have_text("rejected by tester")
    second.get_by_role("button", name="Undo").click()
    expect(second.get_by_role("button", name="Reject")).to_be_visible()
    third.locator("summary").click()
    third.get_by_label("Harm").select_option("missing")
    third.get_by_role("button", name="Correct it").click()
    expect(third.locator(".state")).to_have_text("corrected by tester")
    acts = [decision.ruling.act for decision in book.decisions()]
    assert acts == [Act.ACCEPT, Act.REJECT, Act.UNDO, Act.CORRECT]


def test_without_scripts_a_decision_is_a_form_and_the_page_comes_back(
    browser: Browser, own_site: Site, book: Ledger
) -> None:
    with let_in(browser, own_site) as context:
        bare = browser.new_context(
            base_url=own_site.address, java_script_enabled=False, storage_state=context.storage_state()
        )
        page = bare.new_page()
        page.goto("/review")
        count = page.locator(".card").count()
        words = page.locator("mark").first.inner_text()
        page.get_by_role("button", name="Reject").first.click()
        expect(page).to_have_url(re.compile(r"/review\?order=both$"))
        assert page.locator(".card").count() <= count
        target = last(book).ruling.target
        assert target
        assert target.text == words
        bare.close()


def test_what_was_missed_is_marked_with_the_mouse(own_page: Page, book: Ledger) -> None:
    report = report_with(book, "Marib")
    own_page.goto(f"/review/reports/{report}")
    piece = (
        own_page.locator("[data-text] [data-at]:not(.m)").filter(has_text=re.compile(r"\w+ \w+ \w+")).first
    )
    box = piece.bounding_box()
    assert box
    own_page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + 10)
    chosen = own_page.locator("[data-chosen]")
    expect(chosen).not_to_be_empty()
    words = chosen.inner_text()
    form = own_page.locator("form[action='/decide/add']").first
    form.get_by_label("At least").fill("4")
    form.get_by_role("button", name="Add it").click()
    card = own_page.locator(".card.is-added")
    expect(card.locator("mark")).to_have_text(words)
    expect(card.locator(".told-of")).to_contain_text("at least 4")
    ruling = last(book).ruling
    assert ruling.target
    text = book.report(report)[1].text
    assert (ruling.act, text[slice(*ruling.target.span)]) == (Act.ADD, words)


def test_what_was_missed_is_marked_with_the_keyboard_alone(own_page: Page, book: Ledger) -> None:
    report = report_with(book, "Marib")
    own_page.goto(f"/review/reports/{report}")
    own_page.keyboard.press("d")
    for _ in range(3):
        own_page.keyboard.press("ArrowRight")
    own_page.keyboard.press("Shift+ArrowRight")
    own_page.keyboard.press("Enter")
    expect(own_page.locator("#add-title")).to_be_focused()
    words = own_page.locator("[data-chosen]").inner_text()
    text = book.report(report)[1].text
    assert " ".join(re.findall(r"[\w’'-]+", text)[3:5]) == " ".join(words.split())
    own_page.locator("[data-add] summary", has_text="An incident").focus()
    own_page.keyboard.press("Enter")
    form = own_page.locator("form:has(input[value=incident])")
    form.get_by_label("Kind").select_option("Attack")
    form.get_by_label("Kind").press("Enter")
    form.get_by_role("button", name="Add it").focus()
    own_page.keyboard.press("Enter")
    card = own_page.locator(".card.is-added")
    expect(card.locator(".told-of")).to_contain_text("Attack")
    assert last(book).ruling.act is Act.ADD


def test_words_that_are_typed_need_no_marking(own_page: Page, book: Ledger) -> None:
    report = report_with(book, "Marib")
    words = " ".join(book.report(report)[1].text.split()[:5])
    own_page.goto(f"/review/reports/{report}")
    own_page.locator("[data-add] summary", has_text="An incident").click()
    form = own_page.locator("form:has(input[value=incident])")
    form.get_by_label("Its words").fill(words)
    form.get_by_label("Kind").select_option("Attack")
    form.get_by_role("button", name="Add it").click()
    expect(own_page.locator(".card.is-added")).to_have_count(1)
    target = last(book).ruling.target
    assert target
    assert target.text == words


def test_an_added_name_is_brought_into_sight_among_all_the_others(own_page: Page, book: Ledger) -> None:
    id, reading = max(book.readings(), key=lambda one: len(one[1].statements))
    text = reading.report.text
    named = {place for name in reading.entities for each in name.mentions for place in range(*each.span)}
    words = next(
        f"{one[0]} {other[0]}"
        for one, other in pairwise(list(re.finditer(r"\w+", text))[-80:])
        if text.count(f"{one[0]} {other[0]}") == 1
        and not named & {*range(*one.span()), *range(*other.span())}
    )
    own_page.goto(f"/review/reports/{id}")
    own_page.locator("[data-add] summary", has_text="A name").click()
    form = own_page.locator("form:has(input[value=entity])")
    form.get_by_label("Its words").fill(words)
    form.get_by_role("button", name="Add it").click()
    card = own_page.locator(".card.is-added")
    expect(card.locator("mark")).to_have_text(words)
    expect(card).to_be_in_viewport()
    expect(card).to_have_class(re.compile("is-current"))
    assert last(book).ruling.act is Act.ADD


def test_a_report_is_read_through_and_then_nothing_of_it_waits(own_page: Page, book: Ledger) -> None:
    own_page.goto("/review")
    report = own_page.locator("[data-open]").first.inner_text()
    own_page.keyboard.press("j")
    own_page.keyboard.press("o")
    own_page.get_by_role("button", name="I have read it through").click()
    expect(own_page.get_by_text("You have read it through")).to_be_visible()
    assert report not in {row["report"] for row in book.queue.waiting()}
    own_page.goto("/review/reports")
    row = own_page.locator("tbody tr", has=own_page.locator(f"a[href$='{report}']"))
    expect(row).to_contain_text("tester")


def incident_of_several(book: Ledger) -> dict[str, object]:
    return next(row for row in book.incidents() if len(row["told_in"]) > 2)


def test_a_mention_is_split_off_by_box_and_brought_back_by_merging(
    own_page: Page, own_site: Site, book: Ledger
) -> None:
    row = incident_of_several(book)
    own_page.goto(f"/review/incidents/{row['id']}")
    split = own_page.locator("[data-split]")
    split.get_by_role("checkbox").last.focus()
    own_page.keyboard.press("Space")
    name = split.get_by_role("checkbox").last.get_attribute("value")
    assert name
    split.get_by_label("Why").fill("another day")
    own_page.keyboard.press("Enter")
    expect(own_page.get_by_role("status")).to_contain_text("recorded")
    linked(own_site.ledger)
    report, incident = name.split(":")
    home = book.lists.linked(report)[incident]
    assert home != row["id"]
    assert (report, incident) not in book.mentions(str(row["id"]))
    own_page.goto(f"/review/incidents/{row['id']}")
    own_page.get_by_label("Or another, by its id").fill(home)
    own_page.keyboard.press("Enter")
    expect(own_page.get_by_role("status")).to_contain_text("recorded")
    assert last(book).ruling.act is Act.MERGE


def test_what_is_dragged_to_the_other_side_is_chosen(own_page: Page, book: Ledger) -> None:
    row = incident_of_several(book)
    own_page.goto(f"/review/incidents/{row['id']}")
    split = own_page.locator("[data-split]")
    split.locator("[data-pick]").first.drag_to(split.locator("[data-drop]"))
    expect(split.get_by_role("checkbox").first).to_be_checked()
    expect(split.locator("[data-drop]")).to_have_text("1 chosen")


def test_every_decision_is_in_the_history_and_can_be_undone_there(own_page: Page, book: Ledger) -> None:
    own_page.goto("/review")
    own_page.get_by_role("button", name="Reject").first.click()
    expect(own_page.locator(".is-rejected")).to_have_count(1)
    own_page.goto("/decisions")
    row = own_page.locator("tbody tr").first
    expect(row).to_contain_text("reject")
    expect(row).to_contain_text("stands")
    own_page.get_by_role("button", name="Undo d-1").click()
    expect(own_page.locator("tbody tr")).to_have_count(2)
    expect(own_page.locator("tbody tr").last).to_contain_text("undone")
    data = json.loads(own_page.request.get("/decisions?format=json").text())
    assert [one["act"] for one in data["rows"]] == ["undo", "reject"]


@pytest.mark.parametrize("address", ["/review", "/review/reports", "/review/agreement", "/decisions"])
def test_the_data_of_each_view_is_behind_it(page: Page, address: str) -> None:
    page.goto(address)
    assert page.request.get(f"{address}?format=json").json()
    assert "," in page.request.get(f"{address}?format=csv").text()


def test_nothing_of_review_is_hard_to_use_or_cut_off(page: Page, site: Site) -> None:
    with Ledger.open(str(site.ledger)) as ledger:
        report = report_with(ledger, "Marib")
        incident = incident_of_several(ledger)["id"]
    views = {
        "review": "/review",
        "review-reports": "/review/reports",
        "review-read": f"/review/reports/{report}",
        "review-match": f"/review/incidents/{incident}",
        "review-agreement": "/review/agreement",
        "decisions": "/decisions",
    }
    for name, address in views.items():
        page.goto(address)
        assert faults(page) == [], name
        assert not is_too_wide(page), name
        picture(page, name)
