"""Link: from the Readings of a ledger to incidents, each with the accounts of all who speak of it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from heapq import nlargest
from typing import Any, Protocol

from sayso.accounts import (
    Account,
    Doubt,
    Printing,
    Remark,
    account_rows,
    accounts_of,
    doubts_of,
    figures_row,
    grounds_row,
    loose,
    remarks_of,
    rewritten,
    root_row,
    roots_of,
    suggest,
    tolls_row,
)
from sayso.decisions import Bonds, Ruling
from sayso.ledger import Ledger
from sayso.ledger.queue import LONGEST
from sayso.linking import (
    Linked,
    Mention,
    Name,
    find_copies,
    in_time,
    is_long,
    link,
    link_again,
    mentions_of,
    named,
    print_of,
    short_name,
)
from sayso.model import Incident, IncidentType, Precision, Reading, When, Where
from sayso.watched import Version
from sayso.workflow.book import EDITION, LedgerBook
from sayso.workflow.clock import Moment
from sayso.workflow.docket import store_docket

Row = dict[str, Any]
Lines = Mapping[str, tuple[Version, ...]]

NAME = ("report", "incident")
INNER = ("mentions", "doubts", "order")
"""Parts of a row that are not public."""

ATTEMPTS = 3
"""Others may store reports while links are made; they link them in turn, but not what they have not seen."""

HELD = 512
"""Readings held in memory while accounts are gathered: incidents come in the order of their days."""


def relink(ledger: Ledger) -> int:
    """Link what the ledger has got since it was linked; the result is that of linking all it holds anew.

    Only the times that new reports tell of are looked at again; see `sayso.linking.again`.

    Returns:
        how many incidents there are.
    """
    for attempt in range(ATTEMPTS):
        state = ledger.state()
        book, shelf = LedgerBook(ledger), Shelf.of(ledger)
        copies, moved = book.copies(shelf.text)
        rows = sorted(_rows_again(ledger, book, shelf, copies, moved), key=lambda row: row["order"])
        wanted = None if attempt == ATTEMPTS - 1 else state
        ledger.queue.store(_queued(rows))
        store_docket(ledger)
        # The links last: who is stopped before them has not linked, and does all of it again.
        if ledger.store_links(rows, state=wanted, looked=book.looked(copies), copies=moved):
            break
    return len(rows)


def is_behind(ledger: Ledger) -> bool:
    """Whether something came in, or was ruled on, that is not linked: whoever was to link it was stopped."""
    return any(now != before for now, before in ledger.kept.made_of(EDITION).values())


def _rows_again(
    ledger: Ledger, book: LedgerBook, shelf: "Shelf", copies: Mapping[str, str], moved: Mapping[str, str]
) -> Iterator[Row]:
    """The rows of all incidents: those that nothing has changed as they are stored, the others made anew."""
    bonds = ledger.bonds()
    groups = _groups_again(book, bonds)
    known = {name: id for name, id in book.homes.items() if name[0] not in book.stale}
    names = known | {mention.name: one.id for one in groups for mention in one.mentions}
    renamed = {name[0] for name, id in names.items() if book.homes.get(name) != id}
    anew = book.stale | renamed | moved.keys()
    gone = book.incidents(mention.name for mention in book.changed)
    gone |= book.incidents(mention.name for one in groups for mention in one.mentions)
    touched = [one for one in groups if _is_touched(book, one, anew)]
    same = {one.id for one in groups} - {one.id for one in touched}
    others = book.incidents(book.of_reports(anew)) - gone
    touched += [_stored(book, id) for id in sorted(others)]
    ruled = {mention: (grade, decision.ruling) for mention, grade, decision in bonds.grades}
    for one in touched:
        yield _row(one, shelf, copies, names, ruled)
    left = (gone - same) | others
    for row in () if book.is_new else ledger.kept.rows():
        if row["id"] not in left:
            yield row | {"mentions": [{key: told[key] for key in NAME} for told in row["told_in"]]}


def _groups_again(book: LedgerBook, bonds: Bonds) -> list[Linked]:
    """The incidents that may have changed, with those that might have to change their name."""
    if book.is_new:
        every = [mention for mentions in book.now.values() for mention in mentions]
        return link(every, together=bonds.together, apart=bonds.apart)
    found = link_again(book, book.changed, together=bonds.together, apart=bonds.apart)
    own = {mention.name for group in found for mention in group}
    long = [id for id in set(book.homes.values()) if is_long(id) or id in _short_names(found)]
    for id in sorted(long):
        members = set(book.members(id))
        if not members & own and not any(report in book.stale for report, _ in members):
            found.append(tuple(sorted(book.named(members), key=in_time)))
    return named(found)


def _short_names(groups: Iterable[Sequence[Mention]]) -> set[str]:
    return {short_name(group) for group in groups}


def _is_touched(book: LedgerBook, one: Linked, anew: Set[str]) -> bool:
    """Whether the row of an incident has to be made anew."""
    members = {mention.name for mention in one.mentions}
    stored = set(book.members(one.id)) if one.id in book.incidents(members) else set()
    return members != stored or any(report in anew for report, _ in members)


def _stored(book: LedgerBook, id: str) -> Linked:
    return Linked(id=id, mentions=tuple(sorted(book.named(book.members(id)), key=in_time)))


def _row(
    linked: Linked,
    shelf: "Shelf",
    copies: Mapping[str, str],
    names: Mapping[Name, str],
    ruled: Mapping[Name, tuple[str, Ruling]],
) -> Row:
    """The row of an incident, graded as somebody ruled, and its place among others."""
    row = incident_row(linked.id, linked.mentions, shelf, copies, names)
    for mention in linked.mentions:
        if mention.name in ruled:
            row |= _overruled(row, *ruled[mention.name])
    return row | {"order": list(in_time(linked.mentions[0]))}


def linked_rows(ledger: Ledger, *, as_of: Moment | None = None) -> Iterator[Row]:
    """The public row of every linked incident, with its `mentions` and `doubts`; in the order of their days.

    Args:
        ledger: holds the Readings.
        as_of: leave out what came later, so that all stands as it stood then.
    """
    mentions, prints = [], []
    recorded = as_of.recorded if as_of else None
    shelf = Shelf.of(ledger, as_of)
    lines = shelf.lines(None)
    for id, reading in ledger.readings(recorded=recorded):
        if shelf.has(id, reading, lines):
            mentions += mentions_of(id, reading)
            prints.append(print_of(id, reading))
    copies = find_copies(prints, shelf.text)
    bonds = ledger.bonds(recorded=recorded)
    found = link(mentions, together=bonds.together, apart=bonds.apart)
    names = {m.name: linked.id for linked in found for m in linked.mentions}
    ruled = {mention: (grade, decision.ruling) for mention, grade, decision in bonds.grades}
    for linked in found:
        row = _row(linked, shelf, copies, names, ruled)
        if row["accounts"] or as_of is None:
            yield row


@dataclass(frozen=True, slots=True)
class Shelf:
    """Readings by their report's id, the latest used held in memory.

    Args:
        reading: of a report.
        versions: of articles that were changed, by their reports; see `Watchbook.lines`.
        as_of: what was said later is left out; None for all of it.
    """

    reading: Callable[[str], Reading]
    versions: Callable[[Collection[str] | None], Lines]
    as_of: Moment | None = None

    @classmethod
    def of(cls, ledger: Ledger, as_of: Moment | None = None) -> "Shelf":
        """The Readings of a ledger."""
        recorded = as_of.recorded if as_of else None
        return cls(
            lru_cache(maxsize=HELD)(lambda report: ledger.reading(report, recorded=recorded)[1]),
            ledger.watched.lines,
            as_of,
        )

    def text(self, report: str) -> str:
        """A report's text."""
        return self.reading(report).report.text

    def lines(self, reports: Collection[str] | None) -> Lines:
        """For reports of articles that were changed, or for all such, the versions that had been seen."""
        found = self.versions(reports)
        if self.as_of is None:
            return found
        return {report: tuple(filter(self.as_of.has_version, line)) for report, line in found.items()}

    def has(self, report: str, reading: Reading, lines: Lines) -> bool:
        """Whether a report was out; a version of an article was so when it had been seen.

        Args:
            report: its short id.
            reading: of it.
            lines: of the report.
        """
        seen = report not in lines or any(version.report == report for version in lines[report])
        return seen and (self.as_of is None or self.as_of.has_report(reading))

    def out(self, told_in: Iterable[Row]) -> list[Row]:
        """What tells of an incident, by the `told_in` of its row, and was out."""
        told = list(told_in)
        lines = self.lines([one["report"] for one in told])
        return [one for one in told if self.has(one["report"], self.reading(one["report"]), lines)]


