"""Words that point at past, present and future without a date."""

import re

from sayso.language.times.rules import Context, Resolve, Rules, Value
from sayso.model import TimeType

RULES = Rules()
WORDS = {
    "PRESENT_REF": r"right now|now|currently|at present|at the present time|nowadays|(?:the )?current"
    r"|at (?:this|the) (?:crucial )?moment|this (?:crucial )?moment",
    "PAST_REF": r"(?:more |most )?recently|recent|the (?:recent )?past|lately",
    "FUTURE_REF": r"soon|the (?:near |not too distant )?future|as soon as possible|(?:a|some) later date",
}


def _pointing(value: str) -> Resolve:
    def resolve(match: re.Match[str], context: Context) -> Value | None:
        return Value(type=TimeType.DATE, value=value)

    return resolve


for _value, _words in WORDS.items():
    RULES.rule(_words)(_pointing(_value))
