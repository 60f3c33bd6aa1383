"""What is watched: hosts, feeds, articles, and the versions that an article has had."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "watched_hosts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("due", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("robots", sa.Text()),
        sa.Column("asked", sa.Text()),
        sa.PrimaryKeyConstraint("name", name="pk_watched_hosts"),
    )
    _create_feeds()
    _create_articles()
    op.create_table(
        "article_versions",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer()),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article", "number", name="pk_article_versions"),
        sa.ForeignKeyConstraint(
            ["article"], ["watched_articles.number"], name="fk_article_versions_article_watched_articles"
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_article_versions_report_reports"),
    )
    op.create_index("ix_article_versions_report", "article_versions", ["report"])


def downgrade() -> None:
    """Take the tables away; the reports that they led to stay."""
    for table in ("article_versions", "watched_articles", "watched_feeds", "watched_hosts"):
        op.drop_table(table)


def _create_feeds() -> None:
    op.create_table(
        "watched_feeds",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("within", sa.Integer()),
        sa.Column("title", sa.Text()),
        *_checks(),
        sa.PrimaryKeyConstraint("number", name="pk_watched_feeds"),
        sa.UniqueConstraint("url", name="uq_watched_feeds_url"),
        sa.ForeignKeyConstraint(
            ["within"], ["watched_feeds.number"], name="fk_watched_feeds_within_watched_feeds"
        ),
    )
    op.create_index("ix_watched_feeds_within", "watched_feeds", ["within"])


def _create_articles() -> None:
    op.create_table(
        "watched_articles",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("feed", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("published", sa.Text()),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64)),
        *_checks(),
        sa.PrimaryKeyConstraint("number", name="pk_watched_articles"),
        sa.UniqueConstraint("url", name="uq_watched_articles_url"),
        sa.ForeignKeyConstraint(
            ["feed"], ["watched_feeds.number"], name="fk_watched_articles_feed_watched_feeds"
        ),
    )
    op.create_index("ix_watched_articles_feed", "watched_articles", ["feed"])
    op.create_index("ix_watched_articles_due", "watched_articles", ["due"])


def _checks() -> list[sa.Column[str] | sa.Column[int]]:
    return [
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("checked", sa.Text()),
        sa.Column("due", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text()),
    ]
