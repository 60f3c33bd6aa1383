"""Days, months, years, decades and centuries with a name of their own."""

import re
from dataclasses import replace
from datetime import date

from sayso.language.times import words
from sayso.language.times.calendar import day_of
from sayso.language.times.rules import Context, Rules, Tense, Value, dated, nearest
from sayso.language.times.words import lower
from sayso.model import TimeType

RULES = Rules()
YEAR = r"(?:(?:,|,? of|-) ?| )(?P<year>{year})"
SHORT_YEAR = r"(?:(?-i:(?<=[A-Z]{3}) ?(?P<short>\d\d))| '(?P<quoted>\d\d))(?!\d)"
YEAR_TOLD = r" (?:of )?(?P<which>this|last|next) year"
YEAR_STEPS = {"this": 0, "last": -1, "next": 1}
PIVOT = 50
"""Two digits from here on are of the 1900s, below it of the 2000s: the age of news archives."""


def full_year(short: str) -> int:
    """The year that two digits stand for: 1950 to 2049."""
    return int(short) + (1900 if int(short) >= PIVOT else 2000)


def year_of(match: re.Match[str], context: Context) -> int | None:
    """The year that a date prints or tells ("of last year"), if any."""
    found = match.groupdict()
    if found.get("year"):
        return int(found["year"])
    short = found.get("short") or found.get("quoted")
    if short:
        return full_year(short)
    if found.get("which") and context.published:
        return context.published.year + YEAR_STEPS[lower(found["which"])]
    return None


def _day(match: re.Match[str], context: Context) -> Value | None:
    month = words.month(match["month"])
    day = int(re.sub(r"\D", "", match["day"]))
    year = year_of(match, context)
    if year is not None:
        found = day_of(year, month, day)
    elif context.published is None:
        return Value(type=TimeType.DATE, value=f"XXXX-{month:02}-{day:02}", unit="day")
    else:
        years = (context.published.year + n for n in (-1, 0, 1))
        found = nearest(
            context, [d for d in (day_of(y, month, day) for y in years) if d], context.tense_at(match)
        )
    return dated(found.isoformat(), "day") if found else None


@RULES.rule(re.compile(r"(?<![\w.-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"))
def iso(match: re.Match[str], context: Context) -> Value | None:
    """A day as computers print it: 2016-07-27."""
    day = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    return dated(day.isoformat(), "day") if day else None


@RULES.rule(
    re.compile(
        r"(?<![\w./-])(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?!\d)"
    )
)
def numeric(match: re.Match[str], context: Context) -> Value | None:
    """A day in figures: 27-07-2016, 15.04.2017, 10/4/89 (with strokes month first, where both would do)."""
    a, b, mark = int(match["a"]), int(match["b"]), match["mark"]
    if len(match["year"]) == 2 and mark == ".":
        return None
    year = int(match["year"]) if len(match["year"]) == 4 else full_year(match["year"])
    pairs = [(a, b), (b, a)] if mark == "/" else [(b, a), (a, b)]
    days = [day for day in (day_of(year, m, d) for m, d in pairs) if day]
    best = context.published if context.published in days else next(iter(days), None)
    return dated(best.isoformat(), "day") if best else None


@RULES.rule(r"(?P<month>{month}) (?P<day>\d\d)(?P<year>20\d\d)")
def glued(match: re.Match[str], context: Context) -> Value | None:
    """Oct 032017: the comma was stripped with its space."""
    return _day(match, context)


@RULES.rule(
    r"(?:{weekday},? )?(?:the )?(?P<month>{month}) ?(?P<day>{day})"
    r"(?: ?(?:-|–|to|through) ?(?P<to>{day}))?(?:" + YEAR + "|" + YEAR_TOLD + ")?"
)
def month_day(match: re.Match[str], context: Context) -> Value | None:
    """Sunday, April 16, 2017; Aug. 2; Sept. 19 to 22, whose value is its first day."""
    value = _day(match, context)
    if not (value and match["to"] and value.covers):
        return value
    first = value.covers[0]
    last = day_of(first.year, first.month, int(re.sub(r"\D", "", match["to"])))
    return replace(value, days=(first, last)) if last and last > first else value


@RULES.rule(
    r"(?:{weekday},? )?(?:the )?(?P<day>{day})(?: of)?(?: |-)(?P<month>{month})"
    r"(?:" + YEAR + "|" + SHORT_YEAR + "|" + YEAR_TOLD + ")?"
)
def day_month(match: re.Match[str], context: Context) -> Value | None:
    """16 April 2017; 12 JAN 90; the 2nd of May."""
    return _day(match, context)


@RULES.rule(
    r"(?P<day>{day})(?= ?(?:-|–|to|and|or|until|through) ?(?:the )?{day}(?: of)? (?P<month>{month})(?:"
    + YEAR
    + ")?)"
)
def day_of_several(match: re.Match[str], context: Context) -> Value | None:
    """The first day of "2-3 May" and of "12 and 13 February 1990"."""
    return _day(match, context)


