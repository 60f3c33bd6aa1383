"""Copies of one text are found under light edits; two reports of one event are not copies."""

from sayso.linking.copies import find_copies, is_copy, print_of
from sayso.model import Reading
from told import Told

WIRE = (
    "Gunmen opened fire on a bus in the north of the country on Sunday, killing 14 civilians and wounding "
    "at least nine, the army said. A spokesman blamed a rebel group and said soldiers were pursuing the "
    "attackers towards the border. The driver, who survived with a wound in the arm, gave a higher toll: "
    "he had counted at least 20 bodies. Transport unions said that they would suspend all buses until "
    "Friday unless the army provided escorts."
)
EDITED = (
    "BAMAKO - Armed men opened fire on a bus in the north of the country on Sunday, killing 14 civilians "
    "and injuring nine, the army said. A military spokesman blamed a rebel group and said that troops were "
    "pursuing the attackers towards the frontier. The bus driver, who survived with a wound in the arm, "
    "told a higher toll. Unions said that they would stop all buses until Friday unless the army provided "
    "escorts."
)
OTHER = (
    "The governor said 17 people were killed when armed men ambushed the bus on Saturday night, some 30 "
    "kilometres south of the city. A survivor told this station that the gunmen spoke three languages, "
    "wore no uniforms and shot her husband and about fifteen others beside the road. The rebels denied "
    "that their fighters had been there."
)


def prints(*reports: Told) -> dict[str, str]:
    readings: dict[str, Reading] = {f"r{n}": told.reading() for n, told in enumerate(reports)}
    return find_copies(
        (print_of(id, reading) for id, reading in readings.items()), lambda id: readings[id].report.text
    )


def test_light_edits_leave_a_copy_a_copy() -> None:
    assert is_copy(WIRE, EDITED)


def test_another_report_of_the_event_is_no_copy() -> None:
    assert not is_copy(WIRE, OTHER)


def test_copies_go_by_the_first_of_them() -> None:
    assert prints(Told(WIRE, outlet="A"), Told(OTHER, outlet="B"), Told(EDITED, outlet="C")) == {
        "r0": "r0",
        "r1": "r1",
        "r2": "r0",
    }


def test_what_an_outlet_prints_again_is_its_own() -> None:
    assert prints(Told(WIRE, outlet="A"), Told(EDITED, outlet="A"))["r1"] == "r1"


def test_old_text_printed_months_later_is_background() -> None:
    assert prints(Told(WIRE, outlet="A"), Told(EDITED, outlet="B", published="2024-09-01"))["r1"] == "r1"


def test_a_text_without_words_copies_nothing() -> None:
    assert prints(Told("…", outlet="A"), Told("…", outlet="B")) == {"r0": "r0", "r1": "r1"}
