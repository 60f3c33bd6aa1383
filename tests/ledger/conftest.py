"""One ledger, two databases: every test that asks for `ledger` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest

from sayso.ledger import Ledger


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "postgres: needs PostgreSQL's programs; leave out with -m 'not postgres'"
    )


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL. Without one the tests that ask for it fail: skipping would look like passing."""
    try:
        with postgres.running() as cluster:
            yield cluster
    except postgres.Missing as missing:
        pytest.fail(f"{missing}; to leave these tests out: pytest -m 'not postgres'", pytrace=False)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no ledger yet: a file, or an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "sayso.db")
    cluster: postgres.Cluster = request.getfixturevalue("cluster")
    return cluster.new_database()


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """A new ledger."""
    with Ledger.open(address) as ledger:
        yield ledger
