"""GeoJSON: every incident as a point, with the range of the dead.

Source: RFC 7946.
"""

from typing import Any

from sayso.exports.case import Case
from sayso.exports.cell import MAIN, Cells, Tables, Value
from sayso.exports.table import incident

NAMES = {"killed_low": "low", "killed_high": "high"}


def tables(case: Case) -> Tables:
    """An incident: its point and its properties; `low` and `high` are of the dead."""
    return {MAIN: [{NAMES.get(column, column): cell for column, cell in incident(case).items()}]}


def feature(row: Cells) -> dict[str, Any]:
    """A row as a Feature; one that is known only to a country has no point."""
    values: dict[str, Value] = {column: cell.value for column, cell in row.items()}
    at = (values.pop("longitude"), values.pop("latitude"))
    placed = at[0] is not None and values["precision"] != "country"
    return {
        "type": "Feature",
        "id": values["id"],
        "geometry": {"type": "Point", "coordinates": at} if placed else None,
        "properties": values,
    }
