"""Rewrites: a sentence stands while the last version of its article has it, from the day of the first that had it."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sayso.accounts import Printing, Remark, accounts_of, compare, remarks_of, revisions, rewritten
from told import Told

COUNTS = ("12 fishermen", "13 porters", "14 drivers", "15 guards")


def version(*sentences: str) -> Told:
    """A report in which the outlet counts, a sentence a figure."""
    told = Told(" ".join(["A blast hit the port.", *sentences]), published="2024-05-01")
    told.incident("A blast", type="Remote explosive/landmine/IED")
    for sentence in sentences:
        words = " ".join(sentence.split()[:2])
        told.figure(words, int(words.split()[0]))
    return told


def said(*versions: Told) -> list[Remark]:
    """All that an article's versions say, the first seen on 1 May, the next on 2 May, and so on."""
    printings = [
        Printing(report=f"r{n}", day=f"2024-05-{n + 1:02}", text=told.text) for n, told in enumerate(versions)
    ]
    return [
        remark
        for printing, told in zip(printings, versions, strict=True)
        for remark in rewritten(remarks_of(printing.report, told.reading(), "i1"), printings)
    ]


def figures(remarks: Sequence[Remark]) -> dict[tuple[str, str], Remark]:
    """Each remark by its report and a figure in it."""
    return {(remark.report, figure.text): remark for remark in remarks for figure in remark.figures}


def test_a_sentence_that_was_reworded_is_told_with_what_it_is_now() -> None:
    found = figures(said(version("12 fishermen died."), version("9 fishermen died.")))
    rewrite = found["r0", "12 fishermen"].rewrite
    assert rewrite
    assert (rewrite.report, rewrite.on, rewrite.sentence) == ("r1", "2024-05-02", "9 fishermen died.")
    assert found["r1", "9 fishermen"].rewrite is None
    assert found["r1", "9 fishermen"].said == "2024-05-02"


def test_a_remark_is_cut_where_some_of_its_words_were_changed() -> None:
    was = version("12 fishermen died.", "13 porters died too.")
    found = figures(said(was, version("12 fishermen died.", "14 porters died too.")))
    assert found["r0", "12 fishermen"].rewrite is None
    assert found["r0", "13 porters"].rewrite is not None
    assert (found["r1", "12 fishermen"].said, found["r1", "14 porters"].said) == ("2024-05-01", "2024-05-02")


def test_white_space_is_no_change() -> None:
    moved = version("12 fishermen died.")
    moved.text = moved.text.replace("died.", "died .").replace(" .", ".  ")
    assert all(remark.rewrite is None for remark in said(version("12 fishermen died."), moved))


def test_what_the_outlet_changed_is_no_revision_of_the_source() -> None:
    (account,) = accounts_of(said(version("12 fishermen died."), version("9 fishermen died.")))
    assert [given.figure.low for given in account.current()] == [9]
    assert [given.figure.low for given in account.figures] == [12, 9]
    assert revisions(account) == ()


def test_what_was_taken_out_is_compared_with_nothing() -> None:
    other = Told("Police said 20 fishermen died in the blast.", outlet="Courier", published="2024-05-02")
    by = other.says("Police", "20 fishermen died in the blast")
    other.incident("the blast", type="Remote explosive/landmine/IED")
    other.figure("20 fishermen", 20, by=by)
    remarks = [*said(version("12 fishermen died."), version()), *remarks_of("c", other.reading(), "i1")]
    assert [
        one.first and one.first.words for one in compare(accounts_of(remarks)) if one.first and one.second
    ] == []


@given(st.lists(st.sets(st.sampled_from(COUNTS)), min_size=1, max_size=5))
def test_what_the_last_version_has_stands_and_nothing_else(versions: list[set[str]]) -> None:
    remarks = said(*(version(*(f"{count} died." for count in sorted(counts))) for counts in versions))
    stands = {figure.text for remark in remarks if remark.rewrite is None for figure in remark.figures}
    assert stands == versions[-1]
    for remark in remarks:
        for figure in remark.figures:
            first = next(n for n, counts in enumerate(versions) if figure.text in counts)
            assert remark.said == f"2024-05-{first + 1:02}"
            if remark.rewrite:
                now = int(remark.rewrite.on[-2:]) - 1
                assert figure.text in versions[now - 1]
                assert figure.text not in versions[now]
