"""Reports of one event are joined, those of two are not, whatever the order in which they come."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.linking import Linked, link, main_incident, mentions_of
from sayso.model import Reading
from told import ADEN, MARIB, YEMEN, Told, place


def joined(*readings: Reading) -> set[frozenset[tuple[str, str]]]:
    mentions = [m for n, reading in enumerate(readings) for m in mentions_of(f"r{n}", reading)]
    return {frozenset((m.report, m.incident) for m in one.mentions) for one in link(mentions)}


def one(*places: tuple[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(places)


def strike(outlet: str = "Harbour Post", **options: object) -> Reading:
    told = Told("An air strike hit a crowded market in Marib at noon, killing traders.", outlet=outlet)
    told.incident("An air strike", **{"where": (MARIB,), **options})  # type: ignore[arg-type]
    return told.reading()


def shelling(**options: object) -> Reading:
    told = Told("Shells fell on the crowded market of Marib, traders said.", outlet="Red Sea Standard")
    told.incident(
        "Shells fell",
        **{"where": (MARIB,), "type": "Shelling/artillery/missile attack", **options},  # type: ignore[arg-type]
    )
    return told.reading()


BACKGROUND = [
    Told(f"Protesters marched through Aden over {cause}.", outlet=f"Paper {n}")
    for n, cause in enumerate(["bread", "wages", "fuel", "water", "schools", "power", "jobs", "rents"])
]
for n, told in enumerate(BACKGROUND):
    told.incident("Protesters marched", type="Peaceful protest", where=(ADEN,), when=f"2024-01-{n + 1:02d}")
OTHERS = [told.reading() for told in BACKGROUND]


def test_one_event_under_two_kinds_is_one_incident() -> None:
    assert one(("r0", "i1"), ("r1", "i1")) in joined(strike(), shelling(), *OTHERS)


def test_accounts_that_miss_each_other_by_a_day_are_joined() -> None:
    assert one(("r0", "i1"), ("r1", "i1")) in joined(strike(), strike("Courier", when="2024-03-11"), *OTHERS)


def test_the_same_street_three_days_later_is_another_incident() -> None:
    assert one(("r0", "i1")) in joined(strike(), strike("Courier", when="2024-03-15"), *OTHERS)


def test_another_town_on_the_same_day_is_another_incident() -> None:
    assert one(("r0", "i1")) in joined(strike(), strike("Courier", where=(ADEN,)), *OTHERS)


def test_a_country_alone_does_not_keep_reports_apart() -> None:
    assert one(("r0", "i1"), ("r1", "i1")) in joined(strike(), strike("Courier", where=(YEMEN,)), *OTHERS)


def test_a_deal_is_no_air_strike() -> None:
    assert one(("r0", "i1")) in joined(strike(), strike("Courier", type="Agreement"), *OTHERS)


def test_what_was_only_threatened_is_not_what_occurred() -> None:
    assert one(("r0", "i1")) in joined(strike(), strike("Courier", status="threatened"), *OTHERS)


def test_an_undated_event_is_taken_to_be_as_new_as_its_report() -> None:
    assert one(("r0", "i1"), ("r1", "i1")) in joined(strike(), strike("Courier", when=None), *OTHERS)


def test_two_incidents_of_one_report_stay_two() -> None:
    told = Told("An air strike hit a market in Marib. Another air strike hit the market in Marib.")
    told.incident("An air strike", where=(MARIB,))
    told.incident("Another air strike", where=(MARIB,))
    groups = joined(told.reading(), strike("Courier"), *OTHERS)
    assert not any(one(("r0", "i1"), ("r0", "i2")) <= group for group in groups)


def test_one_chance_link_does_not_chain_two_incidents() -> None:
    near = place("Al-Abr", 16.1, 45.4)
    far = place("Seiyun", 15.94, 48.79)
    between = Told("Air strikes hit a market in Marib and a depot in Seiyun.", outlet="Digest")
    between.incident("Air strikes", where=(MARIB, far))
    north = Told("An air strike hit a depot of fuel trucks in Seiyun.", outlet="Courier")
    north.incident("An air strike", where=(far,))
    groups = joined(strike(), between.reading(), north.reading(), strike("Herald", where=(near,)), *OTHERS)
    assert not any({("r0", "i1"), ("r2", "i1")} <= group for group in groups)


def test_an_incident_keeps_its_name_when_the_order_changes() -> None:
    mentions = [m for n, r in enumerate([strike(), shelling(), *OTHERS]) for m in mentions_of(f"r{n}", r)]
    assert {x.id for x in link(mentions)} == {x.id for x in link(reversed(mentions))}


ORDER = [
    strike(),
    shelling(),
    strike("Courier", when="2024-03-13"),
    strike("Herald", where=(YEMEN,)),
    *OTHERS,
]


@settings(deadline=None)  # A busy machine is no wrong answer.
@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(chance: random.Random) -> None:
    mentions = [m for n, reading in enumerate(ORDER) for m in mentions_of(f"r{n}", reading)]
    shuffled = list(mentions)
    chance.shuffle(shuffled)
    assert link(shuffled) == link(mentions)


def test_every_mention_is_in_one_incident() -> None:
    mentions = [m for n, reading in enumerate(ORDER) for m in mentions_of(f"r{n}", reading)]
    linked: list[Linked] = link(mentions)
    assert sorted(m.key for one in linked for m in one.mentions) == sorted(m.key for m in mentions)


def test_the_main_incident_is_the_one_given_the_most_text() -> None:
    told = Told(
        "A blast in Aden hurt two. An air strike in Marib killed traders at noon. Their stalls burned for "
        "hours. Nobody has claimed it so far."
    )
    told.incident("A blast", type="Remote explosive/landmine/IED", where=(ADEN,))
    told.incident("An air strike", where=(MARIB,))
    assert main_incident(told.reading()) == "i2"


def names(**bonds: object) -> set[frozenset[tuple[str, str]]]:
    mentions = [m for n, r in enumerate([strike(), shelling(), *OTHERS]) for m in mentions_of(f"r{n}", r)]
    linked = link(mentions, **bonds)  # type: ignore[arg-type]
    return {frozenset((m.report, m.incident) for m in found.mentions) for found in linked}


def test_what_somebody_ruled_to_be_two_stays_two() -> None:
    assert one(("r0", "i1")) in names(apart=[(("r1", "i1"), ("r0", "i1"))])


def test_what_somebody_ruled_to_be_one_is_one() -> None:
    groups = names(together=[(("r2", "i1"), ("r3", "i1"))])
    assert one(("r2", "i1"), ("r3", "i1")) in groups


def test_a_ruling_on_what_is_not_there_changes_nothing() -> None:
    assert names(together=[(("r2", "i1"), ("gone", "i1"))]) == names()


def test_pieces_of_one_event_are_weighed_together_for_the_main_incident() -> None:
    told = Told(
        "A bomb hit buses near Aden. The blast killed nine. Shrapnel struck a bridge. The deal on "
        "two towns had been reached after long talks."
    )
    told.incident("A bomb hit buses", type="Remote explosive/landmine/IED", where=(ADEN,))
    told.incident("The blast", type="Suicide bomb", where=(ADEN,))
    told.incident("Shrapnel struck", type="Attack", where=(ADEN,))
    told.incident("The deal", type="Agreement", when="2024-03-07")
    assert main_incident(told.reading()) in {"i1", "i2", "i3"}


def test_what_is_told_by_the_way_does_not_take_the_place_of_a_main_incident() -> None:
    pieces = Told(
        "An air strike hit a crowded market in Marib at noon, killing traders. Traders ran as it hit."
    )
    pieces.incident("An air strike", where=(MARIB,))
    pieces.incident("it hit", where=(MARIB,))
    groups = joined(pieces.reading(), strike("Courier"), *OTHERS)
    assert any(one(("r0", "i1"), ("r1", "i1")) <= group for group in groups)


def test_two_reports_of_one_text_under_two_days_keep_their_own_mentions() -> None:
    readings = [strike(), strike()]
    mentions = [m for n, reading in enumerate(readings) for m in mentions_of(f"r{n}", reading)]
    assert len({m.key for m in mentions}) == 2
