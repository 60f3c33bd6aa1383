"""Decisions: what people ruled, in rows that the database itself refuses to change."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REFUSAL = "a decision is never changed or erased"


def upgrade() -> None:
    """Make the table, and what keeps its rows as they are."""
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("report", sa.String(64)),
        sa.Column("kind", sa.Text()),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.Column("text", sa.Text()),
        sa.Column("other_report", sa.String(64)),
        sa.Column("other_kind", sa.Text()),
        sa.Column("other_start", sa.Integer()),
        sa.Column("other_end", sa.Integer()),
        sa.Column("other_text", sa.Text()),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_decisions"),
        sa.ForeignKeyConstraint(["report"], ["reports.hash"], name="fk_decisions_report_reports"),
        sa.ForeignKeyConstraint(["other_report"], ["reports.hash"], name="fk_decisions_other_report_reports"),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.number"], name="fk_decisions_undoes_decisions"),
    )
    op.create_index("ix_decisions_report", "decisions", ["report"])
    op.create_index("ix_decisions_other_report", "decisions", ["other_report"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER decisions_no_{change.lower()} BEFORE {change} ON decisions "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change_of_decisions() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER decisions_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_decisions()"
    )


def downgrade() -> None:
    """Take the table away, with all decisions."""
    op.drop_table("decisions")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_decisions()")
