"""Stretches counted in units, times so many units away, and repeated times."""

import re
from datetime import date, timedelta

from sayso.language.times import words
from sayso.language.times.calendar import UNKNOWN, Days, bounds, shift, value_at
from sayso.language.times.relative import repeated_weekday, unresolved
from sayso.language.times.rules import Context, Rules, Tense, Value, dated
from sayso.language.times.seasons import year_before
from sayso.language.times.words import lower
from sayso.model import TimeType

RULES = Rules()
LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "TNI", "week": "W", "weekend": "WE",
    "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
FINER = {"year": (12, "month"), "hour": (60, "minute"), "minute": (60, "second")}
SECONDS = {"hour": 3600, "minute": 60, "second": 1}
COUNT = (
    r"(?:(?P<number>{number})(?: and (?P<half>a half)|(?: to | or |-)(?P<upto>{number}))?|(?P<vague>{vague}))"
)
UNITS = (
    r"(?:(?:trading|business|working|straight|consecutive|calendar|full|whole|more|long|additional|further|other)~){0,2}"
    r"(?P<unit>{units})(?: and~a~(?P<half_more>half))?(?: or (?:so|more|two))?"
)
AGE = re.compile(r"[\s-]+(?:old|of age|earlier|ago)\b")


def duration(count: float | None, unit: str) -> str:
    """A TIMEX3 duration.

    Args:
        count: how many; None where the words give no number.
        unit: the unit's name in the singular.

    Returns:
        P2Y6M, PT10H, PXD; a day for 24 hours, as TimeBank has it.
    """
    letters = LETTERS[unit]
    time, letter = ("T", letters[1:]) if letters[0] == "T" else ("", letters)
    if count is None:
        return f"P{time}X{letter}"
    if unit == "fortnight":
        count *= 2
    if unit == "hour" and count == 24:
        return "P1D"
    whole, rest = int(count), count - int(count)
    if rest and unit in FINER:
        per, finer = FINER[unit]
        small = duration(round(rest * per), finer).removeprefix("P").removeprefix(time)
        return f"P{time}{whole}{letter}{small}" if whole else f"P{time}{small}"
    return f"P{time}{count:g}{letter}" if count < 10**6 else f"P{time}{whole}{letter}"


def _count(match: re.Match[str]) -> float | None:
    if match["vague"]:
        return None
    count = words.number(match["number"])
    return count + 0.5 if count and (match["half"] or match["half_more"]) else count


BACK = {"ago", "earlier", "before", "previously", "prior"}
FROM_NOW = {"ago", "hence", "from now", "from today"}


@RULES.rule(
    r"(?:{approx} )?"
    + COUNT
    + "~"
    + UNITS
    + r" (?P<way>ago|earlier|before|later|afterwards?|hence|from now|from today"
    r"|previously|prior)(?! to\b)",
    needs="ago earlier before later afterward afterwards hence now today previously prior",
)
def away(match: re.Match[str], context: Context) -> Value | None:
    """Two weeks ago; a year earlier; three days later. "Two days before the vote" is a length alone."""
    unit, way = words.unit(match["unit"]), lower(match["way"])
    count = _count(match)
    if way in ("before", "prior") and re.match(r"\s+\w", context.text[match.end() : match.end() + 8]):
        return Value(type=TimeType.DURATION, value=duration(count, unit))
    step = -1 if way in BACK else 1
    if count is None and way in ("later", "afterward", "afterwards"):
        return Value(type=TimeType.DURATION, value=duration(None, unit))
    if count is None or unit == "night":
        return Value(type=TimeType.DATE, value="PAST_REF" if step < 0 else "FUTURE_REF")
    if count == 1 and unit == "year" and step < 0:
        return year_before(context)
    if unit in SECONDS:
        return Value(type=TimeType.DURATION, value=duration(count, unit))
    base = context.published
    if way not in FROM_NOW:
        base = (context.day if unit in ("day", "week") else context.focus) or base
    return _stepped(base, step, count, unit)


