"""The public form of accounts: plain dicts, as `sayso incidents --format jsonl` prints them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sayso.accounts.account import Account, Given, Scope
from sayso.accounts.grade import Suggestion
from sayso.accounts.ranges import End, Range, ranges_of, toll_of
from sayso.accounts.remark import Blame, Figure, Remark
from sayso.accounts.revision import Revision, revisions
from sayso.accounts.roots import Root
from sayso.accounts.standing import Standing, standings
from sayso.model import Harm

Row = dict[str, Any]


def figures_row(accounts: Iterable[Account]) -> list[Row]:
    """The range of each scope, with `peak`, the highest number named, and `by`, who stands at each end."""
    return [_range(one) for one in ranges_of(accounts)]


def tolls_row(accounts: Sequence[Account]) -> Row:
    """The range of each harm over all people; `whole` is false where only groups of them are counted."""
    tolls = {harm.value: toll_of(accounts, harm) for harm in Harm}
    return {
        harm: {**_ends(toll), "whole": not toll.scope.groups}
        for harm, toll in tolls.items()
        if toll is not None
    }


def account_rows(accounts: Sequence[Account], roots: Sequence[Root]) -> list[Row]:
    """The accounts of one incident, each with its standing among the others."""
    standing = standings(accounts, roots)
    return [{**account_row(account), **_standing(standing[account.source])} for account in accounts]


def account_row(account: Account) -> Row:
    """One account; every figure, blame and statement carries its words' place and the sentence they stand in.

    What an outlet has changed since is in `rewrites`, with what it made of it, and its figures among the others.
    """
    standing = account.current()
    return {
        "source": account.source,
        "kind": account.kind.value,
        "first": account.first,
        "last": account.last,
        "figures": [_figure(given, given in standing) for given in account.figures],
        "blames": [_blame(blame, remark) for blame, remark in account.blames],
        "revisions": [_revision(revision) for revision in revisions(account)],
        "statements": [_statement(remark) for remark in account.standing],
        "rewrites": [
            {**_statement(remark), "rewrite": _rewrite(remark)}
            for remark in account.remarks
            if remark.rewrite
        ],
    }


def root_row(root: Root) -> Row:
    """One independent source: who repeats it, and the outlets that print it."""
    return {
        "source": root.source,
        "kind": root.kind.value,
        "outlets": list(root.outlets),
        "repeated_by": list(root.repeated_by),
    }


def grounds_row(suggestion: Suggestion | None) -> Row | None:
    """Why a grade is suggested: the rule, and each fact with the statements that show it."""
    if suggestion is None:
        return None
    return {
        "rule": suggestion.rule,
        "facts": [
            {"fact": fact.words, "statements": [_reference(r, r) for r in fact.remarks]}
            for fact in suggestion.facts
        ],
    }


def _range(one: Range) -> Row:
    return {
        "harm": one.scope.harm.value,
        "victims": _victims(one.scope),
        **_ends(one),
    }


def _ends(one: Range) -> Row:
    return {
        "low": one.low,
        "high": one.high,
        "peak": one.peak,
        "by": {"low": _sources(one.lowest), "high": _sources(one.highest)},
    }


def _sources(ends: Sequence[End]) -> list[str]:
    return list(dict.fromkeys(end.source for end in ends))


def _victims(scope: Scope) -> Row:
    return {"status": scope.status.value, "groups": [group.value for group in scope.groups]}


def _figure(given: Given, stands: bool) -> Row:
    figure = given.figure
    return {
        "harm": figure.harm.value,
        "victims": _victims(Scope.of(figure)),
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound.value,
        "text": figure.text,
        "share": figure.part_of is not None,
        "stands": stands,
        "rewrite": _rewrite(given.remark),
        **_reference(given.remark, figure),
    }


def _blame(blame: Blame, remark: Remark) -> Row:
    return {"name": blame.name, **_reference(remark, blame)}


def _revision(revision: Revision) -> Row:
    return {
        "change": revision.change.value,
        "before": revision.before,
        "after": revision.after,
        "from": _reference(revision.said, revision.said),
        **_reference(revision.corrected, revision.corrected),
    }


def _statement(remark: Remark) -> Row:
    return {
        **_reference(remark, remark),
        "act": remark.act.value,
        "certainty": remark.certainty.value,
        "outlet": remark.outlet,
        "via": [voice.name for voice in remark.via],
    }


def _rewrite(remark: Remark) -> Row | None:
    return asdict(remark.rewrite) if remark.rewrite else None


def _standing(standing: Standing) -> Row:
    return {
        "known": standing.known,
        "led": standing.led,
        "repeats": list(standing.repeats),
        "contradicted_by": list(standing.contradicted_by),
    }


def _reference(remark: Remark, words: Remark | Figure | Blame) -> Row:
    """Where words stand, when they were said, and when published."""
    return {
        "report": remark.report,
        "statement": remark.statement,
        "said": remark.said,
        "published": remark.published,
        "span": list(words.span),
        "sentence": words.sentence,
    }
