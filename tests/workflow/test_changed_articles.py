"""What an outlet changes in an article stands no longer in the accounts of an incident, and is not forgotten."""

from datetime import date, timedelta
from typing import Any

import pytest

from changing import CHANGED, FIRST, URL, article, change, see, watch
from sayso.ledger import Ledger
from sayso.workflow.clock import Clock
from sayso.workflow.dossier import dossier
from sayso.workflow.link import Shelf, is_behind
from sayso.workflow.look import Selection, comparisons, incidents
from sayso.workflow.stood import as_it_stood
from told import VERSIONS, Told

BEFORE, AFTER = date(2024, 3, 14), date(2024, 3, 15)


@pytest.fixture
def watching(ledger: Ledger) -> Ledger:
    """A ledger that watches one article: a hospital counts 25 dead, a monitor 31."""
    watch(ledger)
    return ledger


@pytest.fixture
def changed(watching: Ledger) -> Ledger:
    """Two days later it has the hospital count 23, and the monitor is not in it any more."""
    change(watching)
    return watching


def account(row: dict[str, Any], source: str) -> dict[str, Any]:
    return next(one for one in row["accounts"] if one["source"] == source)


def toll(row: dict[str, Any]) -> tuple[int, int]:
    return row["tolls"]["killed"]["low"], row["tolls"]["killed"]["high"]


def test_what_was_changed_is_counted_no_longer(changed: Ledger) -> None:
    (row,) = changed.incidents()
    assert toll(row) == (20, 23)
    assert [root["source"] for root in row["roots"]] == ["Marib Hospital", "Town Hall"]
    assert [f["stands"] for f in account(row, "Marib Hospital")["figures"]] == [False, True]


def test_both_sentences_of_a_change_are_told_with_its_day(changed: Ledger) -> None:
    (row,) = changed.incidents()
    (rewrite,) = account(row, "Marib Hospital")["rewrites"]
    assert rewrite["sentence"] == "Marib Hospital said 25 people were killed."
    assert rewrite["rewrite"]["sentence"] == "Marib Hospital said 23 people were killed."
    assert rewrite["rewrite"]["on"] == CHANGED.date().isoformat()
    new = next(f for f in account(row, "Marib Hospital")["figures"] if f["stands"])
    assert (rewrite["rewrite"]["report"], rewrite["outlet"]) == (new["report"], "Harbour Post")


def test_who_was_taken_out_has_an_account_that_stands_no_longer(changed: Ledger) -> None:
    (row,) = changed.incidents()
    monitor = account(row, "Harm Monitor")
    assert [(f["low"], f["stands"]) for f in monitor["figures"]] == [(31, False)]
    assert monitor["statements"] == []
    assert not any("Harm Monitor" in (c.one, c.other) for c in comparisons(changed, row["id"])[1] if c.first)


def test_the_day_of_new_words_is_that_of_the_change(changed: Ledger) -> None:
    (row,) = changed.incidents()
    assert account(row, "Town Hall")["first"] == CHANGED.date().isoformat()
    assert account(row, "Marib Hospital")["first"] == "2024-03-13"


def test_a_sentence_that_was_left_stands_from_its_first_day(watching: Ledger) -> None:
    see(watching, article("Marib Hospital: 25 people", "Harm Monitor: 30 people"), CHANGED)
    (row,) = watching.incidents()
    hospital = account(row, "Marib Hospital")
    assert [(f["said"], f["stands"]) for f in hospital["figures"]] == [("2024-03-13", True)] * 2
    assert hospital["rewrites"] == []
    assert toll(row) == (25, 30)


def test_before_the_change_it_stood(changed: Ledger) -> None:
    (row,) = changed.incidents()
    before, after = (as_it_stood(row, day, Shelf.of(changed)) for day in (BEFORE, AFTER))
    assert before
    assert after == row
    assert toll(before) == (25, 31)
    assert [len(one["rewrites"]) for one in before["accounts"]] == [0] * len(before["accounts"])
    assert "Town Hall" not in {one["source"] for one in before["accounts"]}


@pytest.mark.parametrize("by", [Clock.PUBLISHED, Clock.SAID])
def test_linking_as_of_a_day_has_it_so_too(changed: Ledger, by: Clock) -> None:
    tolls = [toll(row) for day in (BEFORE, AFTER) for row in incidents(changed, Selection(as_of=day, by=by))]
    assert tolls == [(25, 31), (20, 23)]


def test_a_dossier_has_the_versions_of_its_day_and_names_the_day_of_the_change(changed: Ledger) -> None:
    (row,) = changed.incidents()
    then = dossier(changed, row["id"], as_of=BEFORE)
    assert then.days == ("2024-03-13", "2024-03-15")
    assert len(then.tellings) == 1
    assert {c.one for c in then.comparisons} | {c.other for c in then.comparisons} == {
        "Marib Hospital",
        "Harm Monitor",
        "Harbour Post",
    }


def test_what_is_put_back_stands_again(changed: Ledger) -> None:
    see(changed, article(*FIRST), CHANGED + timedelta(days=1))
    (row,) = changed.incidents()
    assert toll(row) == (25, 31)
    assert account(row, "Town Hall")["statements"] == []


def test_a_change_that_was_seen_and_not_yet_linked_is_noticed(watching: Ledger) -> None:
    told = article(*FIRST[:1])
    watching.add(told.report(), told.reading(), VERSIONS)
    watching.watched.see(URL, told.report().hash, CHANGED)
    assert is_behind(watching)


def test_an_article_that_is_taken_down_was_not_changed(changed: Ledger) -> None:
    see(changed, None, CHANGED + timedelta(days=1))
    (row,) = changed.incidents()
    assert toll(row) == (20, 23)


def test_an_incident_that_an_outlet_tells_of_no_longer_has_no_toll(watching: Ledger) -> None:
    other = Told("Protesters marched through Aden over bread.", id="post-1")
    other.incident("Protesters marched", type="Peaceful protest", when="2024-03-10")
    see(watching, other, CHANGED)
    (gone,) = [row for row in watching.incidents() if row["type"] == "Air/drone strike"]
    assert (gone["tolls"], gone["grade"], gone["roots"]) == ({}, None, [])
    assert account(gone, "Marib Hospital")["rewrites"][0]["rewrite"]["sentence"] is None


def test_nothing_of_it_is_worth_a_look_but_in_the_version_of_now(changed: Ledger) -> None:
    _, (_, now) = changed.watched.versions(URL)
    assert {row["report"] for row in changed.queue.waiting()} == {now.report}
