"""What is told of a round of watching."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class What(StrEnum):
    """What was seen."""

    LISTED = "listed"
    NEW = "new"
    CHANGED = "changed"
    VANISHED = "vanished"
    RETURNED = "returned"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One thing that was seen.

    Args:
        what: it is.
        url: of the feed or the article.
        at: when.
        articles: new ones that a feed lists.
        report: the short id of the report that an article is now.
        before: the short id of the report that it was before.
        title: of the article.
        outlet: of the article.
        cause: why something failed, or how a feed had to be read.
    """

    what: What
    url: str
    at: datetime
    articles: int = 0
    report: str | None = None
    before: str | None = None
    title: str | None = None
    outlet: str | None = None
    cause: str | None = None
