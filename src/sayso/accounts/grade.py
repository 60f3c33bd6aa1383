"""The grade of an incident on Airwars' published scale, suggested by rules from facts that can be counted.

Each fact comes with the remarks that show it. A suggestion is not a verdict: a person may overrule it.

Source: Airwars, methodology note, grading of civilian harm.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.accounts.account import Account
from sayso.accounts.party import is_same
from sayso.accounts.remark import Remark
from sayso.accounts.roots import Root
from sayso.model import ActorKind, Harm, IncidentType, VictimStatus

BELLIGERENTS = frozenset(
    {ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.ORGANIZATION}
)
"""Kinds of party that can be held responsible; "gunmen" and "a bomber" are nobody yet."""

FIGHTERS = frozenset({VictimStatus.COMBATANT, VictimStatus.SECURITY_FORCE})
HARMED = frozenset({Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED})
MILITARY = frozenset({IncidentType.AIR_DRONE_STRIKE, IncidentType.SHELLING, IncidentType.CHEMICAL_WEAPON})
"""Kinds of incident that are actions of a belligerent by themselves."""


class Grade(StrEnum):
    """Airwars' grades."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


RULES = {
    Grade.CONFIRMED: "a party says that it did it, and does not say that only fighters were harmed",
    Grade.CONTESTED: "several parties are blamed, or the one that is blamed denies it",
    Grade.DISCOUNTED: "every figure of those harmed is of fighters",
    Grade.FAIR: "two or more independent sources, and one party whose action it is or may be",
    Grade.WEAK: "a single independent source, or nobody whose action it is",
}
"""The rules in words, tried in this order; the last always holds where anybody was harmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that was counted, and the remarks that show it."""

    words: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A grade, the rule it follows, and the facts that the rule was tried on."""

    grade: Grade
    rule: str
    facts: tuple[Fact, ...]


def suggest(accounts: Sequence[Account], roots: Sequence[Root], type: IncidentType) -> Suggestion | None:
    """The grade that the rules give an incident; None where nobody says that anybody was harmed.

    Args:
        accounts: what each source says of it.
        roots: the independent sources behind them.
        type: what kind of incident it is.
    """
    harmed = _harmed(accounts)
    if not harmed:
        return None
    blamed = _blamed(accounts)
    independent = [root for root in roots if not _is_any(root.source, blamed)]
    facts = {
        Grade.CONFIRMED: _admissions(accounts),
        Grade.CONTESTED: [*_rivals(blamed), *_denials(accounts, blamed)],
        Grade.DISCOUNTED: _only_fighters(accounts),
        Grade.FAIR: _sources(independent) if len(independent) > 1 and (blamed or type in MILITARY) else [],
        Grade.WEAK: _sources(independent),
    }
    grade = next(grade for grade in RULES if facts[grade] or grade is Grade.WEAK)
    return Suggestion(grade=grade, rule=RULES[grade], facts=tuple(facts[grade]))


def _harmed(accounts: Sequence[Account]) -> list[Remark]:
    return [
        given.remark
        for account in accounts
        for given in account.current()
        if given.figure.harm in HARMED and given.figure.high != 0
    ]


def _blamed(accounts: Sequence[Account]) -> dict[str, list[Remark]]:
    """Who is blamed, and the remarks that blame them."""
    found: dict[str, list[Remark]] = {}
    for account in accounts:
        for blame, remark in account.blames:
            if blame.kind in BELLIGERENTS:
                known = next((name for name in found if is_same(name, blame.name)), blame.name)
                found.setdefault(known, []).append(remark)
    return found


def _is_any(source: str, blamed: Iterable[str]) -> bool:
    return any(is_same(source, party) for party in blamed)


def _admissions(accounts: Sequence[Account]) -> list[Fact]:
    """Parties that say that they did it, and whose own figures are not of fighters alone."""
    found = []
    for account in accounts:
        own = [remark for blame, remark in account.blames if is_same(blame.name, account.source)]
        fighters = account.current() and all(g.figure.victims.status in FIGHTERS for g in account.current())
        if own and not account.denies and not fighters:
            found.append(Fact(words=f"{account.source} says that it did it", remarks=tuple(own)))
    return found


def _rivals(blamed: Mapping[str, Sequence[Remark]]) -> list[Fact]:
    if len(blamed) < 2:
        return []
    return [Fact(words=f"{name} is blamed", remarks=tuple(remarks)) for name, remarks in blamed.items()]


def _denials(accounts: Sequence[Account], blamed: Iterable[str]) -> list[Fact]:
    return [
        Fact(
            words=f"{account.source}, which is blamed, denies it",
            remarks=tuple(remark for remark in account.standing if remark.denies),
        )
        for account in accounts
        if account.denies and _is_any(account.source, blamed)
    ]


def _only_fighters(accounts: Sequence[Account]) -> list[Fact]:
    figures = [g for account in accounts for g in account.current() if g.figure.harm in HARMED]
    if any(given.figure.victims.status not in FIGHTERS for given in figures):
        return []
    return [Fact(words="every figure is of fighters", remarks=tuple(given.remark for given in figures))]


def _sources(roots: Sequence[Root]) -> list[Fact]:
    return [
        Fact(
            words=f"{root.source} ({root.kind.replace('_', ' ')}), printed by {', '.join(root.outlets)}",
            remarks=root.remarks,
        )
        for root in roots
    ]
