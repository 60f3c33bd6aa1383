"""A Reading with the decisions on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.decisions.add import added
from sayso.decisions.change import merged, replaced, split, without
from sayso.decisions.correct import corrected
from sayso.decisions.decision import Act, Decision, Kind, Target, in_force
from sayso.decisions.find import Thing, find
from sayso.errors import SaysoError
from sayso.model import Incident, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A Reading as people have ruled on it, and the decisions whose words it has nothing on."""

    reading: Reading
    lost: tuple[Decision, ...] = ()


def apply(decisions: Iterable[Decision], report: str, reading: Reading) -> Applied:
    """Apply what was decided on a report to a Reading of it, whichever reader made it.

    First comes in what no reader found, then incidents are merged and split, then things are corrected, and
    last those that stand rejected are taken out. Where two decisions disagree, the later one wins.

    Args:
        decisions: all there are, on any report, undone ones too, in the order in which they were recorded.
        report: the report's hash.
        reading: as a reader made it.
    """
    lost: list[Decision] = []
    rejected: dict[tuple[Kind, str], bool] = {}
    about = [decision for decision in in_force(decisions) if _is_about(decision, report)]
    for decision in about:
        if decision.ruling.act is Act.ADD:
            reading = _with_added(reading, decision, lost)
    for decision in _last_of_each_pair(about):
        reading = _joined(reading, decision, lost)
    for decision in about:
        target = decision.ruling.target
        if target is None or target.report != report or decision.ruling.other:
            continue
        if target.kind is Kind.REPORT or decision.ruling.act is Act.ADD:
            continue
        thing = find(reading, target)
        if thing is None:
            lost.append(decision)
        elif decision.ruling.act in (Act.ACCEPT, Act.REJECT):
            rejected[target.kind, thing.id] = decision.ruling.act is Act.REJECT
        elif decision.ruling.act is Act.CORRECT:
            reading = _corrected(reading, thing, decision, lost)
    for (kind, id), out in rejected.items():
        if out:
            reading = without(reading, kind, id)
    return Applied(reading=reading, lost=tuple(lost))


def _with_added(reading: Reading, decision: Decision, lost: list[Decision]) -> Reading:
    try:
        return added(reading, decision)
    except SaysoError:
        lost.append(decision)
        return reading


def _is_about(decision: Decision, report: str) -> bool:
    return any(t is not None and t.report == report for t in (decision.ruling.target, decision.ruling.other))


def _last_of_each_pair(decisions: Sequence[Decision]) -> list[Decision]:
    """Merges and splits within a report; of several on the same two incidents, the last."""
    last: dict[frozenset[Target], Decision] = {}
    for decision in decisions:
        one, other = decision.ruling.target, decision.ruling.other
        if one and other and one.report == other.report:
            pair = frozenset((one, other))
            last.pop(pair, None)
            last[pair] = decision
    return list(last.values())


def _joined(reading: Reading, decision: Decision, lost: list[Decision]) -> Reading:
    """The Reading with two of its incidents merged, or with one split."""
    one, other = (
        find(reading, target) if target else None
        for target in (decision.ruling.target, decision.ruling.other)
    )
    if not isinstance(one, Incident) or not isinstance(other, Incident):
        lost.append(decision)
        return reading
    if decision.ruling.act is Act.MERGE:
        return reading if one.id == other.id else merged(reading, one, other)
    target = decision.ruling.other
    return split(reading, one, target) if target and one.id == other.id else reading


def _corrected(reading: Reading, thing: Thing, decision: Decision, lost: list[Decision]) -> Reading:
    try:
        return replaced(reading, corrected(reading, thing, decision.ruling.values))
    except SaysoError:
        lost.append(decision)
        return reading
