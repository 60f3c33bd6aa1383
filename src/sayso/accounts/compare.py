"""Every two accounts of one incident compared: whether they agree, and why they differ. Never averaged.

A verdict is on two figures of one harm, or on whom the two sources blame; it always carries both remarks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import inf

from sayso.accounts.account import Account, Given, Scope
from sayso.accounts.party import is_same
from sayso.accounts.remark import Blame, Remark
from sayso.model import Bound, Harm, Span, VictimStatus

NEAR = 0.1
"""Share of the larger of two figures by which they may differ and one still be the other, rounded."""

BLAME = "blame"
JOINED = (Harm.KILLED, Harm.INJURED)
"""Harms that some sources count together only."""


class Verdict(StrEnum):
    """How two accounts stand to each other."""

    AGREE = "agree"
    REFINE = "refine"
    OVERLAP = "overlap"
    CONTRADICT = "contradict"
    SILENT = "silent"


class Why(StrEnum):
    """Why two accounts differ, as far as their own words tell."""

    LATER = "later update"
    SCOPE = "other scope"
    SHARE = "share of the other"
    ROUNDING = "rounding"
    RIVAL = "rival claim"
    DENIAL = "denial"
    WORDS = "no number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one account says in a comparison: its words, where they stand, and the remark they are part of."""

    words: str
    span: Span
    sentence: str
    remark: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two accounts compared on one point.

    Args:
        about: a harm, or "blame".
        one: the source of the first account.
        other: the source of the second.
        verdict: how they stand to each other.
        why: why they differ, where that can be told.
        first: what the first says; None where it is silent.
        second: what the second says; None where it is silent.
    """

    about: str
    one: str
    other: str
    verdict: Verdict
    why: Why | None
    first: Told | None
    second: Told | None


def compare(accounts: Sequence[Account]) -> tuple[Comparison, ...]:
    """Every pair of accounts on every point that one of the two speaks of."""
    blamed = {blame.name for account in accounts for blame, _ in account.blames}
    return tuple(found for one, other in combinations(accounts, 2) for found in _pair(one, other, blamed))


def _pair(one: Account, other: Account, blamed: set[str]) -> Iterator[Comparison]:
    rivals = _are_rivals(one, other, blamed)
    for harm in Harm:
        mine, theirs = _of_harm(one, harm), _of_harm(other, harm)
        if harm in JOINED and bool(mine) != bool(theirs):
            mine = mine or _of_harm(one, Harm.KILLED_OR_INJURED)
            theirs = theirs or _of_harm(other, Harm.KILLED_OR_INJURED)
        if mine or theirs:
            yield _on_figures(one, other, harm, mine, theirs, rivals=rivals)
    if one.blames or other.blames:
        yield _on_blame(one, other)


def _of_harm(account: Account, harm: Harm) -> list[Given]:
    """The standing figures of one harm, people in general before groups of them, the largest first."""
    return sorted((given for given in account.current() if given.figure.harm is harm), key=_fullest)


def _fullest(given: Given) -> tuple[int, float]:
    return (len(given.figure.victims.groups), -_interval(given)[0])


def _on_figures(
    one: Account, other: Account, harm: Harm, mine: Sequence[Given], theirs: Sequence[Given], *, rivals: bool
) -> Comparison:
    first, second = _best_pair(mine, theirs)
    verdict, why = _judge(first, second, rivals=rivals) if first and second else (Verdict.SILENT, None)
    return Comparison(
        about=harm.value,
        one=one.source,
        other=other.source,
        verdict=verdict,
        why=why,
        first=_told(first),
        second=_told(second),
    )


def _best_pair(mine: Sequence[Given], theirs: Sequence[Given]) -> tuple[Given | None, Given | None]:
    """The two figures that count the same people, or else the fullest of each side."""
    for one in mine:
        for other in theirs:
            if Scope.of(one.figure) == Scope.of(other.figure):
                return one, other
    return next(iter(mine), None), next(iter(theirs), None)


def _judge(first: Given, second: Given, *, rivals: bool) -> tuple[Verdict, Why | None]:
    low, high = _interval(first)
    least, most = _interval(second)
    apart = high < least or most < low
    if first.figure.harm is not second.figure.harm:
        some, both = (first, second) if first.figure.harm in JOINED else (second, first)
        fits = _interval(some)[0] <= _interval(both)[1]
        return (Verdict.REFINE if fits else Verdict.CONTRADICT), Why.SCOPE
    if (low, high) == (least, most) and Scope.of(first.figure) == Scope.of(second.figure):
        return Verdict.AGREE, None
    part = _is_part(first, second) or _is_part(second, first)
    if rivals and (apart or part):
        return Verdict.CONTRADICT, _rival_reason(first, second)
    if part:
        return Verdict.REFINE, Why.SHARE
    if Scope.of(first.figure) != Scope.of(second.figure) and apart:
        return Verdict.OVERLAP, Why.SCOPE
    if apart:
        return Verdict.CONTRADICT, _reason(first, second)
    inside = (low >= least and high <= most) or (least >= low and most <= high)
    return (Verdict.REFINE if inside else Verdict.OVERLAP), _loose_reason(first, second)


def _interval(given: Given) -> tuple[float, float]:
    """The numbers that a figure leaves possible; words with no number leave all but none."""
    figure = given.figure
    low = float(figure.low) if figure.low is not None else (1.0 if figure.high is None else 0.0)
    high = float(figure.high) if figure.high is not None else inf
    if figure.bound is Bound.ABOUT:
        return low * (1 - NEAR), high * (1 + NEAR)
    return low, high


def _is_part(part: Given, whole: Given) -> bool:
    """Whether one figure counts some of the people that the other counts, and no more than there are."""
    some, all_ = Scope.of(part.figure), Scope.of(whole.figure)
    wider_groups = bool(some.groups) and not all_.groups
    wider_status = some.status is not VictimStatus.UNKNOWN and all_.status in (
        VictimStatus.UNKNOWN,
        VictimStatus.MIXED,
    )
    within = wider_groups and all_.status in (some.status, VictimStatus.UNKNOWN)
    counts_some = within or (wider_status and some.groups == all_.groups)
    return counts_some and _interval(part)[0] < _interval(whole)[1]


def _are_rivals(one: Account, other: Account, blamed: set[str]) -> bool:
    """Whether one of the two is accused, denies, or blames another than the other does."""
    if one.denies != other.denies:
        return True
    accused = any(is_same(account.source, name) for account in (one, other) for name in blamed)
    return accused or not _same_blame(one, other)


def _rival_reason(first: Given, second: Given) -> Why:
    return Why.DENIAL if first.remark.denies != second.remark.denies else Why.RIVAL


def _reason(first: Given, second: Given) -> Why | None:
    """Why two figures of one scope exclude each other, where neither side has a stake."""
    ends = [number for given in (first, second) for number in (given.figure.low, given.figure.high)]
    numbers = sorted(number for number in ends if number is not None)
    near = numbers[-1] - numbers[0] <= NEAR * numbers[-1]
    if near and any(number % 5 == 0 for number in numbers):
        return Why.ROUNDING
    here, there = set(first.remark.places), set(second.remark.places)
    if here and there and not here & there:
        return Why.SCOPE
    days = (first.remark.said, second.remark.said)
    return Why.LATER if None not in days and days[0] != days[1] else None


def _loose_reason(first: Given, second: Given) -> Why | None:
    if any(given.figure.bound is Bound.VAGUE for given in (first, second)):
        return Why.WORDS
    if any(given.figure.bound is Bound.ABOUT for given in (first, second)):
        return Why.ROUNDING
    return Why.SCOPE if Scope.of(first.figure) != Scope.of(second.figure) else None


def _on_blame(one: Account, other: Account) -> Comparison:
    if one.blames and other.blames:
        agree = _same_blame(one, other)
        verdict, why = (Verdict.AGREE, None) if agree else (Verdict.CONTRADICT, Why.RIVAL)
    elif one.denies or other.denies:
        verdict, why = Verdict.CONTRADICT, Why.DENIAL
    else:
        verdict, why = Verdict.SILENT, None
    return Comparison(
        about=BLAME,
        one=one.source,
        other=other.source,
        verdict=verdict,
        why=why,
        first=_blamed(one),
        second=_blamed(other),
    )


def _same_blame(one: Account, other: Account) -> bool:
    """Whether two accounts blame some party in common, or one blames nobody."""
    if not one.blames or not other.blames:
        return True
    return any(is_same(a.name, b.name) for a, _ in one.blames for b, _ in other.blames)


def _told(given: Given | None) -> Told | None:
    if given is None:
        return None
    figure = given.figure
    return Told(words=figure.text, span=figure.span, sentence=figure.sentence, remark=given.remark)


def _blamed(account: Account) -> Told | None:
    """Whom an account blames, or else its denial."""
    told: Iterable[tuple[Blame, Remark]] = account.blames
    for blame, remark in told:
        return Told(words=blame.name, span=blame.span, sentence=blame.sentence, remark=remark)
    denial = next((remark for remark in account.standing if remark.denies), None)
    if denial is None:
        return None
    return Told(words="denies", span=denial.span, sentence=denial.sentence, remark=denial)
