"""What goes into a ledger comes out again: once, whole, and as rows."""

import hashlib
from dataclasses import replace
from datetime import date
from itertools import count, islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from invented import TEXT, VERSIONS, a_bare_reading, a_reading, a_report, many_reports
from sayso.errors import NotFoundError, ReportError
from sayso.ledger import Ledger
from sayso.model import Casualty
from sayso.report import Report

STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def add(ledger: Ledger, *reports: Report) -> None:
    for report in reports:
        assert ledger.add(
            report, a_reading(report) if report.text == TEXT else a_bare_reading(report), VERSIONS
        )


def test_a_reading_comes_back_as_it_went_in(ledger: Ledger) -> None:
    add(ledger, a_report())
    _, reading = ledger.reading("gazette-17")
    assert reading == a_reading()


def test_a_report_is_kept_once(ledger: Ledger) -> None:
    report = a_report()
    assert not ledger.has(report)
    assert ledger.add(report, a_reading(), VERSIONS)
    assert ledger.has(report)
    assert not ledger.add(report, a_reading(), VERSIONS)
    assert len(list(ledger.readings())) == 1


def test_the_same_report_by_another_id_is_the_same_report(ledger: Ledger) -> None:
    add(ledger, a_report())
    assert ledger.has(a_report(id="another"))


def test_the_same_words_of_another_outlet_are_another_report(ledger: Ledger) -> None:
    add(ledger, a_report(), a_report(outlet="Bay Courier"))
    assert len(list(ledger.readings())) == 2


def test_readings_come_in_the_order_of_the_reports(ledger: Ledger) -> None:
    some = list(islice(many_reports(), 30))
    add(ledger, *some)
    assert [reading.report.id for _, reading in ledger.readings()] == [report.id for report in some]


def test_readings_can_be_read_while_others_are_stored(ledger: Ledger) -> None:
    add(ledger, *islice(many_reports(), 5))
    seen = 0
    for _ in ledger.readings():
        seen += 1
        ledger.add(late := a_report(f"Late report {seen}"), a_bare_reading(late), VERSIONS)
    assert seen == 5
    assert len(list(ledger.readings())) == 10


def test_statements_say_who_said_what(ledger: Ledger) -> None:
    add(ledger, a_report())
    id, _ = ledger.reading("gazette-17")
    first, *_ = ledger.statements()
    assert first == {
        "report": id,
        "statement": "s1",
        "source": "Health Ministry",
        "kind": "government",
        "via": "Tamar Gazette",
        "act": "say",
        "certainty": "asserted",
        "quotation": "indirect",
        "cue": "told",
        "content": "nine people died, four of them children",
    }


def test_the_narrator_is_not_listed_among_those_who_speak(ledger: Ledger) -> None:
    add(ledger, a_report())
    assert [row["statement"] for row in ledger.statements()] == ["s1", "s2", "s3"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"source": "ministry"}, ["s1"]),
        ({"source": "HEALTH the"}, ["s1"]),
        ({"source": "spokesman"}, ["s3"]),
        ({"source": "%"}, []),
        ({"act": "deny"}, ["s2"]),
        ({"act": "deny", "source": "ministry"}, []),
    ],
)
def test_statements_are_found_by_source_and_act(
    ledger: Ledger, asked: dict[str, str], found: list[str]
) -> None:
    add(ledger, a_report())
    assert [row["statement"] for row in ledger.statements(**asked)] == found


def test_statements_of_one_report(ledger: Ledger) -> None:
    add(ledger, a_report(), a_report(id="courier-3", outlet="Bay Courier"))
    id, _ = ledger.reading("courier-3")
    assert {row["report"] for row in ledger.statements(report="courier-3")} == {id}


def test_a_name_is_found_whatever_its_case_and_script(ledger: Ledger) -> None:
    report = a_report("Ещё одно сообщение")
    reading = a_reading()
    source = replace(reading.statements[1].source, name="Éditions ÇA")
    said = (reading.statements[0], replace(reading.statements[1], source=source))
    ledger.add(report, replace(a_bare_reading(report), statements=said, entities=reading.entities), VERSIONS)
    assert len(list(ledger.statements(source="éditions ça"))) == 1


def test_pledges_stand_by_deadline_and_the_rest_comes_last(ledger: Ledger) -> None:
    for number, end in enumerate(["2024-12-01", None, "2024-10-01"]):
        report = a_report(f"{TEXT} {number}")
        pledge = a_reading().pledges[0]
        deadline = replace(pledge.deadline, end=end) if end and pledge.deadline else None
        ledger.add(
            report, replace(a_reading(report), pledges=(replace(pledge, deadline=deadline),)), VERSIONS
        )
    assert [row["end"] for row in ledger.pledges()] == ["2024-10-01", "2024-12-01", None]


