"""Parquet and XLSX, read back by pyarrow and openpyxl."""

import sys
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from changing import change, watch
from exported import Export
from sayso.errors import ExportError
from sayso.exports import FORMATS
from sayso.exports.table import TABLES
from sayso.ledger import Ledger
from sayso.workflow.export import beside, export_to


def test_parquet_is_typed_and_whole(export: Export, ids: dict[str, str]) -> None:
    table = pq.read_table(export("parquet"))
    assert table.schema.field("killed_low").type == pa.int64()
    assert table.schema.field("latitude").type == pa.float64()
    rows = {row["id"]: row for row in table.to_pylist()}
    assert (rows[ids["market-1"]]["killed_low"], rows[ids["market-1"]]["killed_high"]) == (9, 27)
    assert rows[ids["foiled"]]["status"] == "foiled"


def test_figures_point_at_their_words(export: Export) -> None:
    figures = pq.read_table(beside(export("parquet"), "figures")).to_pylist()
    share = next(row for row in figures if row["text"] == "six of them children")
    assert (share["groups"], share["share"]) == ("children", True)
    assert share["end"] - share["start"] == len("six of them children")
    assert "An air strike on Tuesday killed 25 people" in share["sentence"]


def test_a_figure_that_was_corrected_stands_no_more(export: Export) -> None:
    figures = pq.read_table(beside(export("parquet"), "figures")).to_pylist()
    assert {row["text"]: row["stands"] for row in figures if row["source"] == "hospital"} == {
        "25 people": False,
        "six of them children": False,
        "27 people": True,
    }


def test_a_figure_that_the_outlet_changed_stands_no_more_and_says_since_when(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "changed.db")) as ledger:
        watch(ledger)
        change(ledger)
        export_to(ledger, FORMATS["parquet"], tmp_path / "out.parquet")
        export_to(ledger, FORMATS["acled"], tmp_path / "acled.csv")
    (event,) = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert (event["killed_low"], event["killed_high"]) == (20, 23)
    figures = pq.read_table(beside(tmp_path / "out.parquet", "figures")).to_pylist()
    assert {row["text"]: (row["stands"], row["changed_on"]) for row in figures} == {
        "25 people": (False, "2024-03-15"),
        "31 people": (False, "2024-03-15"),
        "23 people": (True, None),
        "20 people": (True, None),
    }
    left = (tmp_path / "acled.csv.sources.jsonl").read_text(encoding="utf-8")
    assert "Harbour Post changed on 2024-03-15: Marib Hospital said 25 people were killed." in left


def test_a_workbook_has_a_sheet_for_each_table(export: Export) -> None:
    book = openpyxl.load_workbook(export("xlsx"), read_only=True)
    assert book.sheetnames == ["incidents", "accounts", "figures"]
    for sheet, columns in zip(book.worksheets, TABLES.values(), strict=True):
        heading = next(iter(sheet.iter_rows(values_only=True)))
        assert heading == tuple(columns)
    book.close()


def test_a_workbook_holds_no_formula(export: Export) -> None:
    book = openpyxl.load_workbook(export("xlsx"))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(cell.value == "'=HYPERLINK(1)" for cell in cells)


@pytest.mark.parametrize(("format", "package"), [("parquet", "pyarrow"), ("xlsx", "openpyxl")])
def test_a_missing_library_is_named_and_leaves_nothing(
    format: str, package: str, ledger_path: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    monkeypatch.setitem(sys.modules, package, None)
    with (
        Ledger.open(ledger_path, create=False) as ledger,
        pytest.raises(
            ExportError, match=rf"needs {package}; install it with: pip install 'sayso\[exports\]'"
        ),
    ):
        export_to(ledger, FORMATS[format], folder / "incidents")
    assert list(folder.iterdir()) == []
