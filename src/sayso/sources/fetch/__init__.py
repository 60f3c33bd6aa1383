"""Fetching what is watched: politely, within limits, and from public addresses only.

The one part of sayso that asks other servers for anything.
"""

from sayso.sources.fetch.answers import Fetched, Gone, NoAnswer, Refused, Resting, Trouble
from sayso.sources.fetch.clock import LONGEST_WAIT, Clock, SystemClock, wait_after
from sayso.sources.fetch.fetcher import Fetcher, Limits

__all__ = [
    "LONGEST_WAIT",
    "Clock",
    "Fetched",
    "Fetcher",
    "Gone",
    "Limits",
    "NoAnswer",
    "Refused",
    "Resting",
    "SystemClock",
    "Trouble",
    "wait_after",
]
