"""Figures of harm: what counts, whom it counts, and what befell them. All sentences are invented."""

import pytest

from sayso.language.pipeline import blank
from sayso.model import Harm
from sayso.reading.casualties.find import find_figures

NLP = blank()


def figures(text: str) -> list[tuple[str, int | None, int | None, str]]:
    return [
        (" ".join(f.span.text.split()), f.count.quantity.low, f.count.quantity.high, f.harm.value)
        for f in find_figures(NLP(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # voices of the verb
        ("At least nine people were killed in the raid.", [("At least nine people", 9, None, "killed")]),
        ("The raid killed nine people.", [("nine people", 9, 9, "killed")]),
        ("A bomb went off, killing two soldiers.", [("two soldiers", 2, 2, "killed")]),
        ("Four villagers died in the fire.", [("Four villagers", 4, 4, "killed")]),
        ("The blast left eight farmers dead.", [("eight farmers", 8, 8, "killed")]),
        ("They mourned the deaths of 12 miners.", [("12 miners", 12, 12, "killed")]),
        ("The crash claimed 31 lives.", [("31 lives", 31, 31, "killed")]),
        ("Doctors counted nine fatalities.", [("nine fatalities", 9, 9, "killed")]),
        # the harm
        ("Some 20 people were wounded.", [("Some 20 people", 20, 20, "injured")]),
        ("Three hikers went missing.", [("Three hikers", 3, 3, "missing")]),
        ("Gunmen kidnapped six engineers.", [("six engineers", 6, 6, "abducted")]),
        ("Police arrested 14 protesters.", [("14 protesters", 14, 14, "detained")]),
        ("Thousands of residents fled their homes.", [("Thousands of residents", None, None, "displaced")]),
        ("Up to 30 people were killed or injured.", [("Up to 30 people", None, 30, "killed_or_injured")]),
        ("Police shot and killed two men.", [("two men", 2, 2, "killed")]),
        # nobody
        ("There were no casualties.", [("no casualties", 0, 0, "killed_or_injured")]),
        ("No one was injured.", [("No one", 0, 0, "injured")]),
        # one person
        ("A woman was shot dead at her door.", [("A woman", 1, 1, "killed")]),
        ("A 12-year-old boy was hurt by a stone.", [("A 12-year-old boy", 1, 1, "injured")]),
        ("The driver and his son were not named; his son was killed.", [("his son", 1, 1, "killed")]),
        # tolls
        ("The death toll rose to 31.", [("31", 31, 31, "killed")]),
        ("The number of miners killed climbed to 28.", [("28", 28, 28, "killed")]),
        ("The mayor revised an earlier toll of 15.", [("15", 15, 15, "killed")]),
        ("Dozens of injuries were reported.", [("Dozens of injuries", None, None, "injured")]),
        ("Aid workers told of two reported deaths.", [("two reported deaths", 2, 2, "killed")]),
        # quantities without a number
        ("A “large number” of miners were injured.", [("A “large number” of miners", None, None, "injured")]),
        ("Multiple shoppers were wounded.", [("Multiple shoppers", None, None, "injured")]),
        # families
        ("A family of five was killed.", [("A family of five", 5, 5, "killed")]),
    ],
)
def test_a_figure_is_a_quantity_and_a_harm(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two children and a woman were killed and 11 others wounded.",
            [("Two children", 2, "killed"), ("a woman", 1, "killed"), ("11 others", 11, "injured")],
        ),
        (
            "The shells killed four people, wounded seven and displaced hundreds of families.",
            [
                ("four people", 4, "killed"),
                ("seven", 7, "injured"),
                ("hundreds of families", None, "displaced"),
            ],
        ),
        (
            "Shells fell on the market killing 2 children injuring 9 others.",
            [("2 children", 2, "killed"), ("9 others", 9, "injured")],
        ),
        (
            "He was shot to death along with two bodyguards.",
            [("two bodyguards", 2, "killed")],
        ),
        (
            "A mother with her five children was killed by the flood.",
            [("A mother", 1, "killed"), ("her five children", 5, "killed")],
        ),
        (
            "At least 16 people, among them 3 women, were killed by 20 gunmen in 2 pickup trucks.",
            [("At least 16 people", 16, "killed"), ("3 women", 3, "killed")],
        ),
    ],
)
def test_every_count_of_a_list_has_its_own_harm(text, expected):
    assert [(words, low, harm) for words, low, _, harm in figures(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Some 3,000 troops and 40 tanks crossed the river in March 2003.",
        "The village lies 12 km south of the town, which has 45,000 people.",
        "A man, 34, was seen limping away at 10 in the morning.",
        "The army killed time for 20 minutes.",
        "They plan to kill 10 villagers.",
        "He said that 10 prisoners should be executed.",
        "A gunman killed Judge Molina.",
        "Their child didn't die in vain.",
        "The fire destroyed three houses and 20 tents.",
        "They mourned the loss of their loved one.",
        "A sniper shot the children.",
        "He suffered several injuries.",
    ],
)
def test_numbers_of_other_things_are_no_figures(text):
    assert figures(text) == []


def shares(text: str) -> list[tuple[str, str | None]]:
    found = find_figures(NLP(text))
    return [(f.span.text, None if f.part_of is None else found[f.part_of].span.text) for f in found]


@pytest.mark.parametrize(
    ("text", "share", "whole"),
    [
        ("Nine people, including six children, were killed.", "six children", "Nine people"),
        ("The raid killed nine people, six of them children.", "six of them children", "nine people"),
        ("Nine people were killed, including six children.", "six children", "Nine people"),
        ("Nine people were hurt -- two soldiers and seven clerks.", "two soldiers", "Nine people"),
        ("Six children were among nine people killed.", "Six children", "nine people"),
        (
            "Eight civilians belonging to two families, including a baby, were killed.",
            "a baby",
            "Eight civilians",
        ),
    ],
)
def test_a_share_points_at_its_whole(text, share, whole):
    assert (share, whole) in shares(text)


def test_the_share_of_another_verb_is_not_drawn_to_the_next():
    text = "Eleven people were killed, including four children and two women, and at least 15 others were wounded."
    assert [harm for *_, harm in figures(text)] == ["killed", "killed", "killed", "injured"]


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda text: text.replace(",", "")])
def test_capitals_small_letters_and_missing_commas_read_alike(change):
    text = "Twelve people, including two nurses, were killed and 30 wounded in the attack."
    found = [(low, harm) for _, low, _, harm in figures(change(text))]
    assert found == [(12, "killed"), (2, "killed"), (30, "injured")]


def test_spans_cut_the_text():
    text = "In the north,  nine\npeople were killed;\n\n up to 3 more are missing."
    doc = NLP(text)
    for figure in find_figures(doc):
        assert text[figure.span.start_char : figure.span.end_char] == figure.span.text
    assert [f.harm for f in find_figures(doc)] == [Harm.KILLED, Harm.MISSING]


def test_a_text_without_a_full_stop_is_read_in_pieces():
    text = "two people were killed and three wounded including four children and " * 300
    assert len(find_figures(NLP(text))) >= 600
