"""Every error that sayso raises on purpose.

SaysoError
├── SourceError      a file or folder that cannot be read as reports
├── ReportError      one report that cannot be read (empty, too long, not English)
├── ReaderError      a reader that can read no report: its server cannot be reached, or refuses
├── LedgerError      a ledger that is not ours, is read-only, or was made by a newer version
├── NotFoundError    a report, incident or statement that the ledger does not hold
├── DecisionError    a decision that cannot be: a field that is none, a value that a field cannot have
├── AccessError      somebody who may not sign in, or may not do that
├── ExportError      a format that cannot be written: a library that is missing, a file that cannot be made
├── ClusterError     partitions that cannot be planned, written or gone on with, or machines that are away
└── AssetError       a shipped model or gazetteer that is missing or damaged

A message says what, where, and what to do next, in one line.
"""


class SaysoError(Exception):
    """The root of the tree: catch this to catch all that sayso raises on purpose."""


class SourceError(SaysoError):
    """A file, a folder or one row of a file cannot be read as a report.

    Args:
        where: the path as the user gave it, with an archive's member after `!`.
        cause: what is wrong, in words.
        line: the line of the file, from 1, where that is known.
    """

    def __init__(self, where: str, cause: str, *, line: int | None = None) -> None:
        self.where = where
        self.cause = cause
        self.line = line
        place = where if line is None else f"{where}:{line}"
        super().__init__(f"{place}: {cause}")


class ReportError(SaysoError):
    """One report cannot be read; the others are."""


class ReaderError(SaysoError):
    """The reader itself cannot work; no report can be read."""


class LedgerError(SaysoError):
    """The ledger cannot be opened or written."""


class NotFoundError(SaysoError):
    """The ledger holds nothing by that name."""


class DecisionError(SaysoError):
    """What a person ruled cannot be recorded."""


class AccessError(SaysoError):
    """Somebody may not sign in, or may not do that."""


class ExportError(SaysoError):
    """What was asked for cannot be written."""


class ClusterError(SaysoError):
    """Partitions cannot be planned, written or gone on with, or the engine of many machines cannot work."""


class AssetError(SaysoError):
    """A file that ships with the package is missing or damaged."""
