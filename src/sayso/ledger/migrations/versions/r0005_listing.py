"""Incidents as lists show them: what they are filtered and sorted by, and a card each.

What is linked already is listed when the page first asks for it; see `listing.ensure`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "listed_incidents",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(66), nullable=False),
        sa.Column("start", sa.Text()),
        sa.Column("end", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("precision", sa.Text()),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("countries", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("harms", sa.Text(), nullable=False),
        sa.Column("low", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("roots", sa.Integer(), nullable=False),
        sa.Column("first", sa.Text()),
        sa.Column("last", sa.Text()),
        sa.PrimaryKeyConstraint("position", name="pk_listed_incidents"),
    )
    op.create_table(
        "incident_cards",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_incident_cards"),
    )
    op.create_table(
        "link_editions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_link_editions"),
    )


def downgrade() -> None:
    """Take the tables away; all in them can be made again."""
    for table in ("link_editions", "incident_cards", "listed_incidents"):
        op.drop_table(table)
