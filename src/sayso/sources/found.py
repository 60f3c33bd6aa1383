"""What a format hands over: a report as its file has it, or why there is none."""

from dataclasses import dataclass

from sayso.report import Report

FILE_LIMIT = 100_000_000
"""Bytes of a file or member that is held in memory whole; JSON lines and CSV are streamed, at any length."""

TEXT_LIMIT = 5_000_000
"""Code points of one report."""

BYTES_LIMIT = 4 * TEXT_LIMIT
"""Bytes of a file that is nothing but a report's text."""


class Unreadable(Exception):
    """No report can be had here; its words say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One report in a file, or why there is none at that place.

    Args:
        report: as the file has it; `published` may still be in any form.
        cause: why there is no report; exactly one of report and cause is set.
        id: the id that a row gives itself, also where the rest of it is broken.
        member: the file's name in the archive.
        line: the row's first line, from 1.
        note: what a user should know of how it was read.
    """

    report: Report | None = None
    cause: str | None = None
    id: str | None = None
    member: str | None = None
    line: int | None = None
    note: str | None = None


def notes(*parts: str | None) -> str | None:
    """Several notes as one, or None."""
    return "; ".join(part for part in parts if part) or None
