"""The tables of a ledger.

A report is kept once, by the hash of what was published. A Reading is kept whole, as JSON, with what made it;
a newer one supersedes it and erases nothing. The statements, incidents, casualties, pledges and entities of a
report's current Reading are rows too, as people ruled on them, so that they can be asked for. Decisions are
tied to a report's hash and a span, and their rows never change. People who may sign in are kept with a hash of
their password, and their sessions with a hash of the token. Days and times are ISO 8601 text, which
sorts as time does. The full-text index is not here, since each database has its own: see `search`.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMES)

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("id", String(66), nullable=False, unique=True),
    Column("own_id", Text, index=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", Text),
    Column("text", Text, nullable=False),
    Column("recorded", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True),
    Column("json", Text, nullable=False),
    Column("package", Text, nullable=False),
    Column("schema", Text, nullable=False),
    Column("bundle", Text, nullable=False),
    Column("revision", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("superseded", Text),
    Index(
        "uq_readings_current",
        "report",
        unique=True,
        sqlite_where=text("superseded IS NULL"),
        postgresql_where=text("superseded IS NULL"),
    ),
)


def _row_table(name: str, *columns: Column[Any], refers: dict[str, str] | None = None) -> Table:
    """A table of what Readings hold: rows go by their Reading and their id in it.

    Args:
        name: of the table.
        columns: those that only this table has.
        refers: columns that hold the id of another row of the same Reading, and the table that it is in. The
            reference is checked when the report is committed, since a part may stand before its whole.
    """
    references = (
        ForeignKeyConstraint(
            ["reading", column],
            [f"{table}.reading", f"{table}.id"],
            deferrable=True,
            initially="DEFERRED",
        )
        for column, table in (refers or {}).items()
    )
    return Table(
        name,
        metadata,
        Column("reading", ForeignKey("readings.number"), primary_key=True),
        Column("id", Text, primary_key=True),
        Column("position", Integer, nullable=False),
        *columns,
        *references,
        sqlite_with_rowid=False,
    )


entities = _row_table(
    "entities",
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("description", Text),
    Column("wikidata", Text),
)

statements = _row_table(
    "statements",
    Column("source", Text),
    Column("source_words", Text, nullable=False),
    Column("entity", Text),
    Column("kind", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("via", Text),
    Column("cue", Text),
    Column("act", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("quotation", Text, nullable=False),
    Column("content", Text, nullable=False),
    refers={"entity": "entities"},
)

incidents = _row_table(
    "incidents",
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("start", Text),
    Column("end", Text),
    Column("place", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("country", Text),
    Column("precision", Text),
    Column("part_of", Text),
    refers={"part_of": "incidents"},
)

casualties = _row_table(
    "casualties",
    Column("text", Text, nullable=False),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("bound", Text, nullable=False),
    Column("harm", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("groups", Text, nullable=False),
    Column("actor", Text),
    Column("incident", Text),
    Column("statement", Text, nullable=False),
    Column("part_of", Text),
    refers={
        "actor": "entities",
        "incident": "incidents",
        "statement": "statements",
        "part_of": "casualties",
    },
)

pledges = _row_table(
    "pledges",
    Column("by", Text),
    Column("entity", Text),
    Column("act", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("deadline", Text),
    Column("start", Text),
    Column("end", Text),
    Column("statement", Text, nullable=False),
    refers={"entity": "entities", "statement": "statements"},
)

ROW_TABLES = (entities, statements, incidents, casualties, pledges)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("act", Text, nullable=False),
    Column("report", ForeignKey("reports.hash"), index=True),
    Column("kind", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("text", Text),
    Column("other_report", ForeignKey("reports.hash"), index=True),
    Column("other_kind", Text),
    Column("other_start", Integer),
    Column("other_end", Integer),
    Column("other_text", Text),
    Column("fields", Text, nullable=False),
    Column("undoes", ForeignKey("decisions.number")),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("blind", Boolean, nullable=False, server_default=false()),
)

linked_incidents = Table(
    "linked_incidents",
    metadata,
    Column("id", String(66), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("json", Text, nullable=False),
    Column("first", Integer),
    Column("key", Text),
    Column("doubts", Text),
)

linked_mentions = Table(
    "linked_mentions",
    metadata,
    Column("report", ForeignKey("reports.number"), primary_key=True),
    Column("incident", Text, primary_key=True),
    Column("linked", ForeignKey("linked_incidents.id"), nullable=False, index=True),
)

kept_reports = Table(
    "kept_reports",
    metadata,
    Column("report", ForeignKey("reports.number"), primary_key=True),
    Column("made_of", Text, nullable=False),
    Column("day", Integer, index=True),
    Column("form", Text, nullable=False),
    Column("copy_of", Text, nullable=False),
)

kept_mentions = Table(
    "kept_mentions",
    metadata,
    Column("report", ForeignKey("reports.number"), primary_key=True),
    Column("incident", Text, primary_key=True),
    Column("first", Integer, index=True),
    Column("last", Integer),
    Column("form", Text, nullable=False),
)

listed_incidents = Table(
    "listed_incidents",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("id", String(66), nullable=False),
    Column("start", Text),
    Column("end", Text),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("grade", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Text),
    Column("places", Text, nullable=False),
    Column("countries", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("harms", Text, nullable=False),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("roots", Integer, nullable=False),
    Column("first", Text),
    Column("last", Text),
)

incident_cards = Table(
    "incident_cards",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("json", Text, nullable=False),
)

docket = Table(
    "docket",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True),
    Column("pledge", Text, nullable=False),
    Column("end", Text, index=True),
    Column("act", Text, nullable=False),
    Column("by", Text),
    Column("folded", Text, nullable=False),
    Column("settled", Text),
    Column("json", Text, nullable=False),
    Column("published", Text),
    Index(None, "act", "settled", "end"),
)

docket_words = Table(
    "docket_words",
    metadata,
    Column("position", ForeignKey("docket.position"), primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("said", Text, nullable=False),
    Column("settled", Text, nullable=False),
    Column("json", Text, nullable=False),
)

link_editions = Table(
    "link_editions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("recorded", Text, nullable=False),
)

voices = Table(
    "voices",
    metadata,
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("incidents", Integer, nullable=False),
    Column("led", Integer, nullable=False),
    Column("revised", Integer, nullable=False),
    Column("contradicted", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
    Column("first", Text),
    Column("last", Text),
)

voice_accounts = Table(
    "voice_accounts",
    metadata,
    Column("voice", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("first", Text),
    Column("last", Text),
    Column("led", Boolean, nullable=False),
    Column("revised", Integer, nullable=False),
    Column("contradicted", Integer, nullable=False),
    Column("repeated", Boolean, nullable=False),
    Column("json", Text, nullable=False),
    Index(None, "voice", "last", "position"),
    Index(None, "voice", "first"),
)

queue = Table(
    "queue",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("thing", Text, nullable=False),
    Column("doubt", Integer, nullable=False),
    Column("effect", Integer, nullable=False),
    Column("json", Text, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("disabled", Text),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("person", ForeignKey("people.number"), nullable=False, index=True),
    Column("recorded", Text, nullable=False),
    Column("until", Text, nullable=False),
)

watched_hosts = Table(
    "watched_hosts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("due", Text),
    Column("failures", Integer, nullable=False),
    Column("robots", Text),
    Column("asked", Text),
)


def _checks() -> list[Column[Any]]:
    """When an address was asked for, what was seen, and when to ask next."""
    return [
        Column("etag", Text),
        Column("modified", Text),
        Column("checked", Text),
        Column("due", Text),
        Column("failures", Integer, nullable=False),
        Column("cause", Text),
    ]


watched_feeds = Table(
    "watched_feeds",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("within", ForeignKey("watched_feeds.number"), index=True),
    Column("title", Text),
    *_checks(),
)

watched_articles = Table(
    "watched_articles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("feed", ForeignKey("watched_feeds.number"), nullable=False, index=True),
    Column("outlet", Text),
    Column("published", Text),
    Column("found", Text, nullable=False),
    Column("digest", String(64)),
    *_checks(),
    Index("ix_watched_articles_due", "due"),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("article", ForeignKey("watched_articles.number"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), index=True),
    Column("first", Text, nullable=False),
    Column("last", Text, nullable=False),
)
