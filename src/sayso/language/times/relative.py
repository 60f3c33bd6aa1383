"""Times told from the day of publication or from the day in focus: yesterday, on Sunday, last week, the same month."""

import re
from datetime import date, datetime, timedelta

from sayso.language.times import words
from sayso.language.times.calendar import UNKNOWN, Days, bounds, shift, value_at
from sayso.language.times.rules import Context, Rules, Tense, Value, dated
from sayso.model import TimeType

RULES = Rules()
PUBLISHED_STEPS = {
    "this": 0, "current": 0, "the current": 0, "last": -1, "this past": -1, "the past": -1, "past": -1, "the last": -1,
    "next": 1, "this coming": 1, "the coming": 1, "coming": 1, "the next": 1,
}  # fmt: skip
FOCUS_STEPS = {
    "the previous": -1, "previous": -1, "the preceding": -1, "the prior": -1, "the following": 1, "following": 1,
    "that": 0, "the same": 0, "that same": 0, "the very same": 0, "the": 0,
}  # fmt: skip
WHICH = "|".join(sorted(map(re.escape, [*PUBLISHED_STEPS, *FOCUS_STEPS]), key=len, reverse=True)).replace(
    "\\ ", " "
)
ZONE = r"(?: {zone})?"


def unresolved(unit: str) -> Value:
    """A stretch of the calendar that nothing fixes."""
    return Value(type=TimeType.DATE, value=UNKNOWN[unit], unit=unit)


def weekday_near(published: date, weekday: int, tense: Tense) -> date:
    """The day of that name: the last one, or the day of publication itself; the next one in a clause about the future."""
    back = (published.isoweekday() - weekday) % 7
    if tense is Tense.FUTURE and back:
        return published + timedelta(days=7 - back)
    return published - timedelta(days=back)


def _weekday(which: str, weekday: int, context: Context, tense: Tense) -> date | None:
    published = context.published
    if published is None:
        return None
    if which in FOCUS_STEPS and which != "the" and context.focus:
        step = FOCUS_STEPS[which]
        if step == 0:
            return weekday_near(context.focus, weekday, Tense.PAST)
        away = (weekday - context.focus.isoweekday()) * step % 7 or 7
        return context.focus + timedelta(days=away * step)
    if which in ("last", "this past", "past", "the past"):
        return published - timedelta(days=(published.isoweekday() - weekday) % 7 or 7)
    if which in ("next", "this coming", "coming", "the coming"):
        return published + timedelta(days=(weekday - published.isoweekday()) % 7 or 7)
    return weekday_near(published, weekday, tense)


@RULES.rule(
    r"(?:(?P<edge>early|late|earlier|later)(?: on)? )?(?:(?P<which>last|next|this past|this coming|this|the previous|the following|the preceding|following|past|coming) )?"
    r"(?P<weekday>{day_name})(?: (?P<part>{part}))?(?P<plural>s)?(?: {zone})?"
)
def weekday(match: re.Match[str], context: Context) -> Value | None:
    """On Sunday; last Friday; Sunday evening; Tuesday nights."""
    number = words.weekday(match["weekday"])
    part = words.PARTS[match["part"].casefold()] if match["part"] else ""
    if match["plural"] or (match["part"] or "").casefold().endswith("s"):
        return Value(type=TimeType.SET, value=f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))
    day = _weekday((match["which"] or "").casefold(), number, context, context.tense(*match.span()))
    if day is None:
        return Value(
            type=TimeType.TIME if part else TimeType.DATE,
            value=f"XXXX-WXX-{number}" + (f"T{part}" if part else ""),
        )
    return on_day(day, part)


def on_day(day: date, part: str) -> Value:
    """A day, or a part of it."""
    if not part:
        return dated(day.isoformat(), "day")
    return Value(type=TimeType.TIME, value=f"{day.isoformat()}T{part}", unit="day")


DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1}


