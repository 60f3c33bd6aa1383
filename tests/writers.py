"""Processes that write to a ledger, to be run side by side and to be killed."""

import os
import resource
import signal
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from multiprocessing import get_context
from typing import Any

from invented import TEXT, VERSIONS, a_bare_reading, a_reading, a_report
from sayso.decisions import Act, Ruling, target_of
from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.report import Report

LINKED = 5

# A server that has imported all that is needed forks each process, which then starts at once.
processes = get_context("forkserver")
processes.set_forkserver_preload(["writers"])


def numbered(number: int) -> Report:
    """An invented report with a number of its own."""
    return a_report(f"{TEXT} {number}", id=str(number))


def write(address: str, journal: str, numbers: Iterable[int]) -> None:
    """Store numbered reports; the number of each is noted once it is called stored."""
    with Ledger.open(address) as ledger, open(journal, "ab", buffering=0) as notes:
        for number in numbers:
            report = numbered(number)
            if ledger.add(report, a_reading(report), VERSIONS):
                notes.write(b"stored %d\n" % number)


def write_all_kinds(address: str, journal: str, first: int) -> None:
    """Store, decide, read anew, undo and link from a number on, until killed; each is noted once done."""
    with Ledger.open(address) as ledger, open(journal, "ab", buffering=0) as notes:
        for number in count(first):
            report = numbered(number)
            ledger.add(report, a_reading(report), VERSIONS)
            notes.write(b"stored %d\n" % number)
            target = target_of(report.hash, a_reading(report), "s2")
            reject = ledger.decide(Ruling(act=Act.REJECT, target=target, who="Amina", why="no denial"))
            notes.write(b"decided %s\n" % reject.encode())
            if number % 2:
                ledger.supersede(report, a_bare_reading(report), replace(VERSIONS, package="0.2.0"))
            if number % 3:
                undo = ledger.decide(Ruling(act=Act.UNDO, undoes=reject, who="Omar", why="a denial"))
                notes.write(b"decided %s\n" % undo.encode())
            ledger.store_links(links(ledger.report(str(number))[0], number))
            notes.write(b"linked %d\n" % number)


def reject(address: str, ids: Iterable[str]) -> None:
    """Reject things of the invented report, one by one."""
    with Ledger.open(address) as ledger:
        for id in ids:
            target = target_of(a_report().hash, a_reading(), id)
            ledger.decide(Ruling(act=Act.REJECT, target=target, who="Amina", why="not so"))


def links(report: str, generation: int) -> list[dict[str, Any]]:
    """Linked incidents that all bear the number of the call that stored them."""
    return [
        {
            "id": f"i-{place}",
            "generation": generation,
            "mentions": [{"report": report, "incident": f"i{place}"}],
        }
        for place in range(LINKED)
    ]


def write_until_full(address: str, journal: str) -> None:
    """Store reports until no file may grow any more; exits with 0 if a LedgerError of one line told so."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, resource.RLIM_INFINITY))
    try:
        write(address, journal, count())
    except LedgerError as error:
        os._exit(0 if str(error).startswith(f"{address}: ") and "\n" not in str(error) else 1)


def noted(journal: str, what: str) -> list[str]:
    """What was noted to be stored, decided or linked, in its order."""
    with open(journal, encoding="ascii") as notes:
        lines = (line.split() for line in notes if line.endswith("\n"))
        return [value for kind, value in lines if kind == what]
