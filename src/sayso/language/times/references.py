"""Words that point at past, present and future without a date."""

import re

from sayso.language.times.rules import Context, Rules, Value
from sayso.model import TimeType

RULES = Rules()
PRESENT = r"right now|now|currently|at present|at the present time|present-day|nowadays|(?:the )?current|at this (?:crucial )?moment"
PAST = r"(?:more |most )?recently|recent|the (?:recent )?past|lately"
FUTURE = r"soon|the (?:near |foreseeable |not too distant )?future|as soon as possible|(?:a |some )later date"


@RULES.rule(PRESENT)
def present(match: re.Match[str], context: Context) -> Value | None:
    """Now; currently."""
    return Value(type=TimeType.DATE, value="PRESENT_REF")


@RULES.rule(PAST)
def past(match: re.Match[str], context: Context) -> Value | None:
    """Recently; in the past."""
    return Value(type=TimeType.DATE, value="PAST_REF")


@RULES.rule(FUTURE)
def future(match: re.Match[str], context: Context) -> Value | None:
    """Soon; in the near future."""
    return Value(type=TimeType.DATE, value="FUTURE_REF")
