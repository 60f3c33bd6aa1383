"""XLSX: sayso's own tables as the sheets of one workbook."""

import re
from collections.abc import Iterable

from sayso.exports.cell import MAIN, Value, neutral
from sayso.exports.entry import Entry, Files, library
from sayso.exports.table import TABLES

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that XML has no place for."""

LONGEST = 32_767
"""Characters that a cell can hold."""


def xlsx(entries: Iterable[Entry], files: Files) -> None:
    """Write a workbook with a sheet for each table.

    Raises:
        ExportError: openpyxl is not installed.
    """
    book = library("openpyxl", "XLSX").Workbook(write_only=True)
    sheets = {name: book.create_sheet(name or "incidents") for name in TABLES}
    for name, sheet in sheets.items():
        sheet.freeze_panes = "B2"
        sheet.append(list(TABLES[name]))
    try:
        for entry in entries:
            for name, rows in entry.tables.items():
                for row in rows:
                    sheets[name].append([_plain(row[column].value) for column in TABLES[name]])
    finally:
        # One that is let go of open complains of it.
        for sheet in sheets.values():
            sheet.close()
    book.save(files[MAIN])


def _plain(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    text = neutral(FORBIDDEN.sub("\ufffd", value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
