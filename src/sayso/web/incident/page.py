"""The page of one incident."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.ledger.listing import card
from sayso.web.incident.cards import Blamed, Card, Words, blamed_in, cards_of, words_of
from sayso.web.incident.changes import Changes, changes_of
from sayso.web.incident.differences import Point, points_of
from sayso.web.incident.evidence import Decided, Promised, Question, decided_in, promised_in, questions_of
from sayso.web.incident.figures import Figures, figures_of
from sayso.workflow.dossier import Dossier, latest

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a grade rests on, and the words that show it."""

    fact: str
    shown_by: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """A grade with its working; `suggested` is what the rules had given where a person ruled otherwise."""

    grade: str
    rule: str
    suggested: str | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """One incident, with all that is said of it, by whom.

    Args:
        id: of the incident.
        type: what kind it was.
        status: whether it happened.
        when: the day of most reports.
        where: the places, most exact first.
        part_of: the id of the incident that it is a part of.
        as_of: the day that all stands as of; None for today.
        days: on which reports of it came out.
        outlets: how many published it.
        reports: how many reports tell of it.
        independent: how many independent sources there are.
        tolls: the range of each harm, with the words at each end.
        figures: every figure on one axis.
        changes: each account's toll over time.
        cards: the accounts.
        blamed: who blames whom.
        points: where accounts agree and where they do not.
        grading: the grade with its working; None where nobody was harmed.
        questions: what, when and where, by the words of each report.
        pledges: those that belong to it.
        decisions: on it and on what is said of it.
    """

    id: str
    type: str
    status: str
    when: dict[str, Any] | None
    where: list[dict[str, Any]]
    part_of: str | None
    as_of: str | None
    days: tuple[str, ...]
    outlets: int
    reports: int
    independent: int
    tolls: dict[str, Any]
    figures: Figures | None
    changes: tuple[Changes, ...]
    cards: tuple[Card, ...]
    blamed: tuple[Blamed, ...]
    points: tuple[Point, ...]
    grading: Grading | None
    questions: tuple[Question, ...]
    pledges: tuple[Promised, ...]
    decisions: tuple[Decided, ...]


def page_of(dossier: Dossier) -> IncidentPage:
    """What the page of an incident shows."""
    row = dossier.row
    cards = cards_of(row)
    return IncidentPage(
        id=row["id"],
        type=row["type"],
        status=row["status"],
        when=row["when"],
        where=row["where"],
        part_of=row["part_of"],
        as_of=dossier.as_of.isoformat() if dossier.as_of else None,
        days=dossier.days,
        outlets=len({outlet for root in row["roots"] for outlet in root["outlets"]}),
        reports=len(set(row["reports"])),
        independent=len(row["roots"]),
        tolls=card(row)["tolls"],
        figures=figures_of(row["accounts"]),
        changes=changes_of(row["accounts"]),
        cards=cards,
        blamed=blamed_in(cards),
        points=points_of(dossier.comparisons),
        grading=_grading(row),
        questions=questions_of(row, latest(dossier.tellings)),
        pledges=promised_in(dossier.promises),
        decisions=decided_in(dossier.rulings),
    )


def _grading(row: Row) -> Grading | None:
    grounds = row["grounds"]
    if not grounds or not row["grade"]:
        return None
    return Grading(
        grade=row["grade"],
        rule=grounds["rule"],
        suggested=grounds.get("suggested"),
        facts=tuple(
            Fact(
                fact=fact["fact"],
                shown_by=tuple(words_of(one, one["statement"]) for one in fact["statements"]),
            )
            for fact in grounds["facts"]
        ),
    )
