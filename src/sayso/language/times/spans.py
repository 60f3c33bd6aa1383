"""Stretches counted in units (durations), times so many units away, repeated times (sets) and times of the clock."""

import re
from datetime import date, timedelta

from sayso.language.times import words
from sayso.language.times.calendar import UNKNOWN, Days, bounds, shift, value_at
from sayso.language.times.relative import a_year_back, on_day, unresolved
from sayso.language.times.rules import Context, Rules, Value, dated
from sayso.model import TimeType

RULES = Rules()
LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "TNI", "week": "W", "weekend": "WE", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
PARTS_OF = {"year": (12, "month"), "hour": (60, "minute"), "minute": (60, "second"), "day": (24, "hour")}


def duration(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: P2Y6M, PT10H, PXD for "several days"."""
    letters = LETTERS[unit]
    time = "T" if letters.startswith("T") and unit != "night" else ""
    letter = letters.removeprefix("T")
    if count is None:
        return f"P{time}X{letter}"
    if unit == "fortnight":
        count *= 2
    if unit == "hour" and count == 24:
        return "P1D"
    whole, rest = int(count), count - int(count)
    if not rest:
        return f"P{time}{whole}{letter}"
    if unit not in PARTS_OF:
        return f"P{time}{count:g}{letter}"
    per, finer = PARTS_OF[unit]
    small = duration(round(rest * per), finer).removeprefix("P")
    if time:
        small = small.removeprefix("T")
    return f"P{time}{whole}{letter}{small}" if whole else "P" + time + small


COUNT = (
    r"(?:(?P<number>{number})(?: and (?P<half>a half)|(?: to | or |-)(?P<upto>{number}))?|(?P<vague>{vague}))"
)
UNITS = r"(?:(?:trading|business|working|straight|consecutive|calendar|full|whole|more|long|short|fiscal)~){0,2}(?P<unit>{units})(?:(?: and|-and)~a~(?P<half2>half))?(?: or so| or more| or two)?"


def _count(match: re.Match[str]) -> float | None:
    if match["vague"]:
        return None
    count = words.number(match["number"])
    if count is not None and (match["half"] or match["half2"]):
        count += 0.5
    return count


def _away(base: date, count: float, unit: str, step: int) -> Value | None:
    """A time so many units from a day, as fine as its unit."""
    unit = "week" if unit == "fortnight" else unit
    whole = int(count * 2) if unit == "fortnight" else int(count)
    try:
        if unit in ("second", "minute", "hour"):
            return None
        if unit == "decade":
            day = shift(base, step * whole * 10, "year")
            return dated(value_at(day, "decade"), "decade")
        if unit == "century":
            return dated(value_at(shift(base, step * whole, "century"), "century"), "century")
        day = shift(base, step * whole, unit)
    except (OverflowError, ValueError):
        return None
    if unit == "week":
        return Value(type=TimeType.DATE, value=day.isoformat(), days=bounds(value_at(day, "week")), unit="day")
    return dated(value_at(day, unit), unit)


AGES = re.compile(r"[\s-]+(?:old|of age|earlier|ago)\b")


@RULES.rule(
    r"(?:{approx} )?"
    + COUNT
    + r"~"
    + UNITS
    + r" (?P<way>ago|earlier|before|later|afterwards?|hence|from now|from today|previously|prior)"
)
def away(match: re.Match[str], context: Context) -> Value | None:
    """Two weeks ago; a year earlier; three days later."""
    unit = words.unit(match["unit"])
    way = match["way"].casefold()
    back = way in ("ago", "earlier", "before", "previously", "prior")
    if (
        way in ("before", "prior")
        and re.match(r"\s+(?:\w)", context.after(match))
        and not re.match(r"\s+(?:when|and|but)\b", context.after(match))
    ):
        return Value(type=TimeType.DURATION, value=duration(_count(match), unit))
    count = _count(match)
    if count is None:
        return Value(type=TimeType.DATE, value="PAST_REF" if back else "FUTURE_REF")
    told = way in ("ago", "hence", "from now", "from today")
    base = context.published if told else (context.focus or context.published)
    if count == 1 and unit == "year" and back:
        return a_year_back(context, context.published)
    if base is None:
        return (
            unresolved(unit)
            if unit in UNKNOWN
            else Value(type=TimeType.DATE, value="PAST_REF" if back else "FUTURE_REF")
        )
    if context.unit != "day" and not told and unit in ("day", "week"):
        base = context.published or base
    found = _away(base, count, unit, -1 if back else 1)
    return found or Value(type=TimeType.DURATION, value=duration(count, unit))


PAST_WORDS = {"past", "last", "previous", "preceding", "prior"}
NEXT_WORDS = {"next", "coming", "following"}


@RULES.rule(
    r"(?:{approx} )?(?P<which>(?:(?:each|all|every) of )?(?:the|these|those|its|his|their|her|this|that|another|some|just)(?: (?P<rank>past|last|previous|preceding|prior|next|coming|following|first|final|full|entire|same|other|year-earlier))?|past|last|next) (?:{approx} )?"
    + COUNT
    + "~"
    + UNITS
)
def counted_the(match: re.Match[str], context: Context) -> Value | None:
    """The past three months; the next two weeks; the first nine months; the four days."""
    if AGES.match(context.text, match.end()):
        return None
    unit = words.unit(match["unit"])
    count = _count(match)
    if unit == "quarter" and count == 2 and (match["rank"] or "") == "first" and context.published:
        return dated(f"{context.published.year}-H1", "half")
    rank = (match["rank"] or match["which"]).casefold()
    return Value(
        type=TimeType.DURATION,
        value=duration(count, unit),
        days=anchored(context, rank, count, unit),
        unit=None,
    )


def anchored(context: Context, rank: str, count: float | None, unit: str) -> Days | None:
    """The days of "the past three months" and "the next two weeks", where publication is known."""
    if context.published is None or count is None or unit in ("night", "quarter", "century"):
        return None
    rank = rank.split()[-1]
    step = (
        -1
        if rank in PAST_WORDS - {"previous", "preceding", "prior"}
        else 1
        if rank in NEXT_WORDS - {"following"}
        else 0
    )
    if not step:
        return None
    if unit in ("second", "minute", "hour"):
        days = int(-(-count * {"hour": 3600, "minute": 60, "second": 1}[unit] // 86400))
        other = context.published + timedelta(days=step * days)
    elif unit == "decade":
        other = shift(context.published, step * int(count) * 10, "year")
    else:
        other = shift(context.published, step * int(count), unit)
    return min(other, context.published), max(other, context.published)


PER = re.compile(
    r"(?:\d|\b(?:once|twice|thrice|times|one|two|three|four|five|six|seven|eight|nine|ten|million|billion|thousand|hundred|percent|cents?|hours?|days?))\b[^.;:?!]{0,28}$"
)
NO_PER = re.compile(
    r"\b(?:in|within|for|after|of|over|by|to|is|was|last|lasted|about|nearly|almost|than|under|only|just|barely|some|every|and|half|take|took|spent|with|least|once|at|from|until|before|during|up|as|gave|him|them|us|or)\s+$"
)


@RULES.rule(r"(?:{approx} )?" + COUNT + "~" + UNITS)
def counted(match: re.Match[str], context: Context) -> Value | None:
    """Five years; a week; two-hour; several months."""
    if (
        AGES.match(context.text, match.end())
        or (re.match(r"\s+of\b", context.after(match))
        and words.unit(match["unit"]) == "quarter")
    ):
        return None
    unit = words.unit(match["unit"])
    before = context.before(match, 48)
    article = match.group().casefold().startswith(("a ", "an "))
    if article:
        if unit in ("second", "quarter") or match["unit"].casefold() in ("night", "weekend"):
            return None
        if PER.search(before) and not NO_PER.search(before):
            return Value(type=TimeType.SET, value=duration(1, unit))
    if unit == "second" and not match["unit"].casefold().endswith("s"):
        return None
    if unit == "night" or re.search(r"\baged?\s+$", before):
        return None
    return Value(type=TimeType.DURATION, value=duration(_count(match), unit))


@RULES.rule(r"(?:the )?(?P<word>recent|past|coming|next|last|future) (?P<unit>{units})(?: ahead)?")
def recent(match: re.Match[str], context: Context) -> Value | None:
    """Recent years; the coming weeks."""
    if not match["unit"].casefold().endswith("s"):
        return None
    return Value(type=TimeType.DURATION, value=duration(None, words.unit(match["unit"])))


@RULES.rule(
    r"(?:for|within|in|after|over|during|of|in a matter of|these|those|the early|the) (?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)(?: or (?:weeks|months|years))?(?: (?P<way>ago|earlier|later|ahead))?"
)
def uncounted(match: re.Match[str], context: Context) -> Value | None:
    """For years; within weeks."""
    lead = match.group().casefold().split()[0]
    if lead == "these" and match["unit"].casefold() == "days":
        return Value(type=TimeType.DATE, value="PRESENT_REF")
    if match["way"] in ("ago", "earlier"):
        return Value(type=TimeType.DATE, value="PAST_REF")
    if lead in ("of", "the") and match["unit"].casefold() != "years":
        return None
    return Value(type=TimeType.DURATION, value=duration(None, words.unit(match["unit"])))


@RULES.rule(
    r"(?:each|every|per|once an?|twice an?|(?:{number}) times an?) (?:(?P<other>other )|(?:(?P<count>{number}) ))?(?:(?P<unit>{units})|(?P<weekday>{day_name})(?: (?P<part>{part}))?|(?P<part2>morning|afternoon|evening))"
)
def repeated(match: re.Match[str], context: Context) -> Value | None:
    """Every month; each Thursday; every two weeks."""
    if match["weekday"]:
        part = f"T{words.PARTS[match['part'].casefold()]}" if match["part"] else ""
        return Value(type=TimeType.SET, value=f"XXXX-WXX-{words.weekday(match['weekday'])}{part}")
    if match["part2"]:
        return Value(type=TimeType.SET, value=f"XXXX-XX-XXT{words.PARTS[match['part2'].casefold()]}")
    unit = words.unit(match["unit"])
    if unit == "second":
        return None
    count = words.number(match["count"]) if match["count"] else 2 if match["other"] else 1
    return Value(type=TimeType.SET, value=duration(count, unit))


@RULES.rule(r"(?P<word>{frequency})")
def frequency(match: re.Match[str], context: Context) -> Value | None:
    """Daily; monthly."""
    return Value(type=TimeType.SET, value=words.FREQUENCIES[match["word"].casefold()])


@RULES.rule(
    r"(?:(?:about|around|approximately|shortly (?:before|after)|just (?:before|after)) )?(?:(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>[0-5]\d))? ?(?:(?P<half>[ap])\.? ?m\b\.?)"
    r"|(?P<hour24>[01]?\d|2[0-3])[:h](?P<minute24>[0-5]\d)(?: ?(?:hrs|hours))?|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?= ?(?:GMT|UTC|hours|hrs|local))(?: ?(?:hrs|hours))?|(?P<word>noon|midday|midnight)|(?P<oclock>\d{1,2}|{number}) o'?clock)(?:,? \(?(?:{zone})\)?)?"
)
def clock(match: re.Match[str], context: Context) -> Value | None:
    """10 p.m.; 1130 am; 2000 GMT; noon."""
    time = clock_time(match)
    if time is None:
        return None
    day = context.focus if context.unit == "day" and context.focus else context.published
    if day is None:
        return Value(type=TimeType.TIME, value=f"{UNKNOWN['day']}T{time}", clock=time)
    return Value(
        type=TimeType.TIME, value=f"{day.isoformat()}T{time}", days=(day, day), unit="day", clock=time
    )


def clock_time(match: re.Match[str]) -> str | None:
    """The time of day, hh:mm."""
    if match["word"]:
        return "24:00" if match["word"].casefold() == "midnight" else "12:00"
    if match["military"]:
        return f"{match['military'][:2]}:{match['military'][2:]}"
    if match["hour24"]:
        return f"{int(match['hour24']):02}:{match['minute24']}"
    if match["oclock"]:
        return f"{int(words.number(match['oclock']) or 0):02}:00"
    hour, minute = int(match["hour"]), match["minute"] or "00"
    if not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if match["half"].casefold() == "p" else 0)
    return f"{hour:02}:{minute}"


def clock_on(value: Value, day: date) -> Value:
    """A time of day on its day: "10 p.m." with "Wednesday"."""
    if value.clock and ":" not in value.clock:
        return on_day(day, value.clock)
    return Value(type=TimeType.TIME, value=f"{day.isoformat()}T{value.clock}", days=(day, day), unit="day")
