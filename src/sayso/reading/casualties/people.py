"""Counts of people: a quantity and its noun ("at least 44 civilians"), or one person ("a woman", "his son").

Pure: words in, counts out. Whether harm befell them is for `harms` to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model import Bound, Harm
from sayso.reading.casualties.grammar import PRONOUNS, PUNCTUATION, QUOTES, STOPS
from sayso.reading.casualties.lexicon import adjectives, cues, groups, nouns, statuses, word_set
from sayso.reading.casualties.numbers import Quantity, number_at, quantity_at

LONGEST = 12
"""Words of the longest noun phrase after a quantity."""

OPENERS = frozenset({"a", "an", "another"})
UNDERGOING = frozenset("suffered suffering sustained sustaining received with had has from".split())
"""Words before the injuries of one person."""

ORDINALS = frozenset("second third fourth fifth sixth seventh eighth".split())
POSSESSIVES = frozenset("his her their my our its".split())
NOBODY = (("no", "one"), ("nobody",), ("none",), ("not", "a", "single", "person"))
AGES = frozenset("year years month months week weeks day days".split())
ADULT = 18
OLD = 200
DEAR = frozenset("loved beloved dear little young".split())
"""Words before a "one" that counts nobody."""

HEDGES = frozenset("reported alleged confirmed suspected".split())
"""Words before "deaths" that doubt or vouch for them and tell of no saying."""

GENERAL = frozenset("other others more".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
MONEY = frozenset("$ £ € us$ rs usd".split())


@dataclass(frozen=True, slots=True)
class Count:
    """So many people, by the words that say so.

    Args:
        start: its first word.
        end: one past its last word.
        quantity: how many.
        noun: the words that name the people; empty for a bare number.
        single: one person named by an article or a possessive, and not by a number.
        sure: whether a noun of the phrase is known to stand for people.
        harm: what the phrase itself says befell them ("nine fatalities", "six missing miners").
        young: whether the phrase gives an age under 18 or calls them young.
        partitive: whether it counts some of people told of before ("two of the victims").
    """

    start: int
    end: int
    quantity: Quantity
    noun: tuple[str, ...]
    single: bool
    sure: bool
    harm: Harm | None
    young: bool = False
    partitive: bool = False

    @property
    def kin(self) -> bool:
        """Whether it counts relatives of somebody told of before: "his two sons"."""
        return bool(self.noun) and self.noun[-1] in word_set("kin")

    @property
    def low_number(self) -> bool:
        """Whether it counts fewer than five."""
        return (self.quantity.high or self.quantity.low or 5) < 5

    @property
    def bare(self) -> bool:
        """Whether the quantity stands alone."""
        return not self.noun


def counts(words: Sequence[str], *, proper: Sequence[bool]) -> list[Count]:
    """The counts of people in a sentence, left to right; none meets another.

    Args:
        words: lower case.
        proper: for each word whether it is printed with a capital, where capitals tell anything.
    """
    found: list[Count] = []
    at = 0
    while at < len(words):
        count = _counted(words, at, proper) or _none(words, at, proper) or _single(words, at, proper)
        if count is not None:
            found.append(count)
        at = count.end if count is not None else at + 1
    starts = {count.start for count in found}
    return [
        count for n, count in enumerate(found) if not (n and _describes(words, found[n - 1], count, starts))
    ]


def _describes(words: Sequence[str], one: Count, other: Count, starts: set[int]) -> bool:
    """Whether a count only describes the one before it: "one hostage, a judge, died", but not in a list."""
    if not other.single or one.quantity.high != 1 or words[one.end : other.start] != [","]:
        return False
    if words[other.start] not in ("a", "an"):
        return False
    after = words[other.end : other.end + 2]
    goes_on = after[:1] == ["and"] or after == [",", "and"] or other.end in starts or other.end + 1 in starts
    return not goes_on


def _counted(words: Sequence[str], at: int, proper: Sequence[bool]) -> Count | None:
    """A quantity with its noun, or bare."""
    quantity = quantity_at(words, at)
    if quantity is None or _is_other_number(words, quantity):
        return None
    begin = quantity.end
    partitive = words[begin : begin + 2] in (["of", "the"], ["of", "those"], ["of", "them"])
    while begin < len(words) and words[begin] in QUOTES and begin + 1 < len(words):
        begin += 1
    if begin + 1 < len(words) and words[begin] == "of":
        begin = _inside(words, begin + 1)
        whole = quantity_at(words, begin) if begin < len(words) else None
        if whole is not None and whole.bound is not Bound.VAGUE:
            return _count(words, at, quantity.end, quantity, (), partitive=partitive)
    end = _phrase_end(words, begin, proper)
    noun = tuple(words[begin:end])
    if not noun:
        end = quantity.end
    return _count(words, at, end, quantity, noun, partitive=partitive and quantity.bound is not Bound.VAGUE)


def _inside(words: Sequence[str], at: int) -> int:
    """Past the determiner of "of the ...", "of its ..."."""
    if at < len(words) and (words[at] in POSSESSIVES or words[at] in ("the", "these", "those", "all")):
        return at if words[at] in ("these", "those") and at + 1 == len(words) else at + 1
    return at


def _phrase_end(words: Sequence[str], begin: int, proper: Sequence[bool]) -> int:
    """One past the last word of a noun phrase: it ends at what cannot be part of one, and before its verb."""
    at = begin
    if at < len(words) and words[at] in PRONOUNS:
        return _past_complement(words, at + 1)
    if at < len(words) and words[at] == "victims":
        return max(at + 1, _past_complement(words, at + 1))
    while at < len(words) and at - begin < LONGEST:
        word = words[at]
        if word == "(" and at > begin:
            close = next((n for n in range(at + 1, min(at + 7, len(words))) if words[n] == ")"), None)
            if close is None or close + 1 >= len(words) or words[close + 1] not in statuses():
                break
            at = close + 1
            continue
        if word in ("and", "or") and at > begin and _joins_nouns(words, at):
            at += 1
            continue
        if word == "more" and at > begin:
            break
        if word in ("other", "others", "more", "of") or word in QUOTES:
            if word == "of" and (
                at == begin or words[at - 1] not in ("members", "member", "dozens", "hundreds", "thousands")
            ):
                break
            if word in QUOTES and at > begin:
                break
            at += 1
            if word == "of" and at < len(words) and words[at] in ("the", "a", "an", *POSSESSIVES):
                at += 1
            continue
        if word in HEDGES and words[at + 1 : at + 2] and words[at + 1] in nouns():
            at += 1
            continue
        if (
            word in STOPS
            or word in PUNCTUATION
            or (word in ("-", "'s") and at == begin)
            or number_at(words, at)
        ):
            break
        if _is_verb(words, begin, at):
            break
        if (
            at > begin
            and proper[at]
            and not proper[at - 1]
            and words[at - 1] in statuses()
            and words[at - 1] not in GENERAL
        ):
            break
        at += 1
    while at > begin and (words[at - 1] in QUOTES or words[at - 1] in ("-", "of")):
        at -= 1
    return at


def _past_complement(words: Sequence[str], at: int) -> int:
    """Past what "six of them" are: "children", "a child"."""
    begin = at
    if begin + 2 < len(words) and words[begin] in ("killed", "dead", "injured", "wounded"):
        begin += 1
    begin += begin < len(words) and words[begin] in ("were", "was", "are")
    begin += begin < len(words) and words[begin] in OPENERS
    end = begin
    while end < len(words) and end < begin + 3 and (words[end] in groups() or words[end] in statuses()):
        end += 1
    return end if end > begin and words[end - 1] in statuses() else at


def _joins_nouns(words: Sequence[str], at: int) -> bool:
    """Whether an "and" joins two nouns under one number: "148 men and boys"."""
    following, third = (*words[at + 1 : at + 3], "", "")[:2]
    if third in statuses() and following not in STOPS and not number_at(words, at + 1):
        return not words[at - 1].endswith(("s", "men"))  # "army and rebel fighters"
    plural = following.endswith(("s", "men", "staff", "police"))
    return words[at - 1] in statuses() and following in statuses() and plural


def _is_verb(words: Sequence[str], begin: int, at: int) -> bool:
    """Whether a word tells of harm as the verb of the phrase, and not as an adjective before its noun."""
    word = words[at]
    if not any(tuple(words[at : at + len(cue)]) == cue for cue in cues().get(word, ())):
        return False
    if (
        word in nouns()
        and at == begin
        and word not in ("killed", "injured", "wounded", "dead", "missing", "displaced")
    ):
        return False
    following = words[at + 1] if at + 1 < len(words) else ""
    return not (
        word in adjectives() and following in statuses() and following not in ("more", "others", "other")
    )


def _count(
    words: Sequence[str], start: int, end: int, quantity: Quantity, noun: tuple[str, ...], *, partitive: bool
) -> Count | None:
    """The count, unless its noun stands for things."""
    sure = any(word in statuses() and word not in GENERAL for word in noun) or noun[-1:] in (
        ("others",),
        ("more",),
    )
    owned = noun[max((n + 1 for n, word in enumerate(noun) if word == "'s"), default=0) :]
    plain = [word for word in owned if word not in QUOTES and word not in ("other", "more")]
    if plain and plain[-1] in word_set("not_people") and plain[-1] not in statuses():
        return None
    if plain and plain[0] in word_set("not_people") and not sure:
        return None
    if _follows_month(words, quantity) or (not sure and _is_year(words, quantity)):
        return None
    if start > 1 and words[start - 1] == "of" and words[start - 2] in word_set("relatives") | word_set("kin"):
        return None
    if noun and _head(noun) in ("family", "families", "household", "households"):
        quantity = replace(quantity, low=None, high=None, bound=Bound.VAGUE)
    if quantity.end - quantity.start > 1 and words[quantity.end - 1] in POSSESSIVES:
        return None
    undergone = plain[-1:] == ["injuries"] and start > 0 and words[start - 1] in UNDERGOING
    vague = quantity.bound is Bound.VAGUE and (undergone or plain[-1:] == ["victims"])
    harm = None if vague else _harm(noun)
    return Count(start, end, quantity, noun, single=False, sure=sure, harm=harm, partitive=partitive)


def _is_year(words: Sequence[str], quantity: Quantity) -> bool:
    """Whether a number is rather a year: four digits without a comma."""
    digits = [word for word in words[quantity.number : quantity.end] if word.isdigit()]
    return bool(digits) and all(len(word) == 4 and "1900" <= word <= "2099" for word in digits)


def _follows_month(words: Sequence[str], quantity: Quantity) -> bool:
    """Whether a bare number stands right after a month: "March 2003", "May 4"."""
    before = words[quantity.start - 1] if quantity.start else ""
    return (
        quantity.number == quantity.start and words[quantity.start].isdigit() and before.rstrip(".") in MONTHS
    )


def _harm(noun: tuple[str, ...]) -> Harm | None:
    """What the phrase itself says befell the people."""
    for word in noun:
        if word in adjectives() or word in nouns():
            return adjectives().get(word) or nouns()[word]
    return None


def _is_other_number(words: Sequence[str], quantity: Quantity) -> bool:
    """Whether the number is money, a share, an age or the number of a thing."""
    before = words[quantity.start - 1] if quantity.start else ""
    after = words[quantity.end] if quantity.end < len(words) else ""
    if before in DEAR and words[quantity.start : quantity.end] == ["one"]:
        return True
    if (
        before in MONEY
        or after in ("%", "percent", "per", "$", "'s", "th")
        or before in ("how", "no.", "number", "age", "aged", "nos.")
    ):
        return True
    if before == "of" and after in (",", ".") and words[max(0, quantity.start - 2)] in groups():
        return True  # "a man of 18"
    if after in AGES and words[quantity.end + 1 : quantity.end + 2] in (["old"], ["-"]):
        return True
    if after == ")" and (before == "(" or quantity.bound in (Bound.EXACT, Bound.RANGE)):
        return True
    return (
        quantity.bound is Bound.EXACT and before == "," and after == "," and quantity.number == quantity.start
    )


def _none(words: Sequence[str], at: int, proper: Sequence[bool]) -> Count | None:
    """Nobody, or no casualties: a figure of zero."""
    for phrase in NOBODY:
        if tuple(words[at : at + len(phrase)]) == phrase:
            end = at + len(phrase)
            return Count(at, end, _zero(at, end), (), single=False, sure=True, harm=None)
    if words[at] not in ("no", "zero"):
        return None
    end = _phrase_end(words, at + 1, proper)
    noun = tuple(words[at + 1 : end])
    if not noun or noun[-1] not in statuses() or noun[-1] == "more":
        return None
    harm = Harm.KILLED_OR_INJURED if noun[-1] in ("victims", "victim") else nouns().get(noun[-1])
    return Count(at, end, _zero(at, end), noun, single=False, sure=True, harm=harm)


def _zero(start: int, end: int) -> Quantity:
    return Quantity(start, start, end, 0, 0, Bound.EXACT)


def _single(words: Sequence[str], at: int, proper: Sequence[bool]) -> Count | None:
    """One person by an article, an ordinal or a possessive."""
    begin = at + 1
    named = (
        words[at] == "the" and words[max(0, at - 1)] == "including" and words[at + 1 : at + 2] != ["bomber"]
    )
    if words[at] in OPENERS or named:
        begin += begin < len(words) and words[begin] in ORDINALS
        known = frozenset(statuses())
    elif words[at] in POSSESSIVES or (words[at] == "'s" and at > 1):
        known = word_set("relatives")
    else:
        return None
    begin, age = _past_age(words, begin)
    end = _phrase_end(words, begin, proper)
    noun = tuple(words[begin:end])
    one = Quantity(at, at, begin, 1, 1, Bound.EXACT)
    if not noun:
        bare = words[at] == "another" or (begin > at + 1 and words[begin - 1] in ORDINALS)
        return Count(at, begin, one, (), single=True, sure=True, harm=None) if bare else None
    head = _head(noun)
    if words[at] not in OPENERS and not named and end < len(words) and proper[end]:
        return None  # a named person is no figure: "his wife Amal"
    if head in word_set("not_people") or (
        head not in known and not _is_people_name(words, at, begin, end, proper)
    ):
        return None
    if (
        head in nouns()
        and head not in ("hostage", "martyr")
        and not (words[at] == "another" and head in ("body", "corpse"))
    ):
        return None
    if head in ("family", "household"):
        one = replace(one, low=None, high=None, bound=Bound.VAGUE)
    harm = nouns().get(head) if words[at] == "another" else None
    young = age < ADULT or (noun[0] in ("young", "youngest", "little") and head in word_set("relatives"))
    return Count(at, end, one, noun, single=True, sure=True, harm=harm, young=young)


def _past_age(words: Sequence[str], at: int) -> tuple[int, int]:
    """Past the age of "a 12-year-old boy", and the age in years; a great age where none is given."""
    number = number_at(words, at)
    for end in (at + 3, at + 4, at + 5):
        between = words[at + 1 : end - 1]
        if number and end < len(words) and words[end - 1] == "old" and set(between) <= {"-", *AGES}:
            return end, number[0] if {"year", "years"} & set(between) else 0
    return at, OLD


def _head(noun: tuple[str, ...]) -> str:
    """The noun that names the people: the last word before "of"."""
    return noun[noun.index("of") - 1] if "of" in noun[1:] else noun[-1]


def _is_people_name(words: Sequence[str], at: int, begin: int, end: int, proper: Sequence[bool]) -> bool:
    """Whether a phrase of capitalised words names one of a people: "a Canadian"."""
    return words[at] in OPENERS and end - begin == 1 and proper[begin]
