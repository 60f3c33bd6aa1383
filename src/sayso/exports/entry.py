"""An entry of an export: a case and the rows it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Any

from sayso.errors import ExportError
from sayso.exports.case import Case
from sayso.exports.cell import Tables

Files = Mapping[str, IO[bytes]]
"""The open file of each table."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A case and its rows."""

    case: Case
    tables: Tables


def library(module: str, format: str) -> Any:
    """Import a library of the extra `exports`.

    Raises:
        ExportError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise ExportError(
            f"{format} needs {package}; install it with: pip install 'sayso[exports]'"
        ) from error
