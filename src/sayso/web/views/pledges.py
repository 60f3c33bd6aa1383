"""Pledges: the docket by deadline, a month of it as a calendar, and both as a file for calendars."""

import io
from calendar import Calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from sayso.accounts.docket import State
from sayso.exports import ics
from sayso.ledger import Ledger
from sayso.ledger.docket import Wanted
from sayso.model import PledgeAct
from sayso.web.answer import Shape, Table, answer, described
from sayso.web.asked import Blankless
from sayso.web.deps import Book

router = APIRouter(tags=["pledges"])

PAGE = 50
IN_CALENDAR = 5_000
LAST = 2**62
MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
COLUMNS = (
    *("report", "pledge", "by", "act", "what", "deadline", "start", "end", "statement", "source"),
    *("published", "state", "on"),
)

Row = dict[str, Any]


class Docket(Blankless):
    """Filters of pledges."""

    state: list[State] = Field(default_factory=list, description="What became of it.")
    act: list[PledgeAct] = Field(default_factory=list, description="What kind of undertaking it is.")
    by: str = Field("", description="Words that the name of the party has.")
    since: date | None = Field(None, alias="from", description="To be done on this day or later.")
    until: date | None = Field(None, alias="to", description="To be done on this day or before.")
    as_of: date | None = Field(None, description="As all stood when this day was over.")
    month: str = Field("", pattern=MONTH, description="Of the calendar: 2024-09.")
    after: int = Field(-1, ge=-1, le=LAST, description="Those after this one; see `next`.")
    format: Shape = Field(Shape.HTML, description="A page, or its data.")

    def wanted(self) -> Wanted:
        """The filters, on the day that is asked for, or today."""
        return Wanted(
            today=self.as_of or datetime.now(UTC).date(),
            as_of=self.as_of,
            states=self.state,
            acts=self.act,
            by=self.by,
            since=self.since,
            until=self.until,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the calendar; `count` pledges have their deadline on it."""

    day: date
    count: int
    in_month: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month by weeks, from Monday, with the months beside it."""

    month: str
    first: date
    last: date
    previous: str
    next: str
    weeks: tuple[tuple[Day, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledges:
    """A page of the docket.

    Args:
        today: the day that states are of.
        shown: pledges by deadline, those without one last.
        counts: by `state` and by `act`, how many there are.
        month: the calendar.
        next: `after` of the next page; None on the last.
        asked: the filters.
    """

    today: date
    shown: tuple[Row, ...]
    counts: dict[str, dict[str, int]]
    month: Month
    next: int | None
    asked: Row


@router.get("/pledges", responses=described(Pledges))
def show(request: Request, ledger: Book, asked: Annotated[Docket, Query()]) -> Response:
    """Promises, orders, threats and schedules by deadline, with what a later statement says became of them."""
    wanted = asked.wanted()
    shown = ledger.docket.some(wanted, after=asked.after, limit=PAGE + 1)
    view = Pledges(
        today=wanted.today,
        shown=tuple(_seen(ledger, shown[:PAGE])),
        counts=ledger.docket.counts(wanted),
        month=_month(ledger, wanted, asked.month),
        next=shown[PAGE - 1]["place"] if len(shown) > PAGE else None,
        asked=asked.model_dump(mode="json", by_alias=True, exclude={"format"}),
    )
    more = {"states": list(State), "acts": list(PledgeAct)}
    return answer(request, asked.format, "pledges/page.html", view, table=Table(COLUMNS, view.shown), **more)


@router.get("/pledges.ics", response_class=Response, responses={200: {"content": {"text/calendar": {}}}})
def calendar(ledger: Book, asked: Annotated[Docket, Query()]) -> Response:
    """The pledges that have a deadline, for calendars; at most 5,000."""
    rows = ledger.docket.some(asked.wanted(), limit=IN_CALENDAR)
    out = io.BytesIO()
    ics.write(_seen(ledger, rows), out)
    named = {"Content-Disposition": 'attachment; filename="pledges.ics"'}
    return Response(out.getvalue(), media_type="text/calendar; charset=utf-8", headers=named)


def _seen(ledger: Ledger, rows: list[Row]) -> list[Row]:
    """The pledges but for those of reports that the visitor reads blind."""
    return [row for row in rows if row["report"] not in ledger.unseen.values()]


def _month(ledger: Ledger, wanted: Wanted, asked: str) -> Month:
    """The month asked for, or that of the next deadline."""
    around = ledger.docket.next_deadline(wanted, wanted.since or wanted.today) or wanted.today
    first = date.fromisoformat(f"{asked}-01") if asked else around.replace(day=1)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    counts = ledger.docket.each_day(wanted, weeks[0][0], weeks[-1][-1])
    return Month(
        month=f"{first:%Y-%m}",
        first=first,
        last=(first + timedelta(31)).replace(day=1) - timedelta(1),
        previous=f"{first - timedelta(1):%Y-%m}",
        next=f"{first + timedelta(31):%Y-%m}",
        weeks=tuple(
            tuple(
                Day(day=day, count=counts.get(day.isoformat(), 0), in_month=day.month == first.month)
                for day in week
            )
            for week in weeks
        ),
    )
