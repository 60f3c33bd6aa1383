"""How fast the page is over a large ledger, how large its views are, and whether fifty readers get on with it.

    python -m bench.page [--incidents 100000] [--ledger build/page.db] [--readers 50] [--write bench/page.md]

Makes the ledger once, with three reports an incident (see `stories`), and serves it as `sayso serve` does, in a process
of its own. First byte: from asking to the beginning of the answer, each time another incident, report, filter or word.
Size: of a view as it is sent, packed, without the scripts and styles that all views share. Readers: so many at once,
each going through all views.
"""

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bench.stories import build

TIMES = 15
EACH = 2
PATIENCE = 120.0
BAR_MS, BAR_KB = 200, 300
ADDRESS = re.compile(r"(http://\S+?)/\?token=(\S+)")
WORDS = ("Kunduz", "hospital", "monitor", "driver survived", '"car bomb"', "checkpoints", "said")

Ask = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: seconds to its first byte, bytes as sent, status."""

    seconds: float
    size: int
    status: int


def views(client: httpx.Client) -> dict[str, Ask]:
    """Each view, as something that makes addresses of it."""
    listed = client.get("/incidents", params={"format": "json", "limit": 500, "sort": "told"}).json()
    incidents = [card["id"] for card in listed["shown"]]
    reports = [card["lead"]["report"] for card in listed["shown"] if card["lead"]]
    offered = {choice["name"]: [o["value"] for o in choice["options"]] for choice in listed["choices"]}
    sources = re.findall(r'href="(/sources/[^"?]+)"', client.get("/sources").text)

    def narrowed(chance: random.Random) -> str:
        name = chance.choice([name for name, values in offered.items() if values])
        year = chance.randint(2015, 2023)
        return f"/incidents?{name}={chance.choice(offered[name])}&from={year}-01-01&sort=killed"

    return {
        "incidents": lambda chance: (
            f"/incidents?sort={chance.choice(['newest', 'oldest', 'killed', 'told'])}"
        ),
        "incidents, narrowed": narrowed,
        "incidents, by words": lambda chance: f"/incidents?text={chance.choice(WORDS)}",
        "incidents, as of": lambda chance: f"/incidents?as_of={chance.randint(2015, 2024)}-06-30",
        "points of the map": lambda chance: f"/incidents/points?from={chance.randint(2015, 2023)}-01-01",
        "days of the timeline": lambda chance: f"/incidents/days?country={chance.choice(offered['country'])}",
        "an incident": lambda chance: f"/incidents/{chance.choice(incidents)}",
        "a report": lambda chance: f"/reports/{chance.choice(reports)}",
        "review": lambda chance: "/review",
        "review, an incident": lambda chance: f"/review/incidents/{chance.choice(incidents)}",
        "review, reports": lambda chance: "/review/reports",
        "review, a report": lambda chance: f"/review/reports/{chance.choice(reports)}",
        "agreement": lambda chance: "/review/agreement",
        "decisions": lambda chance: "/decisions",
        "sources": lambda chance: "/sources",
        "a source": lambda chance: chance.choice(sources),
        "pledges": lambda chance: f"/pledges?month={chance.randint(2015, 2024)}-0{chance.randint(1, 9)}",
        "search": lambda chance: f"/search?q={chance.choice(WORDS)}",
        "add": lambda chance: "/add",
        "api": lambda chance: "/api",
    }


@contextmanager
def served(ledger: Path) -> Iterator[tuple[str, str]]:
    """The page over a ledger: its address, and a cookie that it lets in."""
    command = [str(Path(sys.executable).with_name("sayso")), "serve", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            found = ADDRESS.search(server.stderr.readline())
            assert found, "no address was printed"
            yield found[1], entered(found[1], found[2])
        finally:
            server.terminate()


def entered(address: str, token: str) -> str:
    """The cookie that the token is changed for, once the server is up."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return (
                httpx.get(f"{address}/?token={token}", timeout=PATIENCE)
                .headers["set-cookie"]
                .partition(";")[0]
            )
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def ask(client: httpx.Client, address: str) -> Answer:
    """Ask for an address, and take the whole answer as it is sent."""
    began = time.perf_counter()
    with client.stream("GET", address) as answer:
        first = time.perf_counter() - began
        size = sum(map(len, answer.iter_raw()))
    return Answer(first, size, answer.status_code)


