"""Review: what is worth a look first, and reports read through from the first word to the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from sayso.decisions import ADDABLE, Act, Decision, Kind, Target, bare, things
from sayso.ledger import Ledger
from sayso.ledger.queue import Order
from sayso.marks import marks_of
from sayso.model import Incident, Reading
from sayso.web.answer import Shape as Form
from sayso.web.answer import Table, answer, described
from sayso.web.cards import Card, card_of, cards_of
from sayso.web.deps import Book, Shape, Who, requires
from sayso.web.fields import Field, fields_of
from sayso.web.segments import Segment, paragraphs
from sayso.web.visitor import Role
from sayso.workflow.agree import read_through

router = APIRouter(tags=["review"], dependencies=[Depends(requires(Role.CODER))])

SHOWN = 20
LISTED = 50
DRAWN = ("figure", "incident", "content", "pledge")
"""Marks that the text of a report has while it is read through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """What waits for a decision.

    Args:
        order: what comes first.
        start: how many are left out before these.
        cards: things to decide on.
        more: whether others wait after them.
        second: reports that wait for a second reader.
    """

    order: Order
    start: int
    cards: tuple[Card, ...]
    more: bool
    second: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report, and who has read it through.

    Args:
        report: its id.
        title: its headline.
        outlet: who published it.
        published: when.
        read_by: who has read it through.
        again_by: who has read it blind.
        mine: whether the visitor has.
    """

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    read_by: tuple[str, ...]
    again_by: tuple[str, ...]
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage:
    """Reports to be read through, the last that came in first; `before` is where the next begin."""

    second: bool
    rows: tuple[ReportRow, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddForm:
    """A form to say what marked words are."""

    kind: Kind
    label: str
    fields: tuple[Field, ...]
    words: tuple[tuple[str, str], ...] = ()
    incidents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A report that is read through.

    Args:
        report: its id.
        title: its headline.
        outlet: who published it.
        published: when.
        blind: whether the visitor is its second reader, who sees nothing of what others decided.
        begun: whether the visitor reads it already; a second reader says so first, and sees nothing of others from then on.
        done: the visitor's own decision that it is read through.
        cards: all that was read in it.
        lines: its text, cut where marks begin and end.
    """

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    blind: bool
    begun: bool
    done: str | None
    cards: tuple[Card, ...]
    lines: tuple[tuple[Segment, ...], ...]


@router.get("/review", responses=described(QueuePage))
def queue(
    request: Request,
    ledger: Book,
    who: Who,
    shape: Shape = Form.HTML,
    order: Annotated[Order, Query(description="What comes first.")] = Order.BOTH,
    start: Annotated[int, Query(ge=0, le=1_000_000, description="Leave out so many.")] = 0,
) -> Response:
    """What waits for a decision: first what was likely read wrongly and would change a total."""
    cards = list(islice(_waiting(ledger, order), start, start + SHOWN + 1))
    decisions = ledger.decisions()
    view = QueuePage(
        order=order,
        start=start,
        cards=tuple(cards[:SHOWN]),
        more=len(cards) > SHOWN,
        second=len(_for_second(decisions, who.name)),
    )
    rows = Table(("report", "thing", "kind", "words", "signs", "without", "incident"), _rows(view.cards))
    return answer(request, shape, "review/queue.html", view, table=rows, orders=_ORDERS, step=SHOWN)


@router.get("/review/reports", responses=described(ReportsPage))
def reports(
    request: Request,
    ledger: Book,
    who: Who,
    shape: Shape = Form.HTML,
    second: Annotated[bool, Query(description="Those that wait for a second reader.")] = False,
    before: Annotated[int | None, Query(description="Those that came in before this one.")] = None,
) -> Response:
    """Reports, and who has read them through."""
    decisions = ledger.decisions()
    among = _for_second(decisions, who.name) if second else None
    rows = ledger.queue.reports(among=among, limit=LISTED, before=before)
    read = read_through(decisions)
    view = ReportsPage(
        second=second,
        rows=tuple(_row(row, read, who.name) for row in rows),
        before=rows[-1]["number"] if len(rows) == LISTED else None,
    )
    table = Table(
        ("report", "title", "outlet", "published", "read_by", "again_by"), [_plain(row) for row in view.rows]
    )
    return answer(request, shape, "review/reports.html", view, table=table)


