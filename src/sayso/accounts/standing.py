"""Standing: how one account stands among the others of an incident: who came first, who repeats, who disagrees."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.accounts.account import Account
from sayso.accounts.compare import Verdict, compare
from sayso.accounts.roots import Root


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one account stands among the others.

    Args:
        known: other reports can mean the same source by its name; "a doctor" is somebody else in each.
        led: it was heard on the first day, and somebody else only later.
        repeats: the independent sources that it has its account from; none where it is one itself.
        contradicted_by: the sources whose account cannot be true together with it.
    """

    known: bool
    led: bool
    repeats: tuple[str, ...]
    contradicted_by: tuple[str, ...]


def standings(accounts: Sequence[Account], roots: Sequence[Root]) -> dict[str, Standing]:
    """The standing of every account of one incident, by its source.

    Args:
        accounts: all of them.
        roots: the independent sources behind them.
    """
    days = [account.first for account in accounts if account.first]
    first, spread = min(days, default=None), len(set(days)) > 1
    independent = {root.source for root in roots}
    against = _contradictions(accounts)
    return {
        account.source: Standing(
            known=any(remark.voice.report is None for remark in account.remarks),
            led=spread and account.first == first,
            repeats=()
            if account.source in independent
            else tuple(root.source for root in roots if account.source in root.repeated_by),
            contradicted_by=tuple(against[account.source]),
        )
        for account in accounts
    }


def _contradictions(accounts: Sequence[Account]) -> dict[str, dict[str, None]]:
    """Who contradicts whom, in the order of the accounts; those who give and blame nothing contradict nobody."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    speaking = [account for account in accounts if account.current() or account.blames or account.denies]
    for comparison in compare(speaking):
        if comparison.verdict is Verdict.CONTRADICT:
            found[comparison.one][comparison.other] = None
            found[comparison.other][comparison.one] = None
    return found
