"""The day a report was published: printed in it, given with it, or the only one that fits what it prints."""

import re
from dataclasses import dataclass
from datetime import date

from sayso.language.times import dates
from sayso.language.times.relative import iso_day
from sayso.language.times.rules import Context, Tense
from sayso.model import PublishedBasis

HEAD = 400


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published, and how that is known.

    Args:
        day: an ISO 8601 day or date-time, or None.
        basis: `given` with the report, printed in its `text`, `inferred`, or `unknown`.
    """

    day: str | None
    basis: PublishedBasis


def published(text: str, given: str | None) -> Published:
    """The day of publication; a date printed at the head of the text beats the given one.

    Args:
        text: the report's own.
        given: what came with the report, ISO 8601.
    """
    known = iso_day(given)
    printed = printed_day(text, known)
    if printed and printed != known:
        return Published(printed.isoformat(), PublishedBasis.TEXT)
    if known:
        return Published(given, PublishedBasis.GIVEN)
    return Published(None, PublishedBasis.UNKNOWN)


BEFORE = re.compile(
    r"(?:^|[\n\r(|,:;–—-]|\d|\b[A-Z][\w.'’-]*|\b(?i:publication|published|updated|posted|at|on))[\s,]*$"
)
AFTER = re.compile(r"\s*(?:$|[A-Z(\"“‘'\d\n|–—:-])")


def printed_day(text: str, given: date | None) -> date | None:
    """The date printed at the head of a report, before its first sentence gets under way."""
    head = text[:HEAD]
    context = Context(text=head, published=given, tense=lambda a, b: Tense.OPEN)
    for rule in dates.RULES[:5]:
        for match in rule.pattern.finditer(head):
            if not (match.groupdict().get("year") or match.groupdict().get("short")):
                continue
            if not BEFORE.search(head[: match.start()]) or not AFTER.match(head, match.end()):
                continue
            value = rule.resolve(match, context)
            if value and value.covers:
                return value.covers[0]
    return None
