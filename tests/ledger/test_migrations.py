"""Migrations make the tables that the code knows, and take them away again, on both databases."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from invented import VERSIONS, a_reading, a_report
from sayso.ledger import Ledger
from sayso.ledger.address import connect_to, reading_from, writing_to
from sayso.ledger.revision import HEAD, MIGRATIONS, VERSION_TABLE, known_revisions, migrate, revision_of
from sayso.ledger.tables import metadata


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    """Connects to a ledger that has a report."""
    with Ledger.open(address) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
    engine, _ = connect_to(address, create=False)
    yield engine
    engine.dispose()


def differences(connection: Connection) -> list[Any]:
    """What the migrations made other than the code says; each database has a full-text index of its own."""

    def ours(name: str | None, kind: str, parents: Any) -> bool:
        return kind != "table" or not (name or "").startswith("report_words")

    context = MigrationContext.configure(
        connection,
        opts={"version_table": VERSION_TABLE, "compare_type": True, "include_name": ours},
    )
    return compare_metadata(context, metadata)


def test_the_newest_migration_is_the_revision_of_the_code() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]
    assert HEAD in known_revisions()


def test_migrations_make_the_tables_that_the_code_knows(engine: Engine) -> None:
    with reading_from(engine) as connection:
        assert differences(connection) == []


def test_every_constraint_has_a_name(engine: Engine) -> None:
    with reading_from(engine) as connection:
        tables = inspect(connection)
        for name in metadata.tables:
            keys = [
                *tables.get_foreign_keys(name),
                *tables.get_unique_constraints(name),
                tables.get_pk_constraint(name),
            ]
            assert all(key["name"] for key in keys)


def test_the_way_down_leaves_an_empty_database(engine: Engine) -> None:
    with writing_to(engine) as connection:
        migrate(connection, "base")
    with reading_from(engine) as connection:
        assert set(inspect(connection).get_table_names()) <= {VERSION_TABLE}


def test_reports_survive_the_way_to_the_first_revision_and_back(engine: Engine, address: str) -> None:
    for revision in ("0001", HEAD):
        with writing_to(engine) as connection:
            migrate(connection, revision)
        with reading_from(engine) as connection:
            assert revision_of(connection, address) == revision
            assert ("decisions" in inspect(connection).get_table_names()) is (revision == HEAD)
    with Ledger.open(address) as ledger:
        assert [reading for _, reading in ledger.readings()] == [a_reading()]
        assert len(list(ledger.statements())) == 3


def test_an_older_ledger_is_brought_up_when_it_is_opened(engine: Engine, address: str) -> None:
    with writing_to(engine) as connection:
        migrate(connection, "0001")
    with Ledger.open(address, create=False) as ledger:
        assert ledger.decisions() == []
    with reading_from(engine) as connection:
        assert differences(connection) == []


def test_what_went_down_can_come_up_again(engine: Engine, address: str) -> None:
    with writing_to(engine) as connection:
        migrate(connection, "base")
    with writing_to(engine) as connection:
        migrate(connection)
    with Ledger.open(address) as ledger:
        assert ledger.add(a_report(), a_reading(), VERSIONS)


def test_the_docket_learns_its_days_from_what_was_stored(engine: Engine) -> None:
    with writing_to(engine) as connection:
        migrate(connection, "0009")
        said = {"report": "r-1", "said": "2024-09-12", "source": "Monitor"}
        row = {"published": "2024-09-01", "on": said, "end": None}
        connection.execute(
            text(
                "INSERT INTO docket (position, report, pledge, act, folded, settled, json) "
                "VALUES (0, (SELECT number FROM reports), 'p1', 'pledge', '', 'kept', :row)"
            ),
            {"row": json.dumps(row)},
        )
        migrate(connection)
        day = connection.execute(text("SELECT published FROM docket")).scalar_one()
        (word,) = connection.execute(text("SELECT turn, said, settled, json FROM docket_words")).all()
    assert day == "2024-09-01"
    assert (*word[:3], json.loads(word.json)) == (0, "2024-09-12", "kept", said)
