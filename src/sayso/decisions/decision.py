"""A decision: what a person ruled, on which words, who it was, when and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sayso.model import Span


class Act(StrEnum):
    """What a decision does."""

    ACCEPT = "accept"
    ADD = "add"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    OVERRULE = "overrule"
    NOTE = "note"
    UNDO = "undo"


class Kind(StrEnum):
    """What sort of thing in a Reading a decision is about, or the report as a whole."""

    STATEMENT = "statement"
    INCIDENT = "incident"
    CASUALTY = "casualty"
    PLEDGE = "pledge"
    ENTITY = "entity"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The words of a report that a decision is about.

    Args:
        report: the report's hash.
        kind: of the thing that they were read as.
        span: where they stand.
        text: the words themselves, to show them when no reader finds them any more.
    """

    report: str
    kind: Kind
    span: Span
    text: str

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Target":
        """A target from its JSON form."""
        start, end = plain["span"]
        return cls(report=plain["report"], kind=Kind(plain["kind"]), span=(start, end), text=plain["text"])

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"report": self.report, "kind": self.kind.value, "span": list(self.span), "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is to be recorded.

    Args:
        act: what it does.
        target: what it is about; an undoing is about a decision, not about words.
        other: the second incident of a merge or a split.
        values: what a correction or an adding sets, by field, or the grade that an overruling gives.
        undoes: the id of the decision that an undoing closes.
        who: who rules.
        why: for what reason; of a note, its text.
        blind: made by a second reader, who does not see what the first decided. It is kept to compare the two
            and binds nobody.
    """

    act: Act
    target: Target | None = None
    other: Target | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    undoes: str | None = None
    who: str
    why: str
    blind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A ruling as it was recorded: by an id like `d-12`, at a time in UTC (ISO 8601)."""

    id: str
    recorded: str
    ruling: Ruling


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that stand, in their order: those that no standing decision undoes.

    Args:
        decisions: in the order in which they were recorded.
    """
    standing: list[Decision] = []
    undone: set[str] = set()
    for decision in reversed(list(decisions)):
        if decision.id in undone:
            continue
        if decision.ruling.undoes:
            undone.add(decision.ruling.undoes)
        standing.append(decision)
    return standing[::-1]


def binding(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that stand and bind everybody: all but those made blind.

    Args:
        decisions: in the order in which they were recorded.
    """
    return [decision for decision in in_force(decisions) if not decision.ruling.blind]


def own(decisions: Iterable[Decision], who: str) -> list[Decision]:
    """The decisions of one person that stand, blind or not.

    Args:
        decisions: in the order in which they were recorded.
        who: whose.
    """
    return [decision for decision in in_force(decisions) if decision.ruling.who == who]
