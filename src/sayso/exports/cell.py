"""Cells: a value in an export, and what stands behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Span

Value = str | int | float | bool | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a text as a formula. Source: OWASP, "CSV Injection"."""

MAIN = ""
"""The table that an export is asked for; others stand beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of a report, on whose say-so they stand, and the sentence around them.

    Args:
        report: the report's short id.
        outlet: who published it.
        url: where.
        published: when.
        statement: the id of the statement in the report's Reading.
        source: who says it.
        span: where the words stand, in code points.
        text: the words.
        sentence: the sentence or sentences they stand in.
    """

    report: str
    outlet: str | None
    url: str | None
    published: str | None
    statement: str
    source: str | None
    span: Span
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of one row.

    Args:
        value: as the format has it; None where nothing is known.
        behind: the words it rests on.
        note: the rule that made the value, where it is not simply what was said.
    """

    value: Value = None
    behind: tuple[Evidence, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why an incident is no row of an export."""

    reason: str


Cells = Mapping[str, Cell]
"""A row: its cells by column."""

Tables = Mapping[str, Sequence[Cells]]
"""What an incident becomes: rows by table."""


def neutral(text: str) -> str:
    """A text that no spreadsheet runs: one that begins a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def whole(columns: Sequence[str], cells: Cells) -> dict[str, Cell]:
    """A row with every column of a codebook, in its order; those that nothing is known for are empty.

    Raises:
        KeyError: a cell of no such column.
    """
    if unknown := cells.keys() - set(columns):
        raise KeyError(f"no such column: {', '.join(sorted(unknown))}")
    return {column: cells.get(column, Cell()) for column in columns}
