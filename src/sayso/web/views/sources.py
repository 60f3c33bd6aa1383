"""Sources: every voice across incidents, and what one of them said over time."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from sayso.ledger import Ledger
from sayso.ledger.voices import Order
from sayso.model import SourceKind
from sayso.web.answer import Shape as Form
from sayso.web.answer import Table, answer, described
from sayso.web.deps import Blank, Book, Shape
from sayso.web.incident.cards import (
    Count,
    Revised,
    Rewritten,
    Words,
    counts_of,
    once,
    revised,
    rewrites_of,
    words_of,
)

router = APIRouter(tags=["sources"])

ON_A_PAGE = 50
COLUMNS = ("name", "kind", "incidents", "led", "revised", "contradicted", "repeated", "first", "last")
SAID = ("incident", "type", "status", "when", "place", "first", "last", "led", "figures", "blames")
PARTS = ("figures", "blames", "revisions", "statements", "rewrites")
"""Of a row: lists of words, each with its report."""
Row = dict[str, Any]
ORDERS = {
    Order.INCIDENTS: "most incidents",
    Order.LED: "first heard most often",
    Order.REVISED: "revised most often",
    Order.CONTRADICTED: "contradicted most often",
    Order.REPEATED: "repeats others most often",
    Order.LAST: "last heard of",
    Order.NAME: "name",
}

Named = Annotated[str, Query(alias="q", description="Words that the name has.")]
Kind = Annotated[SourceKind | None, Blank, Query(description="What sort of voice.")]
After = Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """A page of sources, with how many there are of each kind."""

    q: str
    kind: str | None
    order: str
    after: int
    total: int
    kinds: tuple[tuple[str, int], ...]
    shown: tuple[dict[str, Any], ...]

    @property
    def next(self) -> int | None:
        """How many to leave out on the next page; None on the last."""
        end = self.after + len(self.shown)
        return end if end < self.total else None

    @property
    def previous(self) -> int | None:
        """How many to leave out on the page before; None on the first."""
        return max(0, self.after - ON_A_PAGE) if self.after else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a source said of one incident."""

    incident: str
    type: str
    status: str
    when: dict[str, Any] | None
    place: str | None
    first: str | None
    last: str | None
    led: bool
    counts: tuple[Count, ...]
    blames: tuple[Words, ...]
    revisions: tuple[Revised, ...]
    rewrites: tuple[Rewritten, ...]
    repeats: tuple[str, ...]
    contradicted_by: tuple[str, ...]
    quote: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """How many incidents a source was first heard on in a month, and its bar's height in percent."""

    month: str
    count: int
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source across incidents.

    Args:
        name: of the source.
        kind: what it is taken for most.
        counts: incidents it speaks of, and how many of them it led, revised, repeated, was contradicted on.
        first: the day on which it was first heard.
        last: the day on which it was last heard.
        months: how many incidents it was first heard on, by month.
        told: what it said of some of them, the latest first.
        after: how many of them were left out.
    """

    name: str
    kind: str
    counts: dict[str, int]
    first: str | None
    last: str | None
    months: tuple[Month, ...]
    told: tuple[Told, ...]
    after: int

    @property
    def next(self) -> int | None:
        """How many to leave out on the next page; None on the last."""
        end = self.after + len(self.told)
        return end if end < self.counts["incidents"] else None


@router.get("/sources", responses=described(Sources))
def show_all(
    request: Request,
    ledger: Book,
    shape: Shape = Form.HTML,
    q: Named = "",
    kind: Kind = None,
    order: Order = Order.INCIDENTS,
    after: After = 0,
) -> Response:
    """Sources that other reports can mean too, with how often each led, revised, was contradicted, repeated."""
    voices = ledger.voices
    rows, total = voices.all(words=q, kind=kind, order=order, after=after, limit=ON_A_PAGE)
    view = Sources(
        q=q,
        kind=kind,
        order=order.value,
        after=after,
        total=total,
        kinds=tuple(voices.kinds()),
        shown=tuple(rows),
    )
    table = Table(COLUMNS, rows)
    return answer(request, shape, "sources/list.html", view, table=table, orders=ORDERS)


@router.get("/sources/{name:path}", responses=described(Source))
def show_one(
    request: Request, ledger: Book, name: str, shape: Shape = Form.HTML, after: After = 0
) -> Response:
    """What one source said over time."""
    voice = ledger.voices.one(name)
    rows = _seen(ledger, ledger.voices.said(name, after=after, limit=ON_A_PAGE))
    months = ledger.voices.months(name)
    most = max((count for _, count in months), default=1)
    view = Source(
        name=voice["name"],
        kind=voice["kind"],
        counts={key: voice[key] for key in ("incidents", "led", "revised", "contradicted", "repeated")},
        first=voice["first"],
        last=voice["last"],
        months=tuple(Month(month=m, count=n, height=round(100 * n / most, 1)) for m, n in months),
        told=tuple(map(_told, rows)),
        after=after,
    )
    return answer(request, shape, "sources/one.html", view, table=Table(SAID, rows))


def _seen(ledger: Ledger, rows: list[Row]) -> list[Row]:
    """What a source said but for what is of reports that the visitor reads blind."""
    unseen = set(ledger.unseen.values())
    if not unseen:
        return rows
    kept = [
        {
            name: [one for one in part if one["report"] not in unseen] if name in PARTS else part
            for name, part in row.items()
        }
        for row in rows
    ]
    return [row for row in kept if row["statements"] or row.get("rewrites")]


def _told(row: dict[str, Any]) -> Told:
    said = next(iter(row["statements"]), None)
    return Told(
        incident=row["incident"],
        type=row["type"],
        status=row["status"],
        when=row["when"],
        place=row["place"],
        first=row["first"],
        last=row["last"],
        led=row["led"],
        counts=tuple(counts_of(row["figures"])),
        blames=tuple(once(words_of(blame, blame["name"]) for blame in row["blames"])),
        revisions=tuple(map(revised, row["revisions"])),
        rewrites=rewrites_of(row),
        repeats=tuple(row["repeats"]),
        contradicted_by=tuple(row["contradicted_by"]),
        quote=words_of(said, said["sentence"]) if said else None,
    )
