"""Processes of this machine as the engine."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from threading import Thread

from sayso.cluster.folder import Row
from sayso.cluster.stage import TRIES, Stage, once
from sayso.errors import ClusterError


class Several:
    """The engine that is several processes; where one dies, all start again with the units that are not done.

    Args:
        workers: processes.
    """

    def __init__(self, *, workers: int) -> None:
        self._workers = workers

    def run(self, stage: Stage, numbers: Sequence[int]) -> Iterator[tuple[int, Row]]:
        """Units as they are done.

        Raises:
            ClusterError: processes die again and again, and nothing is done meanwhile.
        """
        left, tries = set(numbers), 0
        while left:
            before = len(left)
            for number, marker in self._round(stage, sorted(left)):
                left.remove(number)
                yield number, marker
            tries = tries + 1 if len(left) == before else 0
            if tries == TRIES:
                raise ClusterError(
                    f"{stage.folder.address}: {stage.name}: its processes have died {TRIES} times in a row; "
                    "there may be too little memory for so many workers"
                )

    def _round(self, stage: Stage, numbers: Sequence[int]) -> Iterator[tuple[int, Row]]:
        """Units as they are done, until all are or a process dies."""
        ours, theirs = Pipe(duplex=False)
        # Forking a process that runs threads can deadlock; a spawned one starts clean.
        pool = ProcessPoolExecutor(
            min(self._workers, len(numbers)),
            mp_context=get_context("spawn"),
            initializer=_begin,
            initargs=(ours,),
        )
        try:
            for done in as_completed([pool.submit(_once, stage, number) for number in numbers]):
                yield done.result()
        except BrokenProcessPool:
            return
        finally:
            # All end at once, also in the middle of a unit, which is then done again.
            theirs.close()
            pool.shutdown(cancel_futures=True)
            ours.close()


def _once(stage: Stage, number: int) -> tuple[int, Row]:
    return number, once(stage, number)


def _begin(alive: Connection) -> None:
    """Leave interrupts to the parent, and end when it closes its end of a pipe, or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(alive,), daemon=True).start()


def _end_with(alive: Connection) -> None:
    try:
        alive.recv()
    except EOFError:
        os._exit(1)
