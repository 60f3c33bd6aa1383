"""What expressions mean in a report published on Wednesday 15 May 2024 (week 20), unless a line says otherwise."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timed import read, read_one

from sayso.language.times.find import RULES
from sayso.language.times.rules import Context, Tense
from sayso.language.times.words import words_in

DAY = "2024-05-15"

DATES = """
Rebels took the ridge on [16 April 2024] and lost it.            | 2024-04-16
The bridge fell on [Tuesday, 14 May 2024] at the ford.           | 2024-05-14
It burned on [Sunday, April 16, 2023], the mayor said.           | 2023-04-16
The log says [2024-03-09] beside the name.                       | 2024-03-09
The stamp reads [27-02-2024] in blue ink.                        | 2024-02-27
The stamp reads [03.04.2024] in blue ink.                        | 2024-04-03
The stamp reads [3/4/2024] in blue ink.                          | 2024-03-04
The page was changed [Oct 032023] it says.                       | 2023-10-03
A TRUCK EXPLODED ON [12 JAN 90] IN THE PORT.                     | 1990-01-12
They signed it on [the 2nd of May] in the tent.                  | 2024-05-02
Shells fell on [Aug. 2] near the mill.                           | 2023-08-02
The truce will end on [August 2] at the latest.                  | 2024-08-02
He was seen there on [March 3 of last year] with two men.        | 2023-03-03
The first raid came in [October 1997] at the coast.              | 1997-10
The war began in [January nineteen ninety-seven] at sea.         | 1997-01
He was jailed in [June last year] for theft.                     | 2023-06
The camp was built in [December] by a charity.                   | 2023-12
The camp will be closed in [December] for good.                  | 2024-12
She was held in [last April] and freed.                          | 2024-04
The vote is due [next March] at the latest.                      | 2025-03
It had been quiet since [1989] in the valley.                    | 1989
It had been quiet since [the year two thousand] there.           | 2000
The mine was laid in [nineteen eighty-four] by hand.             | 1984
Both fought in [the late 1970s] in the south.                    | 197
Both fought in [the '80s] in the south.                          | 198
Both fought in [the nineties] in the south.                      | 199
It is a fort of [the 11th century] on a hill.                    | 10
They fled [last spring] with the herds.                          | 2023-SP
They fled in [the summer of 1998] with the herds.                | 1998-SU
The pass will open [this summer] again.                          | 2024-SU
The church was hit on [Christmas Eve] by a mortar.               | 2023-12-24
Five died on [Easter Sunday] in a chapel.                        | 2024-03-31
Five died on [Christmas Eve in 2000] in a chapel.                | 2000-12-24
Exports fell in [the first quarter] by a tenth.                  | 2024-Q1
Exports fell in [the 1988 second quarter] by a tenth.            | 1988-Q2
Exports fell in [last year's first half] by a tenth.             | 2023-H1
The yards closed at [year-end] for repairs.                      | 2024-12-31
"""

RELATIVE = """
Two men were killed on [Sunday] near the well.                   | 2024-05-12
Two men were killed on [Wednesday] near the well.                | 2024-05-15
Envoys will meet on [Friday] in the capital.                     | 2024-05-17
He ordered all boats out of the bay by [Friday] at noon sharp.   | 2024-05-17
Two men were killed [last Wednesday] near the well.              | 2024-05-08
Envoys meet [next Wednesday] in the capital.                     | 2024-05-22
A shell fell [yesterday] on the school.                          | 2024-05-14
A shell fell [the day before yesterday] on the school.           | 2024-05-13
They bury him [tomorrow] at home.                                | 2024-05-16
A mine went off [today] by the road.                             | 2024-05-15
The siege began [last week] in the north.                        | 2024-W19
The siege began [last month] in the north.                       | 2024-04
The siege began [last year] in the north.                        | 2023
Talks resume [next week] in the north.                           | 2024-W21
Four died at [the weekend] in the hills.                         | 2024-W19-WE
He left [two days ago] on foot.                                  | 2024-05-13
He left [three months ago] on foot.                              | 2024-02
He left [a year ago] on foot.                                    | 2023
He left [a few years ago] on foot.                               | PAST_REF
The fort stands empty [now] in the rain.                         | PRESENT_REF
The fort was [recently] sold in the town.                        | PAST_REF
The fort will be sold [soon] in the town.                        | FUTURE_REF
"""

PARTS = """
Guns fired [Sunday evening] in the port.                         | 2024-05-12TEV
Guns fired [last night] in the port.                             | 2024-05-14TNI
Guns fired [this morning] in the port.                           | 2024-05-15TMO
Guns fired [yesterday afternoon] in the port.                    | 2024-05-14TAF
Guns fired on [the night of 6 May] in the port.                  | 2024-05-06TNI
Guns fired at [dawn on Monday] in the port.                      | 2024-05-13TMO
Guns fired at [10 p.m. Monday] in the port.                      | 2024-05-13T22:00
Guns fired at [noon Tuesday] in the port.                        | 2024-05-14T12:00
Guns fired at [1130 am] in the port.                             | 2024-05-15T11:30
Guns fired at [2000 GMT] in the port.                            | 2024-05-15T20:00
GUNS FIRED AT [0845] IN THE PORT.                                | 2024-05-15T08:45
Guns fired at [14:05] in the port.                               | 2024-05-15T14:05
Guns fired at [three o'clock] in the port.                       | 2024-05-15T03:00
"""

DURATIONS = """
He was held for [five years] without trial.                      | P5Y
He was held for [a week] without trial.                          | P1W
He was held for [two and a half years] without trial.            | P2Y6M
He was held for [2 1/2 years] without trial.                     | P2Y6M
The [two-hour] battle left the mill in ruins.                    | PT2H
They waited [several days] for a doctor.                         | PXD
They waited [nearly forty years] for a doctor.                   | P40Y
They waited [twenty-four hours] for a doctor.                    | P1D
They waited [a couple of months] for a doctor.                   | P2M
The war closed after [two decades] in the hills.                 | P2DE
Raids doubled in [recent weeks] along the road.                  | PXW
Bread was short for [months] along the road.                     | PXM
They had to leave within [18 months] of the vote.                | P18M
In [the first nine months] no one came.                          | P9M
"""

SETS = """
The market is shelled [every week] by someone.                   | P1W
The market is shelled [each Thursday] by someone.                | XXXX-WXX-4
The market opens on [Tuesday nights] only.                       | XXXX-WXX-2TNI
The market opens on [Sundays] only.                              | XXXX-WXX-7
The paper appears [daily] in the port.                           | XXXX-XX-XX
They march [each July] in the port.                              | XXXX-07
The guns cost 33 million dollars [a year] to keep.               | P1Y
The guard changes [twice a day] in the port.                     | P1D
"""


def cases(table: str) -> list[tuple[str, str]]:
    """Sentences with the expression in brackets, and its value."""
    lines = (line.rpartition("|") for line in table.strip().splitlines())
    return [(sentence.strip(), value.strip()) for sentence, _, value in lines]


@pytest.mark.parametrize(
    ("marked", "value", "kind"),
    [(*case, "DATE") for case in cases(DATES) + cases(RELATIVE)]
    + [(*case, "TIME") for case in cases(PARTS)]
    + [(*case, "DURATION") for case in cases(DURATIONS)]
    + [(*case, "SET") for case in cases(SETS)],
)
def test_value(marked: str, value: str, kind: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    start, end = marked.index("["), marked.index("]") - 1
    times = {time.span: time for time in read(text, DAY)}
    assert (start, end) in times, list(times.values())
    time = times[start, end]
    assert (time.type, time.value, time.text) == (kind, value, text[start:end])


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Two men were killed last week.", "2024-05-06", "2024-05-12"),
        ("Two men were killed this week.", "2024-05-13", "2024-05-15"),
        ("The talks will begin later this week.", "2024-05-15", "2024-05-19"),
        ("Two men were killed earlier this month.", "2024-05-01", "2024-05-15"),
        ("Two men were killed in early April.", "2024-04-01", "2024-04-10"),
        ("Two men were killed in mid-April.", "2024-04-11", "2024-04-20"),
        ("Two men were killed in late April.", "2024-04-21", "2024-04-30"),
        ("Two men were killed in early 2023.", "2023-01-01", "2023-03-31"),
        ("Two men were killed on Monday night.", "2024-05-13", "2024-05-14"),
        ("Two men were killed tonight.", "2024-05-15", "2024-05-15"),
        ("Two men were killed two weeks ago.", "2024-04-29", "2024-05-05"),
        ("Two men were killed in the past three days.", "2024-05-12", "2024-05-15"),
        ("Two men were killed in the last 24 hours.", "2024-05-14", "2024-05-15"),
        ("The truce will hold for the next two weeks.", "2024-05-15", "2024-05-29"),
        ("Two men were killed on May 2-3.", "2024-05-02", "2024-05-03"),
        ("Two men were killed from Sept. 19 to 22, 2016.", "2016-09-19", "2016-09-22"),
        ("Two men were killed in 1998.", "1998-01-01", "1998-12-31"),
        ("Two men were killed in the winter of 1998.", "1998-12-01", "1999-02-28"),
        ("Two men were killed since Sunday.", "2024-05-12", "2024-05-15"),
        ("Two men fled for five years.", None, None),
        ("Two men were recently killed.", None, None),
    ],
)
def test_days_covered(text: str, start: str | None, end: str | None) -> None:
    time = read_one(text, DAY)
    assert (time.start, time.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "The siege ran from Monday to Wednesday.",
        "The siege ran between 13 May and 15 May.",
        "The dam was hit from 13 to 15 May.",
    ],
)
def test_both_ends_of_a_range_carry_all_its_days(text: str) -> None:
    assert [(t.start, t.end) for t in read(text, DAY)] == [("2024-05-13", "2024-05-15")] * 2


def test_days_joined_by_and_are_a_range_only_side_by_side() -> None:
    assert [(t.start, t.end) for t in read("Raids on Sunday and Monday hit the dam.", DAY)] == [
        ("2024-05-12", "2024-05-13")
    ] * 2
    assert [t.start for t in read("Raids on Sunday and Wednesday hit the dam.", DAY)] == [
        "2024-05-12",
        "2024-05-15",
    ]


def test_a_range_of_days_within_a_month() -> None:
    first, second = read("The truce of 2-3 May was broken.", DAY)
    assert (first.text, first.value) == ("2", "2024-05-02")
    assert (second.text, second.value) == ("3 May", "2024-05-03")


def test_later_and_the_same_go_on_from_the_day_in_focus() -> None:
    text = "The mill was shelled on 3 March. Two days later the army came. On the same day it left. Rain fell the next day. "
    text += "More guns had come the week before."
    assert [t.value for t in read(text, DAY)] == [
        "2024-03-03",
        "2024-03-05",
        "2024-03-05",
        "2024-03-06",
        "2024-W09",
    ]


def test_a_time_of_the_clock_takes_the_day_in_focus() -> None:
    text = "Planes came on Monday. The first bomb fell at 7:30 pm near the dam."
    assert [t.value for t in read(text, DAY)] == ["2024-05-13", "2024-05-13T19:30"]


def test_accounts_go_on_from_their_quarter() -> None:
    text = "Profit in the first quarter rose. A year earlier the firm had a loss. Sales in the quarter fell."
    assert [t.value for t in read(text, DAY)] == ["2024-Q1", "2023-Q1", "2024-Q1"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town.",
        "He sat in the sun, and walls fall and wells spring.",
        "The 34-year-old is five years old at heart.",
        "Some 2000 people fled.",
        "Crowds grew the day after Kim spoke.",
        "They paid $1989 for it.",
        "Call 555-1990 or 10.5.3.",
        "I know what they acknowledged once.",
        "It cost a quarter of the sum.",
        "Updated 1723, item 1618.",
        "He came second by a second.",
    ],
)
def test_words_that_are_no_times(text: str) -> None:
    assert read(text, DAY) == ()


def test_nothing_is_guessed_without_a_day_of_publication() -> None:
    text = "Two men were killed on Sunday, last week, yesterday, on 3 March and two days ago, in 2014."
    times = read(text, None)
    assert [t.value for t in times] == [
        "XXXX-WXX-7",
        "XXXX-WXX",
        "XXXX-XX-XX",
        "XXXX-03-03",
        "XXXX-XX-XX",
        "2014",
    ]
    assert [t.start for t in times] == [None, None, None, None, None, "2014-01-01"]


def test_capitals_and_broken_lines() -> None:
    text = "GUERRILLAS ATTACKED THE BRIDGE ON 5\nMAY AND AGAIN LAST\nSUNDAY."
    assert [t.value for t in read(text, DAY)] == ["2024-05-05", "2024-05-12"]


def test_a_possessive_that_lost_its_apostrophe() -> None:
    assert read_one("Two nurses were among Fridays victims.", DAY).value == "2024-05-10"
    assert read_one("Two nurses were among last months victims.", DAY).value == "2024-04"


def test_an_expression_does_not_cross_a_paragraph() -> None:
    assert [t.text for t in read("He came in May\n\n2023 was a hard year.", DAY)] == ["May", "2023"]


MORE = (
    "In the latest quarter, in the 1988 quarter and in the quarter the year-earlier loss grew; the third quarter ended.",
    "The truce of 2-3 May was broken.",
    "It was noted at dawn; in the weeks ahead all may change.",
    "The past three months were hard; more guns had come the week before.",
)


def sentences() -> list[str]:
    """All sentences of this page."""
    marked = [case[0] for table in (DATES, RELATIVE, PARTS, DURATIONS, SETS) for case in cases(table)]
    return [re.sub(r"[\[\]]", "", text) for text in marked] + [*MORE]


def test_every_rule_has_a_sentence() -> None:
    """Each rule gives a value in one of the sentences above."""
    fired = set()
    for text in sentences():
        context = Context(text=text, published=date(2024, 5, 15), tense=lambda start, end: Tense.PAST)
        fired |= {
            n for n, rule in enumerate(RULES) for m in rule.pattern.finditer(text) if rule.resolve(m, context)
        }
    assert [rule.resolve.__name__ for n, rule in enumerate(RULES) if n not in fired] == []


def test_all_that_a_rule_matches_holds_a_word_that_it_needs() -> None:
    texts = [form for text in sentences() for form in (text, text.upper(), text.replace("i", "ı"))]
    found = [
        (rule, m[0]) for rule in RULES if rule.needs for text in texts for m in rule.pattern.finditer(text)
    ]
    assert {rule.resolve for rule, _ in found} == {rule.resolve for rule in RULES if rule.needs}
    assert [
        (rule.resolve.__name__, text) for rule, text in found if rule.needs.isdisjoint(words_in(text))
    ] == []


WORDS = st.lists(
    st.sampled_from(
        "the last next two 12 May Sunday week year years ago p.m. at 1989 'til of and to - in early quarter 31 \n . a".split(
            " "
        )
    ),
    max_size=25,
).map(" ".join)


@settings(deadline=None)
@given(
    text=st.one_of(st.text(max_size=60), WORDS), published=st.sampled_from([None, "2024-05-15", "1989-01-31"])
)
def test_spans_cut_their_own_text_in_order(text: str, published: str | None) -> None:
    times = read(text, published)
    assert all(text[slice(*t.span)] == t.text and t.text.strip() for t in times)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(times))
    assert all((t.start is None) == (t.end is None) and (t.start or "") <= (t.end or "") for t in times)