@RULES.rule(r"(?P<edge>early|earlier|late|later)? ?(?P<word>today|yesterday|tomorrow)(?: (?P<part>{part}))?")
def deictic(match: re.Match[str], context: Context) -> Value | None:
    """Today; yesterday evening; late yesterday."""
    part = words.PARTS[match["part"].casefold()] if match["part"] else ""
    if context.published is None:
        return Value(
            type=TimeType.TIME if part else TimeType.DATE, value=UNKNOWN["day"] + (f"T{part}" if part else "")
        )
    return on_day(shift(context.published, DEICTIC[match["word"].casefold()], "day"), part)


@RULES.rule(r"the day (?P<way>before yesterday|after tomorrow)")
def two_days(match: re.Match[str], context: Context) -> Value | None:
    """The day before yesterday."""
    if context.published is None:
        return unresolved("day")
    return on_day(shift(context.published, -2 if "before" in match["way"].casefold() else 2, "day"), "")


@RULES.rule(r"(?P<word>tonight|overnight|last night)")
def tonight(match: re.Match[str], context: Context) -> Value | None:
    """Tonight; last night; overnight."""
    word = match["word"].casefold()
    if context.published is None:
        return Value(type=TimeType.TIME, value=UNKNOWN["night"])
    back = 0 if word == "tonight" else 1
    return on_day(shift(context.published, -back, "day"), "NI")


@RULES.rule(
    r"(?:(?P<edge>early|late|earlier|later) )?(?P<which>this|that|that same|the same|the next|the following|the previous|in the|during the|the) (?P<part>morning|afternoon|evening|night)"
)
def part_of_day(match: re.Match[str], context: Context) -> Value | None:
    """This morning; the same evening; the following night."""
    which = match["which"].casefold()
    part = words.PARTS[match["part"].casefold()]
    base = (
        context.published
        if which == "this"
        else context.focus
        if context.unit == "day" and context.focus
        else context.published
    )
    if base is None:
        return Value(type=TimeType.TIME, value=f"{UNKNOWN['day']}T{part}")
    step = 1 if which in ("the next", "the following") else -1 if which == "the previous" else 0
    return on_day(shift(base, step, "day"), part)


@RULES.rule(r"(?:at|by|before|since|until) (?P<part>night|dawn|dusk|daybreak|nightfall)")
def bare_part(match: re.Match[str], context: Context) -> Value | None:
    """At dawn, of the day in focus."""
    day = context.focus if context.unit == "day" else context.published
    part = words.PARTS[match["part"].casefold()]
    if day is None:
        return Value(type=TimeType.TIME, value=f"{UNKNOWN['day']}T{part}", clock=part)
    return Value(type=TimeType.TIME, value=f"{day.isoformat()}T{part}", unit="day", clock=part)


@RULES.rule(
    r"(?:(?P<edge>{edge})(?: in)? )?(?P<which>"
    + WHICH
    + r") (?P<fiscal>calendar |fiscal |financial |full )?(?P<unit>weekend|week|month|quarter|year|decade|century|day|period)(?P<end>'?s end)?(?!~(?:earlier|ago))"
)
def relative_unit(match: re.Match[str], context: Context) -> Value | None:
    """Last week; earlier this month; the same day; the following year; the quarter."""
    which = " ".join(match["which"].casefold().split())
    name = match["unit"].casefold()
    if name == "period":
        return _period(which, context)
    if name == "day" and which in ("this", "the", "that", "past", "coming", "last", "the last", "the past"):
        return None
    if name in ("decade", "century") and which == "the":
        return None
    if name == "year" and which == "the" and re.match(r"\s+(?:ended|ending)\b", context.after(match)):
        return Value(type=TimeType.DURATION, value="P1Y")
    if context.published is None:
        return unresolved(name)
    if which == "the" and name == "quarter":
        return _period(which, context)
    if which in PUBLISHED_STEPS:
        return _of_published(match, context, PUBLISHED_STEPS[which], name)
    if which == "the":
        return _of_published(
            match,
            context,
            -1 if name == "weekend" and context.tense(*match.span()) is not Tense.FUTURE else 0,
            name,
        )
    base = context.focus or context.published
    return dated(value_at(shift(base, FOCUS_STEPS[which], name), name), name, match["edge"])


