"""Processes that write to a ledger, to be run side by side and to be killed."""

import os
import resource
import signal
from collections.abc import Iterable
from itertools import count
from multiprocessing import get_context

from invented import TEXT, VERSIONS, a_reading, a_report

from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.report import Report

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
                notes.write(b"%d\n" % number)


def write_on(address: str, journal: str, first: int) -> None:
    """Store reports from a number on, until killed."""
    write(address, journal, count(first))


def write_until_full(address: str, journal: str) -> None:
    """Store reports until no file may grow any more; exits with 0 if a LedgerError of one line told so."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, resource.RLIM_INFINITY))
    try:
        write(address, journal, count())
    except LedgerError as error:
        os._exit(0 if str(error).startswith(f"{address}: ") and "\n" not in str(error) else 1)


def noted(journal: str) -> list[int]:
    """The numbers of the reports that were called stored."""
    with open(journal, "rb") as notes:
        return [int(line) for line in notes]
