"""Ray Data as the engine: units are shared out among actors on many machines, and what dies is started again."""

import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sayso.cluster.folder import Row
from sayso.cluster.stage import Stage, once
from sayso.errors import ClusterError

STORE = 200_000_000
"""Bytes of a local Ray's shared memory: only the numbers of units go through it, tables go by files."""

MISSING = "many machines need one more package: pip install 'sayso[ray]'"


class Many:
    """The engine that is a Ray cluster.

    Args:
        workers: processes, one core each.
    """

    def __init__(self, *, workers: int) -> None:
        self._workers = workers

    def run(self, stage: Stage, numbers: Sequence[int]) -> Iterator[tuple[int, Row]]:
        """Units as they are done; one whose process dies is done again by another.

        Raises:
            ClusterError: a unit cannot be done, or the cluster is gone.
        """
        import ray
        import ray.data

        if not numbers:
            return
        workers = min(self._workers, len(numbers))
        units = ray.data.from_items(list(numbers), override_num_blocks=len(numbers))
        done = units.map(
            _Worker,
            fn_constructor_args=(stage,),
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=workers),
            num_cpus=1,
            max_restarts=-1,
            max_task_retries=-1,
        )
        try:
            for row in done.iter_rows():
                yield row["number"], json.loads(row["marker"])
        except ray.exceptions.RayError as error:
            raise ClusterError(_cause(error)) from error


class _Worker:
    """An actor: does one unit after another, and keeps what it has loaded."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        number = int(row["item"])
        return {"number": number, "marker": json.dumps(once(self._stage, number))}


@contextmanager
def many(*, workers: int | None) -> Iterator[Many]:
    """A Ray cluster: the one that RAY_ADDRESS names, or one of this machine alone, which ends with the block.

    Args:
        workers: processes; None for all cores there are.

    Raises:
        ClusterError: Ray is not installed, or cannot be reached.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
        import ray.data
    except ModuleNotFoundError as error:
        raise ClusterError(MISSING) from error
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    here = {"num_cpus": workers, "include_dashboard": False, "object_store_memory": STORE}
    try:
        ray.init(**quiet, **({} if os.environ.get("RAY_ADDRESS") else here))
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        raise ClusterError(f"Ray cannot be reached: {_first_line(error)}") from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    try:
        yield Many(workers=workers or max(1, int(ray.cluster_resources().get("CPU", 1))))
    finally:
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