def _period(which: str, context: Context) -> Value | None:
    """The quarter that accounts are given for: the one in focus, or the last one done."""
    if context.published is None or which not in ("the", "that", "this", "the same", "the current"):
        return None
    base = context.quarter or shift(context.published, -1, "quarter")
    return dated(value_at(base, "quarter"), "quarter")


def _of_published(match: re.Match[str], context: Context, step: int, unit: str) -> Value:
    published = context.published
    assert published is not None
    value = value_at(shift(published, step, unit), unit)
    edge = (match["edge"] or "").casefold()
    whole = bounds(value)
    if whole and step == 0:
        return Value(
            type=TimeType.DATE,
            value=value,
            unit=unit,
            days=_so_far(whole, edge, published, context.tense(*match.span())),
        )
    return dated(value, unit, edge)


def _so_far(whole: Days, edge: str, published: date, tense: Tense) -> Days:
    """The part of the current week, month or year that is meant: up to publication, or from it on."""
    first, last = whole
    if "later" in edge or "end" in edge or tense is Tense.FUTURE:
        return max(first, published), last
    return first, min(published, last)


@RULES.rule(
    r"(?:the )?(?P<which>year-earlier|year-ago|year earlier|year ago|corresponding|comparable|same|like|latest|most recent|current|previous|prior|preceding|following|next|last)(?: fiscal)? (?P<unit>quarter|period|half)(?P<back> (?:of )?(?:last year|a year (?:ago|earlier)|the (?:previous|prior) year|(?P<year>{year})))?"
)
def accounts(match: re.Match[str], context: Context) -> Value | None:
    """The latest quarter; the year-earlier period."""
    which = match["which"].casefold()
    if context.published is None:
        return unresolved("quarter")
    if match["unit"].casefold() == "period" and not (
        match["back"] or which.startswith("year") or which in ("latest", "corresponding", "comparable")
    ):
        return None
    base = context.quarter or shift(context.published, -1, "quarter")
    if match["back"] or which.startswith("year") or which in ("corresponding", "comparable"):
        base = shift(base, -1, "year") if not match["year"] else date(int(match["year"]), base.month, 1)
        return Value(type=TimeType.DATE, value=value_at(base, "quarter"))
    elif which == "current":
        base = context.published
    elif which in ("previous", "prior", "preceding"):
        base = shift(base, -1, "quarter")
    elif which in ("following", "next"):
        base = shift(context.published, 1, "quarter")
    elif which == "last":
        base = shift(context.published, -1, "quarter")
    if context.unit == "half" and match["unit"].casefold() != "quarter":
        return dated(value_at(base, "half"), "half")
    return dated(value_at(base, "quarter"), "quarter")


@RULES.rule(r"year(?:-| )(?:earlier|ago)")
def year_earlier(match: re.Match[str], context: Context) -> Value | None:
    """Year-earlier results."""
    return a_year_back(context, context.published)


def a_year_back(context: Context, base: date | None) -> Value | None:
    """A year before: as fine as what the text speaks of."""
    if base is None:
        return unresolved("year")
    if context.unit == "quarter" and context.quarter:
        return Value(type=TimeType.DATE, value=value_at(shift(context.quarter, -1, "year"), "quarter"))
    return Value(type=TimeType.DATE, value=value_at(shift(base, -1, "year"), "year"))


@RULES.rule(r"(?:the )?(?:year's|year) ?-?end")
def year_end(match: re.Match[str], context: Context) -> Value | None:
    """Year-end."""
    if context.published is None:
        return unresolved("year")
    year = context.published.year
    return Value(
        type=TimeType.DATE, value=str(year), unit="year", days=(date(year, 12, 31), date(year, 12, 31))
    )


def iso_day(text: str | None) -> date | None:
    """The day of an ISO 8601 day or date-time."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        found = re.match(r"\d{4}-\d\d-\d\d", text.strip())
        try:
            return date.fromisoformat(found[0]) if found else None
        except ValueError:
            return None
