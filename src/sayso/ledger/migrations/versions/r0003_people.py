"""People and their sessions; decisions made blind; the queue of what is worth a look."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and note of every decision there is that it was not made blind."""
    op.add_column("decisions", sa.Column("blind", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "people",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Text()),
        sa.PrimaryKeyConstraint("number", name="pk_people"),
        sa.UniqueConstraint("folded", name="uq_people_folded"),
    )
    op.create_table(
        "sessions",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_sessions"),
        sa.ForeignKeyConstraint(["person"], ["people.number"], name="fk_sessions_person_people"),
    )
    op.create_index("ix_sessions_person", "sessions", ["person"])
    op.create_table(
        "queue",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("doubt", sa.Integer(), nullable=False),
        sa.Column("effect", sa.Integer(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_queue"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_queue_report_reports"),
    )
    op.create_index("ix_queue_report", "queue", ["report"])


def downgrade() -> None:
    """Take the tables away, with all people; what was decided blind counts like the rest from then on."""
    for table in ("queue", "sessions", "people"):
        op.drop_table(table)
    op.drop_column("decisions", "blind")