def _stepped(base: date | None, step: int, count: float, unit: str) -> Value:
    """So many units from a day, as fine as the unit; of weeks the day, and all of its week covered."""
    if unit == "fortnight":
        count, unit = count * 2, "week"
    elif unit == "year" and count != int(count):
        count, unit = count * 12, "month"
    if base is None:
        return unresolved(unit)
    if (
        count > 5000
        or not 1
        < base.year + step * count * (100 if unit == "century" else 10 if unit == "decade" else 1)
        < 9999
    ):
        return Value(type=TimeType.DATE, value="PAST_REF" if step < 0 else "FUTURE_REF")
    day = shift(base, step * int(count), unit)
    if unit == "week":
        return Value(
            type=TimeType.DATE, value=day.isoformat(), days=bounds(value_at(day, "week")), unit="week"
        )
    return dated(value_at(day, unit), unit)


BEHIND = {"past", "last"}
AHEAD = {"next", "coming"}


@RULES.rule(
    r"(?:{approx} )?(?P<which>(?:(?:each|all|every) of )?(?:the|these|those|its|his|their|her|this|another"
    r"|some|just)(?: (?P<rank>past|last|previous|preceding|prior|next|coming|following|first|final|full"
    r"|entire|same|other|year-earlier|latest))?|past|last|next) (?:{approx} )?" + COUNT + "~" + UNITS
)
def counted_the(match: re.Match[str], context: Context) -> Value | None:
    """The past three months; the next two weeks; the first nine months; the four days."""
    if AGE.match(context.text, match.end()):
        return None
    unit, count = words.unit(match["unit"]), _count(match)
    if not match["rank"] and not match["unit"].casefold().endswith("s"):
        return None
    rank = lower(match["rank"] or match["which"])
    return Value(
        type=TimeType.DURATION, value=duration(count, unit), days=_anchored(context, rank, count, unit)
    )


