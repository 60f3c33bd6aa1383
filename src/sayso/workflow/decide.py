"""Decide: what a person rules on what was read, named as the commands show it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.decisions import Act, Decision, Kind, Ruling, Target, corrections, find, in_force, target_of
from sayso.errors import DecisionError, NotFoundError
from sayso.ledger import Ledger

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
"""Airwars' published scale."""

Row = dict[str, Any]


def rule(ledger: Ledger, act: Act, names: Sequence[str], *, who: str, why: str) -> list[str]:
    """Accept, reject or note each of the things named, or merge or split the two.

    Args:
        ledger: to record it in.
        act: what to do.
        names: `REPORT:ID`, as in `r-12ab34cd:c2`, or a linked incident, `i-4f1c02ab`. `REPORT:ID@2` is the
            second mention of an incident.
        who: rules.
        why: for what reason.

    Returns:
        the ids of the decisions.

    Raises:
        NotFoundError: there is no such thing.
        DecisionError: the act cannot be done to it.
    """
    targets = [target(ledger, name) for name in names]
    if act not in (Act.MERGE, Act.SPLIT):
        return [ledger.decide(Ruling(act=act, target=each, who=who, why=why)) for each in targets]
    one, other = targets
    if one == other or {one.kind, other.kind} != {Kind.INCIDENT}:
        raise DecisionError(f"{' and '.join(names)}: are not two incidents, which a {act} needs")
    return [ledger.decide(Ruling(act=act, target=one, other=other, who=who, why=why))]


def correct(ledger: Ledger, name: str, fields: Mapping[str, Any], *, who: str, why: str) -> str:
    """Set fields of a thing to what a person says they are; the decision's id.

    Raises:
        NotFoundError: there is no such thing.
        DecisionError: it has no such field, or the field no such value.
    """
    about = target(ledger, name)
    _, reading = ledger.reading(f"r-{about.report}")
    thing = find(reading, about)
    if thing is None:
        raise NotFoundError(f"{name}: is not there")
    values = corrections(about.report, reading, thing, fields)
    return ledger.decide(Ruling(act=Act.CORRECT, target=about, values=values, who=who, why=why))


def overrule(ledger: Ledger, name: str, grade: str, *, who: str, why: str) -> str:
    """Give an incident a grade, whatever the rules suggest; the decision's id.

    Raises:
        NotFoundError: there is no such incident.
        DecisionError: that is no incident, or no grade.
    """
    about = target(ledger, name)
    if about.kind is not Kind.INCIDENT:
        raise DecisionError(f"{name}: is no incident; only an incident has a grade")
    if grade not in GRADES:
        raise DecisionError(f"{grade}: is no grade; the grades are {', '.join(GRADES)}")
    return ledger.decide(Ruling(act=Act.OVERRULE, target=about, values={"grade": grade}, who=who, why=why))


def undo(ledger: Ledger, id: str, *, who: str, why: str) -> str:
    """Take a decision back, or an undoing; the id of the decision that does it.

    Raises:
        NotFoundError: there is no such decision.
        DecisionError: it is undone already.
    """
    decisions = ledger.decisions()
    if any(decision.id == id for decision in decisions) and id not in _ids(in_force(decisions)):
        raise DecisionError(f"{id}: is undone already")
    return ledger.decide(Ruling(act=Act.UNDO, undoes=id, who=who, why=why))


def listed(ledger: Ledger, *, report: str | None = None) -> Iterator[Row]:
    """Every decision as a row, with whether it `stands`, is `undone`, or is `lost` for want of its words.

    Args:
        ledger: that it is recorded in.
        report: only of this report.
    """
    hash = ledger.report(report)[1].hash if report else None
    decisions = ledger.decisions()
    standing, lost = _ids(in_force(decisions)), _ids(ledger.lost())
    for decision in decisions:
        targets = [t for t in (decision.ruling.target, decision.ruling.other) if t]
        if hash and hash not in {t.report for t in targets}:
            continue
        state = "lost" if decision.id in lost else "stands" if decision.id in standing else "undone"
        yield _row(ledger, decision, targets, state)


def target(ledger: Ledger, name: str) -> Target:
    """The words that a name means.

    Raises:
        NotFoundError: it means none.
    """
    report, colon, id = name.rpartition(":")
    if not colon:
        if not name.startswith("i-"):
            raise NotFoundError(f"{name}: name it as REPORT:ID (r-12ab34cd:c2) or INCIDENT (i-4f1c02ab)")
        report, id = ledger.mentions(name)[0]
    id, _, place = id.partition("@")
    short, given = ledger.report(report)
    _, reading = ledger.reading(short)
    if not place:
        return target_of(given.hash, reading, id)
    incident = next((each for each in reading.incidents if each.id == id), None)
    mentions = incident.mentions if incident else ()
    if not place.isdecimal() or not 0 < int(place) <= len(mentions):
        raise NotFoundError(f"{name}: is no mention of an incident; {id} has {len(mentions)}")
    mention = mentions[int(place) - 1]
    return Target(report=given.hash, kind=Kind.INCIDENT, span=mention.span, text=mention.text)


def _row(ledger: Ledger, decision: Decision, targets: Sequence[Target], state: str) -> Row:
    ruling = decision.ruling
    return {
        "decision": decision.id,
        "recorded": decision.recorded,
        "who": ruling.who,
        "act": ruling.act.value,
        "state": state,
        "reports": [ledger.report(f"r-{target.report}")[0] for target in targets],
        "kind": targets[0].kind.value if targets else None,
        "words": [target.text for target in targets],
        "values": dict(ruling.values),
        "undoes": ruling.undoes,
        "why": ruling.why,
    }


def _ids(decisions: Sequence[Decision]) -> set[str]:
    return {decision.id for decision in decisions}
