"""From a ledger's Readings to incidents with their accounts, as of any day, and what people ruled on them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sayso.accounts import Verdict
from sayso.decisions import Act
from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.workflow.decide import overrule, rule
from sayso.workflow.link import linked_rows, relink
from sayso.workflow.look import Row, Selection, comparisons, incident, incidents, weigh
from told import ADEN, MARIB, Told, add


def hospital(dead: int = 25, published: str = "2024-03-13", outlet: str = "Harbour Post") -> Told:
    told = Told(
        f"An air strike hit the fish market of Marib and killed {dead} people, Marib Hospital said.",
        outlet=outlet,
        published=published,
        id=f"{outlet}-{published}",
    )
    by = told.says("Marib Hospital", f"killed {dead} people", kind="medical")
    told.incident("An air strike", where=(MARIB,))
    told.figure(f"{dead} people", dead, by=by)
    return told


def army() -> Told:
    told = Told(
        "The army said its air strike on the fish market in Marib killed nine fighters.",
        outlet="Courier",
        published="2024-03-14",
        id="Courier-1",
    )
    by = told.says(
        "The army", "its air strike on the fish market in Marib killed nine fighters", kind="military"
    )
    told.incident("air strike", where=(MARIB,))
    told.figure("nine fighters", 9, by=by, status="combatant")
    return told


def march() -> Told:
    told = Told("Protesters marched through Aden over bread.", outlet="Herald", id="Herald-1")
    told.incident("Protesters marched", type="Peaceful protest", where=(ADEN,), when="2024-03-10")
    return told


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of a strike told by three reports, and a march."""
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        add(ledger, hospital(), army(), hospital(27, "2024-03-16"), march())
        relink(ledger)
        yield ledger


def strike(ledger: Ledger) -> Row:
    return next(row for row in ledger.incidents() if row["type"] == "Air/drone strike")


def test_reports_of_one_event_are_one_incident(book: Ledger) -> None:
    assert sorted(strike(book)["reports"]) == [
        "Courier-1",
        "Harbour Post-2024-03-13",
        "Harbour Post-2024-03-16",
    ]
    assert len(list(book.incidents())) == 2


@pytest.mark.parametrize(
    ("first", "then", "status"), [("occurred", "denied", "occurred"), ("denied", "occurred", "denied")]
)
def test_of_two_reports_that_differ_the_earlier_one_says_what_the_incident_is(
    tmp_path: Path, first: str, then: str, status: str
) -> None:
    earlier, later = hospital(25, "2024-03-13"), hospital(25, "2024-03-16")
    earlier.incidents[0]["status"], later.incidents[0]["status"] = first, then
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        add(ledger, later, earlier)
        relink(ledger)
        assert strike(ledger)["status"] == status


