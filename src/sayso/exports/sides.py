"""Sides: who did it and to whom, for codebooks that hold one actor on each side.

The party that most reports name stands for a side; the others are rival claims, which the sidecar lists.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.exports.case import Case, Party
from sayso.exports.cell import Evidence
from sayso.model import ActorKind, Harm, Role, VictimStatus

STATE = frozenset({ActorKind.MILITARY, ActorKind.GOVERNMENT})
ARMED = STATE | {ActorKind.ARMED_GROUP}
ORGANISED = ARMED | {ActorKind.ORGANIZATION}
"""Kinds that can be a side of a conflict: an organisation only where it is said to have done it."""

HARMS = (Harm.KILLED, Harm.INJURED, Harm.KILLED_OR_INJURED)
ARTICLES = ("the ", "a ", "an ", "its ", "their ", "his ", "her ", "our ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of an incident.

    Args:
        name: of the party that most reports name.
        kind: what sort of party.
        parties: every naming of it.
        rivals: parties that others name in its place.
    """

    name: str
    kind: ActorKind
    parties: tuple[Party, ...]
    rivals: tuple[Party, ...] = ()

    @property
    def behind(self) -> tuple[Evidence, ...]:
        """The words that name it."""
        return tuple(party.behind for party in self.parties)


def plain(name: str) -> str:
    """A name without the article before it, to compare names by."""
    folded = name.casefold().strip()
    return next((folded.removeprefix(word) for word in ARTICLES if folded.startswith(word)), folded)


def is_one(one: str, other: str) -> bool:
    """Whether two names are one party's: the same, or one the other's with more words."""
    mine, theirs = set(plain(one).split()), set(plain(other).split())
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def attacker(case: Case) -> Side | None:
    """Who did it, by most reports."""
    return _side(case.parties(Role.PERPETRATOR))


def attacked(case: Case) -> Side | None:
    """Whom it was done to: bodies and people before things, those harmed before those aimed at."""
    for role in (Role.VICTIM, Role.TARGET):
        named = [party for party in case.parties(role) if party.actor.kind is not ActorKind.OBJECT]
        if side := _side(named):
            return side
    return None


def fighters(case: Case) -> list[Side]:
    """The sides of a clash: those that fight, each once."""
    acting = [p for p in case.parties(Role.PERPETRATOR, Role.OTHER) if p.actor.kind in ORGANISED]
    suffering = [p for p in case.parties(Role.TARGET, Role.VICTIM) if p.actor.kind in ARMED]
    sides = _sides([*acting, *suffering])
    return [_as_side(side) for side in sides]


def are_civilians(case: Case, side: Side | None) -> bool:
    """Whether those attacked are civilians, and civilians alone, by words that say so: nobody is one by default."""
    statuses = {f.status for f in case.figures(*HARMS) if f.stands}
    named = statuses & {VictimStatus.CIVILIAN, VictimStatus.COMBATANT, VictimStatus.SECURITY_FORCE}
    if named:
        return named == {VictimStatus.CIVILIAN}
    named_so = side is not None and any("civilian" in party.actor.text.casefold() for party in side.parties)
    return named_so and VictimStatus.MIXED not in statuses


def _side(parties: Sequence[Party]) -> Side | None:
    sides = _sides(parties)
    if not sides:
        return None
    main = max(sides, key=lambda side: len({party.behind.report for party in side}))
    others = tuple(party for side in sides if side is not main for party in side)
    return _as_side(main, rivals=others)


def _sides(parties: Iterable[Party]) -> list[list[Party]]:
    """Parties under one name together, in the order in which they are first named."""
    sides: list[list[Party]] = []
    for party in parties:
        known = next((side for side in sides if is_one(side[0].actor.name, party.actor.name)), None)
        if known is None:
            sides.append([party])
        else:
            known.append(party)
    return sides


def _as_side(parties: Sequence[Party], *, rivals: tuple[Party, ...] = ()) -> Side:
    names = Counter(party.actor.name for party in parties)
    name = max(names, key=lambda one: (names[one], len(one)))
    kinds = Counter(party.actor.kind for party in parties)
    return Side(
        name=_without_article(name), kind=kinds.most_common(1)[0][0], parties=tuple(parties), rivals=rivals
    )


def _without_article(name: str) -> str:
    return name[len(name) - len(plain(name)) :] if plain(name) != name.casefold() else name