class Named(Protocol):
    """An incident of a report; `main` where it is what the report is about."""

    @property
    def report(self) -> str:
        """The report's short id."""

    @property
    def incident(self) -> str:
        """The incident's id in the report's Reading."""

    @property
    def main(self) -> bool:
        """Whether the report is about it."""


def incident_row(
    id: str,
    mentions: Sequence[Named],
    shelf: Shelf,
    copies: Mapping[str, str],
    names: Mapping[tuple[str, str], str | None],
) -> Row:
    """The public row of one linked incident, with its `mentions` and what is in doubt of it, `doubts`.

    Args:
        id: of the incident.
        mentions: what it is made of.
        shelf: has the Readings of its reports.
        copies: for each report the first of all that print its text.
        names: for each report and incident the id of what it was linked to.
    """
    told = [(mention, _incident(shelf.reading(mention.report), mention.incident)) for mention in mentions]
    latest = _latest(told, shelf)
    told_in = [
        {"report": m.report, "incident": m.incident, "copy_of": copies.get(m.report, m.report)}
        for m in mentions
    ]
    remarks = remarks_on(told_in, shelf)
    accounts, roots = accounts_of(remarks), roots_of(remarks)
    first = _first_told(latest, shelf)
    type = _most([incident.type.value for incident in first])
    suggestion = suggest(accounts, roots, IncidentType(type))
    reports = {m.report: shelf.reading(m.report).report.id or m.report for m in mentions}
    return {
        "id": id,
        "type": type,
        "status": _most([incident.status.value for incident in first]),
        "when": _when([incident.when for _, incident in latest if incident.when]),
        "where": _where([incident.where for _, incident in latest]),
        "part_of": _whole(told, names),
        "reports": [reports[mention.report] for mention in mentions],
        "main_reports": [reports[mention.report] for mention in mentions if mention.main],
        "figures": figures_row(accounts),
        "tolls": tolls_row(accounts),
        "grade": suggestion.grade.value if suggestion else None,
        "grounds": grounds_row(suggestion),
        "roots": [root_row(root) for root in roots],
        "accounts": account_rows(accounts, roots),
        "told_in": told_in,
        "mentions": [{"report": m.report, "incident": m.incident} for m in mentions],
        "doubts": [_doubt(doubt) for doubt in _doubts(accounts, [m for m, _ in latest], shelf, copies)],
    }


