"""The day a report was published: printed in it, given with it, or the only one that fits what it prints."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sayso.language.times import dates
from sayso.language.times.rules import Context, Rule, Tense
from sayso.model import PublishedBasis

HEAD = 400
"""Code points in which a report prints its date: after a headline, a place, a bar of icons."""

PRINTED: tuple[Rule, ...] = tuple(
    rule
    for rule in dates.RULES
    if rule.resolve in (dates.iso, dates.numeric, dates.glued, dates.month_day, dates.day_month)
)
BEFORE = re.compile(
    r"(?:^|[\n\r(|,:;–—-]|\d|\b[A-Z][\w.'’-]*|\b(?i:publication|published|updated|posted|at|on))[\s,]*$"
)
AFTER = re.compile(r"\s*(?:$|[A-Z(\"“‘'\d\n|–—:-])")
OPENING = re.compile(
    r"\W*(?:(?:date of )?(?:publication|published|posted|(?:last )?updated)(?: date)?[\s:]*(?:at|on)?"
    r"[\s:]*)?",
    re.IGNORECASE,
)
DATELINE = re.compile(r"\s*(?:[A-Z][\w.'’-]*[ ,]+){1,6}$")
AGENCY = re.compile(r"\s*(?:\(|-|–|—|:)")


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


def iso_day(text: str | None) -> date | None:
    """The day of an ISO 8601 day or date-time; None where it is neither."""
    try:
        return datetime.fromisoformat(text.strip()).date() if text else None
    except ValueError:
        return None


def printed_day(text: str, given: date | None) -> date | None:
    """The date printed at the head of a report, outside its sentences.

    A date with its year may stand anywhere in the head ("Monitor AFP Sunday 8 Oct 2017 At least 11 ..."); one
    without only in a dateline ("BAGHDAD, Oct. 3 (AP) -"), and it takes its year from the given date.
    """
    head = text[:HEAD]
    context = Context(text=head, published=given, tense=lambda start, end: Tense.OPEN)
    for match, rule in sorted(_matches(head), key=lambda found: found[0].start()):
        if not (_has_year(match) and _stands_apart(head, match)) and not (
            given and _is_dateline(head, match)
        ):
            continue
        value = rule.resolve(match, context)
        if value and value.covers:
            return value.covers[0]
    return None


def _matches(head: str) -> Iterator[tuple[re.Match[str], Rule]]:
    return ((match, rule) for rule in PRINTED for match in rule.pattern.finditer(head))


def _has_year(match: re.Match[str]) -> bool:
    found = match.groupdict()
    return bool(found.get("year") or found.get("short"))


def _stands_apart(head: str, match: re.Match[str]) -> bool:
    """Whether a date is no part of a sentence: it opens the report, or stands between names and figures."""
    if OPENING.fullmatch(head, 0, match.start()):
        return True
    return bool(BEFORE.search(head[: match.start()]) and AFTER.match(head, match.end()))


def _is_dateline(head: str, match: re.Match[str]) -> bool:
    return bool(DATELINE.fullmatch(head, 0, match.start()) and AGENCY.match(head, match.end()))
