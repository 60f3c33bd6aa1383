"""What is said of an incident and a codebook has no place for: listed in the sidecar, with its words."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from sayso.exports.case import Case
from sayso.exports.cell import Evidence
from sayso.exports.sides import attacker
from sayso.model import Act, Certainty, Harm

Unsaid = tuple[str, tuple[Evidence, ...]]
"""In words what cannot be said, and the words of the reports."""


class Topic(StrEnum):
    """What a codebook may have no place for."""

    RIVAL_BLAME = "rival blame"
    DENIAL = "denial"
    HEDGE = "hedge"
    INJURED = "injured"
    OTHER_HARM = "other harm"
    KILLED = "killed"
    SHARE = "share of a figure"
    REVISION = "revision"
    OPEN_END = "no upper bound"


def unsaid(case: Case, topics: frozenset[Topic]) -> Iterator[tuple[Topic, Unsaid]]:
    """Everything on these topics that is said of a case."""
    for topic in Topic:
        if topic in topics:
            yield from ((topic, one) for one in dict.fromkeys(FINDERS[topic](case)))


def _rivals(case: Case) -> Iterator[Unsaid]:
    side = attacker(case)
    for party in side.rivals if side else ():
        yield f"{party.behind.source} blames {party.actor.name}", (party.behind,)


def _denials(case: Case) -> Iterator[Unsaid]:
    for source, told, _, statement in case.statements():
        if statement.act is Act.DENY or statement.certainty is Certainty.DENIED:
            yield f"{source} denies", case.all_said([told])


def _hedges(case: Case) -> Iterator[Unsaid]:
    for source, told, _, statement in case.statements():
        if statement.certainty is Certainty.HEDGED:
            yield f"{source} is not sure", case.all_said([told])


def _harms(*harms: Harm) -> Callable[[Case], Iterator[Unsaid]]:
    def find(case: Case) -> Iterator[Unsaid]:
        for figure in case.figures(*harms):
            yield f"{figure.source}: {figure.text} ({figure.harm.replace('_', ' ')})", (figure.behind,)

    return find


def _shares(case: Case) -> Iterator[Unsaid]:
    for figure in case.figures(*Harm):
        if figure.share:
            yield f"{figure.source}: {figure.text}", (figure.behind,)


def _open_ends(case: Case) -> Iterator[Unsaid]:
    for figure in case.figures(Harm.KILLED):
        if figure.low is not None and figure.high is None:
            yield f"{figure.source}: {figure.text}", (figure.behind,)


def _revisions(case: Case) -> Iterator[Unsaid]:
    for account in case.row["accounts"]:
        for one in account["revisions"]:
            words = f"{account['source']}: {one['before']} {one['change']} to {one['after']}"
            yield words, case.all_said([one["from"], one])
        for one in account.get("rewrites", ()):
            now = one["rewrite"]["sentence"]
            became = f"to: {now}" if now else "and took it out"
            words = f"{one['outlet'] or 'the outlet'} changed on {one['rewrite']['on']}: {one['sentence']} {became}"
            yield words, case.all_said([one])


FINDERS: Mapping[Topic, Callable[[Case], Iterator[Unsaid]]] = {
    Topic.RIVAL_BLAME: _rivals,
    Topic.DENIAL: _denials,
    Topic.HEDGE: _hedges,
    Topic.INJURED: _harms(Harm.INJURED, Harm.KILLED_OR_INJURED),
    Topic.OTHER_HARM: _harms(Harm.MISSING, Harm.ABDUCTED, Harm.DETAINED, Harm.DISPLACED),
    Topic.KILLED: _harms(Harm.KILLED),
    Topic.SHARE: _shares,
    Topic.REVISION: _revisions,
    Topic.OPEN_END: _open_ends,
}
