"""Linking anew after something was decided or added: in the background, many changes at once."""

import logging
from collections.abc import Callable
from threading import Condition, Thread

from sayso.errors import LedgerError, SaysoError
from sayso.ledger import Ledger
from sayso.web.aside import Aside
from sayso.workflow.book import count_behind
from sayso.workflow.link import relink

logger = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that a visitor waits for a small ledger, to see at once what a decision changed."""
AGAIN = 5.0
"""Seconds after which a ledger that could not be reached or written is tried again."""
LARGE = 2_000
"""From so many reports on a ledger is linked in a process of its own, and nobody waits for it."""


class Linker:
    """Links a ledger anew whenever it is asked to; what is asked for meanwhile is done in one go after it.

    Where the ledger cannot be reached or written, it is tried again until it can. What is not done when the page
    ends is done when a page over the ledger starts again.

    Args:
        ledger: what to link.
        address: of the ledger.
        ready: makes what is shown of the ledger; done before and after, so that no visitor waits for it.
        again: seconds after which it is tried again.
    """

    def __init__(
        self,
        ledger: Ledger,
        address: str,
        *,
        ready: Callable[[], None] = lambda: None,
        again: float = AGAIN,
    ) -> None:
        self._ledger = ledger
        self._ready = ready
        self._aside = Aside(address)
        self._again = again
        self._closing = False
        self._changed = Condition()
        self._asked = 0
        self._done = 0
        self._running = False
        self._behind = 0

    @property
    def is_busy(self) -> bool:
        """Whether something was asked for that is not done."""
        return self._done < self._asked

    @property
    def behind(self) -> int:
        """How many reports are being linked anew."""
        return self._behind

    def ask(self, *, patience: float = PATIENCE) -> bool:
        """Link anew; whether it is done.

        Args:
            patience: seconds to wait for a small ledger; it goes on afterwards.
        """
        wait = 0 if self._is_large() else patience
        with self._changed:
            self._asked += 1
            mine = self._asked
            if not self._running:
                self._running = True
                Thread(target=self._run, name="sayso-linker").start()
            return self._changed.wait_for(lambda: self._done >= mine, wait)

    def close(self) -> None:
        """Wait until a small ledger is linked, or cannot be now; a large one is left as it is."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._aside.stop()
        with self._changed:
            self._changed.wait_for(lambda: not self._running)

    def _is_large(self) -> bool:
        newest, _ = self._ledger.state()
        return newest >= LARGE

    def _run(self) -> None:
        while (aim := self._next()) is not None:
            if self._link():
                with self._changed:
                    self._done = aim
                    self._changed.notify_all()

    def _link(self) -> bool:
        """Link anew; False where that is to be tried again, after a rest."""
        try:
            self._ready()
            if self._is_large():
                self._aside.run(self._tell)
            elif count_behind(self._ledger):
                relink(self._ledger)
            self._ready()
        except LedgerError as error:
            logger.error("incidents are not linked anew: %s", error)
            with self._changed:
                # At the end it is given up: the next page over the ledger begins with it.
                return self._changed.wait_for(lambda: self._closing, self._again)
        except SaysoError as error:
            logger.error("incidents are not linked anew: %s", error)
        finally:
            self._tell(0)
        return True

    def _tell(self, behind: int) -> None:
        self._behind = behind

    def _next(self) -> int | None:
        """What to do next; None ends the thread, in one step with seeing that nothing was asked for."""
        with self._changed:
            if self._done < self._asked:
                return self._asked
            self._running = False
            self._changed.notify_all()
            return None
