"""Stages: what is done with every unit, once; and the engine that does it, here or on many machines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from sayso.cluster.folder import Folder, Row

TRIES = 4
"""Processes that may die of one unit in one run; from the second on it is done carefully."""


class Stage(Protocol):
    """Work that is done unit by unit. A stage is sent to the machines, so it holds plain values alone."""

    @property
    def name(self) -> str:
        """Its markers lie under this name."""

    @property
    def folder(self) -> Folder:
        """Where its tables go."""

    def run(self, number: int, *, careful: bool) -> Row:
        """Do a unit; the same tables come out however often it is done.

        Args:
            number: of the unit.
            careful: a process has died of it before; what killed it must not do so again, where that can be.

        Returns:
            What came of it, in plain values; `tables` has the names of the files.
        """


class Engine(Protocol):
    """Does units of a stage, in any order."""

    def run(self, stage: Stage, numbers: Sequence[int]) -> Iterator[tuple[int, Row]]:
        """Each unit's number and what came of it, as they are done."""


class Here:
    """The engine that is this process."""

    def run(self, stage: Stage, numbers: Sequence[int]) -> Iterator[tuple[int, Row]]:
        """One unit after another."""
        for number in numbers:
            yield number, once(stage, number)


def once(stage: Stage, number: int) -> Row:
    """Do a unit if it is not done."""
    marker = stage.folder.marker(stage.name, number)
    if marker is None:
        with stage.folder.begun(stage.name, number) as deaths:
            marker = stage.run(number, careful=deaths > 0)
            stage.folder.mark(stage.name, number, marker)
    return marker


def ahead(engine: Engine, stage: Stage, numbers: Iterable[int]) -> Iterator[tuple[int, Row]]:
    """Every unit of a stage and what came of it: first those that were done before."""
    wanted = list(numbers)
    done = stage.folder.markers(stage.name)
    for number in wanted:
        if number in done:
            yield number, done[number]
    left = [number for number in wanted if number not in done]
    if left:
        yield from engine.run(stage, left)
