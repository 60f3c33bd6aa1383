"""Calendar arithmetic over TIMEX3 values.

A value names a stretch of the calendar: a day `1998-02-13`, a week `1998-W07`, its weekend `1998-W07-WE`,
a month, a quarter `1989-Q3`, a half `1989-H2`, a season `1998-SU`, a year, a decade `199`, a century `19`.

Source: TimeML Annotation Guidelines 1.2.1, section 2.2 (TIMEX3), and ISO 8601.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

UNKNOWN = {
    "day": "XXXX-XX-XX", "night": "XXXX-XX-XXTNI", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX", "quarter": "XXXX-QX", "half": "XXXX-HX",
    "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)"
    r"|W(?P<week>\d\d)(?:-(?P<part>WE|\d))?|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T(?P<time>.+))?"
    r"|(?P<decade>\d{3})|(?P<century>\d\d)"
)

Days = tuple[date, date]
"""A first and a last day, both included."""


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, count: int, unit: str) -> date:
    """The day so many units later (earlier, if negative); a month's end stays inside the month."""
    if unit in DAYS_OF:
        return day + timedelta(days=count * DAYS_OF[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + count * MONTHS_OF[unit], 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def value_at(day: date, unit: str) -> str:
    """The value of the unit that holds a day."""
    week = f"{day.isocalendar().year:04}-W{day.isocalendar().week:02}"
    return {
        "day": day.isoformat(),
        "night": f"{day.isoformat()}TNI",
        "week": week,
        "weekend": f"{week}-WE",
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }[unit]


def bounds(value: str) -> Days | None:
    """The first and last day that a value covers; a night runs into the next day.

    Returns:
        None for a value that fixes no days ("PRESENT_REF", "P3D", "XXXX-08-31", "1989-QX").
    """
    found = VALUE.fullmatch(value)
    try:
        return _bounds(found) if found else None
    except (ValueError, OverflowError):
        return None


def _bounds(found: re.Match[str]) -> Days:
    if found["decade"]:
        first = int(found["decade"]) * 10
        return date(first, 1, 1), date(first + 9, 12, 31)
    if found["century"]:
        first = int(found["century"]) * 100
        return date(max(first, 1), 1, 1), date(first + 99, 12, 31)
    year = int(found["year"])
    if found["week"]:
        return _week(year, int(found["week"]), found["part"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day + timedelta(days=found["time"] == "NI")
    return _months(year, *_month_range(found))


def _month_range(found: re.Match[str]) -> tuple[int, int]:
    if found["month"]:
        return int(found["month"]), int(found["month"])
    if found["quarter"]:
        return int(found["quarter"]) * 3 - 2, int(found["quarter"]) * 3
    if found["half"]:
        return int(found["half"]) * 6 - 5, int(found["half"]) * 6
    return SEASON_MONTHS[found["season"]] if found["season"] else (1, 12)


def _week(year: int, week: int, part: str | None) -> Days:
    if part == "WE":
        return date.fromisocalendar(year, week, 6), date.fromisocalendar(year, week, 7)
    if part:
        day = date.fromisocalendar(year, week, int(part))
        return day, day
    return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)


def _months(year: int, first: int, last: int) -> Days:
    over, month = divmod(last - 1, 12)
    return date(year, first, 1), date(year + over, month + 1, monthrange(year + over, month + 1)[1])


def narrowed(days: Days, edge: str) -> Days:
    """The early, middle or late part of a stretch.

    Ten days of a month, a quarter at either end of a year, a third of anything else; the opening and the
    close of a month are a week, of a year a month.

    Args:
        days: the whole stretch.
        edge: START, MID or END, as TIMEX3's `mod` has them; OPENING or CLOSE.
    """
    first, last = days
    length = (last - first).days + 1
    third = -(-length // 3)
    head, tail = third, length - third
    if 28 <= length <= 31:
        head, tail = (7, length - 7) if edge in ("OPENING", "CLOSE") else (10, 20)
    elif length in (365, 366):
        head, tail = (31, length - 31) if edge in ("OPENING", "CLOSE") else (length - 275, length - 92)
    if edge in ("START", "OPENING"):
        return first, first + timedelta(days=head - 1)
    if edge in ("END", "CLOSE"):
        return first + timedelta(days=tail), last
    return first + timedelta(days=head), first + timedelta(days=max(head, tail - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Western churches.

    Source: the anonymous Gregorian algorithm (Nature, 20 April 1876).
    """
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    lag = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * lag) // 451
    month, day = divmod(epact + lag - 7 * late + 114, 31)
    return date(year, month, day + 1)
