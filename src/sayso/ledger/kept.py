"""Kept: what linking saw of each report, so that a later linking need not look at every Reading again.

Written together with the links that were made of it. A report whose Reading or rulings have changed since then is
stale: it is looked at anew.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Subquery, and_, delete, func, insert, or_, select

from sayso.ledger import rulings
from sayso.ledger.address import reading_from
from sayso.ledger.tables import (
    article_versions,
    kept_mentions,
    kept_reports,
    linked_incidents,
    linked_mentions,
    readings,
    reports,
)

TOGETHER = 500

Name = tuple[str, str]
"""A report's short id and the id of an incident in its Reading."""

Row = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One incident of a report, as linking saw it.

    Args:
        report: the report's short id.
        incident: its id in the report's Reading.
        first: the first day that it may have happened on, as an ordinal; None where it has none.
        last: the last one.
        form: all of it, as JSON.
    """

    report: str
    incident: str
    first: int | None
    last: int | None
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What linking saw of one report.

    Args:
        report: its short id.
        made_of: what it was seen in: the Reading, the rulings, the versions of its article, and how it was looked at.
        day: of publication, as an ordinal.
        form: the report as printed, as JSON.
        copy_of: the first of all reports that print its text.
        mentions: its incidents.
    """

    report: str
    made_of: str
    day: int | None
    form: str
    copy_of: str
    mentions: tuple[Mention, ...] = ()


class Kept:
    """What linking saw. Every call is a transaction of its own.

    Args:
        engine: connects to the ledger.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def made_of(self, edition: int) -> dict[str, tuple[str, str | None]]:
        """For each report what it would be seen in now, and what it was seen in: None if it never was.

        Args:
            edition: how reports are looked at now.
        """
        versions = _versions()
        query = (
            select(reports.c.id, reports.c.hash, readings.c.number, kept_reports.c.made_of, versions.c.latest)
            .join_from(reports, readings, readings.c.report == reports.c.number)
            .join(kept_reports, kept_reports.c.report == reports.c.number, isouter=True)
            .join(versions, versions.c.report == reports.c.number, isouter=True)
            .where(readings.c.superseded.is_(None))
            .order_by(reports.c.number)
        )
        with reading_from(self._engine) as connection:
            standing = rulings.standing_by_report(rulings.recorded(connection))
            return {
                row.id: (
                    _made_of(edition, row.number, standing.get(row.hash, ()), row.latest),
                    row.made_of,
                )
                for row in connection.execute(query)
            }

    def between(self, first: int, last: int) -> list[str]:
        """The mentions whose days meet these, as JSON; all of them as ordinals."""
        days = kept_mentions.c
        return self._mentions(and_(days.first <= last, days.last >= first))

    def began(self, first: int, last: int) -> list[str]:
        """The mentions that began on one of these days, as JSON."""
        return self._mentions(kept_mentions.c.first.between(first, last))

    def undated(self) -> list[str]:
        """The mentions without a day, as JSON."""
        return self._mentions(kept_mentions.c.first.is_(None))

    def of(self, reported: Collection[str]) -> list[str]:
        """All mentions of reports, as JSON, by the reports' short ids."""
        return [form for some in _some(reported) for form in self._mentions(reports.c.id.in_(some))]

    def printed(self, day: int | None, within: int) -> list[str]:
        """The reports printed within so many days of one, and those without a day, as JSON; all for no day."""
        query = select(kept_reports.c.form)
        if day is not None:
            near = kept_reports.c.day.between(day - within, day + within)
            query = query.where(or_(near, kept_reports.c.day.is_(None)))
        with reading_from(self._engine) as connection:
            return list(connection.scalars(query))

    def copies(self) -> dict[str, str]:
        """For each report the first of all that print its text."""
        query = select(reports.c.id, kept_reports.c.copy_of).join_from(kept_reports, reports)
        with reading_from(self._engine) as connection:
            return {report: first for report, first in connection.execute(query)}

    def homes(self) -> dict[Name, str]:
        """The linked incident of every mention."""
        query = select(reports.c.id, linked_mentions.c.incident, linked_mentions.c.linked)
        with reading_from(self._engine) as connection:
            found = connection.execute(query.join_from(linked_mentions, reports))
            return {(report, incident): linked for report, incident, linked in found}

    def rows(self) -> Iterator[Row]:
        """The linked incidents as they were stored, with `order` and `doubts`, in their order."""
        query = select(linked_incidents).order_by(linked_incidents.c.position)
        with reading_from(self._engine, fetched=TOGETHER) as connection:
            for row in connection.execute(query):
                order = [row.first, row.key]
                yield {**json.loads(row.json), "order": order, "doubts": json.loads(row.doubts or "[]")}

    def _mentions(self, condition: ColumnElement[bool]) -> list[str]:
        query = select(kept_mentions.c.form).join_from(kept_mentions, reports).where(condition)
        with reading_from(self._engine) as connection:
            return list(connection.scalars(query))


def clear(connection: Connection) -> None:
    """Keep nothing, so that every report is looked at the next time."""
    connection.execute(delete(kept_mentions))
    connection.execute(delete(kept_reports))


def store(connection: Connection, looked: Iterable[Looked], copies: Mapping[str, str]) -> None:
    """Keep what was seen of reports, in the place of what was seen of them before.

    Args:
        connection: one that writes.
        looked: what was seen.
        copies: the first of all that print its text, for reports where that has changed.
    """
    numbers = {row.id: row.number for row in connection.execute(select(reports.c.id, reports.c.number))}
    for some in _some(list(looked)):
        own = [numbers[one.report] for one in some]
        connection.execute(delete(kept_mentions).where(kept_mentions.c.report.in_(own)))
        connection.execute(delete(kept_reports).where(kept_reports.c.report.in_(own)))
        columns = ("made_of", "day", "form", "copy_of")
        connection.execute(
            insert(kept_reports),
            [
                {"report": numbers[one.report], **{name: getattr(one, name) for name in columns}}
                for one in some
            ],
        )
        mentions = [
            {
                "report": numbers[m.report],
                "incident": m.incident,
                "first": m.first,
                "last": m.last,
                "form": m.form,
            }
            for one in some
            for m in one.mentions
        ]
        if mentions:
            connection.execute(insert(kept_mentions), mentions)
    firsts: dict[str, list[int]] = defaultdict(list)
    for report, first in copies.items():
        firsts[first].append(numbers[report])
    for first, own in firsts.items():
        for group in _some(own):
            connection.execute(
                kept_reports.update().where(kept_reports.c.report.in_(group)).values(copy_of=first)
            )


def _versions() -> Subquery:
    """The reports of articles that had several versions, each with the number of the latest of them."""
    own, every = article_versions.alias("own"), article_versions.alias("every")
    latest = func.max(every.c.number)
    return (
        select(own.c.report, latest.label("latest"))
        .join_from(own, every, every.c.article == own.c.article)
        .where(own.c.report.is_not(None))
        .group_by(own.c.report)
        .having(latest > 1)
        .subquery("versions")
    )


def _made_of(edition: int, reading: int, decisions: Iterable[Any], latest: int | None) -> str:
    versions = [f"v{latest}"] if latest else []
    return " ".join([str(edition), str(reading), *(decision.id for decision in decisions), *versions])


def _some(things: Collection[T]) -> Iterator[Sequence[T]]:
    every = list(things)
    for start in range(0, len(every), TOGETHER):
        yield every[start : start + TOGETHER]
