"""Indexes for what a page over a large ledger asks most: counts of the docket, and the latest of a busy source."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("ix_docket_act_settled_end", "docket", ["act", "settled", "end"])
    op.create_index("ix_voice_accounts_voice_last_position", "voice_accounts", ["voice", "last", "position"])
    op.create_index("ix_voice_accounts_voice_first", "voice_accounts", ["voice", "first"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_voice_accounts_voice_first", "voice_accounts")
    op.drop_index("ix_voice_accounts_voice_last_position", "voice_accounts")
    op.drop_index("ix_docket_act_settled_end", "docket")