@RULES.rule(
    r"(?P<edge>{edge}~)?(?P<month>{month}),? ?(?:" + YEAR + "|" + YEAR_TOLD + "| (?P<spelt>{spelt_year}))"
)
def month_year(match: re.Match[str], context: Context) -> Value | None:
    """October 1997; early June last year; January nineteen ninety-seven."""
    year = spelt_year(match["spelt"]) if match["spelt"] else year_of(match, context)
    shown = "XXXX" if year is None else f"{year}"
    return dated(f"{shown}-{words.month(match['month']):02}", "month", match["edge"])


LEADING = re.compile(
    r"\b(?:in|since|until|till|of|by|from|to|through|during|before|after|and|for)\s+$", re.IGNORECASE
)


@RULES.rule(r"(?P<edge>{edge}~)?(?:(?P<which>last|next|this past|this coming|this) )?(?P<month>{month_name})")
def bare_month(match: re.Match[str], context: Context) -> Value | None:
    """In October; last April; mid-November."""
    month = words.month(match["month"])
    which = lower(match["which"])
    verb_too = match["month"].casefold() in ("may", "march")
    if verb_too and not which and not match["edge"] and not LEADING.search(context.before(match)):
        return None
    if context.published is None:
        return dated(f"XXXX-{month:02}", "month")
    return dated(
        f"{_month_year(context, month, which, context.tense_at(match))}-{month:02}", "month", match["edge"]
    )


def _month_year(context: Context, month: int, which: str, tense: Tense) -> int:
    """The year of a month that is told without one."""
    assert context.published is not None
    here = context.published.year
    if which == "this":
        return here
    if which in ("last", "this past"):
        return here if month < context.published.month else here - 1
    if which in ("next", "this coming"):
        return here if month > context.published.month else here + 1
    middle = nearest(context, [date(here + n, month, 15) for n in (-1, 0, 1)], tense)
    return middle.year if middle else here


COUNTED = re.compile(
    r"\s*(?:%|people|persons|civilians|soldiers|troops|men\b|women|children|others|homes|houses|families|fighters|miles"
    r"|kilomet|meters|metres|feet|tons|tonnes|barrels|dollars|euros|pounds|yen|shares|hours|hrs|points|km\b|mm\b|[A-Z]?GMT)",
    re.IGNORECASE,
)
COUNTING = re.compile(
    r"(?:\b(?:about|nearly|some|than|least|around|over|flight|unit|no\.|number|at|approximately)|[$£€#:/-])\s*$",
    re.IGNORECASE,
)

STAMPED = re.compile(r"\s*\d{1,2}[./-]\d{1,2}[./-]\d")
OLD = 1900
"""Bare figures below it are a year only after a preposition."""


@RULES.rule(
    r"(?P<edge>{edge}~)?(?P<word>(?:the )?(?:(?:calendar |fiscal |financial )?year |fiscal ))?"
    r"(?P<year>{year})(?!~?(?:quarter|half))"
)
def year(match: re.Match[str], context: Context) -> Value | None:
    """In 1989; fiscal 1989; mid-1996; the end of 1994. Not "1989 people", nor the time in "updated 1723 15.04.2017"."""
    if COUNTED.match(context.text, match.end()):
        return None
    bare = not (match["edge"] or match["word"])
    if bare and (COUNTING.search(context.before(match)) or STAMPED.match(context.text, match.end())):
        return None
    if bare and int(match["year"]) < OLD and not LEADING.search(context.before(match)):
        return None
    return dated(match["year"], "year", match["edge"])


def spelt_year(text: str) -> int:
    """The year that words spell: "nineteen ninety-six", "two thousand"."""
    first, *rest = re.split(r"[\s-]+", text.casefold(), maxsplit=1)
    if first == "two":
        return 2000 + int(words.number(text.casefold().partition("thousand")[2]) or 0)
    return {"eighteen": 1800, "nineteen": 1900}[first] + int(words.number(rest[0]) or 0)


@RULES.rule(r"(?P<word>the year )?(?P<spelt>{spelt_year})", needs="eighteen nineteen thousand")
def year_in_words(match: re.Match[str], context: Context) -> Value | None:
    """Nineteen ninety-six; the year two thousand."""
    if "thousand" in match["spelt"].casefold() and not match["word"]:
        return None
    return dated(str(spelt_year(match["spelt"])), "year")


@RULES.rule(
    r"(?:the )?(?:(?P<edge>{edge}~)(?:the )?)?"
    r"(?:(?P<century>1[5-9]|20)(?P<decade>\d)0'?s|(?P<quote>')?(?P<short>\d)0'?s|(?P<word>{decades}))"
)
def decade(match: re.Match[str], context: Context) -> Value | None:
    """The late 1970s; the '80s; the nineties. Not "in his seventies"."""
    if match["century"]:
        return dated(match["century"] + match["decade"], "decade", match["edge"])
    if not match["quote"] and not lower(match.group()).startswith(("the ", "mid")):
        return None
    ten = words.DECADES[match["word"].casefold()] if match["word"] else int(match["short"])
    return dated(f"{'20' if ten < 2 else '19'}{ten}", "decade", match["edge"])


@RULES.rule(r"(?:the )?(?P<edge>{edge}~)?(?P<ordinal>{ordinal})~century", needs="century")
def century(match: re.Match[str], context: Context) -> Value | None:
    """The 20th century."""
    return dated(f"{words.ordinal(match['ordinal']) - 1:02}", "century", match["edge"])