@pytest.mark.parametrize(("due", "found"), [("2024-09-29", 0), ("2024-09-30", 1), ("2025-01-01", 1)])
def test_a_pledge_is_due_when_its_last_day_is_there(ledger: Ledger, due: str, found: int) -> None:
    add(ledger, a_report())
    assert len(list(ledger.pledges(due=date.fromisoformat(due)))) == found


def test_a_pledge_names_who_undertakes_it_and_on_whose_say_so(ledger: Ledger) -> None:
    add(ledger, a_report())
    (row,) = ledger.pledges()
    assert (row["by"], row["source"], row["statement"]) == ("Colonel Ardo", "Colonel Ardo", "s3")
    assert (row["deadline"], row["start"], row["end"]) == ("by 30 September", None, "2024-09-30")


def test_a_report_goes_by_its_own_id_its_short_id_and_the_beginning_of_either(ledger: Ledger) -> None:
    add(ledger, a_report(), a_report(id="courier-3", outlet="Bay Courier"))
    id, reading = ledger.reading("gazette-17")
    assert id == f"r-{a_report().hash[:8]}"
    for name in (id, id[:6], "gazette", "gazette-17"):
        assert ledger.reading(name) == (id, reading)


def test_a_name_that_nothing_has_is_told(ledger: Ledger) -> None:
    add(ledger, a_report())
    for name in ("r-0123456789", "nothing", "gazette_17"):
        with pytest.raises(NotFoundError, match=f"{name}: the ledger has no such report"):
            ledger.reading(name)


def test_a_name_that_several_have_is_told_with_their_ids(ledger: Ledger) -> None:
    add(ledger, a_report(), a_report(outlet="Bay Courier"))
    with pytest.raises(NotFoundError, match=r"more than one .*r-\w{8}, r-\w{8}"):
        ledger.reading("gazette-17")


def test_two_reports_whose_hashes_begin_alike_have_different_ids(ledger: Ledger) -> None:
    first, second = _alike()
    add(ledger, first, second)
    ids = [id for id, _ in ledger.readings()]
    assert ids[0] == f"r-{first.hash[:8]}"
    assert ids[1] == f"r-{second.hash[:9]}"
    assert [ledger.reading(id)[0] for id in ids] == ids


def _alike() -> tuple[Report, Report]:
    """Two reports whose hashes begin with the same eight digits."""
    seen: dict[str, int] = {}
    for number in count():
        prefix = hashlib.sha256(str(number).encode()).hexdigest()[:8]
        if prefix in seen:
            return _with_hash(seen[prefix]), _with_hash(number)
        seen[prefix] = number
    raise AssertionError


class _Numbered(Report):
    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def _with_hash(number: int) -> Report:
    return _Numbered(text=str(number))


@pytest.mark.parametrize("character", ["\0", "\ud83d"])
def test_a_character_that_no_database_keeps_is_told_and_nothing_is_stored(
    ledger: Ledger, character: str
) -> None:
    report = a_report(f"Nine people died.{character}")
    with pytest.raises(ReportError, match=r"gazette-17: U\+.*text, character 18"):
        ledger.add(report, a_bare_reading(report), VERSIONS)
    assert not ledger.has(report)


def test_a_reading_that_refers_to_nothing_fails_and_leaves_nothing_behind(ledger: Ledger) -> None:
    casualty = replace(a_reading().casualties[0], statement="s99")
    with pytest.raises(ReportError, match="gazette-17: its reading cannot be stored"):
        ledger.add(a_report(), replace(a_reading(), casualties=(casualty,)), VERSIONS)
    assert not ledger.has(a_report())
    assert list(ledger.search("market")) == []
    add(ledger, a_report())


def test_a_figure_too_large_for_a_database_fails_its_report_alone(ledger: Ledger) -> None:
    def grown(casualty: Casualty) -> Casualty:
        return replace(casualty, high=10**30)

    with pytest.raises(ReportError, match="gazette-17"):
        ledger.add(
            a_report(), replace(a_reading(), casualties=tuple(map(grown, a_reading().casualties))), VERSIONS
        )
    add(ledger, a_report())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(text=STORABLE, title=STORABLE)
def test_any_text_comes_back_character_by_character(ledger: Ledger, text: str, title: str) -> None:
    report = a_report(text, title=title)
    ledger.add(report, a_bare_reading(report), VERSIONS)
    _, reading = ledger.reading(f"r-{report.hash}")
    assert (reading.report.text, reading.report.title) == (text, title)
