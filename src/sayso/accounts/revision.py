"""Revisions: where one source changes its own account, and what it takes back. Nothing is forgotten."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sayso.accounts.account import Account, Given, Scope
from sayso.accounts.remark import Remark


class Change(StrEnum):
    """What a source did to its account."""

    RAISED = "raised"
    LOWERED = "lowered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One change: what was said before, what after, and the words of each."""

    source: str
    change: Change
    before: str
    after: str
    said: Remark
    corrected: Remark


def revisions(account: Account) -> tuple[Revision, ...]:
    """Every change of an account, the earliest first."""
    found = [*_recounts(account), *_withdrawals(account)]
    return tuple(sorted(found, key=lambda r: (r.corrected.said or "", r.before)))


def _recounts(account: Account) -> Iterator[Revision]:
    by_scope: dict[Scope, list[Given]] = defaultdict(list)
    for given in account.figures:
        if given.remark.rewrite is None and given.figure.part_of is None and _number(given) is not None:
            by_scope[Scope.of(given.figure)].append(given)
    for said in by_scope.values():
        for before, after in pairwise(said):
            was, now = _number(before), _number(after)
            if was is None or now is None or was == now or not _is_later(before.remark, after.remark):
                continue
            yield Revision(
                source=account.source,
                change=Change.RAISED if now > was else Change.LOWERED,
                before=before.figure.text,
                after=after.figure.text,
                said=before.remark,
                corrected=after.remark,
            )


def _withdrawals(account: Account) -> Iterator[Revision]:
    """A source that blamed somebody and later denies it takes it back."""
    for blame, said in account.blames:
        for denial in account.standing:
            if denial.denies and _is_later(said, denial) and not said.denies:
                yield Revision(
                    source=account.source,
                    change=Change.WITHDRAWN,
                    before=blame.name,
                    after=denial.act.value,
                    said=said,
                    corrected=denial,
                )


def _number(given: Given) -> int | None:
    figure = given.figure
    return figure.low if figure.low is not None else figure.high


def _is_later(before: Remark, after: Remark) -> bool:
    return before.said is not None and after.said is not None and before.said < after.said
