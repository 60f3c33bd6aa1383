"""Linking anew after something was decided or added: in the background, many changes at once."""

import logging
from threading import Condition, Thread

from sayso.errors import SaysoError
from sayso.ledger import Ledger
from sayso.workflow.link import relink

logger = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that a visitor waits for a small ledger, to see at once what a decision changed."""


class Linker:
    """Links a ledger anew whenever it is asked to; what is asked for meanwhile is done in one go after it.

    Args:
        ledger: what to link.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
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
        """Wait until all that was asked for is done."""
        with self._changed:
            self._changed.wait_for(lambda: not self._running)

    def _run(self) -> None:
        while (aim := self._next()) is not None:
            try:
                relink(self._ledger)
            except SaysoError as error:
                logger.error("incidents are not linked anew: %s", error)
            finally:
                with self._changed:
                    self._done = aim
                    self._changed.notify_all()

    def _next(self) -> int | None:
        """What to do next; None ends the thread, in one step with seeing that nothing was asked for."""
        with self._changed:
            if self._done < self._asked:
                return self._asked
            self._running = False
            self._changed.notify_all()
            return None
