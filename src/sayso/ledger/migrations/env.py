"""Runs migrations on the connection that `sayso.ledger.revision` hands over, inside its transaction."""

from alembic import context

from sayso.ledger.revision import VERSION_TABLE
from sayso.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite cannot alter most of a table in place: batches copy it.
    render_as_batch=True,
)
context.run_migrations()
