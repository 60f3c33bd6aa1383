"""The walk of `docs/first-hour.md`, step by step, in a browser."""

import csv
import re
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page, expect

from browsing import ROOT, Site, linked
from sayso.cli import main
from sayso.ledger import Ledger

DOCUMENT = (ROOT / "docs/first-hour.md").read_text(encoding="utf-8")
AMBUSH, STRIKE = "2024-07-07", "2024-03-12"

expect.set_options(timeout=20_000)


def tolls_of(site: Site, day: str) -> list[dict[str, tuple[int | None, int | None]]]:
    """The ends of the tolls of the incidents of a day."""
    with Ledger.open(str(site.ledger)) as ledger:
        return [
            {harm: (toll["low"], toll["high"]) for harm, toll in row["tolls"].items()}
            for row in ledger.incidents()
            if row["when"] and row["when"]["start"] == day
        ]


def test_from_the_samples_to_a_merged_incident_with_a_corrected_toll_and_rows_for_acled(
    own_page: Page, own_site: Site, tmp_path: Path
) -> None:
    page = own_page

    # 3. See what happened
    page.goto("/incidents?text=bus")
    expect(page.locator("a.title").first).to_have_text("Attack")
    (before,) = tolls_of(own_site, AMBUSH)
    assert before["injured"] == (9, 15)

    # 4. Look where it matters first
    page.get_by_role("link", name="Review", exact=True).click()
    expect(page.get_by_role("button", name="Keys: on")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".card").first.locator(".state")).to_have_text("accepted by tester")

    # 5. Correct a toll
    page.get_by_role("link", name="Reports", exact=True).click()
    page.get_by_role("link", name="Rebels deny bus attack, accuse pro-government militia").click()
    card = page.locator(".card", has=page.locator("mark", has_text="fifteen others"))
    expect(page.get_by_role("button", name="Keys: on")).to_be_visible()
    figure = card.filter(has=page.locator(".kind-figure"))
    figure.focus()
    page.keyboard.press("e")
    figure.get_by_label("Harm").select_option("killed")
    figure.get_by_label("Why").fill("they were shot beside the road")
    page.keyboard.press("Enter")
    expect(figure.locator(".state")).to_have_text("corrected by tester")
    linked(own_site.ledger)
    (corrected,) = tolls_of(own_site, AMBUSH)
    assert corrected["injured"] == (9, 11)

    # 6. Add what was missed
    page.locator("h1").click()
    page.keyboard.press("d")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("[data-chosen]")).not_to_be_empty()
    page.get_by_role("button", name="I have read it through").click()
    expect(page.get_by_text("You have read it through")).to_be_visible()

    # 7. Make two incidents one
    page.goto("/incidents?place=Marib&kind=Air%2Fdrone+strike&status=occurred")
    page.locator("a.title").click()
    page.get_by_role("link", name="Merge or split it").click()
    merge = page.locator("[data-merge]")
    for of_that_day in merge.get_by_role("checkbox", name=re.compile(STRIKE)).all():
        of_that_day.check()
    merge.get_by_label("Why").fill("one strike under several names")
    merge.get_by_role("button", name="Merge the chosen").click()
    expect(page.get_by_role("status")).to_contain_text("recorded: this is what the incident is made of now")
    linked(own_site.ledger)
    (tolls,) = tolls_of(own_site, STRIKE)
    assert tolls["killed"][1] == 30

    # 8. See who decided what
    page.get_by_role("link", name="Decisions", exact=True).click()
    acts = page.locator("tbody tr td:nth-child(4)").all_inner_texts()
    assert list(dict.fromkeys(acts)) == ["merge", "accept", "correct"]

    # 9. Export
    out = tmp_path / "acled.csv"
    command = ["export", "acled", "--ledger", str(own_site.ledger), "--out", str(out)]
    assert CliRunner().invoke(main, command).exit_code == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["event_date"] in (AMBUSH, STRIKE)]
    assert sorted(row["event_date"] for row in rows) == [STRIKE, AMBUSH]
    assert out.with_name("acled.csv.sources.jsonl").exists()


def test_the_document_names_what_is_there() -> None:
    for words in ("make demo", "make page", "sayso serve", "sayso export acled", "acled.csv.sources.jsonl"):
        assert words in DOCUMENT
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^page:", makefile, re.MULTILINE)
