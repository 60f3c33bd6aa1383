"""Punctuation hangs where the guidelines of Universal Dependencies put it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.punctuation import hang


def hung(sentence: str, heads: list[int]) -> dict[str, str]:
    """For each mark, with its place among its like, the word that it hangs on; marks' own heads are given as -1."""
    forms = sentence.split()
    marks = [n for n, head in enumerate(heads) if head == -1]
    given = np.array([0 if head == -1 else head for head in heads])
    found = hang(given, np.array(marks), forms)
    assert all(found[n] == heads[n] for n in range(len(forms)) if n not in marks)
    return {f"{forms[n]}{n}": forms[found[n]] for n in marks}


def test_a_comma_hangs_on_the_clause_that_it_sets_off() -> None:
    assert hung("When guns fell , they left .", [2, 2, 5, -1, 5, 5, -1]) == {",3": "fell", ".6": "left"}


def test_a_comma_between_like_parts_hangs_on_the_next() -> None:
    assert hung("Boys , men and women left .", [5, -1, 0, 4, 0, 5, -1]) == {",1": "men", ".6": "left"}


def test_a_pair_hangs_on_the_head_of_what_it_encloses() -> None:
    heads = [6, -1, 3, 0, -1, 6, 6, -1]
    assert hung("Union ( Farm Watch ) quickly left .", heads) == {"(1": "Watch", ")4": "Watch", ".7": "left"}


@pytest.mark.parametrize("at", [0, 2])
def test_a_mark_at_the_edge_hangs_on_the_root(at: int) -> None:
    heads = [1, 1]
    heads = [h + (h >= at) for h in heads]
    heads.insert(at, -1)
    forms = ["they", "left"]
    forms.insert(at, "...")
    assert hung(" ".join(forms), heads) == {f"...{at}": "left"}


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """A tree of words in any order, and marks hung on any of them."""
    size = draw(st.integers(1, 8))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for n, word in enumerate(order):
        heads[word] = word if n == 0 else order[draw(st.integers(0, n - 1))]
    marks = sorted(draw(st.sets(st.sampled_from([w for w in range(size) if w not in heads] or [-1]))) - {-1})
    return heads, marks


@given(trees(), st.lists(st.sampled_from(["(", ")", ",", '"', "-"]), min_size=8, max_size=8))
def test_the_tree_stays_a_tree_with_its_words_where_they_were(
    drawn: tuple[list[int], list[int]], forms: list[str]
) -> None:
    heads, marks = drawn
    found = hang(np.array(heads), np.array(marks, dtype=np.int64), forms).tolist()
    words = [n for n in range(len(heads)) if n not in marks]
    assert [found[n] for n in words] == [heads[n] for n in words]
    assert all(found[n] in words for n in marks)
