"""A PostgreSQL of the tests' own: a cluster in a temporary folder, reached by a socket in it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

INSTALLED = Path("/usr/lib/postgresql")
# A root user may not run PostgreSQL; Debian's package brings this one.
USER = "postgres"
SETTINGS = "-c listen_addresses='' -c fsync=off -c max_connections=40 -c unix_socket_directories={folder}"


class Missing(Exception):
    """PostgreSQL is not installed."""


def take_all_out(address: str) -> None:
    """Leave the tables of a ledger empty, whatever its triggers forbid."""
    with psycopg.connect(address) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "TRUNCATE reports, decisions, linked_incidents, people, listed_incidents, incident_cards, link_editions, watched_hosts, watched_feeds RESTART IDENTITY CASCADE"
        )


class Cluster:
    """A running PostgreSQL.

    Args:
        folder: of its socket and its data.
        control: PostgreSQL's `pg_ctl`.
    """

    def __init__(self, folder: Path, control: Path) -> None:
        self._folder = folder
        self._control = control
        self._made = 0

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = SETTINGS.format(folder=self._folder)
        self._do("start", f"--log={self._folder}/log", f"--options={options}")

    def stop(self) -> None:
        """Stop it as a crash would: whatever is under way is cut off."""
        self._do("stop", "--mode=immediate")

    def new_database(self) -> str:
        """The address of a database with nothing in it."""
        self._made += 1
        name = f"ledger_{self._made}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._address(name)

    def _do(self, what: str, *options: str) -> None:
        _run(self._control, what, "--wait", f"--pgdata={self._folder}/data", *options)

    def _address(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={self._folder}"


@contextmanager
def running() -> Iterator[Cluster]:
    """Start a cluster, and take it away at the end.

    Raises:
        Missing: PostgreSQL is not installed.
    """
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="sayso-"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, USER)
        _run(
            binaries / "initdb",
            f"--pgdata={folder}/data",
            f"--username={USER}",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
        )
        cluster = Cluster(folder, binaries / "pg_ctl")
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder)


def _binaries() -> Path:
    """The folder of the newest PostgreSQL's programs."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    newest = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not newest:
        raise Missing("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    return newest[-1].parent


def _run(program: Path, *arguments: str) -> None:
    as_user = ["runuser", "--user", USER, "--"] if os.getuid() == 0 else []
    subprocess.run(
        [*as_user, program, *arguments], cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=120
    )
