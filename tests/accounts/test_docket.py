"""The docket: what became of a pledge, and on whose word."""

from datetime import date

import pytest

from sayso.accounts.docket import State, Undertaking, Word, settles, state
from sayso.model import PledgeAct

TODAY = date(2024, 10, 15)


def pledge(*, deadline: str | None = "2024-09-30", said: str | None = "2024-09-10") -> Undertaking:
    return Undertaking(
        by="Colonel Ardo",
        act=PledgeAct.PLEDGE,
        what="publish the flight log of the strike",
        deadline=deadline,
        said=said,
    )


def word(text: str, *, said: str | None = "2024-10-01", retracts: str | None = None) -> Word:
    return Word(
        report="r-2", statement="s1", source="Monitor of Tamar", said=said, text=text, retracts=retracts
    )


KEPT = "Colonel Ardo had kept his promise to publish the flight log"
BROKEN = "Colonel Ardo had broken his promise to publish the log of the flight"


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [("2024-10-15", State.DUE), ("2024-10-14", State.OVERDUE), (None, State.OPEN)],
)
def test_what_nobody_speaks_of_again_is_due_overdue_or_open(deadline: str | None, expected: State) -> None:
    assert state(pledge(deadline=deadline), [], TODAY) == (expected, None)


@pytest.mark.parametrize(("text", "expected"), [(KEPT, State.KEPT), (BROKEN, State.BROKEN)])
def test_a_later_statement_settles_it_and_is_named(text: str, expected: State) -> None:
    assert state(pledge(), [word(text)], TODAY) == (expected, word(text))


@pytest.mark.parametrize(
    "text",
    [
        "Colonel Ardo did not keep his promise to publish the flight log",
        "Colonel Ardo reneged on his pledge to publish the flight log",
        "Colonel Ardo missed the deadline to publish the flight log",
        "Colonel Ardo failed to meet the deadline to publish the flight log",
    ],
)
def test_a_pledge_is_broken_in_many_words(text: str) -> None:
    assert settles(text)
    assert state(pledge(), [word(text)], TODAY)[0] is State.BROKEN


def test_who_takes_it_back_has_withdrawn_it() -> None:
    retraction = word("publish the flight log of the strike", retracts="Ardo")
    assert state(pledge(), [retraction], TODAY)[0] is State.WITHDRAWN


@pytest.mark.parametrize(
    "said",
    [
        word(KEPT, said="2024-09-10"),
        word(KEPT, said=None),
        word("General Bero had kept his promise to publish the flight log"),
        word("Colonel Ardo had kept his promise to release the prisoners"),
        word("publish the flight log of the strike", retracts="General Bero"),
    ],
    ids=["not later", "no day", "another party", "another undertaking", "another takes back"],
)
def test_nothing_else_settles_it(said: Word) -> None:
    assert state(pledge(), [said], TODAY) == (State.OVERDUE, None)


def test_the_last_word_counts() -> None:
    words = [word(BROKEN, said="2024-10-01"), word(KEPT, said="2024-10-05")]
    assert state(pledge(), words, TODAY)[0] is State.KEPT
    assert state(pledge(), words[::-1], TODAY)[0] is State.KEPT


def test_a_pledge_without_a_day_is_settled_by_nobody() -> None:
    assert state(pledge(said=None), [word(KEPT)], TODAY)[0] is State.OVERDUE


@pytest.mark.parametrize(
    "text", ["nine people died", "he kept calm", "they met on Monday", "the order was given"]
)
def test_other_words_settle_nothing(text: str) -> None:
    assert not settles(text)
