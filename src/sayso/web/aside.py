"""Linking in a process of its own: whoever reads the page meanwhile does not wait for it."""

import os
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock

from sayso.errors import LedgerError, SaysoError
from sayso.ledger import Ledger
from sayso.workflow.book import count_behind
from sayso.workflow.link import relink

CALM = 10
"""How far the process steps back for others."""

# A forked process that runs threads can deadlock; a spawned one starts clean.
_spawn = get_context("spawn")


class Aside:
    """Links a ledger in another process, which can be stopped at any time: it stores all of its links or none.

    Args:
        address: of the ledger.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = Lock()
        self._stopped = False
        self._process = _spawn.Process()

    def run(self, tell: Callable[[int], None]) -> None:
        """Link what came in, or was ruled on, since the ledger was linked; returns when it is done or stopped.

        Args:
            tell: is told how many reports that is, unless it is none.

        Raises:
            LedgerError: the ledger cannot be reached or written now.
            SaysoError: it cannot be linked.
        """
        heard, told = _spawn.Pipe(duplex=False)
        with heard, told:
            with self._lock:
                if self._stopped:
                    return
                self._process = _spawn.Process(
                    target=_link, args=(self._address, told), name="sayso-linker", daemon=True
                )
                self._process.start()
            told.close()  # The other process has the only one now: its end is heard here.
            error = _listened(heard, tell)
        self._process.join()
        if error:
            raise error
        if self._process.exitcode and not self._stopped:
            raise SaysoError("the process that links died; there may be too little memory")

    def stop(self) -> None:
        """Let it end now, and start no other."""
        with self._lock:
            self._stopped = True
            if self._process.is_alive():
                self._process.terminate()


def _listened(heard: Connection, tell: Callable[[int], None]) -> SaysoError | None:
    """The error that the process tells of before it ends."""
    try:
        while True:
            told: int | SaysoError = heard.recv()
            if isinstance(told, SaysoError):
                return told
            tell(told)
    except EOFError:
        return None


def _link(address: str, told: Connection) -> None:
    """What the process does."""
    # Ctrl+C is meant for the page, which ends this as well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(CALM)
    try:
        with Ledger.open(address, create=False) as ledger:
            if behind := count_behind(ledger):
                told.send(behind)
                relink(ledger)
    except LedgerError as error:
        told.send(LedgerError(str(error)))
    except SaysoError as error:
        told.send(SaysoError(str(error)))
