"""Decide: what a person rules on what was read, named as the commands show it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.decisions import (
    Act,
    Decision,
    Kind,
    Ruling,
    Target,
    additions,
    corrections,
    find,
    in_force,
    target_of,
    whole,
)
from sayso.errors import DecisionError, NotFoundError
from sayso.ledger import Ledger
from sayso.model import Reading, Span

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
"""Airwars' published scale."""

ON_REPORTS = (Act.ACCEPT, Act.NOTE)
"""What can be done to a report as a whole. Who accepts one has read it through: the rest of it stands as read."""

Row = dict[str, Any]


def rule(
    ledger: Ledger, act: Act, names: Sequence[str], *, who: str, why: str, blind: bool = False
) -> list[str]:
    """Accept, reject or note each of the things named, or merge or split the two.

    A linked incident is merged with all its mentions, so that none of them stays behind: one decision each.

    Args:
        ledger: to record it in.
        act: what to do.
        names: `REPORT:ID`, as in `r-12ab34cd:c2`, a linked incident, `i-4f1c02ab`, or a report as a whole,
            `r-12ab34cd`. `REPORT:ID@2` is the second mention of an incident.
        who: rules.
        why: for what reason.
        blind: as a second reader, without having seen what others decided; see `Ruling.blind`.

    Returns:
        the ids of the decisions.

    Raises:
        NotFoundError: there is no such thing.
        DecisionError: the act cannot be done to it.
    """
    targets = [target(ledger, name, by=who if blind else None) for name in names]
    if act not in (Act.MERGE, Act.SPLIT):
        for name, each in zip(names, targets, strict=True):
            if each.kind is Kind.REPORT and act not in ON_REPORTS:
                raise DecisionError(f"{name}: is a whole report; {act} something in it, as in {name}:c1")
        return [ledger.decide(Ruling(act=act, target=t, who=who, why=why, blind=blind)) for t in targets]
    one, other = targets
    if one == other or {one.kind, other.kind} != {Kind.INCIDENT}:
        raise DecisionError(f"{' and '.join(names)}: are not two incidents, which a {act} needs")
    others = [other, *(_mentions(ledger, names) if act is Act.MERGE else ())]
    return [
        ledger.decide(Ruling(act=act, target=one, other=each, who=who, why=why, blind=blind))
        for each in dict.fromkeys(others)
        if each != one
    ]


def _mentions(ledger: Ledger, names: Sequence[str]) -> Iterator[Target]:
    """Every mention of the linked incidents among those named."""
    for name in names:
        for report, incident in ledger.mentions(name) if name.startswith("i-") else ():
            yield target(ledger, f"{report}:{incident}")


def add(
    ledger: Ledger,
    report: str,
    kind: Kind,
    words: str | Span,
    fields: Mapping[str, Any],
    *,
    who: str,
    why: str,
    blind: bool = False,
) -> str:
    """Say what words of a report are that no reader found; the decision's id.

    Args:
        ledger: to record it in.
        report: the report's name.
        kind: what the words are.
        words: the words themselves, where they stand once in the report, or their span.
        fields: what is known of it, by field.
        who: rules.
        why: for what reason.
        blind: as in `rule`.

    Raises:
        NotFoundError: there is no such report, or it does not have the words.
        DecisionError: they are read as such a thing already, stand there twice, or cannot have such a field.
    """
    hash, reading = _reading(ledger, report, who if blind else None)
    span = _span(reading, words) if isinstance(words, str) else words
    about, values = additions(hash, reading, kind, span, fields)
    ruling = Ruling(act=Act.ADD, target=about, values=values, who=who, why=why, blind=blind)
    return ledger.decide(ruling)


def correct(
    ledger: Ledger, name: str, fields: Mapping[str, Any], *, who: str, why: str, blind: bool = False
) -> str:
    """Set fields of a thing to what a person says they are; the decision's id.

    Raises:
        NotFoundError: there is no such thing.
        DecisionError: it has no such field, or the field no such value.
    """
    about = target(ledger, name, by=who if blind else None)
    _, reading = _reading(ledger, f"r-{about.report}", who if blind else None)
    thing = find(reading, about)
    if thing is None:
        raise NotFoundError(f"{name}: is not there")
    values = corrections(about.report, reading, thing, fields)
    ruling = Ruling(act=Act.CORRECT, target=about, values=values, who=who, why=why, blind=blind)
    return ledger.decide(ruling)


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
    meant = next((decision for decision in decisions if decision.id == id), None)
    if meant and id not in _ids(in_force(decisions)):
        raise DecisionError(f"{id}: is undone already")
    blind = meant.ruling.blind if meant else False
    if blind and meant and meant.ruling.who != who:
        raise DecisionError(f"{id}: was decided blind by {meant.ruling.who}, who alone can take it back")
    return ledger.decide(Ruling(act=Act.UNDO, undoes=id, who=who, why=why, blind=blind))


