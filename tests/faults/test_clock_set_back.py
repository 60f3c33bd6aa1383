"""A clock that is set back: what came later comes later still, nothing is lost, and nobody stays signed in longer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo

import pytest

from invented import VERSIONS, a_bare_reading, a_reading, a_report
from sayso.decisions import Act, Ruling, target_of
from sayso.ledger import Ledger
from sayso.ledger.people import Role
from sayso.workflow.people import admit, sign_in, signed_in

TODAY = datetime(2026, 3, 10, 12, tzinfo=UTC)
PASSWORD = "four plain words together"

SetClock = Callable[[datetime], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Sets the clock that the ledger and its sessions go by."""
    now = TODAY

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return now

    def set_to(time: datetime) -> None:
        nonlocal now
        now = time

    monkeypatch.setattr("sayso.ledger.store.datetime", Clock)
    monkeypatch.setattr("sayso.workflow.people.datetime", Clock)
    return set_to


def test_the_last_reading_and_the_last_decision_hold(ledger: Ledger, set_clock: SetClock) -> None:
    ledger.add(a_report(), a_reading(), VERSIONS)
    target = target_of(a_report().hash, a_reading(), "s2")
    reject = ledger.decide(Ruling(act=Act.REJECT, target=target, who="Amina", why="no denial"))
    set_clock(TODAY - timedelta(days=3))
    ledger.decide(Ruling(act=Act.UNDO, undoes=reject, who="Omar", why="a denial"))
    assert ledger.reading("gazette-17")[1] == a_reading()
    ledger.supersede(a_report(), a_bare_reading(a_report()), replace(VERSIONS, package="0.2.0"))
    assert ledger.reading("gazette-17")[1] == a_bare_reading(a_report())
    assert [decision.id for decision in ledger.decisions()] == ["d-1", "d-2"]


@pytest.mark.parametrize("back", [0, 1, 3, 30])
def test_a_report_has_one_reading_at_most_as_of_any_day(
    ledger: Ledger, set_clock: SetClock, back: int
) -> None:
    ledger.add(a_report(), a_reading(), VERSIONS)
    target = target_of(a_report().hash, a_reading(), "s2")
    reject = ledger.decide(Ruling(act=Act.REJECT, target=target, who="Amina", why="no denial"))
    set_clock(TODAY - timedelta(days=back))
    ledger.decide(Ruling(act=Act.UNDO, undoes=reject, who="Omar", why="a denial"))
    ledger.supersede(a_report(), a_bare_reading(a_report()), replace(VERSIONS, package="0.2.0"))
    for days in range(-32, 3):
        day: date = (TODAY + timedelta(days=days)).date()
        assert len(list(ledger.readings(recorded=day))) <= 1
        ledger.bonds(recorded=day)
    assert len(list(ledger.readings(recorded=TODAY.date()))) == 1


def test_nobody_stays_signed_in_for_longer(ledger: Ledger, set_clock: SetClock) -> None:
    admit(ledger, "Amina", Role.CODER, PASSWORD)
    token = sign_in(ledger, "Amina", PASSWORD)
    assert signed_in(ledger, token) is not None
    set_clock(TODAY - timedelta(hours=1))
    assert signed_in(ledger, token) is None
