"""A ledger that is linked as reports come in is the same as one that is linked once; the past is not read again."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from sayso.decisions import Act
from sayso.ledger import Ledger
from sayso.model import Reading
from sayso.workflow import book
from sayso.workflow.decide import rule, undo
from sayso.workflow.link import relink
from told import ADEN, MARIB, VERSIONS, YEMEN, Told, add

WIRE = (
    "An air strike hit the fish market of Marib at noon on Tuesday and killed 25 people, Marib Hospital said. Stalls "
    "burned for hours while rescuers dug for survivors with their hands."
)


@pytest.fixture(autouse=True)
def always_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few reports there are, only those that changed are looked at."""
    monkeypatch.setattr(book, "MANY", 1.0)


def strike(outlet: str, text: str = WIRE, dead: int = 25) -> Told:
    told = Told(text, outlet=outlet, id=f"{outlet}-strike")
    by = told.says("Marib Hospital", f"killed {dead} people", kind="medical")
    told.incident("An air strike", where=(MARIB,))
    told.figure(f"{dead} people", dead, by=by)
    return told


def march() -> Told:
    told = Told("Protesters marched through Aden over bread.", outlet="Herald", id="Herald-march")
    told.incident("Protesters marched", type="Peaceful protest", where=(ADEN,), when="2024-01-10")
    return told


def week() -> Told:
    """A week of strikes, of which that on the market is a part."""
    told = Told(
        "Air strikes across Yemen killed 90 people in a week. An air strike on the fish market in Marib was the worst.",
        outlet="Digest",
        published="2024-03-17",
        id="Digest-week",
    )
    told.incident("Air strikes across Yemen", where=(YEMEN,), when=("2024-03-10", "2024-03-16"))
    told.incident("An air strike", where=(MARIB,), part_of="i1")
    return told


REPORTS = (
    strike("Courier"),
    strike("Post", WIRE.replace("at noon ", "around noon ")),
    strike("Gazette", "An air strike hit traders in Marib and killed 27 people, Marib Hospital said.", 27),
    week(),
    march(),
)


@pytest.fixture
def at_once(tmp_path: Path) -> list[dict[str, Any]]:
    """The incidents of all reports, linked once."""
    with Ledger.open(str(tmp_path / "once.db")) as ledger:
        add(ledger, *REPORTS)
        relink(ledger)
        return list(ledger.incidents())


@pytest.mark.parametrize("order", list(permutations(range(len(REPORTS))))[::17])
def test_the_order_in_which_reports_come_in_changes_nothing(
    tmp_path: Path, at_once: list[dict[str, Any]], order: tuple[int, ...]
) -> None:
    with Ledger.open(str(tmp_path / "again.db")) as ledger:
        for place in order:
            add(ledger, REPORTS[place])
            relink(ledger)
        assert list(ledger.incidents()) == at_once


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of all reports but the last, linked."""
    with Ledger.open(str(tmp_path / "sayso.db")) as ledger:
        add(ledger, *REPORTS[:-1])
        relink(ledger)
        yield ledger


def test_only_what_came_in_is_read_again(linked: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    reading = linked.reading

    def noted(name: str, **options: Any) -> tuple[str, Reading]:
        id, found = reading(name, **options)
        read.append(found.report.id or "")
        return id, found

    monkeypatch.setattr(linked, "reading", noted)
    monkeypatch.setattr(linked, "readings", lambda **options: pytest.fail("every Reading was looked at"))
    add(linked, REPORTS[-1])
    relink(linked)
    assert set(read) == {"Herald-march"}
    assert len(list(linked.incidents())) == 3


def test_linking_twice_changes_nothing(linked: Ledger) -> None:
    before = list(linked.incidents())
    relink(linked)
    assert list(linked.incidents()) == before


def test_a_ruling_and_its_undoing_are_seen(linked: Ledger) -> None:
    before = list(linked.incidents())
    (done,) = rule(
        linked, Act.SPLIT, ["Courier-strike:i1", "Gazette-strike:i1"], who="Amina", why="two strikes"
    )
    relink(linked)
    assert len(list(linked.incidents())) == len(before) + 1
    undo(linked, done, who="Amina", why="one after all")
    relink(linked)
    assert list(linked.incidents()) == before


def test_a_report_that_is_read_anew_is_linked_anew(linked: Ledger) -> None:
    told = strike(
        "Gazette", "An air strike hit traders in Marib and killed 27 people, Marib Hospital said.", 27
    )
    told.incidents[0] |= {"when": {"start": "2024-05-01", "end": "2024-05-01", "text": None, "span": None}}
    linked.supersede(told.report(), told.reading(), VERSIONS)
    relink(linked)
    alone = [row for row in linked.incidents() if row["reports"] == ["Gazette-strike"]]
    assert [row["when"]["start"] for row in alone] == ["2024-05-01"]