@router.get("/review/reports/{report}", responses=described(ReadPage))
def read(
    request: Request,
    ledger: Book,
    who: Who,
    report: str,
    shape: Shape = Form.HTML,
    blind: Annotated[
        bool, Query(description="As its second reader, who sees no decision of others.")
    ] = False,
) -> Response:
    """One report, with all that was read in it, to be decided on and added to."""
    blind = blind or ledger.report(report)[1].hash in ledger.unseen
    by = who.name if blind else None
    id, reading = ledger.reading(report, by=by)
    own = ledger.standing(id, by=who.name)
    done = next((each for each in own if _is_read_through(each)), None)
    if blind and done and not done.ruling.blind:
        raise HTTPException(
            422, "you were the first to read this report; another has to be its second reader"
        )
    begun = not blind or done is not None or id in ledger.unseen.values()
    view = ReadPage(
        report=id,
        title=reading.report.title,
        outlet=reading.report.outlet,
        published=reading.report.published,
        blind=blind,
        begun=begun,
        done=done.id if done else None,
        cards=tuple(cards_of(id, reading, ledger.standing(id, by=by), ledger.lists.linked(id)))
        if begun
        else (),
        lines=tuple(tuple(line) for line in _lines(reading)) if begun else (),
    )
    rows = Table(("report", "thing", "kind", "words", "state", "who"), _rows(view.cards))
    return answer(request, shape, "review/read.html", view, table=rows, forms=_forms(reading))


_ORDERS = {Order.BOTH: "both together", Order.DOUBT: "doubt", Order.EFFECT: "effect on totals"}


def _waiting(ledger: Ledger, order: Order) -> Iterator[Card]:
    """Cards of what waits; what is not read any more is left out until incidents are linked anew."""
    unseen = set(ledger.unseen.values())
    rows = (row for row in ledger.queue.waiting(order) if row["report"] not in unseen)
    while some := list(islice(rows, SHOWN + 1)):
        held = ledger.lists.ruled({row["report"] for row in some})
        for row in some:
            reading, standing = held[row["report"]]
            thing = next((one for one in things(reading, Kind(row["kind"])) if one.id == row["thing"]), None)
            if thing:
                more = {"signs": tuple(row["signs"]), "without": row["without"], "incident": row["incident"]}
                yield card_of(row["report"], reading, thing, standing, **more)


def _for_second(decisions: list[Decision], who: str) -> set[str]:
    """The hashes of reports that another has read through, and this person has not."""
    read = read_through(decisions)
    others = {
        hash for name, reports in read.items() if name != who for hash, blind in reports.items() if not blind
    }
    return others - set(read.get(who, ()))


def _row(row: dict[str, Any], read: dict[str, dict[str, bool]], who: str) -> ReportRow:
    by = {name: reports[row["hash"]] for name, reports in sorted(read.items()) if row["hash"] in reports}
    return ReportRow(
        report=row["id"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
        read_by=tuple(name for name, blind in by.items() if not blind),
        again_by=tuple(name for name, blind in by.items() if blind),
        mine=who in by,
    )


def _is_read_through(decision: Decision) -> bool:
    act, target = decision.ruling.act, decision.ruling.target
    return act is Act.ACCEPT and target is not None and target.kind is Kind.REPORT


def _lines(reading: Reading) -> list[list[Segment]]:
    marks = [mark for mark in marks_of(reading) if mark.kind in DRAWN]
    return paragraphs(reading.report.text, marks)


def _forms(reading: Reading) -> list[AddForm]:
    """What marked words can be said to be."""
    nothing = Target(report="", kind=Kind.CASUALTY, span=(0, 0), text="")
    labels = {
        Kind.CASUALTY: "A figure",
        Kind.STATEMENT: "A statement",
        Kind.INCIDENT: "An incident",
        Kind.PLEDGE: "A pledge",
        Kind.ENTITY: "A name",
    }
    asked = {
        Kind.STATEMENT: (("source", "Words of its source"), ("cue", "Words that mark the saying")),
        Kind.PLEDGE: (("by", "Words of who undertakes it"),),
    }
    return [
        AddForm(
            kind=kind,
            label=labels[kind],
            fields=tuple(
                field
                for field in fields_of(reading, bare(kind, "new", nothing))
                if field.name != "source.name"
            ),
            words=asked.get(kind, ()),
            incidents=_mentioned(reading.incidents) if kind is Kind.INCIDENT else (),
        )
        for kind in ADDABLE
    ]


def _mentioned(incidents: tuple[Incident, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, f"{one.id} “{one.mentions[0].text}”") for one in incidents if one.mentions)


def _rows(cards: tuple[Card, ...]) -> list[dict[str, Any]]:
    names = ("report", "thing", "kind", "words", "state", "who", "signs", "without", "incident")
    return [{name: getattr(card, name) for name in names} for card in cards]


def _plain(row: ReportRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__slots__}