def listed(ledger: Ledger, *, report: str | None = None) -> Iterator[Row]:
    """Every decision as a row, with its state.

    It `stands`, is `undone`, is `blind` and binds nobody, or is `lost` for want of its words.

    Args:
        ledger: that it is recorded in.
        report: only of this report.
    """
    hash = ledger.report(report)[1].hash if report else None
    decisions = ledger.decisions()
    standing, lost = _ids(in_force(decisions)), _ids(ledger.lost())
    names = ledger.lists.ids({one.report for decision in decisions for one in _targets(decision)})
    for decision in decisions:
        targets = _targets(decision)
        if hash and hash not in {t.report for t in targets}:
            continue
        yield _row(names, decision, targets, _state(decision, standing, lost))


def history(
    ledger: Ledger,
    *,
    report: str | None = None,
    by: str | None = None,
    before: str | None = None,
    limit: int,
    seen_by: str,
) -> list[Row]:
    """Decisions as rows, the last first, as `listed` has them.

    What others decided on a report is left out while `seen_by` is its second reader; see `Ledger.seen_by`.

    Args:
        ledger: that they are recorded in, as `seen_by` may see it.
        report: only of this report.
        by: only of this person.
        before: only those recorded before this decision.
        limit: how many.
        seen_by: who looks.
    """
    hash = ledger.report(report)[1].hash if report else None
    decisions = ledger.decisions()
    standing = in_force(decisions)
    found: list[tuple[Decision, list[Target]]] = []
    ids = [decision.id for decision in decisions]
    last = ids.index(before) if before in ids else len(ids)
    for decision in reversed(decisions[:last]):
        targets = _targets(decision)
        hashes = {t.report for t in targets}
        if (hash and hash not in hashes) or (by and decision.ruling.who != by):
            continue
        if hashes & ledger.unseen.keys() and decision.ruling.who != seen_by:
            continue
        found.append((decision, targets))
        if len(found) == limit:
            break
    lost = _ids(ledger.lost(among=[decision for decision, _ in found]))
    stands = _ids(standing)
    names = ledger.lists.ids({target.report for _, targets in found for target in targets})
    return [_row(names, decision, targets, _state(decision, stands, lost)) for decision, targets in found]


def _state(decision: Decision, standing: set[str], lost: set[str]) -> str:
    if decision.id in lost:
        return "lost"
    if decision.id not in standing:
        return "undone"
    return "blind" if decision.ruling.blind else "stands"


def target(ledger: Ledger, name: str, *, by: str | None = None) -> Target:
    """The words that a name means.

    Args:
        ledger: has the report.
        name: as `rule` takes them.
        by: in the Reading as this person alone has ruled on it.

    Raises:
        NotFoundError: it means none.
    """
    report, colon, id = name.rpartition(":")
    if not colon:
        if name.startswith("r-"):
            return whole(*_reading(ledger, name, by))
        if not name.startswith("i-"):
            raise NotFoundError(f"{name}: name it as REPORT:ID (r-12ab34cd:c2) or INCIDENT (i-4f1c02ab)")
        report, id = ledger.mentions(name)[0]
    id, _, place = id.partition("@")
    hash, reading = _reading(ledger, report, by)
    if not place:
        return target_of(hash, reading, id)
    incident = next((each for each in reading.incidents if each.id == id), None)
    mentions = incident.mentions if incident else ()
    if not place.isdecimal() or not 0 < int(place) <= len(mentions):
        raise NotFoundError(f"{name}: is no mention of an incident; {id} has {len(mentions)}")
    mention = mentions[int(place) - 1]
    return Target(report=hash, kind=Kind.INCIDENT, span=mention.span, text=mention.text)


def _reading(ledger: Ledger, report: str, by: str | None) -> tuple[str, Reading]:
    """A report's hash, and its Reading as all, or one person, ruled on it."""
    short, given = ledger.report(report)
    return given.hash, ledger.reading(short, by=by)[1]


def _span(reading: Reading, words: str) -> Span:
    """Where words stand that stand once."""
    text = reading.report.text
    start = text.find(words)
    if start < 0:
        raise NotFoundError(f"“{words}”: these words are not in the report")
    if text.find(words, start + 1) >= 0:
        raise DecisionError(f"“{words}”: stands in the report more than once; give more of the sentence")
    return start, start + len(words)


def _row(names: Mapping[str, str], decision: Decision, targets: Sequence[Target], state: str) -> Row:
    ruling = decision.ruling
    return {
        "decision": decision.id,
        "recorded": decision.recorded,
        "who": ruling.who,
        "act": ruling.act.value,
        "state": state,
        "reports": [names[target.report] for target in targets],
        "kind": targets[0].kind.value if targets else None,
        "words": [target.text for target in targets],
        "values": dict(ruling.values),
        "undoes": ruling.undoes,
        "why": ruling.why,
    }


def _targets(decision: Decision) -> list[Target]:
    return [target for target in (decision.ruling.target, decision.ruling.other) if target]


def _ids(decisions: Sequence[Decision]) -> set[str]:
    return {decision.id for decision in decisions}
