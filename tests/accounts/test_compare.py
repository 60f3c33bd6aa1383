"""Two accounts are compared on every point, with the reason why they differ and the words of both."""

import pytest

from sayso.accounts import Account, accounts_of, remarks_of
from sayso.accounts.compare import Comparison, Verdict, Why, compare
from sayso.accounts.revision import Change, revisions
from sayso.model import Reading
from told import Told

Figure = tuple[str, int | None, int | None, dict[str, object]]


def said(source: str, *figures: Figure, day: str = "2024-03-13", act: str = "say", blames: str = "") -> Told:
    words = ", ".join(text for text, *_ in figures) or "nothing"
    text = f"A strike hit the town. {source} spoke of the strike and {words} {blames}."
    told = Told(text, outlet=None, published=day)
    by = told.says(source, f"the strike and {words} {blames}".strip(), act=act)
    told.incident("A strike", "the strike", blames=((blames, by),) if blames else ())
    for text, low, high, more in figures:
        told.figure(text, low, high, by=by, **more)  # type: ignore[arg-type]
    return told


def accounts(*told: Told) -> tuple[Account, ...]:
    readings: list[Reading] = [one.reading() for one in told]
    remarks = [r for n, reading in enumerate(readings) for r in remarks_of(f"r{n}", reading, "i1")]
    return tuple(a for a in accounts_of(remarks) if not a.source.startswith("report"))


def verdict(one: Told, other: Told, about: str = "killed") -> tuple[Verdict, Why | None]:
    found = next(c for c in compare(accounts(one, other)) if c.about == about)
    return found.verdict, found.why


def dead(text: str, low: int | None, high: int | None = -1, **more: object) -> Figure:
    return (text, low, low if high == -1 else high, more)


def test_the_same_number_agrees() -> None:
    assert verdict(said("Aleph", dead("nine", 9)), said("Beth", dead("9", 9))) == (Verdict.AGREE, None)


def test_a_number_refines_a_word() -> None:
    one, other = said("Aleph", dead("several", None)), said("Beth", dead("nine", 9))
    assert verdict(one, other) == (Verdict.REFINE, Why.WORDS)


def test_a_number_refines_a_lower_bound() -> None:
    one, other = said("Aleph", dead("at least 20", 20, None)), said("Beth", dead("25", 25))
    assert verdict(one, other) == (Verdict.REFINE, None)


def test_ranges_that_share_some_numbers_overlap() -> None:
    one, other = said("Aleph", dead("10 to 20", 10, 20)), said("Beth", dead("15 to 30", 15, 30))
    assert verdict(one, other) == (Verdict.OVERLAP, None)


def test_numbers_that_exclude_each_other_contradict() -> None:
    assert verdict(said("Aleph", dead("9", 9)), said("Beth", dead("25", 25))) == (Verdict.CONTRADICT, None)


def test_a_later_day_explains_another_number() -> None:
    one, other = said("Aleph", dead("9", 9)), said("Beth", dead("25", 25), day="2024-03-15")
    assert verdict(one, other) == (Verdict.CONTRADICT, Why.LATER)


def test_rounding_explains_a_near_number() -> None:
    one, other = said("Aleph", dead("97", 97)), said("Beth", dead("100", 100))
    assert verdict(one, other) == (Verdict.CONTRADICT, Why.ROUNDING)


def test_children_are_a_share_of_all() -> None:
    one, other = said("Aleph", dead("25", 25)), said("Beth", dead("six children", 6, groups=("children",)))
    assert verdict(one, other) == (Verdict.REFINE, Why.SHARE)


def test_the_dead_are_some_of_the_dead_and_hurt() -> None:
    one = said("Aleph", dead("40 dead or hurt", 40, harm="killed_or_injured"))
    assert verdict(one, said("Beth", dead("nine", 9))) == (Verdict.REFINE, Why.SCOPE)


def test_those_who_blame_each_other_make_rival_claims() -> None:
    one, other = said("Aleph", dead("9", 9), blames="Beth"), said("Beth", dead("25", 25), blames="Aleph")
    assert verdict(one, other) == (Verdict.CONTRADICT, Why.RIVAL)
    assert verdict(one, other, "blame") == (Verdict.CONTRADICT, Why.RIVAL)


def test_a_denial_contradicts_blame() -> None:
    one, other = said("Aleph", blames="Beth"), said("Beth", act="deny")
    assert verdict(one, other, "blame") == (Verdict.CONTRADICT, Why.DENIAL)


def test_the_same_blame_agrees() -> None:
    one, other = said("Aleph", blames="the Gimel army"), said("Beth", blames="Gimel forces")
    assert verdict(one, other, "blame") == (Verdict.AGREE, None)


def test_who_gives_no_figure_is_silent() -> None:
    one, other = said("Aleph", dead("9", 9)), said("Beth", blames="Gimel")
    assert verdict(one, other) == (Verdict.SILENT, None)


def test_a_verdict_carries_both_sentences() -> None:
    found: Comparison = compare(accounts(said("Aleph", dead("9", 9)), said("Beth", dead("25", 25))))[0]
    assert found.first is not None
    assert found.second is not None
    assert (found.first.sentence, found.second.sentence) == (
        "Aleph spoke of the strike and 9 .",
        "Beth spoke of the strike and 25 .",
    )


@pytest.mark.parametrize(("first", "second", "change"), [(31, 27, Change.LOWERED), (7, 13, Change.RAISED)])
def test_a_source_that_counts_again_revises_itself(first: int, second: int, change: Change) -> None:
    one = said("Aleph", dead(str(first), first))
    other = said("Aleph", dead(str(second), second), day="2024-03-15")
    found = revisions(accounts(one, other)[0])
    assert [(r.change, r.before, r.after) for r in found] == [(change, str(first), str(second))]


def test_a_source_that_later_denies_takes_its_blame_back() -> None:
    one, other = said("Aleph", blames="Beth"), said("Aleph", act="deny", day="2024-03-15")
    assert [r.change for r in revisions(accounts(one, other)[0])] == [Change.WITHDRAWN]


def test_the_same_number_on_another_day_is_no_revision() -> None:
    one, other = said("Aleph", dead("9", 9)), said("Aleph", dead("9", 9), day="2024-03-15")
    assert revisions(accounts(one, other)[0]) == ()
