"""sayso: a ledger of who said what about conflict and crisis."""

from sayso.reading import read

__version__ = "0.1.0"

__all__ = ["__version__", "read"]
