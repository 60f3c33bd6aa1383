"""What people decided across reports: incidents that are one, incidents that are not, and grades."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sayso.decisions.decision import Act, Decision, Target, in_force
from sayso.decisions.find import find
from sayso.model import Reading

Mention = tuple[str, str]
"""The ledger's id of a report, and the id of an incident in its Reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """Decisions that bind the linking of incidents, on the Readings of today.

    Args:
        together: pairs of mentions that are one incident.
        apart: pairs that are not.
        grades: what a mention's incident was graded, with the decision.
        lost: decisions whose words are read as no incident.
    """

    together: tuple[tuple[Mention, Mention], ...]
    apart: tuple[tuple[Mention, Mention], ...]
    grades: tuple[tuple[Mention, str, Decision], ...]
    lost: tuple[Decision, ...]


def bonds_of(decisions: Iterable[Decision], reading_of: Callable[[str], tuple[str, Reading]]) -> Bonds:
    """What binds, the later of two decisions that disagree.

    Args:
        decisions: all there are, in the order in which they were recorded.
        reading_of: the ledger's id and the Reading of a report by its hash, with the decisions applied.
    """

    def mention(target: Target | None) -> Mention | None:
        if target is None:
            return None
        id, reading = reading_of(target.report)
        incident = find(reading, target)
        return (id, incident.id) if incident else None

    pairs: dict[tuple[Mention, Mention], Act] = {}
    grades: dict[Mention, tuple[Mention, str, Decision]] = {}
    lost: list[Decision] = []
    for decision in in_force(decisions):
        act = decision.ruling.act
        if act not in (Act.MERGE, Act.SPLIT, Act.OVERRULE):
            continue
        one, other = mention(decision.ruling.target), mention(decision.ruling.other)
        if one is None or (act is not Act.OVERRULE and other is None):
            lost.append(decision)
        elif other is None:
            grades.pop(one, None)
            grades[one] = (one, decision.ruling.values["grade"], decision)
        elif one != other:
            pairs[min(one, other), max(one, other)] = act
    return Bonds(
        together=tuple(pair for pair, act in pairs.items() if act is Act.MERGE),
        apart=tuple(pair for pair, act in pairs.items() if act is Act.SPLIT),
        grades=tuple(grades.values()),
        lost=tuple(lost),
    )
