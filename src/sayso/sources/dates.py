"""Days of publication, as files print them, in ISO 8601."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

EXTENDED = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?", re.ASCII)
WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE
)
LONGEST = 100
"""Characters of a printed day and time."""

PRINTED = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")


def iso(text: str) -> str | None:
    """The day, or the day and time, that the words name; None when they name no single day.

    Read are ISO 8601 ("2024-03-12", "2024-03-12T08:40:00+03:00"), the dates of e-mails, and a month in
    English words ("12 March 2024", "Tuesday, March 12, 2024"). Numbers alone ("03/12/2024") could be two days
    and are not read.
    """
    words = text.strip()
    if len(words) > LONGEST:
        return None
    if EXTENDED.fullmatch(words):
        return _extended(words)
    return _printed(WEEKDAY.sub("", words, count=1)) or _mailed(words)


def _extended(words: str) -> str | None:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(words.removesuffix(" UTC").replace(" +", "+")).isoformat()
    except ValueError:
        return None


def _printed(words: str) -> str | None:
    plain = " ".join(re.sub(r"[.,]", " ", words).split()).replace("Sept ", "Sep ")
    for form in PRINTED:
        try:
            return datetime.strptime(plain, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _mailed(words: str) -> str | None:
    try:
        return parsedate_to_datetime(words).isoformat() if ":" in words else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
