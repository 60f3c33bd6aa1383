"""Ray as the engine: units are shared out among actors on many machines, and what dies is started again."""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sayso.cluster.folder import Row
from sayso.cluster.stage import TRIES, Stage, once
from sayso.errors import ClusterError

STORE = 200_000_000
"""Bytes of a local Ray's shared memory: only what came of units goes through it, tables go by files."""

MISSING = "many machines need one more package: pip install 'sayso[ray]'"


class Many:
    """The engine that is a Ray cluster. Its actors stay from stage to stage, and keep what they have loaded.

    Args:
        workers: actors, one core each.
    """

    def __init__(self, *, workers: int) -> None:
        self._workers = workers
        self._actors: list[Any] = []

    def run(self, stage: Stage, numbers: Sequence[int]) -> Iterator[tuple[int, Row]]:
        """Units as they are done; one whose process or machine dies is done again by another.

        Raises:
            ClusterError: a unit cannot be done, or the cluster is gone.
        """
        import ray
        from ray.util import ActorPool

        self._start(min(self._workers, len(numbers)))
        done = ActorPool(self._actors).map_unordered(
            lambda actor, number: actor.run.remote(stage, number), list(numbers)
        )
        try:
            yield from done
        except ray.exceptions.RayError as error:
            raise ClusterError(f"{stage.folder.address}: {stage.name}: {_cause(error)}") from error

    def close(self) -> None:
        """Let go of the machines."""
        import ray

        for actor in self._actors:
            ray.kill(actor)
        self._actors = []

    def _start(self, workers: int) -> None:
        import ray

        kind = ray.remote(_Worker).options(num_cpus=1, max_restarts=-1, max_task_retries=TRIES - 1)
        self._actors += [kind.remote() for _ in range(workers - len(self._actors))]


class _Worker:
    """An actor: does one unit after another."""

    def run(self, stage: Stage, number: int) -> tuple[int, Row]:
        return number, once(stage, number)


@contextmanager
def many(*, workers: int | None) -> Iterator[Many]:
    """A Ray cluster: the one that RAY_ADDRESS names, or one of this machine alone, which ends with the block.

    Args:
        workers: actors; None for all cores there are.

    Raises:
        ClusterError: Ray is not installed, or cannot be reached.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    # Ray's own 15 would let everything else on a machine go before reading, which it is there for.
    os.environ.setdefault("RAY_worker_niceness", "0")
    try:
        import ray
    except ModuleNotFoundError as error:
        raise ClusterError(MISSING) from error
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    here = {"num_cpus": workers, "include_dashboard": False, "object_store_memory": STORE}
    try:
        ray.init(**quiet, **({} if os.environ.get("RAY_ADDRESS") else here))
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        raise ClusterError(f"Ray cannot be reached: {_first_line(error)}") from error
    engine = Many(workers=workers or max(1, int(ray.cluster_resources().get("CPU", 1))))
    try:
        yield engine
    finally:
        engine.close()
        ray.shutdown()


def _cause(error: BaseException) -> str:
    """What a unit failed of: what sayso itself has to say, or the last line of Ray's report."""
    inner: BaseException | None = error
    while inner is not None:
        cause = getattr(inner, "cause", None) or inner.__cause__
        if isinstance(cause, ClusterError):
            return str(cause)
        inner = cause if isinstance(cause, BaseException) else None
    return " ".join(str(error).strip().splitlines()[-1].split())


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
