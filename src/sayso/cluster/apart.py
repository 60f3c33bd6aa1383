"""Work apart: in a process of its own, with a limit to its memory, so that what kills it kills nothing else."""

import os
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import ParamSpec, TypeVar

from sayso.model import Reader

MEMORY = 2_000_000_000
"""Bytes of data that such a process may hold: a reader needs a quarter of that."""

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Died(Exception):
    """The process has died of the work."""


def apart(work: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
    """What a function returns that is run in another process.

    Raises:
        Died: the process was killed, or was refused more memory, before the function returned.
    """
    # Forking a process that runs threads can deadlock; a spawned one starts clean.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=confine) as pool:
        try:
            return pool.submit(work, *args, **kwargs).result()
        except (BrokenProcessPool, MemoryError) as error:
            raise Died from error


@dataclass(frozen=True, slots=True)
class Confined:
    """Loads a reader in a process that is to be confined."""

    load: Callable[[], Reader]

    def __call__(self) -> Reader:
        """The reader."""
        confine()
        return self.load()


def confine() -> None:
    """Limit the memory of this process, and end it with its parent, however that ends."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
