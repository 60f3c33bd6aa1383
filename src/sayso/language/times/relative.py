"""Times told from publication or from the day in focus: yesterday, on Sunday, last week, the same month."""

import re
from datetime import date, timedelta

from sayso.language.times import words
from sayso.language.times.calendar import UNKNOWN, Days, bounds, shift, value_at
from sayso.language.times.rules import Context, Rules, Tense, Value, dated
from sayso.language.times.words import lower
from sayso.model import TimeType

RULES = Rules()
FROM_PUBLISHED = {
    "this": 0, "current": 0, "the current": 0, "last": -1, "this past": -1, "the past": -1, "past": -1,
    "the last": -1, "next": 1, "this coming": 1, "the coming": 1, "coming": 1, "the next": 1, "the": 0,
}  # fmt: skip
FROM_FOCUS = {
    "the previous": -1, "previous": -1, "the preceding": -1, "the prior": -1, "the following": 1,
    "following": 1, "that": 0, "the same": 0, "that same": 0, "the very same": 0, "the next": 1, "next": 1,
}  # fmt: skip
WHICH = "|".join(sorted({*FROM_PUBLISHED, *FROM_FOCUS}, key=len, reverse=True))


def unresolved(unit: str) -> Value:
    """A stretch of the calendar that nothing fixes."""
    return Value(type=TimeType.DATE, value=UNKNOWN[unit], unit=unit)


def on_day(day: date, part: str) -> Value:
    """A day, or a part of it ("MO", "NI") where one is named."""
    if not part:
        return dated(day.isoformat(), "day")
    return Value(type=TimeType.TIME, value=f"{day.isoformat()}T{part}", unit="day")


def weekday_near(published: date, weekday: int, tense: Tense) -> date:
    """The last day of that name, publication's own included; in a clause about the future the next one."""
    back = (published.isoweekday() - weekday) % 7
    return published + timedelta(days=7 - back if tense is Tense.FUTURE and back else -back)


def _weekday(match: re.Match[str], context: Context, published: date) -> date:
    number, which = words.weekday(match["weekday"]), lower(match["which"])
    forward = (number - published.isoweekday()) % 7 or 7
    if which in ("last", "this past", "past"):
        return published - timedelta(days=(published.isoweekday() - number) % 7 or 7)
    if which in ("next", "this coming", "coming"):
        return published + timedelta(days=forward)
    if which in FROM_FOCUS:
        focus = context.day or published
        if FROM_FOCUS[which] < 0:
            return focus - timedelta(days=(focus.isoweekday() - number) % 7 or 7)
        return focus + timedelta(days=(number - focus.isoweekday()) % 7 or 7 * FROM_FOCUS[which])
    return weekday_near(published, number, context.tense_at(match))


@RULES.rule(
    r"(?:(?P<edge>early|late|earlier|later)(?: on)? )?"
    r"(?:(?P<which>last|next|this past|this coming|this|that|that same|the previous|the following"
    r"|the preceding|past|coming) )?"
    r"(?P<weekday>{day_name})(?:(?P<plural>s)|(?:'s)? (?:(?:early|late) )?(?P<part>{part}))?(?: {zone})?"
)
def weekday(match: re.Match[str], context: Context) -> Value | None:
    """On Sunday; last Friday; Sunday evening; on Sundays. "Fridays victims" has lost its apostrophe."""
    part = words.PARTS[lower(match["part"])] if match["part"] else ""
    often = match["plural"] and re.search(r"\bon\s+$", context.before(match), re.IGNORECASE)
    if often or lower(match["part"]).endswith("s"):
        return repeated_weekday(match["weekday"], part)
    if context.published is None:
        value = repeated_weekday(match["weekday"], part).value
        return Value(type=TimeType.TIME if part else TimeType.DATE, value=value, unit="day")
    return on_day(_weekday(match, context, context.published), part)


def repeated_weekday(name: str, part: str) -> Value:
    """Every day of that name: XXXX-WXX-4, XXXX-WXX-2TNI."""
    value = f"XXXX-WXX-{words.weekday(name)}"
    return Value(type=TimeType.SET, value=f"{value}T{part}" if part else value)


DEICTIC = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


@RULES.rule(
    r"(?:(?:early|earlier|late|later) )?"
    r"(?P<word>today|yesterday|tomorrow|the day before yesterday|the day after tomorrow)"
    r"(?: (?P<part>{part}))?",
    needs="today yesterday tomorrow",
)
def deictic(match: re.Match[str], context: Context) -> Value | None:
    """Today; yesterday evening; late yesterday."""
    part = words.PARTS[lower(match["part"])] if match["part"] else ""
    if context.published is None:
        value = UNKNOWN["day"] + (f"T{part}" if part else "")
        return Value(type=TimeType.TIME if part else TimeType.DATE, value=value, unit="day")
    return on_day(shift(context.published, DEICTIC[lower(match["word"])], "day"), part)


@RULES.rule(
    r"(?:(?:early|late|later) )?(?P<word>tonight|overnight|last night)", needs="tonight overnight night"
)
def tonight(match: re.Match[str], context: Context) -> Value | None:
    """Tonight; last night; overnight."""
    if context.published is None:
        return Value(type=TimeType.TIME, value=UNKNOWN["night"], unit="day")
    return on_day(shift(context.published, 0 if lower(match["word"]) == "tonight" else -1, "day"), "NI")


NIGHTS_BACK = {"previous": -1, "next": 1, "following": 1}


