"""What changed between two versions of a report: its words, and its figures by source."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.accounts.edits import Change, Edits, Recount, edits
from told import Told


def told(text: str, *figures: tuple[str, int, str | None], **fields: str) -> Told:
    """A version; each figure has its words, its number and its speaker, if it has one."""
    version = Told(text, **fields)  # type: ignore[arg-type]
    version.incident("strike")
    for words, number, speaker in figures:
        by = version.says(speaker, words) if speaker else "narrator"
        version.figure(words, number, by=by)
    return version


def between(before: Told, after: Told) -> Edits:
    return edits(before.reading(), after.reading())


def recounts(found: Edits) -> list[tuple[Change, str | None, str | None]]:
    def words(recount: Recount, end: str) -> str | None:
        figure = getattr(recount, end)
        return figure.text if figure else None

    return [(f.change, words(f, "before"), words(f, "after")) for f in found.figures]


LINES = (
    "Nine people died.",
    "Four people died.",
    "The army denied it.",
    "The mayor asked for help and for calm.",
    "The mayor asked for help.",
)
STRIKE = "A strike hit the port. Nine people died, the ministry said. The army was silent."


class TestWords:
    def test_the_same_report_has_no_edits(self) -> None:
        assert between(told(STRIKE), told(STRIKE)) == Edits(words=(), figures=())

    def test_other_spaces_are_no_edit_of_words(self) -> None:
        assert between(told(STRIKE), told(STRIKE.replace(". ", ".\n\n"))).words == ()

    def test_a_sentence_reworded_taken_out_and_added(self) -> None:
        after = "A strike hit the port. Four people died, the ministry said. The mayor called for an inquiry."
        found = between(told(STRIKE), told(after))
        assert [(w.field, w.before, w.after) for w in found.words] == [
            ("text", "Nine people died, the ministry said.", "Four people died, the ministry said."),
            ("text", "The army was silent.", None),
            ("text", None, "The mayor called for an inquiry."),
        ]

    def test_what_was_put_before_stands_before(self) -> None:
        found = between(told(STRIKE), told("Updated at noon. " + STRIKE))
        assert [(w.before, w.after) for w in found.words] == [(None, "Updated at noon.")]

    def test_title_and_day_are_edited_too(self) -> None:
        before = told(STRIKE, title="Strike kills nine", published="2024-03-12")
        after = told(STRIKE, title="Strike hits port", published="2024-03-13")
        assert [(w.field, w.before, w.after) for w in between(before, after).words] == [
            ("title", "Strike kills nine", "Strike hits port"),
            ("published", "2024-03-12", "2024-03-13"),
        ]

    @given(st.lists(st.sampled_from(LINES), max_size=12), st.lists(st.sampled_from(LINES), max_size=12))
    def test_what_was_less_what_is_gone_and_more_what_came_is_what_is(
        self, was: list[str], now: list[str]
    ) -> None:
        found = between(told(" ".join(["A strike.", *was])), told(" ".join(["A strike.", *now])))
        gone = Counter(words.before for words in found.words if words.before)
        came = Counter(words.after for words in found.words if words.after)
        kept = Counter(was) - gone
        assert kept + came == Counter(now)


class TestFigures:
    @pytest.mark.parametrize(
        ("words", "number", "change"),
        [
            ("Four people", 4, Change.LOWERED),
            ("31 people", 31, Change.RAISED),
            ("9 people", 9, Change.REWORDED),
        ],
    )
    def test_a_figure_of_one_source_is_recounted(self, words: str, number: int, change: Change) -> None:
        before = told(STRIKE, ("Nine people", 9, "the ministry"))
        after = told(STRIKE.replace("Nine people", words), (words, number, "the ministry"))
        assert recounts(between(before, after)) == [(change, "Nine people", words)]

    def test_a_figure_may_lose_its_speaker(self) -> None:
        before = told(STRIKE, ("Nine people", 9, "the ministry"))
        after = told(STRIKE.replace(", the ministry said", ""), ("Nine people", 9, None))
        (figure,) = between(before, after).figures
        assert figure.change is Change.ATTRIBUTED
        assert figure.before is not None
        assert figure.after is not None
        assert (figure.before.source, figure.after.source) == ("ministry", "Harbour Post")

    def test_figures_come_and_go(self) -> None:
        two = STRIKE + " Thirty were hurt."
        before = told(STRIKE, ("Nine people", 9, "the ministry"))
        after = told(two)
        after.figure("Thirty", 30, harm="injured")
        assert recounts(between(before, after)) == [
            (Change.REMOVED, "Nine people", None),
            (Change.ADDED, None, "Thirty"),
        ]

    def test_of_two_sources_the_one_that_changed_is_told(self) -> None:
        text = (
            "A strike hit the port. Nine people died, the ministry said. Twelve people died, the mayor said."
        )
        before = told(text, ("Nine people", 9, "the ministry"), ("Twelve people", 12, "the mayor"))
        after = told(
            text.replace("Twelve", "Ten"), ("Nine people", 9, "the ministry"), ("Ten people", 10, "the mayor")
        )
        assert recounts(between(before, after)) == [(Change.LOWERED, "Twelve people", "Ten people")]

    def test_other_people_are_another_figure(self) -> None:
        before, after = told(STRIKE), told(STRIKE)
        before.figure("Nine people", 9, groups=("children",))
        after.figure("Nine people", 8, groups=("women",))
        assert [change for change, _, _ in recounts(between(before, after))] == [Change.REMOVED, Change.ADDED]


def test_a_long_report_rewritten_whole_takes_no_time() -> None:
    before = told("A strike. " + " ".join(f"Old line {n} of the strike tells of it." for n in range(3000)))
    after = told("A strike. " + " ".join(f"Fresh words number {n} came in its place." for n in range(3000)))
    assert len(between(before, after).words) >= 3000
