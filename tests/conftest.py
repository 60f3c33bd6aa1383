"""One ledger, two databases: every test that asks for `ledger` runs on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import postgres
from sayso.ledger import Ledger

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "postgres: needs PostgreSQL's programs; leave out with -m 'not postgres'"
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=10, help="how often a writer is killed, on each database")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often a writer is to be killed."""
    return int(request.config.getoption("--kills"))


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL. Without one the tests that ask for it fail: skipping would look like passing."""
    try:
        with postgres.running() as cluster:
            yield cluster
    except postgres.Missing as missing:
        pytest.fail(f"{missing}; to leave these tests out: pytest -m 'not postgres'", pytrace=False)


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no ledger yet: a file, or an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "sayso.db")
    cluster: postgres.Cluster = request.getfixturevalue("cluster")
    return cluster.new_database()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with nothing in it, to be copied: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("ledger") / "empty.db"
    Ledger.open(str(path)).close()
    return path


@pytest.fixture(scope="session")
def emptied_database(cluster: postgres.Cluster) -> str:
    """The address of a ledger on PostgreSQL that each test leaves empty."""
    address = cluster.new_database()
    Ledger.open(address).close()
    return address


@pytest.fixture(params=DATABASES)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with nothing in it."""
    if request.param == "sqlite":
        with Ledger.open(
            str(shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "sayso.db"))
        ) as ledger:
            yield ledger
        return
    address: str = request.getfixturevalue("emptied_database")
    with Ledger.open(address) as ledger:
        yield ledger
    postgres.take_all_out(address)
