"""Linking anew after something was decided or added: in the background, many changes at once."""

import logging
from threading import Condition, Thread

from sayso.errors import LedgerError, SaysoError
from sayso.ledger import Ledger
from sayso.workflow.link import relink

logger = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that a visitor waits for a small ledger, to see at once what a decision changed."""
AGAIN = 5.0
"""Seconds after which a ledger that could not be reached or written is tried again."""


class Linker:
    """Links a ledger anew whenever it is asked to; what is asked for meanwhile is done in one go after it.

    Where the ledger cannot be reached or written, it is tried again until it can.

    Args:
        ledger: what to link.
        again: seconds until then.
    """

    def __init__(self, ledger: Ledger, *, again: float = AGAIN) -> None:
        self._ledger = ledger
        self._again = again
        self._closing = False
        self._changed = Condition()
        self._asked = 0
        self._done = 0
        self._running = False

    @property
    def is_busy(self) -> bool:
        """Whether something was asked for that is not done."""
        return self._done < self._asked

    def ask(self, *, patience: float = PATIENCE) -> bool:
        """Link anew; whether it is done.

        Args:
            patience: seconds to wait; it goes on afterwards.
        """
        with self._changed:
            self._asked += 1
            mine = self._asked
            if not self._running:
                self._running = True
                Thread(target=self._run, name="sayso-linker").start()
            return self._changed.wait_for(lambda: self._done >= mine, patience)

    def close(self) -> None:
        """Wait until all that was asked for is done, or cannot be done now."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._running)

    def _run(self) -> None:
        while (aim := self._next()) is not None:
            if self._link():
                with self._changed:
                    self._done = aim
                    self._changed.notify_all()

    def _link(self) -> bool:
        """Link anew; False where that is to be tried again, after a rest."""
        try:
            relink(self._ledger)
        except LedgerError as error:
            logger.error("incidents are not linked anew: %s", error)
            with self._changed:
                # At the end it is given up: the next page over the ledger begins with it.
                return self._changed.wait_for(lambda: self._closing, self._again)
        except SaysoError as error:
            logger.error("incidents are not linked anew: %s", error)
        return True

    def _next(self) -> int | None:
        """What to do next; None ends the thread, in one step with seeing that nothing was asked for."""
        with self._changed:
            if self._done < self._asked:
                return self._asked
            self._running = False
            self._changed.notify_all()
            return None
