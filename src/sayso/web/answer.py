"""One view, three forms: a page, JSON, CSV.

A handler makes a view model, a frozen dataclass; the page is a template that is given it as `view`, JSON is
the view model itself, CSV its table.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fastapi import HTTPException, Request, Response
from pydantic_core import to_json

from sayso.exports.cell import neutral
from sayso.web.templating import page


class Shape(StrEnum):
    """The form of an answer."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for a spreadsheet; a row may have more than the columns."""

    columns: Sequence[str]
    rows: Iterable[Mapping[str, Any]]


def answer(
    request: Request, shape: Shape, template: str, view: Any, *, table: Table | None = None, **more: Any
) -> Response:
    """A view in the form that was asked for.

    Args:
        request: what was asked.
        shape: the form.
        template: of the page.
        view: the view model.
        table: the rows of its CSV.
        more: what the template alone needs.

    Raises:
        HTTPException: the view has no table.
    """
    if shape is Shape.JSON:
        return Response(to_json(view), media_type="application/json")
    if shape is Shape.CSV:
        if table is None:
            raise HTTPException(406, "this view has no table; ask for format=json")
        return Response(delimited(table), media_type="text/csv; charset=utf-8")
    return page(request, template, view=view, **more)


def described(model: type) -> dict[int | str, dict[str, Any]]:
    """What the API's description says of a view: `responses=described(TheViewModel)`."""
    return {200: {"model": model, "content": {"text/html": {}, "text/csv": {}}}}


def delimited(table: Table) -> str:
    """A table as CSV; what is nested is JSON in its cell, and no spreadsheet runs a cell as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(row.get(column)) for column in table.columns] for row in table.rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    return neutral(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))
