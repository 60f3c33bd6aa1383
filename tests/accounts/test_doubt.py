"""What is worth a second look: signs that can be counted, and what the toll would be without a figure."""

from dataclasses import replace

from sayso.accounts import accounts_of, remarks_of
from sayso.accounts.doubt import Doubt, doubts_of, loose
from sayso.decisions import Kind
from sayso.model import Reading, When
from told import Told

ADEN = {
    "text": "Aden",
    "span": [0, 1],
    "name": "Aden",
    "lat": 12.8,
    "lon": 45.0,
    "country": "YE",
    "precision": "town",
}


def strike(killed: str, number: int, source: str = "police") -> Reading:
    """A report of one strike in Aden, in which a source counts the dead."""
    told = Told(f"{killed} died in a strike in Aden, {source} said.", outlet=f"Post of the {source}")
    by = told.says(source, f"{killed} died in a strike in Aden")
    told.figure(killed, number, incident=told.incident("a strike", where=(ADEN,)), by=by)
    return told.reading()


def doubts(*readings: Reading) -> dict[str, Doubt]:
    """By report and thing."""
    named = {f"r-{place}": reading for place, reading in enumerate(readings, 1)}
    told = [(report, "i1") for report in named]
    remarks = [remark for report, id in told for remark in remarks_of(report, named[report], id)]
    found = doubts_of(accounts_of(remarks), told, named.__getitem__)
    return {f"{doubt.report}:{doubt.thing}": doubt for doubt in found}


def test_what_all_agree_on_and_was_read_whole_is_in_no_doubt() -> None:
    assert doubts(strike("Nine", 9), strike("Nine", 9, "medics")) == {}


def test_who_alone_holds_an_end_of_the_toll_moves_it() -> None:
    found = doubts(strike("Nine", 9), strike("Twelve", 12, "medics"), strike("Twelve", 12, "villagers"))
    assert set(found) == {"r-1:c1"}
    nine = found["r-1:c1"]
    assert (nine.effect, nine.without, nine.signs) == (3, "without it 12 killed, not 9–12", ())
    assert (nine.kind, nine.words) == (Kind.CASUALTY, "Nine")
    assert nine.sentence == "Nine died in a strike in Aden, police said."


def test_the_only_figure_is_the_whole_toll() -> None:
    (only,) = doubts(strike("Nine", 9)).values()
    assert (only.effect, only.without) == (9, "without it nobody counts the killed")


def test_a_figure_many_times_what_others_say_is_far_from_them() -> None:
    found = doubts(strike("Nine", 9), strike("Ten", 10, "medics"), strike("Ninety", 90, "villagers"))
    assert found["r-3:c1"].signs == ("the others say about 10",)
    assert found["r-3:c1"].weight > found["r-1:c1"].weight


def test_an_incident_without_day_place_or_kind_says_so() -> None:
    told = Told("A thing happened.")
    told.incident("A thing", type="Other", when=None)
    (found,) = doubts(told.reading()).values()
    assert found.signs == ("no day was read", "no place was read", "its kind was not read")
    assert (found.kind, found.words) == (Kind.INCIDENT, "A thing")


def test_nothing_happens_after_the_report_of_it() -> None:
    reading = strike("Nine", 9)
    later = When(start="2024-03-20", end="2024-03-20", text=None, span=None)
    future = replace(reading, incidents=(replace(reading.incidents[0], when=later),))
    assert "it happened after the report was published" in doubts(future)["r-1:i1"].signs


def test_a_figure_in_the_words_of_a_source_that_is_not_its_own_is_in_doubt() -> None:
    reading = strike("Nine", 9)
    figure = replace(reading.casualties[0], statement="narrator")
    assert doubts(replace(reading, casualties=(figure,)))["r-1:c1"].signs == (
        "it stands in the words of police, but is the report's own",
    )


def test_a_figure_far_from_its_incident_is_in_doubt_where_there_are_others_it_may_be_of() -> None:
    told = Told("A strike hit Aden. A raid followed. The next day nine died.")
    told.figure("nine", 9, incident=told.incident("A strike", where=(ADEN,)))
    assert doubts(told.reading())["r-1:c1"].signs == ()
    told.incident("A raid", where=(ADEN,))
    assert doubts(told.reading())["r-1:c1"].signs == (
        "its sentence does not name the incident, and the report has others",
    )


def test_a_share_of_a_smaller_figure_is_in_doubt() -> None:
    told = Told("A strike in Aden killed four, nine of them children.")
    whole = told.figure("four", 4, incident=told.incident("A strike", where=(ADEN,)))
    told.figure("nine of them children", 9, groups=("children",), part_of=whole)
    assert doubts(told.reading())["r-1:c2"].signs == ("it is a share of a smaller figure",)


def test_figures_of_no_incident_are_in_no_toll() -> None:
    told = Told("Forty have died since May. Several were hurt.")
    told.figure("Forty", 40, incident=None)
    told.figure("Several", None, incident=None)
    (found,) = loose("r-1", told.reading())
    assert (found.thing, found.effect) == ("c1", 40)
