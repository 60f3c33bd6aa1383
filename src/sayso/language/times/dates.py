"""Dates with a name of their own: days, months, years, decades, quarters, seasons, holidays."""

import re
from datetime import date, timedelta

from sayso.language.times import words
from sayso.language.times.calendar import UNKNOWN, bounds, day_of, easter, shift, value_at
from sayso.language.times.rules import Context, Rules, Tense, Value, dated
from sayso.model import TimeType

RULES = Rules()
YEAR = r"(?:(?:,|,? of|-) ?| )(?P<year>{year})"
SHORT_YEAR = r"(?:(?-i:(?<=[A-Z]{3}) ?(?P<short>\d\d))| '(?P<apostrophe>\d\d))(?!\d)"
RELATIVE_YEAR = r" (?:of )?(?P<which>this|last|next)(?: year)"


def nearest(context: Context, candidates: list[date], tense: Tense) -> date | None:
    """The candidate nearest to publication, those on the wrong side of the clause's tense held four times as far."""
    published = context.published
    if published is None:
        return None

    def cost(day: date) -> int:
        away = (day - published).days
        wrong = (tense is Tense.PAST and away > 0) or (tense is Tense.FUTURE and away < 0)
        return abs(away) * (4 if wrong else 1)

    return min(candidates, key=cost, default=None)


def of_month_day(context: Context, month: int, day: int, match: re.Match[str]) -> Value:
    """A day and month without a year."""
    published = context.published
    if published is None:
        return Value(type=TimeType.DATE, value=f"XXXX-{month:02}-{day:02}", unit="day")
    found = [day_of(published.year + n, month, day) for n in (-1, 0, 1)]
    best = nearest(context, [d for d in found if d], context.tense(*match.span()))
    return dated((best or published).isoformat(), "day")


def full_year(short: str) -> int:
    """The year that two digits stand for: 1950 to 2049. Source: POSIX's pivot, moved to the age of news archives."""
    return int(short) + (1900 if int(short) >= 50 else 2000)


def _year(match: re.Match[str], context: Context) -> int | None:
    found = match.groupdict()
    if found.get("year"):
        return int(found["year"])
    short = found.get("short") or found.get("apostrophe")
    if short:
        return full_year(short)
    if found.get("which") and context.published:
        return context.published.year + {"this": 0, "last": -1, "next": 1}[found["which"].casefold()]
    return None


def _day(match: re.Match[str], context: Context) -> Value | None:
    month = words.month(match["month"])
    day = int(re.sub(r"\D", "", match["day"]))
    year = _year(match, context)
    if year is None:
        return of_month_day(context, month, day, match)
    found = day_of(year, month, day)
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
    """A day in figures: 27-07-2016, 15.04.2017, 10/4/89 (with strokes the month is first, where both would do)."""
    a, b = int(match["a"]), int(match["b"])
    if len(match["year"]) == 2 and match["mark"] == ".":
        return None
    year = int(match["year"]) if len(match["year"]) == 4 else full_year(match["year"])
    pairs = [(a, b), (b, a)] if match["mark"] == "/" else [(b, a), (a, b)]
    days = [d for d in (day_of(year, m, d) for m, d in pairs) if d]
    best = context.published if context.published in days else next(iter(days), None)
    return dated(best.isoformat(), "day") if best else None


@RULES.rule(r"(?:{weekday},? )?(?P<month>{month}) ?(?P<day>{day})(?:" + YEAR + "|" + RELATIVE_YEAR + ")?")
def month_day(match: re.Match[str], context: Context) -> Value | None:
    """Sunday, April 16, 2017; Aug. 2."""
    return _day(match, context)


@RULES.rule(
    re.compile(words.pattern(r"(?P<month>{month}) (?P<day>\d\d)(?P<year>20\d\d)").pattern, re.IGNORECASE)
)
def glued(match: re.Match[str], context: Context) -> Value | None:
    """Oct 032017: the comma was stripped with its space."""
    return _day(match, context)


@RULES.rule(
    r"(?:{weekday},? )?(?:the )?(?P<day>{day})(?: of)?(?: |-)(?P<month>{month})(?:"
    + YEAR
    + "|"
    + SHORT_YEAR
    + "|"
    + RELATIVE_YEAR
    + ")?"
)
def day_month(match: re.Match[str], context: Context) -> Value | None:
    """16 April 2017; 12 JAN 90; the 2nd of May."""
    return _day(match, context)


@RULES.rule(
    r"(?P<edge>{edge} )?(?P<month>{month}) ?(?:" + YEAR + "|" + RELATIVE_YEAR + r"|(?P<spelt>{spelt_year}))"
)
def month_year(match: re.Match[str], context: Context) -> Value | None:
    """October 1997; early June last year."""
    spelt = spelt_year(match["spelt"]) if match["spelt"] else _year(match, context)
    if spelt is None:
        return dated(f"XXXX-{words.month(match['month']):02}", "month")
    return dated(f"{spelt}-{words.month(match['month']):02}", "month", match["edge"])


