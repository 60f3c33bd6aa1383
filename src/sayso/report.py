"""Report: what comes in."""

import hashlib
import json
from dataclasses import dataclass

TIME_LIMIT = 10
"""Processor time that one report may take, to be taken out of its file and again to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text: an article, a press release, a bulletin.

    Args:
        text: the words as published; every span counts code points of it.
        id: the name the user or the file gave it, or null.
        title: the headline.
        outlet: who published it.
        url: where.
        published: an ISO 8601 day or date-time, or null; never today's date by default.
    """

    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None

    @property
    def hash(self) -> str:
        """SHA-256 of what was published: the same words of the same outlet and day are the same report."""
        fields = {
            "outlet": self.outlet,
            "published": self.published,
            "text": self.text,
            "title": self.title,
            "url": self.url,
        }
        canonical = json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()
