"""Agree: how far two people agree who read the same reports, the second without seeing what the first decided."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.agreement import Coded, Difference, Measure, differences, measures
from sayso.decisions import Act, Decision, Kind, bonds_of, in_force, own
from sayso.ledger import Ledger
from sayso.linking import link, mentions_of
from sayso.model import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two people, the reports that both have read, and how far they agree on them.

    Args:
        one: the first, by the alphabet.
        other: the second.
        reports: short ids of the reports.
        measures: how far they agree, thing by thing.
        differences: all that they see differently.
    """

    one: str
    other: str
    reports: tuple[str, ...]
    measures: tuple[Measure, ...]
    differences: tuple[Difference, ...]


def agreements(ledger: Ledger) -> Iterator[Agreement]:
    """The agreement of every two people who have read a report through, one of them blind.

    Who saw what the other decided would agree too well: such pairs are left out, and so are the reports that whoever
    looks at it is reading blind; see `Ledger.seen_by`.
    """
    decisions = ledger.decisions()
    read = read_through(decisions)
    for one, other in combinations(sorted(read), 2):
        shared = [
            hash
            for hash in read[one]
            if hash in read[other] and (read[one][hash] or read[other][hash])
            if hash not in ledger.unseen
        ]
        if shared:
            ids = [ledger.report(f"r-{hash}")[0] for hash in shared]
            first, second = (_coded(ledger, who, ids, decisions) for who in (one, other))
            yield Agreement(
                one=one,
                other=other,
                reports=tuple(ids),
                measures=measures(first, second),
                differences=tuple(differences(first, second)),
            )


def read_through(decisions: Sequence[Decision]) -> dict[str, dict[str, bool]]:
    """Of each person the reports they have accepted as a whole, by hash, and whether blind.

    Args:
        decisions: all there are, in the order in which they were recorded.
    """
    read: dict[str, dict[str, bool]] = defaultdict(dict)
    for decision in in_force(decisions):
        target = decision.ruling.target
        if decision.ruling.act is Act.ACCEPT and target and target.kind is Kind.REPORT:
            read[decision.ruling.who][target.report] = decision.ruling.blind
    return read


def _coded(ledger: Ledger, who: str, ids: Sequence[str], decisions: Sequence[Decision]) -> Coded:
    """Reports as one person has ruled on them, linked among themselves."""

    def reading_of(hash: str) -> tuple[str, Reading]:
        return ledger.reading(f"r-{hash}", by=who)

    readings = {id: ledger.reading(id, by=who)[1] for id in ids}
    bonds = bonds_of(own(decisions, who), reading_of)
    mentions = [mention for id, reading in readings.items() for mention in mentions_of(id, reading)]
    homes = {
        (mention.report, mention.incident): linked.id
        for linked in link(mentions, together=bonds.together, apart=bonds.apart)
        for mention in linked.mentions
    }
    return Coded(who=who, readings=readings, homes=homes)