def test_a_report_without_an_id_goes_by_the_ledger_s(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        told = march()
        told.id = None
        add(ledger, told)
        relink(ledger)
        (row,) = ledger.incidents()
        assert row["reports"] == row["main_reports"] == [next(ledger.readings())[0]]


def test_ranges_run_over_what_still_stands(book: Ledger) -> None:
    toll = strike(book)["tolls"]["killed"]
    assert (toll["low"], toll["high"]) == (9, 27)
    assert toll["by"] == {"low": ["army"], "high": ["Marib Hospital"]}


def test_an_account_tells_how_it_was_revised(book: Ledger) -> None:
    account = next(a for a in strike(book)["accounts"] if a["source"] == "Marib Hospital")
    assert [(c["change"], c["before"], c["after"]) for c in account["revisions"]] == [
        ("raised", "25 people", "27 people")
    ]
    assert (account["first"], account["last"]) == ("2024-03-13", "2024-03-16")


def test_an_incident_as_it_stood_on_a_day(book: Ledger) -> None:
    name = strike(book)["id"]
    then = incident(book, name, as_of=date(2024, 3, 14))
    assert (then["tolls"]["killed"]["low"], then["tolls"]["killed"]["high"]) == (9, 25)
    with pytest.raises(NotFoundError, match="2024-03-12"):
        incident(book, name, as_of=date(2024, 3, 12))


def test_a_list_as_it_stood_on_a_day(book: Ledger) -> None:
    rows = incidents(book, Selection(as_of=date(2024, 3, 13)))
    assert {len(row["reports"]) for row in rows} == {1}


@pytest.mark.parametrize(
    ("selection", "types"),
    [
        (Selection(since=date(2024, 3, 11)), {"Air/drone strike"}),
        (Selection(until=date(2024, 3, 11)), {"Peaceful protest"}),
        (Selection(place="aden"), {"Peaceful protest"}),
        (Selection(place="YE"), {"Air/drone strike", "Peaceful protest"}),
        (Selection(place="Gao"), set()),
    ],
)
def test_incidents_are_selected_by_day_and_place(book: Ledger, selection: Selection, types: set[str]) -> None:
    assert {row["type"] for row in incidents(book, selection)} == types


def test_an_incident_can_be_left_out(book: Ledger) -> None:
    rows = incidents(book, Selection(without=(strike(book)["id"],)))
    assert [row["type"] for row in rows] == ["Peaceful protest"]


@pytest.mark.parametrize(
    ("name", "cause"), [("i-none", "no such incident"), ("i-", "more than one incident")]
)
@pytest.mark.parametrize("as_of", [None, date(2024, 3, 16)])
def test_who_leaves_out_what_is_not_there_or_is_several_is_told(
    book: Ledger, name: str, cause: str, as_of: date | None
) -> None:
    with pytest.raises(NotFoundError, match=cause):
        incidents(book, Selection(without=(name,), as_of=as_of))


def test_a_beginning_that_several_incidents_of_a_day_have_is_not_taken_for_one(book: Ledger) -> None:
    with pytest.raises(NotFoundError, match="more than one incident begins so"):
        incident(book, "i-", as_of=date(2024, 3, 16))


def test_accounts_are_compared_with_their_words(book: Ledger) -> None:
    _, found = comparisons(book, strike(book)["id"])
    pair = next(c for c in found if {c.one, c.other} == {"army", "Marib Hospital"})
    assert pair.verdict is not Verdict.SILENT
    assert pair.first is not None
    assert pair.first.sentence


def test_two_mentions_are_weighed(book: Ledger) -> None:
    found = weigh(book, "Courier-1", "Harbour Post-2024-03-13/i1")
    assert found.together
    assert {reason.what for reason in found.reasons} >= {"kind", "days", "place", "wording"}
    assert not weigh(book, "Courier-1", "Herald-1").together


def test_a_mention_that_is_not_there_is_told(book: Ledger) -> None:
    with pytest.raises(NotFoundError, match="it has: i1"):
        weigh(book, "Courier-1/i7", "Herald-1")


def test_a_ruling_that_two_mentions_are_two_survives_linking(book: Ledger) -> None:
    courier, post = book.reading("Courier-1")[0], book.reading("Harbour Post-2024-03-13")[0]
    rule(book, Act.SPLIT, (f"{courier}:i1", f"{post}:i1"), who="Ada", why="two raids")
    relink(book)
    found = {frozenset(row["reports"]) for row in book.incidents()}
    assert not any({"Courier-1", "Harbour Post-2024-03-13"} <= reports for reports in found)


def test_a_grade_that_somebody_gave_stands_with_his_reason(book: Ledger) -> None:
    overrule(book, strike(book)["id"], "confirmed", who="Ada", why="the army admits it")
    relink(book)
    row = strike(book)
    assert row["grade"] == "confirmed"
    assert row["grounds"]["rule"] == "Ada has ruled so: the army admits it"


def test_the_same_ledger_gives_the_same_rows(book: Ledger) -> None:
    assert list(linked_rows(book)) == list(linked_rows(book))


def test_the_order_of_reading_does_not_change_the_incidents(book: Ledger, tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "other.db")) as other:
        add(other, march(), hospital(27, "2024-03-16"), army(), hospital())
        relink(other)
        assert list(other.incidents()) == list(book.incidents())


def test_what_would_move_a_toll_the_most_waits_first_until_it_is_settled(book: Ledger) -> None:
    first, *rest = book.queue.waiting()
    assert (first["words"], first["effect"]) == ("nine fighters", 18)
    assert first["without"] == "without it 27 killed, not 9–27"
    assert first["incident"] == strike(book)["id"]
    rule(book, Act.ACCEPT, [f"{first['report']}:{first['thing']}"], who="Amina", why="as printed")
    assert list(book.queue.waiting()) == rest
