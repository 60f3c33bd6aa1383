"""Links are of all that the ledger holds, also when others store reports meanwhile."""

from collections.abc import Iterator

import pytest

from invented import VERSIONS, a_reading, a_report
from sayso.ledger import Ledger
from sayso.model import Reading
from sayso.workflow.link import relink


def test_a_report_that_comes_in_while_links_are_made_is_linked(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add(a_report(), a_reading(), VERSIONS)
    late = a_report(id="courier-3", outlet="Bay Courier")
    readings = ledger.readings

    def and_then_one_more(**options: object) -> Iterator[tuple[str, Reading]]:
        yield from readings()
        ledger.add(late, a_reading(late), VERSIONS)

    monkeypatch.setattr(ledger, "readings", and_then_one_more)
    relink(ledger)
    assert {report for row in ledger.incidents() for report in row["reports"]} == {"gazette-17", "courier-3"}