@RULES.rule(
    r"(?:(?:early|late|earlier|later) )?(?P<lead>in |during )?(?P<which>this|that|that same|the same|the next"
    r"|the following|the previous|the) (?:early |late )?"
    r"(?P<part>morning|afternoon|evening|night|early hours|small hours|pre-dawn hours)",
    needs="morning afternoon evening night hours",
)
def part_of_day(match: re.Match[str], context: Context) -> Value | None:
    """This morning; the same evening; the following night; in the morning."""
    part, which = words.PARTS[lower(match["part"])], lower(match["which"])
    if which == "the" and not (match["lead"] or _told_of(match, context)):
        return None
    base = context.published if which == "this" else context.day or context.published
    if base is None:
        return Value(type=TimeType.TIME, value=f"{UNKNOWN['day']}T{part}", unit="day", clock=part)
    day = shift(base, NIGHTS_BACK.get(which.removeprefix("the "), 0), "day")
    return Value(type=TimeType.TIME, value=f"{day.isoformat()}T{part}", unit="day", clock=part)


def _told_of(match: re.Match[str], context: Context) -> bool:
    """Whether words around "the night" say that it is a time: "through the night", "the night of Monday"."""
    led = re.search(
        r"\b(?:through|throughout|into|by|until|since|on|of)\s+$", context.before(match), re.IGNORECASE
    )
    return bool(led) or bool(re.match(r"\s+of\b", context.text[match.end() : match.end() + 6], re.IGNORECASE))


@RULES.rule(
    r"(?:at|by|before|since|until|mid) (?:early |late |mid~)?(?P<part>{part})|mid~(?P<mid>morning|afternoon)"
)
def bare_part(match: re.Match[str], context: Context) -> Value | None:
    """At dawn, by mid-afternoon: of the day in focus."""
    part = words.PARTS[lower(match["part"] or match["mid"])]
    day = context.day or context.published
    value = f"{day.isoformat() if day else UNKNOWN['day']}T{part}"
    return Value(type=TimeType.TIME, value=value, unit="day", clock=part)


@RULES.rule(
    r"(?:(?P<edge>{edge})(?: in)? )?(?P<which>" + WHICH + r")(?: (?:calendar|fiscal|financial|full))? "
    r"(?P<unit>weekend|week|month|year|decade|century|day)"
    r"(?!~(?:earlier|ago|before yesterday|after tomorrow))"
)
def relative_unit(match: re.Match[str], context: Context) -> Value | None:
    """Last week; earlier this month; the same day; the following year."""
    which, unit = lower(match["which"]), match["unit"].casefold()
    if unit == "day":
        return _day_in_focus(which, match, context)
    if unit in ("decade", "century") and which in ("the", "past", "the past", "the last"):
        return None
    if (
        unit == "year"
        and which == "the"
        and re.match(r"\s+(?:ended|ending)\b", context.text[match.end() : match.end() + 12])
    ):
        return Value(type=TimeType.DURATION, value="P1Y")
    if context.published is None:
        return unresolved(unit)
    if which not in FROM_PUBLISHED:
        base = context.focus or context.published
        return dated(value_at(shift(base, FROM_FOCUS[which], unit), unit), unit, match["edge"])
    return _from_published(match, context, context.published)


def _day_in_focus(which: str, match: re.Match[str], context: Context) -> Value | None:
    """The same day, the next day; "later in the day"."""
    step = FROM_FOCUS.get(which)
    if which == "the" and match["edge"]:
        step = 0
    if step is None or which == "next":
        return None
    base = context.day or context.published
    return on_day(shift(base, step, "day"), "") if base else unresolved("day")


def _from_published(match: re.Match[str], context: Context, published: date) -> Value:
    which, unit, edge = lower(match["which"]), match["unit"].casefold(), lower(match["edge"])
    tense = context.tense_at(match)
    step = FROM_PUBLISHED[which]
    if unit == "weekend" and which == "the" and tense is not Tense.FUTURE and published.isoweekday() < 6:
        step = -1
    value = value_at(shift(published, step, unit), unit)
    whole = bounds(value)
    if step or whole is None or unit == "weekend":
        return dated(value, unit, edge)
    return Value(type=TimeType.DATE, value=value, unit=unit, days=_so_far(whole, edge, published, tense))


def _so_far(whole: Days, edge: str, published: date, tense: Tense) -> Days:
    """The part of the current week, month or year that is meant: up to publication, or from it on."""
    first, last = whole
    if edge.startswith("later") or "end" in edge or "close" in edge or tense is Tense.FUTURE:
        return published, last
    if edge == "earlier" and published == first:
        return first - timedelta(days=7), first - timedelta(days=1)
    return first, published


@RULES.rule(
    r"the (?P<unit>day|week|month|year) (?P<way>before|after)"
    r"(?! (?:the|a|an|his|her|their|its|he|she|they|it|this|that|these|\w+ing|yesterday|tomorrow|(?-i:[A-Z]\w*))\b)",
    needs="before after",
)
def unit_before(match: re.Match[str], context: Context) -> Value | None:
    """The year before, of what is in focus. "The day before the vote" is no day of the calendar yet."""
    unit = match["unit"].casefold()
    base = (context.day if unit == "day" else context.focus) or context.published
    if base is None:
        return unresolved(unit)
    return dated(value_at(shift(base, -1 if match["way"].casefold() == "before" else 1, unit), unit), unit)


@RULES.rule(r"(?:the )?year(?:'s)?~?end|the end of the year")
def year_end(match: re.Match[str], context: Context) -> Value | None:
    """Year-end: its last day."""
    if context.published is None:
        return unresolved("year")
    return Value(type=TimeType.DATE, value=f"{context.published.year}-12-31", unit="day")