def measure(client: httpx.Client, asks: dict[str, Ask]) -> tuple[list[str], bool]:
    """Each view's first byte and size as rows of a table; whether all are within the bars."""
    lines = ["| view | first byte, ms (median) | worst | kB, packed |", "|---|---|---|---|"]
    fine = True
    for name, make in asks.items():
        chance = random.Random(name)
        answers = [ask(client, make(chance)) for _ in range(TIMES)]
        failed = [answer.status for answer in answers if answer.status != httpx.codes.OK]
        median = 1000 * statistics.median(answer.seconds for answer in answers)
        worst = 1000 * max(answer.seconds for answer in answers)
        size = max(answer.size for answer in answers) / 1000
        is_fine = not failed and median < BAR_MS and size < BAR_KB
        fine &= is_fine
        mark = "" if is_fine else " (over the bar)"
        told = f", {len(failed)} failed" if failed else ""
        lines.append(f"| {name}{mark}{told} | {median:.0f} | {worst:.0f} | {size:.1f} |")
    return lines, fine


def crowd(address: str, headers: dict[str, str], asks: dict[str, Ask], readers: int) -> tuple[str, bool]:
    """Let readers go through all views at once; what came of it, and whether each got every answer."""

    def read(number: int) -> list[Answer]:
        chance = random.Random(number)
        names = chance.sample(list(asks), len(asks)) * EACH
        with httpx.Client(base_url=address, headers=headers, timeout=PATIENCE) as client:
            return [ask(client, asks[name](chance)) for name in names]

    began = time.perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        answers: list[Answer] = [answer for some in pool.map(read, range(readers)) for answer in some]
    took = time.perf_counter() - began
    statuses: Counter[Any] = Counter(answer.status for answer in answers)
    seconds = statistics.median(answer.seconds for answer in answers)
    errors = len(answers) - statuses[httpx.codes.OK]
    told = (
        f"{readers} readers at once, each going through all views {EACH} times: {len(answers):,} answers in "
        f"{took:.0f} s, {errors} errors, first byte {seconds:.2f} s (median)."
    )
    return told, errors == 0


def main() -> None:
    """Make the ledger if it is not there, measure, and fail where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path, default=Path("build/page.db"))
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--write", type=Path, help="Write the table here too.")
    arguments = parser.parse_args()
    if not arguments.ledger.exists():
        for line in build(str(arguments.ledger), arguments.incidents):
            print(line, file=sys.stderr)
    with served(arguments.ledger) as (address, cookie):
        headers = {"cookie": cookie}
        with httpx.Client(base_url=address, headers=headers, timeout=PATIENCE) as client:
            asks = views(client)
            lines, fine = measure(client, asks)
        told, all_answered = crowd(address, headers, asks, arguments.readers)
    load, processors = os.getloadavg()[1], os.cpu_count() or 1
    head = [
        "# What the page takes over a large ledger",
        "",
        f"Made by `python -m bench.page --write bench/page.md`: {arguments.incidents:,} incidents, "
        f"{3 * arguments.incidents:,} reports, SQLite,",
        f"{processors} processors shared with other work (load {load:.1f}), {TIMES} requests a view; "
        f"the bars are {BAR_MS} ms and {BAR_KB} kB.",
        "",
    ]
    text = "\n".join([*head, *lines, "", told, ""])
    print(text)
    if arguments.write:
        arguments.write.write_text(text, encoding="utf-8")
    fine &= all_answered
    sys.exit(not fine)


if __name__ == "__main__":
    main()
