"""Which revision of its tables a ledger has, and how it is brought to this version's."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, column, inspect, select, table, text

from sayso.errors import LedgerError
from sayso.ledger.address import reading_from, writing_to

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0010"
VERSION_TABLE = "sayso_revision"
MIGRATIONS = Path(__file__).parent / "migrations"
# Any number that all who migrate agree on: PostgreSQL lets one of them through at a time.
TURN = 0x5341_5953

_version = table(VERSION_TABLE, column("version_num"))


def bring_up(engine: Engine, place: str, *, create: bool, read_only: bool = False) -> None:
    """Check that a database is a ledger, and bring it to this version's tables.

    Args:
        engine: connects to it.
        place: what to call it in an error.
        create: an empty database may become a ledger.
        read_only: leave it as it is.

    Raises:
        LedgerError: a database that is not a ledger, or one that a newer version made, or an older one made
            that is to be left as it is.
    """
    with reading_from(engine) as connection:
        found = revision_of(connection, place)
    if found == HEAD:
        return
    if found is None:
        if not create:
            raise LedgerError(f"{place}: holds no ledger; make one with: sayso read PATH --ledger {place}")
        _prepare(engine)
    elif found not in known_revisions():
        raise LedgerError(f"{place}: was made by a newer version of sayso (revision {found}); update sayso")
    if read_only:
        raise LedgerError(
            f"{place}: was made by an older version of sayso; bring it up with: sayso incidents"
        )
    with writing_to(engine) as connection:
        migrate(connection)


def revision_of(connection: Connection, place: str) -> str | None:
    """The revision of a ledger, or None for an empty database.

    Raises:
        LedgerError: a database that is in use for something else.
    """
    names = inspect(connection).get_table_names()
    if VERSION_TABLE in names:
        return connection.scalar(select(_version.c.version_num))
    if names:
        raise LedgerError(f"{place}: is a database of something else; name another with --ledger")
    return None


def known_revisions() -> set[str]:
    """Every revision that this version can bring up."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def migrate(connection: Connection, revision: str = HEAD) -> None:
    """Bring a ledger up to a revision, or down to it, in the transaction of a connection."""
    from alembic import command

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
    upwards = revision == HEAD
    (command.upgrade if upwards else command.downgrade)(_config(connection), revision)


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _prepare(engine: Engine) -> None:
    """Let a new SQLite file be read while it is written; the file remembers."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # It cannot be set within a transaction.
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
