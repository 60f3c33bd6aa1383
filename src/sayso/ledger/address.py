"""Where a ledger is: a file, or a database on a server; and what connects to it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from sayso.errors import LedgerError, NotFoundError

BUSY_SECONDS = 60
# 40 MB: pages that many reports write are then copied into the ledger once, not once for every few reports.
CHECKPOINT_PAGES = 10_000
CONNECT_SECONDS = 10
WRITE_BITS = 0o222
SQLITE = b"SQLite format 3\0"
AGAIN = "then try the same again"
DAMAGED = "the file is damaged; put a backup in its place, or read the reports into a new ledger"
# What to do about what SQLite tells. A disk too full for its smallest file is an I/O error to it.
# Source: https://www.sqlite.org/rescode.html
REMEDIES = {
    sqlite3.SQLITE_FULL: f"make room on its disk, {AGAIN}",
    sqlite3.SQLITE_IOERR: f"its disk is full or failing; mend that, {AGAIN}",
    sqlite3.SQLITE_BUSY: f"wait for the other program that writes to it, {AGAIN}",
    sqlite3.SQLITE_CANTOPEN: f"allow writing to the folder {{folder}}, {AGAIN}",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_READONLY: f"allow writing to it and to the folder {{folder}}, {AGAIN}",
}
NO_NAME = "what was asked for has characters or a number that nothing in a ledger has"
GONE = f"wait until the server answers, {AGAIN}"
PRIMARY = 0xFF
"""The bits of an error's code that tell its kind."""


def connect_to(address: str, *, create: bool, read_only: bool = False) -> tuple[Engine, str]:
    """What connects to the ledger at an address, and the address as errors show it, without a password.

    Every error of the database is a LedgerError that names the address.

    Args:
        address: the path of a file, or an SQLAlchemy address of SQLite or PostgreSQL.
        create: the file may be made, and is to be written to.
        read_only: the database refuses every write.

    Raises:
        LedgerError: no such file or folder, a file that may not be written to, or an address of another kind.
    """
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        place = url.database or ""
        engine = _sqlite_engine(Path(place), create=create, read_only=read_only)
    else:
        place = url.set(drivername="postgresql").render_as_string(hide_password=True)
        engine = _postgresql_engine(url, read_only=read_only)
    event.listen(engine, "handle_error", _as_ledger_error(place))
    return engine, place


