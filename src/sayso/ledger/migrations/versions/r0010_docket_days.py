"""When a pledge was published, and each word on what became of it, so that the docket can be shown as of a day."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

PARTS = {
    "sqlite": (
        "json_extract(json, '$.published')",
        "json_extract(json, '$.on.said')",
        "json_extract(json, '$.on')",
    ),
    "postgresql": ("json::jsonb->>'published'", "json::jsonb->'on'->>'said'", "(json::jsonb->'on')::text"),
}
"""The day of a pledge, the day of the last word on it, and that word, out of the JSON that was stored."""


def upgrade() -> None:
    """Make the column and the table, and fill them with what is known; linking anew adds the words before the last."""
    op.add_column("docket", sa.Column("published", sa.Text()))
    op.create_table(
        "docket_words",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", "turn", name="pk_docket_words"),
        sa.ForeignKeyConstraint(["position"], ["docket.position"], name="fk_docket_words_position_docket"),
    )
    published, said, word = PARTS[op.get_bind().dialect.name]
    op.execute(f"UPDATE docket SET published = {published}")
    op.execute(
        f"INSERT INTO docket_words SELECT position, 0, {said}, settled, {word} FROM docket "
        f"WHERE settled IS NOT NULL AND {said} IS NOT NULL"
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("docket_words")
    op.drop_column("docket", "published")
