"""No cell of any table that is exported is run by a spreadsheet, whatever a report puts into it."""

import csv

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exported import Export
from sayso.exports import FORMATS, neutral
from sayso.exports.cell import FORMULA
from sayso.workflow.export import beside

TABLES = {
    "acled": ("",),
    "ged": ("",),
    "airwars": ("", "sources", "victims", "belligerent_statements", "research_sources"),
    "polecat": ("",),
}


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@given(st.text(), st.sampled_from(FORMULA))
def test_what_begins_a_formula_gets_an_apostrophe(words: str, sign: str) -> None:
    assert neutral(sign + words) == f"'{sign}{words}"
    assert not neutral(words).startswith(FORMULA)


def test_every_format_with_cells_is_looked_at() -> None:
    assert {name for name, format in FORMATS.items() if format.suffix in (".csv", ".tsv")} == set(TABLES)


@pytest.mark.parametrize(("name", "table"), [(name, table) for name in TABLES for table in TABLES[name]])
def test_no_cell_of_text_begins_a_formula(export: Export, name: str, table: str) -> None:
    path = beside(export(name), table) if table else export(name)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ","))
    assert table or len(rows) > 1
    assert [cell for row in rows for cell in row if cell.startswith(FORMULA) and not is_number(cell)] == []


def test_no_cell_of_a_workbook_begins_a_formula(export: Export) -> None:
    book = openpyxl.load_workbook(export("xlsx"))
    cells = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert [cell for cell in cells if isinstance(cell, str) and cell.startswith(FORMULA)] == []
