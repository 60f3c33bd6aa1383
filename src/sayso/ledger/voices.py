"""Voices: what each source said of every incident, and how often it led, changed, repeated and was contradicted.

Written beside the incidents when they are stored. Sources that no other report can mean ("a doctor") are left out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, Integer, case, cast, delete, func, insert, select

from sayso.errors import NotFoundError
from sayso.ledger.address import reading_from
from sayso.ledger.tables import voice_accounts, voices

TOGETHER = 500
SAID = ("figures", "blames", "revisions", "statements", "rewrites", "repeats", "contradicted_by")
"""Parts of an account that a voice's page shows."""

Row = dict[str, Any]


class Order(StrEnum):
    """What comes first: the most incidents, the most of something done, the latest, or the name."""

    INCIDENTS = "incidents"
    LED = "led"
    REVISED = "revised"
    CONTRADICTED = "contradicted"
    REPEATED = "repeated"
    LAST = "last"
    NAME = "name"


class Voices:
    """Sources across all incidents. Every call is a transaction of its own.

    Args:
        engine: connects to the ledger.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(
        self,
        *,
        words: str = "",
        kind: str | None = None,
        order: Order = Order.INCIDENTS,
        after: int = 0,
        limit: int = 50,
    ) -> tuple[list[Row], int]:
        """Some voices, and how many there are in all.

        Args:
            words: that the name has, whatever their case.
            kind: what sort of voice.
            order: what comes first.
            after: how many to leave out.
            limit: how many at most.
        """
        query = select(voices)
        for word in words.casefold().split():
            query = query.where(voices.c.folded.contains(word, autoescape=True))
        if kind:
            query = query.where(voices.c.kind == kind)
        column = voices.c.folded if order is Order.NAME else voices.c[order.value].desc().nulls_last()
        with reading_from(self._engine) as connection:
            total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
            rows = connection.execute(query.order_by(column, voices.c.name).offset(after).limit(limit))
            return [dict(row) for row in rows.mappings()], total

    def kinds(self) -> list[tuple[str, int]]:
        """The sorts of voices there are, and how many of each."""
        query = select(voices.c.kind, func.count()).group_by(voices.c.kind).order_by(func.count().desc())
        with reading_from(self._engine) as connection:
            return [(kind, count) for kind, count in connection.execute(query.order_by(voices.c.kind))]

    def one(self, name: str) -> Row:
        """One voice.

        Raises:
            NotFoundError: no source that is known beyond one report has the name.
        """
        with reading_from(self._engine) as connection:
            row = connection.execute(select(voices).where(voices.c.name == name)).mappings().one_or_none()
        if row is None:
            raise NotFoundError(f"{name}: the ledger knows no source of this name")
        return dict(row)

    def said(self, name: str, *, after: int = 0, limit: int = 50) -> list[Row]:
        """What a voice said of each incident, the latest first.

        Args:
            name: of the voice.
            after: how many incidents to leave out.
            limit: how many at most.
        """
        query = (
            select(voice_accounts.c.json)
            .where(voice_accounts.c.voice == name)
            .order_by(voice_accounts.c.last.desc().nulls_last(), voice_accounts.c.position)
        )
        with reading_from(self._engine) as connection:
            return [json.loads(text) for text in connection.scalars(query.offset(after).limit(limit))]

    def months(self, name: str) -> list[tuple[str, int]]:
        """How many incidents a voice was first heard on in each month, `2024-03`."""
        month = func.substr(voice_accounts.c.first, 1, 7)
        query = select(month, func.count()).where(
            voice_accounts.c.voice == name, voice_accounts.c.first.is_not(None)
        )
        with reading_from(self._engine) as connection:
            return [
                (when, count) for when, count in connection.execute(query.group_by(month).order_by(month))
            ]


def clear(connection: Connection) -> None:
    """Take all voices away."""
    connection.execute(delete(voice_accounts))
    connection.execute(delete(voices))


def store(connection: Connection, numbered: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Write what each known source said of some incidents, each by its place among all."""
    rows = [
        _account(place, row, account)
        for place, row in numbered
        for account in row.get("accounts", ())
        if account.get("known")
    ]
    if rows:
        connection.execute(insert(voice_accounts), rows)


def sum_up(connection: Connection) -> None:
    """Count over all that is written; done once when all is."""
    table = voice_accounts.c
    counts = {
        "incidents": func.count(),
        **{name: func.sum(cast(table[name], Integer)) for name in ("led", "repeated")},
        **{name: func.sum(case((table[name] > 0, 1), else_=0)) for name in ("revised", "contradicted")},
    }
    query = select(
        table.voice,
        table.kind,
        *(count.label(name) for name, count in counts.items()),
        func.min(table.first).label("first"),
        func.max(table.last).label("last"),
    ).group_by(table.voice, table.kind)
    rows: dict[str, list[Row]] = {}
    for row in connection.execute(query.order_by(table.voice)).mappings():
        rows.setdefault(row["voice"], []).append(dict(row))
    summed = [_voice(name, kinds, list(counts)) for name, kinds in rows.items()]
    for start in range(0, len(summed), TOGETHER):
        connection.execute(insert(voices), summed[start : start + TOGETHER])


def _account(place: int, row: Mapping[str, Any], account: Mapping[str, Any]) -> Row:
    where = next(iter(row["where"]), None)
    told = {
        "incident": row["id"],
        "type": row["type"],
        "status": row["status"],
        "when": row["when"],
        "place": where["name"] if where else None,
        **{name: account[name] for name in ("first", "last", "led")},
        **{name: account.get(name, []) for name in SAID},
    }
    return {
        "voice": account["source"],
        "position": place,
        "kind": account["kind"],
        "first": account["first"],
        "last": account["last"],
        "led": account["led"],
        "revised": len(account["revisions"]),
        "contradicted": len(account["contradicted_by"]),
        "repeated": bool(account["repeats"]),
        "json": json.dumps(told, ensure_ascii=False),
    }


def _voice(name: str, kinds: Sequence[Row], counts: Sequence[str]) -> Row:
    """A voice over all sorts that it was taken for; it is what it was taken for most."""
    days = {"first": min, "last": max}
    return {
        "name": name,
        "folded": name.casefold(),
        "kind": max(kinds, key=lambda row: (row["incidents"], row["kind"]))["kind"],
        **{count: sum(row[count] for row in kinds) for count in counts},
        **{day: end((row[day] for row in kinds if row[day]), default=None) for day, end in days.items()},
    }