@contextmanager
def reading_from(engine: Engine, *, fetched: int | None = None) -> Iterator[Connection]:
    """A connection that sees the ledger as it stands now, whatever is written meanwhile.

    Where rows are not read to their end, what goes wrong in giving the connection back is nobody's error.

    Args:
        engine: connects to the ledger.
        fetched: rows to take from the database at a time, for results that may not fit in memory.
    """
    with _connected(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        try:
            yield connection.execution_options(yield_per=fetched) if fetched else connection
        except GeneratorExit:
            with suppress(LedgerError):
                connection.close()
            raise


@contextmanager
def writing_to(engine: Engine, *, durable: bool = False) -> Iterator[Connection]:
    """A connection whose writes are kept together at the end, or, after an error, not at all.

    What is kept outlives the process.

    Args:
        engine: connects to the ledger.
        durable: outlives a loss of power too, also in SQLite, which then waits for the disk. Without it, the
            last reports may be lost then, and read again from their files; the ledger is whole in any case.
    """
    level = "FULL" if durable else "NORMAL"
    with _connected(engine).execution_options(sayso_writes=level) as connection, connection.begin():
        yield connection


def _connected(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except NoConnectionLeft as error:
        raise LedgerError("the ledger is asked for too much at once; try again in a moment") from error


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise LedgerError(f"{address}: not the address of a database") from error
    kind = url.drivername.split("+")[0]
    if kind == "sqlite":
        return url
    if kind in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    raise LedgerError(f"{kind}: a ledger is kept in SQLite (a file) or PostgreSQL (postgresql://...)")


def _sqlite_engine(path: Path, *, create: bool, read_only: bool) -> Engine:
    sealed = _check_file(path, create=create)
    mode = "mode=rwc" if create else "mode=rw"

    def connect() -> sqlite3.Connection:
        connection = _connect_sealed(path) if sealed else _connect_file(path, mode)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine("sqlite:///ledger", creator=connect)
    event.listen(engine, "begin", _begin)
    return engine


def _check_file(path: Path, *, create: bool) -> bool:
    """Whether the file can only be looked at."""
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder; name a file in it, as in {path / 'sayso.db'}")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: the folder {path.parent} does not exist; make it first")
    if not path.exists():
        if not create:
            raise LedgerError(f"{path}: no ledger there; make one with: sayso read PATH --ledger {path}")
        return False
    if path.stat().st_size and not _is_sqlite(path):
        raise LedgerError(f"{path}: is not a ledger; name another file with --ledger")
    # A file that nobody may write to is sealed on purpose, also for a user whom no permission stops.
    # SQLite writes beside it as well.
    rights = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    sealed = not path.stat().st_mode & WRITE_BITS or not rights
    if sealed and create:
        raise LedgerError(
            f"{path}: is read-only; allow writing to it and its folder, or name another ledger with --ledger"
        )
    return sealed


def _is_sqlite(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except OSError as error:
        raise LedgerError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error


def _connect_file(path: Path, how: str) -> sqlite3.Connection:
    # isolation_level: sqlite3 begins no transaction of its own; see _begin.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def _connect_sealed(path: Path) -> sqlite3.Connection:
    """Connect to a file that cannot be written to.

    SQLite looks after other users of the file with files beside it. Where the folder is sealed as well, it
    can only trust that there are none.
    """
    connection = _connect_file(path, "mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except sqlite3.OperationalError:
        connection.close()
        return _connect_file(path, "immutable=1")
    return connection


def _begin(connection: Connection) -> None:
    level = connection.get_execution_options().get("sayso_writes")
    if level is None:
        connection.exec_driver_sql("BEGIN")
        return
    if connection.connection.info.get("level") != level:
        connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
        connection.connection.info["level"] = level
    # A writer takes its turn before it looks: one that looked first could not write after another has.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql_engine(url: URL, *, read_only: bool) -> Engine:
    options: dict[str, str | int] = {"connect_timeout": CONNECT_SECONDS}
    if read_only:
        options["options"] = "-c default_transaction_read_only=on"
    try:
        # A connection is tried before it is used: the server may have been restarted since.
        return create_engine(url, connect_args=options, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise LedgerError("PostgreSQL needs one more package: pip install 'sayso[postgres]'") from error


def _as_ledger_error(place: str) -> Callable[[ExceptionContext], None]:
    """A handler that raises an error of ours, of one line, in place of an error of the database.

    What is asked for by a name that no database can hold is not there. What is written and cannot be held
    (IntegrityError, DataError) stays as it is: it is told by who wrote it.
    """

    def handle(context: ExceptionContext) -> None:
        error = context.sqlalchemy_exception
        unheld = isinstance(error, DataError) or isinstance(
            context.original_exception, UnicodeError | OverflowError
        )
        if unheld and _is_question(context):
            raise NotFoundError(NO_NAME) from context.original_exception
        if not isinstance(error, DBAPIError) or isinstance(error, IntegrityError | DataError):
            return
        if context.is_pre_ping:
            return  # The connection is of a server that was restarted, and is made anew.
        cause = str(context.original_exception).strip().splitlines() or ["the database failed"]
        told = "; ".join(filter(None, (cause[0], _remedy(context, place))))
        raise LedgerError(f"{place}: {told}") from context.original_exception

    return handle


def _is_question(context: ExceptionContext) -> bool:
    connection = context.connection
    return connection is not None and "sayso_writes" not in connection.get_execution_options()


def _remedy(context: ExceptionContext, place: str) -> str | None:
    """What to do about an error, where that can be told."""
    error = context.original_exception
    if isinstance(error, sqlite3.Error):
        remedy = REMEDIES.get(getattr(error, "sqlite_errorcode", 0) & PRIMARY)
        return remedy and remedy.format(folder=Path(place).parent)
    return GONE if context.is_disconnect else None
