"""sayso: a ledger of who said what about conflict and crisis."""

__version__ = "0.1.0"
