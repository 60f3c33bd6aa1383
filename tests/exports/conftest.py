"""One ledger of invented incidents, and every export of it."""

from datetime import date
from pathlib import Path

import pytest

from exported import Export, fill, tellings
from sayso.decisions import Act
from sayso.exports import FORMATS
from sayso.ledger import Ledger
from sayso.workflow.clock import Moment
from sayso.workflow.decide import rule
from sayso.workflow.export import Exported, export_to
from sayso.workflow.link import relink


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a ledger of all that is told here."""
    path = str(tmp_path_factory.mktemp("exports") / "sayso.db")
    fill(path, tellings())
    with Ledger.open(path) as ledger:
        rule(ledger, Act.MERGE, ["market-1:i1", "market-2:i1"], who="Amina", why="one market, one morning")
        relink(ledger)
    return path


@pytest.fixture(scope="session")
def export(ledger_path: str, tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Write an export once, and give its path."""
    written: dict[tuple[str, date | None], Path] = {}

    def write(name: str, *, as_of: date | None = None) -> Path:
        if (name, as_of) not in written:
            format = FORMATS[name]
            path = tmp_path_factory.mktemp(name) / f"incidents{format.suffix}"
            with Ledger.open(ledger_path, create=False) as ledger:
                done: Exported = export_to(ledger, format, path, as_of=Moment(day=as_of) if as_of else None)
            assert done.files[0] == path
            written[name, as_of] = path
        return written[name, as_of]

    return write


@pytest.fixture(scope="session")
def ids(ledger_path: str) -> dict[str, str]:
    """The linked incident of each report, by the report's own id; of several the first."""
    with Ledger.open(ledger_path, create=False) as ledger:
        return {report: row["id"] for row in reversed(list(ledger.incidents())) for report in row["reports"]}