def public(row: Row) -> Row:
    """The public part of a row."""
    return {key: value for key, value in row.items() if key not in INNER}


def _doubts(
    accounts: Sequence[Account], mentions: Sequence[Named], shelf: Shelf, copies: Mapping[str, str]
) -> list[Doubt]:
    """What is worth a look in the reports of an incident, of copies of one text in the first alone."""
    reports = {mention.report for mention in mentions}
    heads: dict[str, str] = {}
    for report in reports:
        text = copies.get(report, report)
        heads[text] = text if text in reports else min(report, heads.get(text, report))
    first = [mention for mention in mentions if mention.report in heads.values()]
    found = [*doubts_of(accounts, [(m.report, m.incident) for m in first], shelf.reading)]
    return found + [doubt for m in first if m.main for doubt in loose(m.report, shelf.reading(m.report))]


def _doubt(doubt: Doubt) -> Row:
    """A doubt as it is stored."""
    return {**asdict(doubt), "kind": doubt.kind.value, "weight": doubt.weight}


def _queued(rows: Iterable[Row]) -> list[Row]:
    """All that is worth a look, the most worth it first, with the incident that it is of."""
    found = ((doubt, row) for row in rows for doubt in row["doubts"])
    first = nlargest(LONGEST, found, key=lambda pair: float(pair[0]["weight"]))
    return [
        {**doubt, "incident": row["id"], "type": row["type"], "when": row["when"], "where": row["where"][:1]}
        for doubt, row in first
    ]


