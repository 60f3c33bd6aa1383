"""What a user can set, in one frozen object that is passed down, never imported as state."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_LEDGER = "sayso.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one run.

    Args:
        ledger: a path, or a database address that SQLAlchemy knows.
        workers: processes that read reports.
    """

    ledger: str = DEFAULT_LEDGER
    workers: int = 1

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The defaults, with `SAYSO_LEDGER` where it is set."""
        return cls(ledger=environment.get("SAYSO_LEDGER") or DEFAULT_LEDGER)
