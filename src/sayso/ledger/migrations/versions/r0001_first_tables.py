"""The first tables: reports, Readings and their rows, linked incidents, and the words of reports.

What a revision does never changes, so nothing here is shared with the tables of today.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CURRENT = sa.text("superseded IS NULL")


def upgrade() -> None:
    """Make the tables in an empty database."""
    _create_reports()
    _create_readings()
    _create_rows()
    _create_links()
    _create_words()


def downgrade() -> None:
    """Take the tables away, with all that is in them."""
    op.drop_table("report_words")
    for table in ("linked_mentions", "linked_incidents"):
        op.drop_table(table)
    for table in ("pledges", "casualties", "incidents", "statements", "entities"):
        op.drop_table(table)
    op.drop_table("readings")
    op.drop_table("reports")


def _create_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("id", sa.String(66), nullable=False),
        sa.Column("own_id", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("published", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_reports"),
        sa.UniqueConstraint("hash", name="uq_reports_hash"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
    )
    op.create_index("ix_reports_own_id", "reports", ["own_id"])


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("schema", sa.Text(), nullable=False),
        sa.Column("bundle", sa.Text(), nullable=False),
        sa.Column("revision", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.Column("superseded", sa.Text()),
        sa.PrimaryKeyConstraint("number", name="pk_readings"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_readings_report_reports"),
    )
    op.create_index("ix_readings_report", "readings", ["report"])
    op.create_index(
        "uq_readings_current",
        "readings",
        ["report"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def _create_rows() -> None:
    _create_row_table(
        "entities",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("wikidata", sa.Text()),
    )
    _create_row_table(
        "statements",
        sa.Column("source", sa.Text()),
        sa.Column("source_words", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("via", sa.Text()),
        sa.Column("cue", sa.Text()),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("quotation", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        refers={"entity": "entities"},
    )
    _create_row_table(
        "incidents",
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("start", sa.Text()),
        sa.Column("end", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("country", sa.Text()),
        sa.Column("precision", sa.Text()),
        sa.Column("part_of", sa.Text()),
        refers={"part_of": "incidents"},
    )
    _create_row_table(
        "casualties",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("low", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("bound", sa.Text(), nullable=False),
        sa.Column("harm", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text()),
        sa.Column("incident", sa.Text()),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("part_of", sa.Text()),
        refers={
            "actor": "entities",
            "incident": "incidents",
            "statement": "statements",
            "part_of": "casualties",
        },
    )
    _create_row_table(
        "pledges",
        sa.Column("by", sa.Text()),
        sa.Column("entity", sa.Text()),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Text()),
        sa.Column("start", sa.Text()),
        sa.Column("end", sa.Text()),
        sa.Column("statement", sa.Text(), nullable=False),
        refers={"entity": "entities", "statement": "statements"},
    )


def _create_row_table(name: str, *columns: sa.Column[Any], refers: dict[str, str] | None = None) -> None:
    op.create_table(
        name,
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("reading", "id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=f"fk_{name}_reading_readings"),
        *(
            sa.ForeignKeyConstraint(
                ["reading", column],
                [f"{table}.reading", f"{table}.id"],
                name=f"fk_{name}_reading_{column}_{table}",
                deferrable=True,
                initially="DEFERRED",
            )
            for column, table in (refers or {}).items()
        ),
        sqlite_with_rowid=False,
    )


def _create_links() -> None:
    op.create_table(
        "linked_incidents",
        sa.Column("id", sa.String(66), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_linked_incidents"),
    )
    op.create_table(
        "linked_mentions",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("linked", sa.String(66), nullable=False),
        sa.PrimaryKeyConstraint("report", "incident", name="pk_linked_mentions"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_linked_mentions_report_reports"),
        sa.ForeignKeyConstraint(
            ["linked"], ["linked_incidents.id"], name="fk_linked_mentions_linked_linked_incidents"
        ),
    )
    op.create_index("ix_linked_mentions_linked", "linked_mentions", ["linked"])


def _create_words() -> None:
    """Make the full-text index, which each database has in a manner of its own."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE report_words USING fts5(title, text, content = 'reports', "
            "content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        return
    op.create_table(
        "report_words",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("words", TSVECTOR(), nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_report_words"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_report_words_report_reports"),
    )
    op.create_index("ix_report_words_words", "report_words", ["words"], postgresql_using="gin")
