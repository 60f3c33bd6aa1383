"""Two coders read the same report; each thing they see differently lowers its own measure and no other."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import TEXT, a_reading, a_report, phrase
from sayso.agreement import Coded, Difference, Measure, differences, measures
from sayso.agreement.overlap import f1, pairs
from sayso.decisions import Kind
from sayso.model import Harm, IncidentType, Reading, Span

READING = a_reading()
OTHER = a_reading(a_report(id="courier-3", outlet="Bay Courier"))
HOMES = {("r-1", "i1"): "i-a", ("r-2", "i1"): "i-a"}


def coded(who: str, reading: Reading = READING, homes: dict[tuple[str, str], str] = HOMES) -> Coded:
    return Coded(who=who, readings={"r-1": reading, "r-2": OTHER}, homes=homes)


def with_figure(id: str, **fields: Any) -> Reading:
    figures = tuple(replace(each, **fields) if each.id == id else each for each in READING.casualties)
    return replace(READING, casualties=figures)


def measured(reading: Reading = READING, homes: dict[tuple[str, str], str] = HOMES) -> dict[str, Measure]:
    return {measure.of: measure for measure in measures(coded("Amina"), coded("Omar", reading, homes))}


def lowered(reading: Reading = READING, homes: dict[tuple[str, str], str] = HOMES) -> dict[str, float | None]:
    """The measures that are not as between two who agree in all."""
    alike = measured()
    return {
        name: one.value for name, one in measured(reading, homes).items() if one.value != alike[name].value
    }


def test_who_agree_in_all_have_ones_wherever_there_is_something_to_agree_on() -> None:
    assert {measure.value for measure in measured().values()} == {1.0, None}
    assert list(differences(coded("Amina"), coded("Omar"))) == []


def test_what_one_of_them_left_out_lowers_the_spans_of_its_kind() -> None:
    without = replace(READING, pledges=())
    assert lowered(without) == {"pledges": pytest.approx(2 / 3)}


def test_another_number_lowers_that_number_alone() -> None:
    assert set(lowered(with_figure("c1", low=7))) == {"lowest number"}


def test_another_harm_lowers_that_kind_alone() -> None:
    changed = lowered(with_figure("c1", harm=Harm.INJURED))
    assert set(changed) == {"harm"}
    assert changed["harm"] is not None
    assert changed["harm"] < 1


def test_a_figure_on_another_source_lowers_its_link() -> None:
    assert lowered(with_figure("c1", statement="s2")) == {"figure to source": pytest.approx(0.75)}


def test_a_figure_without_an_incident_lowers_its_link() -> None:
    assert lowered(with_figure("c1", incident=None)) == {"figure to incident": pytest.approx(6 / 7)}


def test_incidents_that_one_of_them_keeps_apart_lower_the_links_across_reports() -> None:
    apart = {("r-1", "i1"): "i-a", ("r-2", "i1"): "i-b"}
    assert lowered(homes=apart) == {"incidents of two reports": 0.0}


def test_a_span_that_is_half_the_same_is_the_same() -> None:
    shorter = with_figure("c1", text="nine", span=phrase(TEXT, "nine").span)
    assert set(lowered(shorter)) == {"figures", "figure to source", "figure to incident"}
    longer = with_figure("c1", text="nine people died", span=phrase(TEXT, "nine people died").span)
    assert lowered(longer) == {}


def test_only_what_both_have_read_is_compared() -> None:
    alone = Coded(who="Omar", readings={"r-9": READING}, homes={})
    assert {(measure.value, measure.units) for measure in measures(coded("Amina"), alone)} == {
        (None, 0),
        (0.0, 1),
    }


def test_every_difference_is_told_with_its_words() -> None:
    (strike,) = READING.incidents
    other = replace(
        with_figure("c1", low=7), incidents=(replace(strike, type=IncidentType.SHELLING),), pledges=()
    )
    found = list(differences(coded("Amina"), coded("Omar", other)))
    assert [(each.kind, each.words, each.field, each.one, each.other) for each in found] == [
        (
            Kind.INCIDENT,
            "A strike",
            "kind of incident",
            "Air/drone strike",
            "Shelling/artillery/missile attack",
        ),
        (Kind.CASUALTY, "nine people", "lowest number", "9", "7"),
        (Kind.PLEDGE, "We will publish the flight log", "there", "there", None),
    ]
    assert all(isinstance(each, Difference) and each.report == "r-1" for each in found)


spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1])), max_size=8
)


@given(spans, spans)
def test_nothing_is_the_same_as_two_things_and_who_comes_first_does_not_matter(
    mine: list[Span], theirs: list[Span]
) -> None:
    found = pairs(mine, theirs, lambda span: (span,))
    turned = pairs(theirs, mine, lambda span: (span,))
    assert len(found) == len(turned) <= min(len(mine), len(theirs))
    value = f1(len(found), len(mine) + len(theirs))
    assert value is None or 0 <= value <= 1


@given(spans)
def test_all_is_the_same_as_itself(mine: list[Span]) -> None:
    assert len(pairs(mine, mine, lambda span: (span,))) == len(mine)