def remarks_on(told_in: Iterable[Mapping[str, str]], shelf: Shelf) -> list[Remark]:
    """All that is said of an incident, by the `told_in` of its row, with what outlets have made of it since."""
    told_in = list(told_in)
    lines = shelf.lines([told["report"] for told in told_in])
    return [
        remark
        for told in told_in
        for remark in _remarks(told, shelf, lines.get(told["report"], ()))
        if shelf.as_of is None or shelf.as_of.has_saying(remark.said)
    ]


def _remarks(told: Mapping[str, str], shelf: Shelf, line: Sequence[Version]) -> Iterable[Remark]:
    report, copy_of = told["report"], told["copy_of"]
    if line and copy_of == report:
        copy_of = line[0].report or report  # "A doctor" of an article is the same one in all its versions.
    found = remarks_of(report, shelf.reading(report), told["incident"], copy_of=copy_of)
    printings = [
        Printing(report=version.report, day=version.first.date().isoformat(), text=shelf.text(version.report))
        for version in line
        if version.report
    ]
    return rewritten(found, printings) if len(printings) > 1 else found


def _latest(told: Sequence[tuple[Named, Incident]], shelf: Shelf) -> list[tuple[Named, Incident]]:
    """How the articles tell of an incident now; what was changed speaks where nothing else does."""
    lines = shelf.lines([mention.report for mention, _ in told])
    latest = [(mention, incident) for mention, incident in told if not is_superseded(mention.report, lines)]
    return latest or list(told)


def is_superseded(report: str, lines: Lines) -> bool:
    """Whether a report is a version of an article that is another one now."""
    return report in lines and lines[report][-1].report != report


def _overruled(row: Row, grade: str, ruling: Ruling) -> Row:
    """The grade that somebody gave an incident, and what the rules had suggested."""
    rule = f"{ruling.who} has ruled so: {ruling.why}"
    return {"grade": grade, "grounds": {"rule": rule, "facts": [], "suggested": row["grade"]}}


def _whole(told: Sequence[tuple[Named, Incident]], names: Mapping[tuple[str, str], str | None]) -> str | None:
    """The incident that this one is a part of, by most of the reports that make it one."""
    wholes = [
        whole
        for mention, incident in told
        if incident.part_of and (whole := names[mention.report, incident.part_of])
    ]
    return _most(wholes) if wholes else None


def _incident(reading: Reading, id: str) -> Incident:
    return next(incident for incident in reading.incidents if incident.id == id)


def _first_told(told: Sequence[tuple[Named, Incident]], shelf: Shelf) -> list[Incident]:
    """As the reports have it: first those that are about it, the earliest of them first; undated ones last."""

    def turn(one: tuple[Named, Incident]) -> tuple[bool, bool, str, str]:
        mention, _ = one
        published = shelf.reading(mention.report).report.published or ""
        return not mention.main, not published, published, mention.report

    return [incident for _, incident in sorted(told, key=turn)]


def _most(values: Sequence[str]) -> str:
    """The value that most reports give; of equals the one that comes first."""
    return Counter(values).most_common(1)[0][0]


def _when(told: Sequence[When]) -> Row | None:
    """The days that most reports give, the shorter of equals; with the words of the first that gives them."""
    known = [when for when in told if when.start or when.end]
    if not known:
        return None
    counted = Counter((when.start, when.end) for when in known)
    days = min(counted, key=lambda d: (-counted[d], _length(d), d[0] or "", d[1] or ""))
    words = next((when.text for when in known if (when.start, when.end) == days and when.text), None)
    return {"start": days[0], "end": days[1], "text": words, "span": None}


def _length(days: tuple[str | None, str | None]) -> int:
    start, end = days
    if start is None or end is None:
        return date.max.toordinal()
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _where(told: Sequence[Sequence[Where]]) -> list[Row]:
    """The places that reports give, most exact first, those of most reports before others."""
    counted = Counter(place.name for places in told for place in {p.name: p for p in places}.values())
    found: dict[str, Where] = {}
    for place in (place for places in told for place in places):
        if place.name not in found or (found[place.name].lat is None and place.lat is not None):
            found[place.name] = place
    exact = list(Precision)
    ordered = sorted(found.values(), key=lambda p: (exact.index(p.precision), -counted[p.name], p.name))
    return [
        {
            "text": place.text,
            "span": None,
            "name": place.name,
            "lat": place.lat,
            "lon": place.lon,
            "country": place.country,
            "precision": place.precision.value,
        }
        for place in ordered
    ]
