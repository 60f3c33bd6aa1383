"""Full text: which reports have these words, and the sentences that have them.

SQLite finds words with FTS5, PostgreSQL with a tsvector. Both reduce English words to their stems, so that
`strike` finds "strikes", and mark what they found in the whole text; the sentences are cut from it here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, TextClause, text

from sayso.model import Span

# Two characters of Unicode's private use, which no report has a use for.
OPEN, CLOSE = "\ue000", "\ue001"
SHOWN = 3
# Above the number of any report.
LAST = 2**31 - 1
# A tsvector holds 1 MB at most; so many characters fit, whatever the words.
INDEXED = 400_000

TERM = re.compile(r'"([^"]*)"?|(\S+)')
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]\ue001]*\s+|(?<!\s)\s*\n\s*")


class Order(StrEnum):
    """Which of the reports that were found come first."""

    BEST = "best"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence that has some of the words.

    Args:
        parts: the sentence in pieces, every second one a word that was looked for.
        span: of the sentence in the report's text.
    """

    parts: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report that has all of the words.

    Args:
        number: of the report in the ledger.
        report: its short id.
        title: its title.
        outlet: who published it.
        published: when.
        hits: at most three sentences; the first one, without a mark, where the title alone has the words.
    """

    number: int
    report: str
    title: str | None
    outlet: str | None
    published: str | None
    hits: tuple[Hit, ...]


def terms(words: str) -> list[str]:
    """What is looked for: words, and phrases between double quotes; those without a letter are left out."""
    # A database takes no words with a NUL, and no report has one.
    found = (phrase or word for phrase, word in TERM.findall(words.replace("\0", " ")))
    return [term for term in found if any(map(str.isalnum, term))]


def index(connection: Connection, number: int, title: str | None, body: str) -> None:
    """Add the words of a report to the index."""
    statement = _SQLITE_INDEX if connection.dialect.name == "sqlite" else _POSTGRESQL_INDEX
    connection.execute(statement, {"number": number, "title": title or "", "text": body})


def find(connection: Connection, words: str) -> Iterator[dict[str, Any]]:
    """Reports that have all of the words, the best first, each with the sentences that have them."""
    asked = _asked(connection, words)
    if not asked:
        return
    if connection.dialect.name == "sqlite":
        found = connection.execute(_SQLITE_FIND, {**asked, "open": OPEN, "close": CLOSE})
    else:
        found = connection.execute(_POSTGRESQL_FIND, {**asked, "marks": _HEADLINE})
    for row in found:
        yield {
            "report": row.id,
            "title": row.title,
            "outlet": row.outlet,
            "published": row.published,
            "snippet": snippet(row.marked),
        }


def numbers(connection: Connection, words: str) -> list[int]:
    """The numbers of the reports that have all of the words."""
    asked = _asked(connection, words)
    statement = _SQLITE_NUMBERS if connection.dialect.name == "sqlite" else _POSTGRESQL_NUMBERS
    return list(connection.scalars(statement, asked)) if asked else []


def count(connection: Connection, words: str, *, most: int) -> int:
    """How many reports have all of the words; no more than `most` are counted."""
    asked = _asked(connection, words)
    statement = _SQLITE_COUNT if connection.dialect.name == "sqlite" else _POSTGRESQL_COUNT
    return connection.scalar(statement, {**asked, "most": most}) or 0 if asked else 0


def matches(
    connection: Connection, words: str, order: Order, *, limit: int, before: int | None
) -> list[Found]:
    """Reports that have all of the words, in an order, with the sentences that have them."""
    asked = _asked(connection, words)
    if not asked:
        return []
    marks = {"open": OPEN, "close": CLOSE} if connection.dialect.name == "sqlite" else {"marks": _HEADLINE}
    bounds = {"limit": limit, "before": LAST if before is None else before}
    return [
        Found(
            number=row.number,
            report=row.id,
            title=row.title,
            outlet=row.outlet,
            published=row.published,
            hits=sentences(row.marked),
        )
        for row in connection.execute(_MATCHES[connection.dialect.name, order], {**asked, **marks, **bounds})
    ]


def sentences(marked: str) -> tuple[Hit, ...]:
    """The sentences that have marks, at most three, or else the first, each with its place in the text."""
    hits: list[Hit] = []
    for start, end in _sentences(marked):
        words = marked[start:end]
        if OPEN in words and len(hits) < SHOWN:
            hits.append(_hit(marked, start, words))
    if not hits:
        start, end = _sentences(marked)[0]
        hits.append(_hit(marked, start, marked[start:end]))
    return tuple(hits)


def _sentences(marked: str) -> list[Span]:
    cuts = [0, *(match.end() for match in SENTENCE_END.finditer(marked)), len(marked)]
    return list(pairwise(cuts))


def _hit(marked: str, start: int, words: str) -> Hit:
    """A sentence of a marked text; its span counts the characters of the text without marks."""
    bare = words.strip()
    before = marked[: start + len(words) - len(words.lstrip())]
    first = len(before) - before.count(OPEN) - before.count(CLOSE)
    length = len(bare) - bare.count(OPEN) - bare.count(CLOSE)
    return Hit(parts=tuple(re.split(f"[{OPEN}{CLOSE}]", bare)), span=(first, first + length))


def _asked(connection: Connection, words: str) -> dict[str, Any]:
    """What is looked for, as the database has it; empty where there is nothing to look for."""
    wanted = terms(words)
    if not wanted:
        return {}
    if connection.dialect.name != "sqlite":
        return {"terms": wanted}
    return {"query": " ".join('"{}"'.format(term.replace('"', "")) for term in wanted)}


def snippet(marked: str) -> str:
    """The sentences that have marks, at most three, each hit between `**`; what stands between them is "…".

    Where the title alone has the words, it is the first sentence, without a mark.
    """
    told = [marked[start:end].strip() for start, end in _sentences(marked)]
    hits = [place for place, sentence in enumerate(told) if OPEN in sentence][:SHOWN] or [0]
    shown = ""
    for before, place in zip([None, *hits], hits, strict=False):
        between = "" if before is None else " " if place == before + 1 else " … "
        shown += between + told[place]
    return " ".join(shown.split()).replace(OPEN, "**").replace(CLOSE, "**")


_SQLITE_INDEX = text("INSERT INTO report_words (rowid, title, text) VALUES (:number, :title, :text)")
_SQLITE_FIND = text(
    "SELECT reports.id, reports.title, reports.outlet, reports.published, "
    "highlight(report_words, 1, :open, :close) AS marked "
    "FROM report_words JOIN reports ON reports.number = report_words.rowid "
    "WHERE report_words MATCH :query ORDER BY bm25(report_words, 4.0, 1.0), reports.number"
)

_HEADLINE = f'HighlightAll=true, StartSel="{OPEN}", StopSel="{CLOSE}"'
_POSTGRESQL_INDEX = text(
    "INSERT INTO report_words (report, words) VALUES (:number, "
    "setweight(to_tsvector('english', :title), 'A') || "
    f"setweight(to_tsvector('english', left(:text, {INDEXED})), 'D'))"
)
_WANTED = (
    "WITH wanted AS ("
    "SELECT string_agg('(' || phraseto_tsquery('english', term)::text || ')', ' & ')::tsquery AS query "
    "FROM unnest(CAST(:terms AS text[])) AS term "
    "WHERE numnode(phraseto_tsquery('english', term)) > 0)"
)
_POSTGRESQL_FIND = text(
    f"{_WANTED} SELECT reports.id, reports.title, reports.outlet, reports.published, "
    "ts_headline('english', reports.text, wanted.query, :marks) AS marked "
    "FROM wanted JOIN report_words ON report_words.words @@ wanted.query "
    "JOIN reports ON reports.number = report_words.report "
    "ORDER BY ts_rank(report_words.words, wanted.query) DESC, reports.number"
)

_SQLITE_NUMBERS = text("SELECT rowid FROM report_words WHERE report_words MATCH :query")
_POSTGRESQL_NUMBERS = text(f"{_WANTED} SELECT report FROM report_words, wanted WHERE words @@ wanted.query")
_SQLITE_COUNT = text(
    "SELECT count(*) FROM (SELECT rowid FROM report_words WHERE report_words MATCH :query LIMIT :most)"
)
_POSTGRESQL_COUNT = text(
    f"{_WANTED} SELECT count(*) FROM ("
    "SELECT report FROM report_words, wanted WHERE words @@ wanted.query LIMIT :most) AS found"
)


def _sqlite_matches(order: str) -> TextClause:
    # The index itself sorts by `rank` and by `rowid`, so that only those that come out are marked.
    return text(
        "SELECT reports.number, reports.id, reports.title, reports.outlet, reports.published, "
        "highlight(report_words, 1, :open, :close) AS marked "
        "FROM report_words CROSS JOIN reports ON reports.number = report_words.rowid "
        "WHERE report_words MATCH :query AND report_words.rowid < :before "
        f"{order} LIMIT :limit"
    )


def _postgresql_matches(order: str) -> TextClause:
    return text(
        f"{_WANTED}, found AS (SELECT report, query, ts_rank(words, query) AS rank "
        "FROM report_words, wanted WHERE words @@ query AND report < :before "
        f"ORDER BY {order} LIMIT :limit) "
        "SELECT reports.number, reports.id, reports.title, reports.outlet, reports.published, "
        "ts_headline('english', reports.text, found.query, :marks) AS marked "
        f"FROM found JOIN reports ON reports.number = found.report ORDER BY {order}"
    )


_MATCHES = {
    ("sqlite", Order.BEST): _sqlite_matches("AND rank MATCH 'bm25(4.0, 1.0)' ORDER BY rank"),
    ("sqlite", Order.NEWEST): _sqlite_matches("ORDER BY report_words.rowid DESC"),
    ("postgresql", Order.BEST): _postgresql_matches("rank DESC, report"),
    ("postgresql", Order.NEWEST): _postgresql_matches("report DESC"),
}