@RULES.rule(
    r"(?P<edge>{edge} |mid-)?(?:(?P<which>last|next|this|this past|this coming|the previous|the following) )?(?P<month>{month_name})"
)
def bare_month(match: re.Match[str], context: Context) -> Value | None:
    """In October; last April; mid-November."""
    name = match["month"]
    month = words.month(name)
    which = (match["which"] or "").casefold()
    if (
        name in ("MAY", "MARCH", "May", "March")
        and not (which or match["edge"])
        and not _prepositional(match, context)
    ):
        return None
    published = context.published
    if published is None:
        return dated(f"XXXX-{month:02}", "month")
    tense = context.tense(*match.span())
    if which in ("last", "this past", "next", "this coming"):
        step = -1 if which in ("last", "this past") else 1
        year = next(
            y
            for y in (published.year + n * step for n in (0, 1))
            if (y * 12 + month - published.year * 12 - published.month) * step > 0
        )
    elif which == "this":
        year = published.year
    else:
        best = nearest(context, [date(published.year + n, month, 15) for n in (-1, 0, 1)], tense)
        year = best.year if best else published.year
    return dated(f"{year}-{month:02}", "month", match["edge"])


def _prepositional(match: re.Match[str], context: Context) -> bool:
    return bool(
        re.search(
            r"\b(?:in|since|until|till|of|by|from|to|through|during|before|after|and|for)\s+$",
            context.before(match),
        )
    )


NOT_A_YEAR = re.compile(
    r"\s*(?:%|people|persons|civilians|soldiers|troops|men|women|children|others|homes|houses|families|fighters|miles"
    r"|kilomet|meters|metres|feet|tons|tonnes|barrels|dollars|euros|pounds|yen|shares|GMT|hours|hrs|points|km\b|mm\b|[A-Z]{0,2}GMT)",
    re.IGNORECASE,
)  # fmt: skip


@RULES.rule(
    r"(?P<edge>{edge} |mid-)?(?:(?:the )?(?:calendar |fiscal |financial )?year |fiscal )?(?P<year>{year})(?!~?(?:quarter|half))"
)
def year(match: re.Match[str], context: Context) -> Value | None:
    """In 1989; fiscal 1989; mid-1996; the end of 1994."""
    if NOT_A_YEAR.match(context.text, match.end()) or int(match["year"]) < 1400:
        return None
    if match.group() == match["year"] and re.search(
        r"(?:\b(?:about|nearly|some|than|least|around|over|to|flight|unit|no\.|number|at)|[$£€#:/-])\s*$",
        context.before(match),
    ):
        return None if not re.search(r"\b(?:to)\s*$", context.before(match)) else dated(match["year"], "year")
    return dated(match["year"], "year", match["edge"])


def spelt_year(text: str) -> int | None:
    """Nineteen ninety-six; two thousand."""
    found = re.split(r"[\s-]+", text.casefold(), maxsplit=1)
    if "thousand" in text.casefold():
        return 2000 + int(words.number(text.casefold().partition("thousand")[2]) or 0)
    century = {"eighteen": 18, "nineteen": 19}[found[0]]
    return century * 100 + int(words.number(found[1]) or 0)


@RULES.rule(r"(?:the year )?(?P<spelt>{spelt_year})")
def year_in_words(match: re.Match[str], context: Context) -> Value | None:
    """Nineteen ninety-six; the year two thousand."""
    if "thousand" in match["spelt"].casefold() and not match.group().casefold().startswith("the year"):
        return None
    found = spelt_year(match["spelt"])
    return dated(str(found), "year") if found else None


@RULES.rule(
    r"(?:the )?(?:(?P<edge>{edge} )(?:the )?|mid-)?(?:(?P<century>1[5-9]|20)?(?P<decade>\d)0'?s|'(?P<short>\d)0'?s|(?P<word>{tens_plural}))"
)
def decade(match: re.Match[str], context: Context) -> Value | None:
    """The late 1970s; the '80s; the nineties."""
    word = match["word"]
    if word:
        found = f"19{words.DECADES[word.casefold()]}"
        if not match.group().casefold().startswith(("the", "mid")) or re.search(
            r"\b(?:in|into|of) $", "in " if False else ""
        ):
            return None
    elif match["century"]:
        found = match["century"] + match["decade"]
    else:
        digit = match["short"] or match["decade"]
        if "'" not in match.group() and not match.group().casefold().startswith(("the", "mid")):
            return None
        found = f"19{digit}" if digit not in "01" else f"20{digit}"
    return dated(found, "decade", match["edge"])


@RULES.rule(r"(?:the )?(?P<edge>{edge} )?(?P<ordinal>{ordinal})(?:-| )century")
def century(match: re.Match[str], context: Context) -> Value | None:
    """The 20th century."""
    return dated(f"{words.ordinal(match['ordinal']) - 1:02}", "century", match["edge"])


