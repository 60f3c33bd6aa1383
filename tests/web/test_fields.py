"""What a form sets: only what was changed, in the form that a correction records."""

from typing import Any

import pytest

from invented import a_reading
from sayso.decisions import Kind, things
from sayso.model import NARRATOR
from sayso.web.fields import PREFIX, Entry, changes, fields_of

READING = a_reading()
FIGURE = next(figure for figure in READING.casualties if figure.id == "c1")


def sent(**values: str) -> dict[str, Any]:
    """A form as a browser sends it: every field, some of them changed."""
    form = {PREFIX + field.name: field.value for field in fields_of(READING, FIGURE)}
    return form | {PREFIX + name.replace("__", "."): value for name, value in values.items()}


def changed(**values: str) -> dict[str, Any]:
    return changes(fields_of(READING, FIGURE), sent(**values))


def test_a_form_that_comes_back_as_it_was_changes_nothing() -> None:
    assert changed() == {}


def test_a_number_is_a_number_and_an_empty_field_is_not_known() -> None:
    assert changed(low="12", high=" ") == {"low": 12, "high": None, "bound": "at_least"}


@pytest.mark.parametrize(
    ("low", "high", "bound"),
    [("7", "9", None), ("7", "12", "range"), ("12", "12", "exact"), ("", "12", "at_most")],
)
def test_new_numbers_say_how_they_bound_the_figure(low: str, high: str, bound: str | None) -> None:
    assert changed(low=low, high=high)["bound"] == (bound or "range")


def test_a_bound_that_was_chosen_stays() -> None:
    assert changed(low="12", high="12", bound="about") == {"low": 12, "high": 12, "bound": "about"}


def test_words_that_are_no_number_are_left_for_the_correction_to_refuse() -> None:
    assert changed(low="many")["low"] == "many"


def test_a_figure_is_put_into_an_incident_or_none_and_on_the_word_of_somebody() -> None:
    fields = {field.name: field for field in fields_of(READING, FIGURE)}
    assert fields["incident"].value == "i1"
    assert [value for value, _ in fields["incident"].options] == ["", "i1"]
    assert [value for value, _ in fields["statement"].options] == [NARRATOR, "s1", "s2", "s3"]
    assert changed(incident="", statement="s2") == {"incident": None, "statement": "s2"}


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.REPORT])
def test_a_choice_has_the_value_that_stands(kind: Kind) -> None:
    for thing in things(READING, kind):
        for field in fields_of(READING, thing):
            if field.entry is Entry.CHOICE:
                assert field.value in {value for value, _ in field.options}
