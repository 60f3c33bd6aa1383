"""The walk of `docs/first-hour.md`, step by step, in a browser."""

import csv
import re
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page, expect

from browsing import ROOT, Site
from sayso.cli import main
from sayso.ledger import Ledger

DOCUMENT = (ROOT / "docs/first-hour.md").read_text(encoding="utf-8")
AMBUSH = "2024-07-0"

expect.set_options(timeout=20_000)


def ambushes(site: Site) -> dict[str, dict[str, tuple[int | None, int | None]]]:
    """The incidents of the first days of July by their ids, with the ends of their tolls."""
    with Ledger.open(str(site.ledger)) as ledger:
        return {
            row["id"]: {harm: (toll["low"], toll["high"]) for harm, toll in row["tolls"].items()}
            for row in ledger.incidents()
            if row["when"] and (row["when"]["start"] or "").startswith(AMBUSH)
        }


def test_from_the_samples_to_a_merged_incident_with_a_corrected_toll_and_rows_for_acled(
    own_page: Page, own_site: Site, tmp_path: Path
) -> None:
    page = own_page

    # 3. See what happened
    page.goto("/incidents?text=bus")
    expect(page.locator("main")).to_contain_text("Armed clash")
    before = [tolls["injured"] for tolls in ambushes(own_site).values() if "injured" in tolls]
    assert (11, 15) in before

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
    assert (11, 15) not in [tolls.get("injured") for tolls in ambushes(own_site).values()]

    # 6. Add what was missed
    page.locator("h1").click()
    page.keyboard.press("d")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("[data-chosen]")).not_to_be_empty()
    page.get_by_role("button", name="I have read it through").click()
    expect(page.get_by_text("You have read it through")).to_be_visible()

    # 7. Make two incidents one
    governor = page.locator(".card", has=page.locator("mark", has_text=re.compile("^17 people$")))
    governor.filter(has=page.locator(".kind-figure")).locator("a[href^='/review/incidents/']").click()
    merge = page.locator("[data-merge]")
    for of_that_day in merge.get_by_role("checkbox", name=re.compile("2024-07-07")).all():
        of_that_day.check()
    merge.get_by_label("Why").fill("one ambush under several names")
    merge.get_by_role("button", name="Merge the chosen").click()
    expect(page.get_by_role("status")).to_contain_text("recorded: this is what the incident is made of now")
    merged = ambushes(own_site)
    assert len(merged) == 1
    (tolls,) = merged.values()
    assert tolls["injured"] == (9, 11)

    # 8. See who decided what
    page.get_by_role("link", name="Decisions", exact=True).click()
    acts = page.locator("tbody tr td:nth-child(4)").all_inner_texts()
    assert list(dict.fromkeys(acts)) == ["merge", "accept", "correct"]

    # 9. Export
    out = tmp_path / "acled.csv"
    command = ["export", "acled", "--ledger", str(own_site.ledger), "--out", str(out)]
    assert CliRunner().invoke(main, command).exit_code == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["event_date"].startswith(AMBUSH)]
    assert len(rows) == 1
    assert out.with_name("acled.csv.sources.jsonl").exists()


def test_the_document_names_what_is_there() -> None:
    for words in ("make demo", "make page", "sayso serve", "sayso export acled", "acled.csv.sources.jsonl"):
        assert words in DOCUMENT
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^page:", makefile, re.MULTILINE)
