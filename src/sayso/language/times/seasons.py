"""Seasons, holidays, and the quarters and halves that accounts are given for."""

import re
from datetime import date, timedelta

from sayso.language.times import words
from sayso.language.times.calendar import easter, shift, value_at
from sayso.language.times.dates import YEAR_STEPS
from sayso.language.times.relative import unresolved
from sayso.language.times.rules import Context, Rules, Tense, Value, dated, nearest
from sayso.language.times.words import lower
from sayso.model import TimeType

RULES = Rules()
MIDDLES = {"SP": (4, 15), "SU": (7, 15), "FA": (10, 15), "WI": (1, 15)}
INSIDE = 30
"""Days around its middle in which a season is the current one, so that "last" and "next" mean another."""


@RULES.rule(
    r"(?:the )?(?P<edge>{edge}~)?(?:(?P<which>this past|this coming|this|last|next|the coming|the past|the|in"
    r"|over the) )?"
    r"(?P<season>{season})(?:,? (?:of )?(?P<year>{year})| (?:of )?(?P<told>this|last|next) year)?",
    needs="spring summer fall autumn winter",
)
def season(match: re.Match[str], context: Context) -> Value | None:
    """Last spring; the summer of 1998; not "fall" and "spring" that are verbs."""
    mark = words.SEASONS[match["season"].casefold()]
    which = lower(match["which"])
    if match["year"]:
        return dated(f"{match['year']}-{mark}", "season", match["edge"])
    if not (which or match["told"] or match["edge"]):
        return None
    if (
        which in ("the", "")
        and match["season"].casefold() in ("fall", "spring")
        and not _in_time(match, context)
    ):
        return None
    if context.published is None:
        return dated(f"XXXX-{mark}", "season")
    if match["told"]:
        year = context.published.year + YEAR_STEPS[lower(match["told"])]
        return dated(f"{year}-{mark}", "season", match["edge"])
    middle = _middle(match, context, mark, which)
    return dated(f"{middle.year - (mark == 'WI')}-{mark}", "season", match["edge"])


def _in_time(match: re.Match[str], context: Context) -> bool:
    return bool(
        re.search(r"\b(?:in|since|until|by|over|during|through)\s+$", context.before(match), re.IGNORECASE)
    )


def _middle(match: re.Match[str], context: Context, mark: str, which: str) -> date:
    published = context.published
    assert published is not None
    middles = [date(published.year + n, *MIDDLES[mark]) for n in (-1, 0, 1, 2)]
    if which in ("last", "this past", "the past"):
        return max(day for day in middles if (published - day).days > INSIDE)
    if which in ("next", "the coming", "this coming"):
        return min(day for day in middles if (day - published).days > INSIDE)
    if which == "this":
        return middles[1]
    return nearest(context, middles, context.tense_at(match)) or published


HOLIDAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new years eve": (12, 31), "new year's day": (1, 1), "new years day": (1, 1),
    "valentine's day": (2, 14), "halloween": (10, 31), "may day": (5, 1),
}  # fmt: skip
AFTER_EASTER = {"palm sunday": -7, "good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0}
NAMES = "|".join([*HOLIDAYS, "thanksgiving day", "thanksgiving", *AFTER_EASTER])


@RULES.rule(r"(?P<name>" + NAMES + r")(?:(?:,| of| in)? (?P<year>{year})| (?P<told>this|last|next) year)?")
def holiday(match: re.Match[str], context: Context) -> Value | None:
    """Christmas Eve; Easter Sunday last year."""
    if not match["name"][0].isupper():
        return None
    name = lower(match["name"])
    if match["year"]:
        return dated(_holiday(name, int(match["year"])).isoformat(), "day")
    if context.published is None:
        return unresolved("day")
    steps = (YEAR_STEPS[lower(match["told"])],) if match["told"] else (-1, 0, 1)
    best = nearest(
        context, [_holiday(name, context.published.year + n) for n in steps], context.tense_at(match)
    )
    return dated(best.isoformat(), "day") if best else None


def _holiday(name: str, year: int) -> date:
    if name in HOLIDAYS:
        return date(year, *HOLIDAYS[name])
    if name in AFTER_EASTER:
        return easter(year) + timedelta(days=AFTER_EASTER[name])
    november = date(year, 11, 1)  # Thanksgiving is its fourth Thursday
    return november + timedelta(days=(3 - november.weekday()) % 7 + 21)


@RULES.rule(
    r"(?:the )?(?P<edge>{edge} )?(?:the )?(?:(?P<year>{year}) |(?P<which>this|last|next) year's )?"
    r"(?:fiscal~)?"
    r"(?P<rank>first|second|third|fourth|final|1st|2nd|3rd|4th)(?: fiscal)?~(?P<unit>quarter|half)"
    r"(?:(?: of|,)? (?P<late>{year})| of (?P<told>this|last|next) year)?",
    needs="quarter half",
)
def quarter(match: re.Match[str], context: Context) -> Value | None:
    """The third quarter; this year's first half; the 1988 second quarter."""
    name = match["unit"].casefold()
    rank = words.ordinal(match["rank"]) if match["rank"].casefold() != "final" else 4
    which = match["which"] or match["told"]
    year = match["year"] or match["late"]
    if name == "half" and (rank > 2 or not (year or which)):
        return None
    if which and context.published:
        year = str(context.published.year + YEAR_STEPS[lower(which)])
    if year is None and context.published:
        month = rank * 3 - 1
        middles = [date(context.published.year + n, month, 1) for n in (-1, 0, 1)]
        told = context.tense_at(match)
        best = nearest(context, middles, told if told is Tense.PAST else Tense.OPEN)
        year = str(best.year) if best else None
    return dated(f"{year or 'XXXX'}-{name[0].upper()}{rank}", name, match["edge"])


@RULES.rule(
    r"(?:the )?(?P<which>year-earlier|year-ago|year earlier|year ago|corresponding|comparable|same|like"
    r"|latest|most recent|current|previous|prior|preceding|following|next|last)(?: fiscal)?"
    r" (?P<unit>quarter|period)"
    r"(?P<back> (?:of )?(?:last year|a year (?:ago|earlier)|the (?:previous|prior) year))?",
    needs="quarter period",
)
def accounts(match: re.Match[str], context: Context) -> Value | None:
    """The latest quarter; the year-earlier period; the same period last year."""
    which = lower(match["which"])
    back = bool(match["back"]) or which.startswith("year") or which in ("corresponding", "comparable")
    if match["unit"].casefold() == "period" and not back and which not in ("latest", "most recent"):
        return None
    if context.published is None:
        return unresolved("quarter")
    if back:
        return Value(type=TimeType.DATE, value=value_at(shift(last_quarter(context), -1, "year"), "quarter"))
    steps = {
        "current": 0,
        "following": 1,
        "next": 1,
        "last": -1,
        "previous": -1,
        "prior": -1,
        "preceding": -1,
    }
    if which in steps:
        return dated(value_at(shift(context.published, steps[which], "quarter"), "quarter"), "quarter")
    return dated(value_at(last_quarter(context), "quarter"), "quarter")


def last_quarter(context: Context) -> date:
    """A day of the quarter that accounts are given for: the one last spoken of, or the last one over."""
    assert context.published is not None
    return context.quarter or shift(context.published, -1, "quarter")


@RULES.rule(r"(?:(?:the|this|that) )(?P<word>quarter|period)", needs="quarter period")
def the_quarter(match: re.Match[str], context: Context) -> Value | None:
    """The quarter, of accounts; "the period" only where a quarter was spoken of."""
    if match["word"].casefold() == "period" and context.quarter is None:
        return None
    if context.published is None:
        return unresolved("quarter")
    return dated(value_at(last_quarter(context), "quarter"), "quarter")


@RULES.rule(r"(?:the )?(?P<year>{year}) (?:quarter|period)", needs="quarter period")
def quarter_of_year(match: re.Match[str], context: Context) -> Value | None:
    """The 1988 quarter, set against this year's."""
    if context.quarter is None or context.scale != "quarter":
        return dated(match["year"], "year")
    return Value(type=TimeType.DATE, value=f"{match['year']}-Q{(context.quarter.month + 2) // 3}")


@RULES.rule(r"year~(?:earlier|ago)", needs="year")
def year_earlier(match: re.Match[str], context: Context) -> Value | None:
    """Year-earlier results."""
    return year_before(context)


def year_before(context: Context) -> Value:
    """A year before: as fine as what the text speaks of."""
    if context.published is None:
        return unresolved("year")
    if context.scale == "quarter" and context.quarter:
        return Value(type=TimeType.DATE, value=value_at(shift(context.quarter, -1, "year"), "quarter"))
    return Value(type=TimeType.DATE, value=value_at(shift(context.published, -1, "year"), "year"))
