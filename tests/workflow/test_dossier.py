"""All that is told of one incident, gathered for a page."""

from datetime import date
from pathlib import Path

import pytest
from test_linked_ledger import add, army, book, hospital, strike

from sayso.decisions import Act
from sayso.errors import NotFoundError
from sayso.ledger import Ledger
from sayso.workflow.decide import rule, undo
from sayso.workflow.dossier import dossier
from sayso.workflow.link import relink
from told import Told

__all__ = ["book"]

SIGNED = {"who": "Amina", "why": "read it again"}


def test_every_report_tells_of_it_in_the_order_of_their_days(book: Ledger) -> None:
    found = dossier(book, strike(book)["id"])
    assert [telling.said for telling in found.tellings] == ["2024-03-13", "2024-03-14", "2024-03-16"]
    assert found.days == ("2024-03-13", "2024-03-14", "2024-03-16")


def test_accounts_are_compared_with_the_words_of_each(book: Ledger) -> None:
    first = next(c.first for c in dossier(book, strike(book)["id"]).comparisons if c.first and c.second)
    text = book.reading(first.remark.report)[1].report.text
    assert text[slice(*first.span)] == first.words


def test_as_of_a_day_nothing_later_is_in_it_but_all_days_are_named(book: Ledger) -> None:
    found = dossier(book, strike(book)["id"], as_of=date(2024, 3, 13))
    assert [telling.said for telling in found.tellings] == ["2024-03-13"]
    assert found.row["tolls"]["killed"]["high"] == 25
    assert len(found.days) == 3


def test_before_its_first_report_there_is_none(book: Ledger) -> None:
    with pytest.raises(NotFoundError, match="no report of it was out"):
        dossier(book, strike(book)["id"], as_of=date(2024, 3, 1))


def test_a_pledge_made_where_it_is_spoken_of_belongs_to_it(tmp_path: Path) -> None:
    words = "We will pay the families by Friday"
    report = Told(f'The army said its air strike killed nine. "{words}," it said. The port will open in May.')
    by = report.says("The army", "its air strike killed nine", words, kind="military")
    report.incident("air strike")
    report.figure("nine", 9, by=by)
    report.pledge(words, by=by)
    report.pledge("open in May")
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        add(ledger, report)
        relink(ledger)
        (promise,) = dossier(ledger, next(ledger.incidents())["id"]).promises
    assert (promise.pledge.what.text, promise.said_by) == (words, "army")


def test_decisions_on_it_and_its_figures_are_told_also_those_undone(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        add(ledger, hospital(), army())
        relink(ledger)
        name = strike(ledger)["id"]
        (on_figure,) = rule(ledger, Act.ACCEPT, ["Courier-1:c1"], **SIGNED)
        (on_incident,) = rule(ledger, Act.NOTE, [name], **SIGNED)
        (on_other,) = rule(ledger, Act.NOTE, ["Courier-1:s1"], **SIGNED)
        undo(ledger, on_figure, **SIGNED)
        found = {ruled.decision.id: ruled.stands for ruled in dossier(ledger, name).rulings}
    assert found == {on_incident: True, on_figure: False, on_other: True}
