"""Times of the clock: 10 p.m., 1130 am, 2000 GMT, noon."""

import re
from datetime import date

from sayso.language.times import words
from sayso.language.times.calendar import UNKNOWN
from sayso.language.times.relative import on_day
from sayso.language.times.rules import Context, Rules, Value
from sayso.model import TimeType

RULES = Rules()
TWELVE = r"(?P<hour>1[0-2]|0?[1-9])(?:[:.]?(?P<minute>[0-5]\d))? ?(?P<half>[ap])(?:m\b|\. ?m\b\.?|m\.)"
TWENTY_FOUR = r"(?P<hour24>[01]?\d|2[0-3])[:h](?P<minute24>[0-5]\d)(?: ?(?:hrs|hours))?"
MILITARY = r"(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?P<hours> ?(?:hrs|hours)| ?(?=\(?{zone}))?"
TOLD_AT = re.compile(r"\bat\s+(?:(?:about|around|approximately)\s+)?$", re.IGNORECASE)


@RULES.rule(
    r"(?:(?:about|around|approximately|shortly (?:before|after)|just (?:before|after)) )?"
    r"(?:"
    + TWELVE
    + "|"
    + TWENTY_FOUR
    + "|"
    + MILITARY
    + r"|(?P<word>noon|midday|midnight)|(?P<oclock>{number}) o'?clock)"
    r"(?: (?:{zone}|\({zone}\)))?"
)
def clock(match: re.Match[str], context: Context) -> Value | None:
    """A time of the clock, on the day in focus; four bare figures only after "at"."""
    if match["military"] and match["hours"] is None and not TOLD_AT.search(context.before(match)):
        return None
    time = _time(match)
    day = context.day or context.published
    if day is None:
        return Value(type=TimeType.TIME, value=f"{UNKNOWN['day']}T{time}", clock=time)
    return at(day, time)


def _time(match: re.Match[str]) -> str:
    """The time of day, hh:mm; midnight ends its day."""
    if match["word"]:
        return "24:00" if match["word"].casefold() == "midnight" else "12:00"
    if match["military"]:
        return f"{match['military'][:2]}:{match['military'][2:]}"
    if match["hour24"]:
        return f"{int(match['hour24']):02}:{match['minute24']}"
    if match["oclock"]:
        return f"{int(words.number(match['oclock']) or 0):02}:00"
    hour = int(match["hour"]) % 12 + (12 if match["half"].casefold() == "p" else 0)
    return f"{hour:02}:{match['minute'] or '00'}"


def at(day: date, time: str) -> Value:
    """A time or a part of a day on its day: "22:00", "NI"."""
    if ":" not in time:
        return on_day(day, time)
    return Value(
        type=TimeType.TIME, value=f"{day.isoformat()}T{time}", days=(day, day), unit="day", clock=time
    )