def _anchored(context: Context, rank: str, count: float | None, unit: str) -> Days | None:
    """The days of "the past three months" and "the next two weeks", where publication is known."""
    step = -1 if rank in BEHIND else 1 if rank in AHEAD else 0
    published = context.published
    if published is None or not step or not count or count > 5000 or unit in ("night", "century", "weekend"):
        return None
    if unit in SECONDS:
        other = published + timedelta(days=step * int(-(-count * SECONDS[unit] // 86400)))
    elif unit == "decade":
        other = shift(published, step * int(count) * 10, "year")
    else:
        other = shift(published, step * int(count), unit)
    return min(other, published), max(other, published)


RATED = re.compile(
    r"(?:\d|\b(?:once|twice|thrice|times|one|two|three|four|five|six|seven|eight|nine|ten|million|billion|thousand|hundred"
    r"|percent|cents?|hours?|days?))\b[^.;:?!]{0,28}$",
    re.IGNORECASE,
)
UNRATED = re.compile(
    r"\b(?:in|within|for|after|of|over|by|to|is|was|last|lasted|about|nearly|almost|than|under|only|just|barely|and|half|take"
    r"|took|spent|with|least|once|at|from|until|before|during|up|as|gave|him|them|us|or)\s+$",
    re.IGNORECASE,
)


@RULES.rule(r"(?:{approx} )?" + COUNT + "~" + UNITS)
def counted(match: re.Match[str], context: Context) -> Value | None:
    """Five years; two-hour; several months; "$33 million a year", which is a rate. Not "five years old"."""
    unit, before = words.unit(match["unit"]), context.before(match, 48)
    if AGE.match(context.text, match.end()) or re.search(r"\baged?\s+$", before, re.IGNORECASE):
        return None
    if lower(match.group()) == "one day" and not UNRATED.search(before):
        return (
            Value(type=TimeType.DATE, value="FUTURE_REF") if context.tense_at(match) is Tense.FUTURE else None
        )
    plural = match["unit"].casefold().endswith("s")
    if (unit in ("second", "night", "weekend", "quarter") and not plural) or unit == "night":
        return None
    if unit == "quarter" and re.match(r"\s+of\b", context.text[match.end() : match.end() + 5]):
        return None
    if lower(match.group()).startswith(("a ", "an ")) and RATED.search(before) and not UNRATED.search(before):
        return Value(type=TimeType.SET, value=duration(1, unit))
    ahead = re.search(r"\bin\s+$", before, re.IGNORECASE) and context.tense_at(match) is Tense.FUTURE
    count = _count(match)
    if ahead and count and unit not in SECONDS and context.published and not match["upto"]:
        return _stepped(context.published, 1, count, unit)
    return Value(type=TimeType.DURATION, value=duration(count, unit))


@RULES.rule(
    r"(?:the )?(?P<which>recent|past|coming|next|last|future) (?P<unit>{units})"
    r"(?: and (?:weeks|months|years))?(?: ahead)?"
)
def recent(match: re.Match[str], context: Context) -> Value | None:
    """Recent years; the coming weeks; last month's without its apostrophe."""
    if not match["unit"].casefold().endswith("s"):
        return None
    which = lower(match["which"])
    if which in ("last", "next") and not lower(match.group()).startswith("the ") and context.published:
        unit = words.unit(match["unit"])  # "last months losses" has lost its apostrophe
        return (
            None
            if unit not in UNKNOWN
            else _stepped(context.published, -1 if which == "last" else 1, 1, unit)
        )
    if which in ("coming", "future"):
        return Value(type=TimeType.DATE, value="FUTURE_REF")
    return Value(type=TimeType.DURATION, value=duration(None, words.unit(match["unit"])))


@RULES.rule(
    r"(?P<lead>for|within|in|after|over|during|a matter of|these|those|the early|the first|the|just|only) "
    r"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)(?: or (?:weeks|months|years))?"
    r"(?: (?P<way>ago|earlier|later|ahead))?",
    needs="minutes hours days weeks months years decades centuries",
)
def uncounted(match: re.Match[str], context: Context) -> Value | None:
    """For years; within weeks; these days; in the weeks ahead."""
    lead, way, unit = lower(match["lead"]), lower(match["way"]), words.unit(match["unit"])
    if lead == "these" and unit == "day":
        return Value(type=TimeType.DATE, value="PRESENT_REF")
    if way in ("ago", "earlier"):
        return Value(type=TimeType.DATE, value="PAST_REF")
    if lead == "the" and unit != "year" and way != "ahead":
        return None
    if lead in ("just", "only") and not way:
        return None
    return Value(type=TimeType.DURATION, value=duration(None, unit))


@RULES.rule(
    r"(?:each|every|per|once an?|twice an?|{number} times an?) (?:(?P<other>other) |(?P<count>{number}) )?"
    r"(?:(?P<unit>{units})|(?P<weekday>{day_name})(?: (?P<part>{part}))?"
    r"|(?P<of_day>morning|afternoon|evening)|(?P<month>{month_name})|(?P<season>{season}))",
    needs="each every per once twice times",
)
def repeated(match: re.Match[str], context: Context) -> Value | None:
    """Every month; each Thursday; every two weeks; twice a day; each July."""
    if match["weekday"]:
        return repeated_weekday(match["weekday"], words.PARTS[lower(match["part"])] if match["part"] else "")
    value = None
    if match["month"]:
        value = f"XXXX-{words.month(match['month']):02}"
    elif match["season"]:
        value = f"XXXX-{words.SEASONS[match['season'].casefold()]}"
    elif match["of_day"]:
        value = f"{UNKNOWN['day']}T{words.PARTS[match['of_day'].casefold()]}"
    elif words.unit(match["unit"]) != "second":
        count = words.number(match["count"]) if match["count"] else 2 if match["other"] else 1
        value = duration(count, words.unit(match["unit"]))
    return Value(type=TimeType.SET, value=value) if value else None


@RULES.rule(r"(?P<word>{frequency})", needs="hourly daily nightly weekly monthly yearly annually")
def frequency(match: re.Match[str], context: Context) -> Value | None:
    """Daily; monthly. Not an "average daily" amount."""
    if re.search(r"\baverage\s+$", context.before(match), re.IGNORECASE):
        return None
    return Value(type=TimeType.SET, value=words.FREQUENCIES[match["word"].casefold()])
