"""Names of one source in several reports are known for one; those of two are not."""

import pytest

from sayso.accounts.names import normal, person
from sayso.accounts.source import join
from sayso.accounts.voice import Voice, credit, voices
from sayso.model import SourceKind
from told import Told


def voice(name: str, *aliases: str, report: str | None = None, human: bool = False) -> Voice:
    make = person if human else normal
    return Voice(
        name=name,
        kind=SourceKind.OTHER,
        aliases=frozenset(make(words) for words in (name, *aliases)),
        person=human,
        report=report,
    )


def together(*found: Voice) -> bool:
    return len(set(join(found).values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Defence Ministry", "Defence Ministry"),
        ("Yemeni Defence Ministry", "the Defence Ministry"),
        ("Levant Observatory for Human Rights", "LOHR"),
        ("U.N.", "UN"),
    ],
)
def test_two_forms_of_one_body(one: str, other: str) -> None:
    assert together(voice(one), voice(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Colonel Oumar Sissoko", "Oumar Sissoko"),
        ("Dr Salim al-Audhali", "Salim al-Audhali"),
        ("Oumar Sissoko", "Sissoko"),
    ],
)
def test_two_forms_of_one_person(one: str, other: str) -> None:
    assert together(voice(one, human=True), voice(other, human=True))


def test_a_short_form_that_fits_two_bodies_is_neither() -> None:
    found = [voice("Yemeni Defence Ministry"), voice("Saudi Defence Ministry"), voice("Defence Ministry")]
    assert len(set(join(found).values())) == 3


def test_names_that_one_report_uses_for_one_body_join_those_of_others() -> None:
    assert together(voice("Levant Observatory", "the British monitor"), voice("the British monitor"))


def test_unnamed_people_of_two_reports_are_two() -> None:
    found = [voice("a doctor", report="r1"), voice("a doctor", report="r2")]
    assert sorted(join(found).values()) == ["a doctor", "a doctor (2)"]


def heard(text: str, source: str, **options: object) -> Voice:
    told = Told(text)
    id = told.says(source, "nine died", **options)  # type: ignore[arg-type]
    return voices("r1", told.reading())[id]


@pytest.mark.parametrize(
    "source",
    [
        "A spokesman for the Wadi Brigades, Yahya Dahman,",
        "Wadi Brigades spokesman Yahya Dahman",
        "Yahya Dahman, the Wadi Brigades' spokesman,",
    ],
)
def test_a_spokesman_speaks_for_his_body(source: str) -> None:
    found = heard(f"{source} said nine died.", source, name="Yahya Dahman")
    assert found.name == "Wadi Brigades"
    assert ("yahya", "dahman") in found.aliases


def test_a_doctor_without_a_name_can_be_nobody_of_another_report() -> None:
    assert heard("A doctor said nine died.", "A doctor", kind="medical", named=False).report == "r1"


def test_an_institution_is_the_same_in_every_report() -> None:
    assert heard("The Interior Ministry said nine died.", "The Interior Ministry", named=False).report is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("BAMAKO (Meridian Wire) - Gunmen opened fire on a bus.", "Meridian Wire"),
        ("MARIB, Yemen, March 12, 2024 (Meridian Wire) - A strike hit a market.", "Meridian Wire"),
        ("Gunmen opened fire on a bus.\n\nCopyright Meridian Wire", "Meridian Wire"),
        ("Gunmen opened fire on a bus. --Meridian Wire", "Meridian Wire"),
        ("The front (which denied it) said nothing - as before.", None),
    ],
)
def test_the_agency_that_a_report_is_credited_to(text: str, agency: str | None) -> None:
    assert credit(text) == agency


def test_the_words_of_a_wire_copy_are_the_agency_s() -> None:
    told = Told("BAMAKO (Meridian Wire) - Nine died.", outlet="Harbour Post")
    assert voices("r1", told.reading())["narrator"].name == "Meridian Wire"


def test_copies_of_one_text_have_one_narrator() -> None:
    found = [voices("r1", Told("Nine died.", outlet=outlet).reading())["narrator"] for outlet in "AB"]
    assert together(*found)


@pytest.mark.parametrize(
    ("words", "kind"),
    [("one local source", "other"), ("two sources", "other"), ("a government source", "government")],
)
def test_a_source_of_whom_nothing_is_told_is_of_no_kind(words: str, kind: str) -> None:
    told = Told(f"The depot was empty, {words} said.")
    by = told.says(words, "The depot was empty", kind="government", named=False)
    assert voices("r-1", told.reading())[by].kind == kind


def test_what_an_outlet_corrects_goes_by_its_own_name() -> None:
    told = Told("Correction: An earlier version of this report said that six died.", outlet="Harbour Post")
    by = told.says("An earlier version", "six died", name="earlier version", kind="other", named=False)
    found = voices("r-1", told.reading())[by]
    assert (found.name, found.kind) == ("earlier version, Harbour Post", SourceKind.MEDIA)
