"""Versions: what an article was, and what was changed in it, said or unsaid."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.accounts.edits import Edits, edits
from sayso.ledger import Ledger
from sayso.model import Reading
from sayso.watched import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One version, and what was changed since the one before.

    Args:
        version: where and when it was seen.
        edits: None for the first version, and where there is nothing to compare: before or now it was gone.
    """

    version: Version
    edits: Edits | None


def history(ledger: Ledger, name: str) -> tuple[str, list[Step]]:
    """The address of an article, and its versions, the first one first.

    A version that comes after the article was gone is compared with the last one before that.

    Args:
        ledger: keeps them.
        name: the article's address, or a report that is one of its versions.

    Raises:
        NotFoundError: there is no such report, or it is not watched.
    """
    url, versions = ledger.watched.versions(name)
    return url, list(_steps(ledger, versions))


def _steps(ledger: Ledger, versions: list[Version]) -> Iterator[Step]:
    before: Reading | None = None
    for version in versions:
        now = ledger.reading(version.report)[1] if version.report else None
        yield Step(version=version, edits=edits(before, now) if before and now else None)
        before = now or before
