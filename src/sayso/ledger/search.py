"""Full text: which reports have these words, and the sentences that have them.

SQLite finds words with FTS5, PostgreSQL with a tsvector. Both reduce English words to their stems, so that
`strike` finds "strikes", and mark what they found in the whole text; the sentences are cut from it here.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, text

# Two characters of Unicode's private use, which no report has a use for.
OPEN, CLOSE = "\ue000", "\ue001"
SHOWN = 3
# A tsvector holds 1 MB at most; so many characters fit, whatever the words.
INDEXED = 400_000

TERM = re.compile(r'"([^"]*)"?|(\S+)')
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]\ue001]*\s+|\s*\n\s*")


def terms(words: str) -> list[str]:
    """What is looked for: words, and phrases between double quotes; those without a letter are left out."""
    found = (phrase or word for phrase, word in TERM.findall(words))
    return [term for term in found if any(map(str.isalnum, term))]


def index(connection: Connection, number: int, title: str | None, body: str) -> None:
    """Add the words of a report to the index."""
    statement = _SQLITE_INDEX if connection.dialect.name == "sqlite" else _POSTGRESQL_INDEX
    connection.execute(statement, {"number": number, "title": title or "", "text": body})


def find(connection: Connection, words: str) -> Iterator[dict[str, Any]]:
    """Reports that have all of the words, the best first, each with the sentences that have them."""
    wanted = terms(words)
    if not wanted:
        return
    if connection.dialect.name == "sqlite":
        query = " ".join('"{}"'.format(term.replace('"', "")) for term in wanted)
        found = connection.execute(_SQLITE_FIND, {"query": query, "open": OPEN, "close": CLOSE})
    else:
        found = connection.execute(_POSTGRESQL_FIND, {"terms": wanted, "marks": _HEADLINE})
    for row in found:
        yield {
            "report": row.id,
            "title": row.title,
            "outlet": row.outlet,
            "published": row.published,
            "snippet": snippet(row.marked),
        }


def snippet(marked: str) -> str:
    """The sentences that have marks, at most three, each hit between `**`; what stands between them is "…".

    Where the title alone has the words, it is the first sentence, without a mark.
    """
    cuts = [0, *(match.end() for match in SENTENCE_END.finditer(marked)), len(marked)]
    sentences = [marked[start:end].strip() for start, end in pairwise(cuts)]
    hits = [place for place, sentence in enumerate(sentences) if OPEN in sentence][:SHOWN] or [0]
    shown = ""
    for before, place in zip([None, *hits], hits, strict=False):
        between = "" if before is None else " " if place == before + 1 else " … "
        shown += between + sentences[place]
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
_POSTGRESQL_FIND = text(
    "WITH wanted AS ("
    "SELECT string_agg('(' || phraseto_tsquery('english', term)::text || ')', ' & ')::tsquery AS query "
    "FROM unnest(CAST(:terms AS text[])) AS term "
    "WHERE numnode(phraseto_tsquery('english', term)) > 0) "
    "SELECT reports.id, reports.title, reports.outlet, reports.published, "
    "ts_headline('english', reports.text, wanted.query, :marks) AS marked "
    "FROM wanted JOIN report_words ON report_words.words @@ wanted.query "
    "JOIN reports ON reports.number = report_words.report "
    "ORDER BY ts_rank(report_words.words, wanted.query) DESC, reports.number"
)
