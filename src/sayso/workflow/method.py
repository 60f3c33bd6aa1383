"""Method: what a ledger holds, counted for its methodology sheet."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Any

from sayso.accounts.grade import RULES
from sayso.decisions import Act, in_force
from sayso.exports.method import Facts
from sayso.ledger import Ledger
from sayso.model import Bound, Reading, VictimStatus

UNNAMED = "no outlet named"


@dataclass(slots=True)
class _Tally:
    """Counts that grow report by report and incident by incident."""

    days: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    by: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, what: str, name: str) -> None:
        self.by.setdefault(what, Counter())[name] += 1

    def of(self, what: str) -> dict[str, int]:
        return dict(self.by.get(what, {}))


def facts_of(ledger: Ledger, today: date) -> Facts:
    """Count what a ledger holds.

    Args:
        ledger: the record.
        today: the date of the sheet.
    """
    tally = _Tally()
    for _, reading in ledger.readings():
        _count_report(tally, reading)
    for row in ledger.incidents():
        _count_incident(tally, row)
    recorded = ledger.decisions()
    standing = [decision for decision in in_force(recorded) if decision.ruling.act is not Act.UNDO]
    for decision in standing:
        tally.add("decisions", decision.ruling.act.value)
    undoing = [decision for decision in in_force(recorded) if decision.ruling.act is Act.UNDO]
    return Facts(
        day=today.isoformat(),
        version=version("sayso"),
        reports=tally.counts["reports"],
        outlets=tally.of("outlets"),
        languages=tally.of("languages"),
        bases=tally.of("bases"),
        published=(min(tally.days), max(tally.days)) if tally.days else None,
        without_url=tally.counts["without url"],
        copies=len(tally.of("copies")),
        incidents=tally.of("status"),
        grades=tally.of("grades"),
        overruled=tally.counts["overruled"],
        undated=tally.counts["undated"],
        unplaced=tally.counts["unplaced"],
        parts=tally.counts["parts"],
        single=tally.counts["single"],
        figures=tally.of("figures"),
        open_figures=tally.counts["open"],
        unknown_status=tally.counts["unknown status"],
        accounts=tally.counts["accounts"],
        revisions=tally.counts["revisions"],
        decisions=tally.of("decisions"),
        undone=len(undoing),
        lost=len(ledger.lost()),
        people=sorted({decision.ruling.who for decision in recorded}),
        grade_rules=[(grade.value, rule) for grade, rule in RULES.items()],
    )


def _count_report(tally: _Tally, reading: Reading) -> None:
    report = reading.report
    tally.counts["reports"] += 1
    tally.add("outlets", report.outlet or UNNAMED)
    tally.add("languages", report.language)
    tally.add("bases", report.published_basis.value)
    if report.published:
        tally.days.append(report.published[:10])
    tally.counts["without url"] += report.url is None
    for casualty in reading.casualties:
        tally.add("figures", casualty.harm.value)
        is_open = casualty.low is None or casualty.high is None or casualty.bound is Bound.VAGUE
        tally.counts["open"] += is_open
        tally.counts["unknown status"] += casualty.victims.status is VictimStatus.UNKNOWN


def _count_incident(tally: _Tally, row: dict[str, Any]) -> None:
    tally.add("status", row["status"])
    if row["grade"]:
        tally.add("grades", row["grade"])
    tally.counts["overruled"] += bool(row["grounds"] and "suggested" in row["grounds"])
    tally.counts["undated"] += row["when"] is None
    tally.counts["unplaced"] += not row["where"]
    tally.counts["parts"] += row["part_of"] is not None
    tally.counts["single"] += len(row["roots"]) == 1
    tally.counts["accounts"] += len(row["accounts"])
    tally.counts["revisions"] += sum(len(account["revisions"]) for account in row["accounts"])
    for told in row["told_in"]:
        if told["copy_of"] != told["report"]:
            tally.add("copies", told["report"])