def latest_quarter(context: Context, number: int, tense: Tense) -> date | None:
    """The first day of the quarter that is meant: the one of that number nearest to publication, or the last one done."""
    if context.published is None:
        return None
    starts = [date(context.published.year + n, number * 3 - 2, 1) for n in (-1, 0, 1)]
    return nearest(context, [shift(s, 1, "month") for s in starts], tense)


ADJECTIVE = r"(?:(?:its|their|the company's|his|the) )?"


@RULES.rule(
    r"(?:(?:the )?(?P<edge>{edge} )?(?:the )?(?:(?P<year>{year}) |(?P<which>this|last|next) year's )?(?:fiscal(?: |-))?(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)(?: fiscal)?~(?P<unit>quarter|half)(?:(?: of|,)? (?P<late>{year})| of (?P<which2>this|last|next) year)?)"
)
def quarter(match: re.Match[str], context: Context) -> Value | None:
    """The third quarter; this year's first half; the 1988 second quarter."""
    number = 4 if match["ordinal"].casefold() == "final" else words.ordinal(match["ordinal"])
    mark = match["unit"][0].upper()
    if mark == "H" and number > 2:
        return None
    which = match["which"] or match["which2"]
    year = match["year"] or match["late"]
    if which and context.published:
        year = str(context.published.year + {"this": 0, "last": -1, "next": 1}[which.casefold()])
    if year is None:
        tense = context.tense(*match.span())
        if mark == "Q":
            day = latest_quarter(context, number, tense)
        elif context.published:
            day = nearest(
                context, [date(context.published.year + n, number * 6 - 3, 1) for n in (-1, 0, 1)], tense
            )
        else:
            day = None
        year = str(day.year) if day else "XXXX"
    return dated(f"{year}-{mark}{number}", "quarter" if mark == "Q" else "half", match["edge"])


@RULES.rule(
    r"(?:the )?(?P<edge>{edge} )?(?:(?P<which>this|last|next|the|over the|the coming|this past|the past|the previous) )?(?P<season>{season})(?:,? (?:of )?(?P<year>{year})| (?:of )?(?P<of>this|last|next) year)?"
)
def season(match: re.Match[str], context: Context) -> Value | None:
    """Last spring; the summer of 1998."""
    mark = words.SEASONS[match["season"].casefold()]
    which = (match["which"] or "").casefold()
    if not (match["year"] or match["of"]) and which not in (
        "this",
        "last",
        "next",
        "this past",
        "the past",
        "the coming",
        "the previous",
    ):
        if (
            (match["season"].casefold() in ("fall", "spring")
            and not re.search(r"\b(?:in|since|until|by|over|during)\s+$", context.before(match)))
            or not (which or match["edge"])
        ):
            return None
    if match["year"]:
        return dated(f"{match['year']}-{mark}", "season", match["edge"])
    if context.published is None:
        return dated(f"XXXX-{mark}", "season")
    published = context.published
    if match["of"]:
        year = published.year + {"this": 0, "last": -1, "next": 1}[match["of"].casefold()]
        return dated(f"{year}-{mark}", "season", match["edge"])
    middles = {"SP": (4, 15), "SU": (7, 15), "FA": (10, 15), "WI": (1, 15)}
    months = [date(published.year + n, *middles[mark]) for n in (-1, 0, 1)]
    if which in ("last", "this past", "the past"):
        best = max(d for d in months if (published - d).days > 30)
    elif which in ("next", "the coming"):
        best = min(d for d in months if (d - published).days > 30)
    else:
        best = nearest(context, months, context.tense(*match.span())) or published
    year = best.year - 1 if mark == "WI" else best.year
    return dated(f"{year}-{mark}", "season", match["edge"])


HOLIDAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new years eve": (12, 31), "new year's day": (1, 1), "new years day": (1, 1),
    "new year's": (1, 1), "valentine's day": (2, 14), "halloween": (10, 31), "may day": (5, 1),
}  # fmt: skip
MOVABLE = {"good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0, "palm sunday": -7}


@RULES.rule(
    "(?P<name>"
    + "|".join([*HOLIDAYS, "thanksgiving day", "thanksgiving", *MOVABLE])
    + ")(?:,? (?:of )?(?P<year>{year}))?"
)
def holiday(match: re.Match[str], context: Context) -> Value | None:
    """Christmas Eve; Easter Sunday."""
    name = " ".join(match["name"].casefold().split())
    if not match["name"][0].isupper():
        return None
    if match["year"]:
        years = [int(match["year"])]
    elif context.published:
        years = [context.published.year + n for n in (-1, 0, 1)]
    else:
        return Value(type=TimeType.DATE, value=UNKNOWN["day"])
    days = [_holiday(name, y) for y in years]
    best = days[0] if match["year"] else nearest(context, days, context.tense(*match.span()))
    return dated(best.isoformat(), "day") if best else None


def _holiday(name: str, year: int) -> date:
    if name in HOLIDAYS:
        return date(year, *HOLIDAYS[name])
    if name in MOVABLE:
        return easter(year) + timedelta(days=MOVABLE[name])
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
