"""Marks stay legible where they nest and where they cross."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.marks import coloured, plain, walk
from sayso.marks import Mark

TEXT = "The ministry said nine died."


def mark(id: str, kind: str, words: str) -> Mark:
    start = TEXT.index(words)
    return Mark(id=id, kind=kind, span=(start, start + len(words)))


def test_each_mark_names_its_object_and_its_kind() -> None:
    marks = [mark("s1", "source", "The ministry"), mark("s1", "cue", "said")]
    assert plain(TEXT, marks) == "[s1 source The ministry] [s1 cue said] nine died."


def test_a_mark_inside_another_is_nested() -> None:
    marks = [mark("s1", "content", "nine died"), mark("c1", "figure", "nine")]
    assert plain(TEXT, marks) == "The ministry said [s1 content [c1 figure nine] died]."


def test_a_mark_that_crosses_another_is_closed_and_goes_on() -> None:
    marks = [mark("s1", "content", "said nine"), mark("i1", "incident", "nine died")]
    assert plain(TEXT, marks) == "The ministry [s1 content said [i1 incident nine]][i1 …incident  died]."


def test_marks_on_the_same_words_are_both_shown() -> None:
    marks = [mark("c1", "figure", "nine"), mark("c2", "figure", "nine")]
    assert plain(TEXT, marks) == "The ministry said [c1 figure [c2 figure nine]] died."


def test_colour_adds_ids_and_takes_no_word_away() -> None:
    marks = [mark("s1", "source", "The ministry"), mark("s1", "content", "nine died")]
    assert coloured(TEXT, marks).plain == "s1 The ministry said nine died."


spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (min(pair), max(pair)))
some_marks = st.lists(
    st.builds(Mark, id=st.sampled_from(["s1", "i1", "c1"]), kind=st.just("content"), span=spans), max_size=6
)


@given(st.text(min_size=12, max_size=12), some_marks)
def test_any_marks_leave_the_text_whole_and_close_in_the_opposite_order(text: str, marks: list[Mark]) -> None:
    open_marks: list[Mark | None] = []
    covered: dict[Mark | None, str] = {}
    written = ""
    for step in walk(text, marks):
        if step.what == "open":
            open_marks.append(step.mark)
        elif step.what == "close":
            assert open_marks.pop() == step.mark
        else:
            written += step.text
            for held in set(open_marks):
                covered[held] = covered.get(held, "") + step.text
    assert open_marks == []
    assert written == text
    assert covered == {m: text[slice(*m.span)] for m in marks if m.span[0] < m.span[1]}
