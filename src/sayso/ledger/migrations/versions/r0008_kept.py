"""What linking saw of each report, so that new reports can be linked without looking at the others again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = (("first", sa.Integer), ("key", sa.Text), ("doubts", sa.Text))


def upgrade() -> None:
    """Make the tables; they are filled when incidents are linked the next time."""
    op.create_table(
        "kept_reports",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("made_of", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer()),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("copy_of", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_kept_reports"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_kept_reports_report_reports"),
    )
    op.create_index("ix_kept_reports_day", "kept_reports", ["day"])
    op.create_table(
        "kept_mentions",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer()),
        sa.Column("last", sa.Integer()),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report", "incident", name="pk_kept_mentions"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_kept_mentions_report_reports"),
    )
    op.create_index("ix_kept_mentions_first", "kept_mentions", ["first"])
    for name, kind in COLUMNS:
        op.add_column("linked_incidents", sa.Column(name, kind()))


def downgrade() -> None:
    """Take the tables away; all in them can be made again."""
    for name, _ in COLUMNS:
        op.drop_column("linked_incidents", name)
    for table in ("kept_mentions", "kept_reports"):
        op.drop_table(table)
