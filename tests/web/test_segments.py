"""A marked text is cut into pieces that do not overlap, and no word and no mark is lost."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.marks import Mark
from sayso.web.segments import paragraphs

TEXT = "The ministry said nine died.\n\nNobody else did."


def mark(id: str, kind: str, words: str) -> Mark:
    start = TEXT.index(words)
    return Mark(id=id, kind=kind, span=(start, start + len(words)))


def test_a_text_without_marks_is_its_lines() -> None:
    lines = paragraphs(TEXT, [])
    assert [[segment.text for segment in line] for line in lines] == [
        ["The ministry said nine died."],
        ["Nobody else did."],
    ]


def test_marks_that_cross_are_cut_and_each_piece_has_all_that_cover_it() -> None:
    line, _ = paragraphs(TEXT, [mark("s1", "content", "said nine"), mark("i1", "incident", "nine died")])
    assert [(segment.text, segment.ids) for segment in line] == [
        ("The ministry ", ()),
        ("said ", ("s1",)),
        ("nine", ("s1", "i1")),
        (" died", ("i1",)),
        (".", ()),
    ]


def test_the_innermost_mark_is_the_last() -> None:
    line, _ = paragraphs(TEXT, [mark("c1", "figure", "nine"), mark("s1", "content", "nine died")])
    assert [s.layers for s in line if s.text == "nine"] == [("content", "figure")]


def test_a_thing_begins_once_wherever_its_marks_stand() -> None:
    marks = [
        mark("s1", "content", "nine died"),
        mark("s1", "source", "The ministry"),
        mark("c1", "figure", "nine"),
    ]
    line, _ = paragraphs(TEXT, marks)
    assert [(s.text, s.begins) for s in line if s.begins] == [("The ministry", ("s1",)), ("nine", ("c1",))]


def test_a_mark_goes_on_in_the_next_line() -> None:
    lines = paragraphs(TEXT, [mark("s1", "content", "died.\n\nNobody")])
    assert [s.text for line in lines for s in line if s.ids] == ["died.", "Nobody"]


words = st.text(alphabet="ab \n\U0001f54a\u0639", min_size=1, max_size=30)
spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair)))
marks = st.lists(
    st.builds(
        Mark, id=st.sampled_from(["s1", "i1", "c1"]), kind=st.sampled_from(["content", "cue"]), span=spans
    ),
    max_size=8,
)


@given(words, marks)
def test_every_piece_has_its_own_words_and_just_the_marks_that_cover_it(text: str, marks: list[Mark]) -> None:
    for line in paragraphs(text, marks):
        assert "".join(segment.text for segment in line).strip()
        for segment in line:
            assert text[segment.start : segment.end] == segment.text
            covers = {
                m
                for m in marks
                if m.span[0] <= segment.start and segment.end <= m.span[1] and m.span[0] < m.span[1]
            }
            assert set(segment.marks) == covers
    shown = [segment.text for line in paragraphs(text, marks) for segment in line]
    assert "".join(shown) == "".join(line for line in text.split("\n") if line.strip())


@given(words, marks)
def test_a_thing_begins_at_most_once(text: str, marks: list[Mark]) -> None:
    begun = [id for line in paragraphs(text, marks) for segment in line for id in segment.begins]
    assert len(begun) == len(set(begun))
