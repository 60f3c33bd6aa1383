"""Pledges as the docket shows them: each with what a later statement says became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; it is filled when incidents are linked, or when the page first asks for it."""
    op.create_table(
        "docket",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("end", sa.Text()),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("settled", sa.Text()),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_docket"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_docket_report_reports"),
    )
    op.create_index("ix_docket_report", "docket", ["report"])
    op.create_index("ix_docket_end", "docket", ["end"])


def downgrade() -> None:
    """Take the table away; all in it can be made again."""
    op.drop_table("docket")
