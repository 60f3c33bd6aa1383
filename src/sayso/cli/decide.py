"""`sayso decide`: what a person rules on what was read."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.command import Command, ledger_option, who_option, why_option

if TYPE_CHECKING:
    from sayso.decisions import Kind
    from sayso.ledger import Ledger

ACTS = ("accept", "add", "correct", "reject", "merge", "split", "overrule", "note")
PAIR = 2
ADDED = 3


@click.command(
    "decide",
    cls=Command,
    examples=(
        'sayso decide reject r-12ab34cd:c2 --why "an age, not a figure"',
        'sayso decide correct r-12ab34cd:c1 low=12 high=null bound=at_least --why "see the headline"',
        'sayso decide correct r-12ab34cd:c3 statement=s4 --why "the doctor says it"',
        'sayso decide add r-12ab34cd casualty "two guards" low=2 high=2 --why "missed"',
        'sayso decide merge i-4f1c02ab i-77d0e1c3 --why "the same raid"',
        'sayso decide split r-12ab34cd:i1 r-9c0d1e2f:i2 --why "a week apart"',
        'sayso decide overrule i-4f1c02ab confirmed --why "the army admits it"',
    ),
)
@click.argument("act", type=click.Choice(ACTS), metavar="ACT")
@click.argument("words", nargs=-1, required=True, metavar="THING...")
@why_option
@who_option
@ledger_option
def command(act: str, words: tuple[str, ...], why: str, who: str, ledger: str) -> None:
    """Rule on what was read: accept, add, correct, reject, merge, split, overrule or note.

    A THING is REPORT:ID, as sayso show prints them, a linked incident, or a report. correct takes a THING and
    FIELD=VALUE..., add a report, what its words are (casualty, statement, incident, pledge or entity), the
    words, and FIELD=VALUE..., overrule an incident and a grade, merge and split two incidents. To accept a
    report is to say that you have read it through. A decision is tied to the words of the report, so it
    outlives a newer reader, and it always wins. Nothing is erased: see sayso decisions and sayso undo.
    """
    from sayso.ledger import Ledger
    from sayso.workflow.link import relink

    with Ledger.open(ledger, create=False) as book:
        for id in _decided(book, act, words, who=who, why=why):
            click.echo(id)
        relink(book)


def _decided(book: "Ledger", act: str, words: Sequence[str], *, who: str, why: str) -> list[str]:
    from sayso.decisions import Act
    from sayso.workflow.decide import add, correct, overrule, rule

    first, *rest = words
    if act == "add":
        if len(words) < ADDED:
            raise click.UsageError("add needs a report, what its words are, and the words.")
        return [add(book, first, _kind(rest[0]), rest[1], _fields(rest[2:]), who=who, why=why)]
    if act == "correct":
        if not rest:
            raise click.UsageError("correct needs FIELD=VALUE, as in high=12.")
        return [correct(book, first, _fields(rest), who=who, why=why)]
    if act == "overrule":
        if len(rest) != 1:
            raise click.UsageError("overrule needs an incident and a grade.")
        return [overrule(book, first, rest[0], who=who, why=why)]
    if act in ("merge", "split") and len(words) != PAIR:
        raise click.UsageError(f"{act} needs two incidents.")
    return rule(book, Act(act), words, who=who, why=why)


def _fields(settings: Sequence[str]) -> dict[str, Any]:
    """FIELD=VALUE as a field and its value: JSON where it is JSON, else the words themselves."""
    fields = {}
    for setting in settings:
        field, sign, value = setting.partition("=")
        if not sign or not field:
            raise click.UsageError(f"{setting!r} is not FIELD=VALUE.")
        try:
            fields[field] = json.loads(value)
        except json.JSONDecodeError:
            fields[field] = value
    return fields


def _kind(name: str) -> "Kind":
    from sayso.decisions import ADDABLE

    kind = next((kind for kind in ADDABLE if kind == name), None)
    if kind is None:
        raise click.UsageError(f"{name!r} is nothing that words can be; they can be {', '.join(ADDABLE)}.")
    return kind
