"""Asking many hosts at once, each of them for one thing at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, Queue, SimpleQueue
from threading import Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AT_ONCE = 8
"""Hosts that are asked at once, and answers that may wait to be taken: they are held in memory."""


def abreast(
    items: Sequence[Item], host_of: Callable[[Item], str], fetch: Callable[[Item], Result]
) -> Iterator[tuple[Item, Result]]:
    """Fetch items host by host, and give each with its result as it comes; those of one host in their order.

    Args:
        items: what is to be fetched.
        host_of: the host that an item is on.
        fetch: fetches an item; what it raises is raised here.
    """
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[host_of(item)].append(item)
    waiting: SimpleQueue[list[Item]] = SimpleQueue()
    for group in groups.values():
        waiting.put(group)
    done: Queue[tuple[Item, Result] | Exception] = Queue(maxsize=AT_ONCE)

    def work() -> None:
        try:
            while True:
                for item in waiting.get_nowait():
                    done.put((item, fetch(item)))
        except Empty:
            return
        except Exception as error:  # noqa: BLE001 - it is raised where the results are taken
            done.put(error)

    for _ in range(min(AT_ONCE, len(groups))):
        # A user who stops need not wait for a slow host.
        Thread(target=work, daemon=True).start()
    for _ in items:
        result = done.get()
        if isinstance(result, Exception):
            raise result
        yield result
