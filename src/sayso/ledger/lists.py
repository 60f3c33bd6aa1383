"""What lists and searches of a page ask of the ledger."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Engine, select

from sayso.decisions import Decision, apply
from sayso.ledger import listing, queries, rulings, search, store
from sayso.ledger.address import reading_from, writing_to
from sayso.ledger.listing import Listed
from sayso.ledger.search import Found, Order
from sayso.ledger.tables import reports
from sayso.model import Reading

TOGETHER = 500

Row = dict[str, Any]


class Lists:
    """Incidents in brief, and the words of reports. Every call is a transaction of its own.

    Args:
        engine: connects to the ledger.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ensure(self) -> None:
        """List what was linked by a version that made no lists."""
        with reading_from(self._engine) as connection:
            done = listing.edition(connection)
        if not done:
            with writing_to(self._engine) as connection:
                listing.ensure(connection, TOGETHER)

    def edition(self) -> int:
        """A number that grows whenever incidents are linked anew."""
        with reading_from(self._engine) as connection:
            return listing.edition(connection)

    def listed(self) -> tuple[int, list[Listed]]:
        """The edition, and every incident in it, in the order in which they were stored."""
        with reading_from(self._engine) as connection:
            return listing.edition(connection), list(listing.all_listed(connection))

    def mentions(self) -> list[tuple[int, int]]:
        """Every report by its number, with the place of each incident that it tells of."""
        with reading_from(self._engine) as connection:
            return listing.mentions(connection)

    def cards(self, positions: Sequence[int]) -> list[Row]:
        """What a list shows of incidents, in the order asked for; those gone meanwhile are left out."""
        with reading_from(self._engine) as connection:
            return listing.cards(connection, positions)

    def rows(self, positions: Sequence[int]) -> list[Row]:
        """The public rows of incidents, in the order asked for; those gone meanwhile are left out."""
        with reading_from(self._engine) as connection:
            return listing.rows(connection, positions)

    def readings(self, ids: Iterable[str]) -> dict[str, Reading]:
        """The Readings of reports, with the decisions on them, by the reports' short ids."""
        return {id: reading for id, (reading, _) in self.ruled(ids).items()}

    def ruled(self, ids: Iterable[str]) -> dict[str, tuple[Reading, list[Decision]]]:
        """The Readings of reports with the decisions on them, and these, by the reports' short ids; read at once."""
        query = queries.all_readings().where(reports.c.id.in_(list(ids)))
        with reading_from(self._engine) as connection:
            found = connection.execute(query).all()
            standing = rulings.ruled_on(connection, [row.hash for row in found])
        ruled: dict[str, tuple[Reading, list[Decision]]] = {}
        for id, hash, text in found:
            decisions = standing.get(hash, [])
            ruled[id] = apply(decisions, hash, store.parsed(text, id)).reading, decisions
        return ruled

    def ids(self, hashes: Collection[str]) -> dict[str, str]:
        """The short ids of reports, by their hashes."""
        wanted = sorted(hashes)
        query = select(reports.c.hash, reports.c.id)
        with reading_from(self._engine) as connection:
            return {
                hash: id
                for start in range(0, len(wanted), TOGETHER)
                for hash, id in connection.execute(
                    query.where(reports.c.hash.in_(wanted[start : start + TOGETHER]))
                )
            }

    def told_in(self, reports: Sequence[str]) -> dict[str, list[Row]]:
        """The cards of the incidents that reports tell of, by the reports' short ids."""
        with reading_from(self._engine) as connection:
            return listing.told_in(connection, reports)

    def linked(self, report: str) -> dict[str, str]:
        """The ids of the linked incidents that a report tells of, by the ids of its own, by its short id."""
        with reading_from(self._engine) as connection:
            return listing.linked(connection, report)

    def numbers(self, words: str) -> list[int]:
        """The numbers of the reports that have all of the words."""
        with reading_from(self._engine) as connection:
            return search.numbers(connection, words)

    def count(self, words: str, *, most: int) -> int:
        """How many reports have all of the words; no more than `most` are counted."""
        with reading_from(self._engine) as connection:
            return search.count(connection, words, most=most)

    def find(self, words: str, order: Order, *, limit: int, before: int | None = None) -> list[Found]:
        """Reports that have all of the words, with the sentences that have them.

        Args:
            words: words, and phrases between double quotes.
            order: the best first, or the newest.
            limit: how many.
            before: only those with a lower number, for the next of the newest.
        """
        with reading_from(self._engine) as connection:
            return search.matches(connection, words, order, limit=limit, before=before)
