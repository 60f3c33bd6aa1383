"""The grade follows from facts that can be counted, each shown with its remarks."""

from sayso.accounts import accounts_of, remarks_of
from sayso.accounts.grade import RULES, Grade, Suggestion, suggest
from sayso.accounts.roots import roots_of
from sayso.model import IncidentType
from told import Told


def grade(*told: Told, type: IncidentType = IncidentType.REMOTE_EXPLOSIVE) -> Suggestion | None:
    remarks = [r for n, one in enumerate(told) for r in remarks_of(f"r{n}", one.reading(), "i1")]
    return suggest(accounts_of(remarks), roots_of(remarks), type)


def account(
    source: str,
    dead: int | None = 9,
    *,
    blames: str = "",
    status: str = "civilian",
    act: str = "say",
    outlet: str = "Courier",
) -> Told:
    toll = f"{dead} died" if dead is not None else "nobody was counted"
    told = Told(f"{source} said that in a blast {toll} {blames}.", outlet=outlet)
    by = told.says(source, f"in a blast {toll} {blames}".strip(), act=act)
    told.incident("a blast", blames=((blames, by),) if blames else ())
    if dead is not None:
        told.figure(f"{dead} died", dead, by=by, status=status)
    return told


def test_a_party_that_says_it_did_it_confirms() -> None:
    found = grade(account("Wadi Brigades", blames="Wadi Brigades"), account("Police"))
    assert found is not None
    assert found.grade is Grade.CONFIRMED
    assert found.facts[0].remarks[0].sentence == "Wadi Brigades said that in a blast 9 died Wadi Brigades."


def test_a_party_that_owns_up_to_fighters_alone_does_not_confirm_civilian_harm() -> None:
    found = grade(account("Wadi Army", blames="Wadi Army", status="combatant"), account("Police"))
    assert found is not None
    assert found.grade is not Grade.CONFIRMED


def test_two_parties_blamed_contest() -> None:
    found = grade(account("Police", blames="Northern Front"), account("Medics", blames="River Guard"))
    assert found is not None
    assert found.grade is Grade.CONTESTED
    assert [fact.words for fact in found.facts] == ["River Guard is blamed", "Northern Front is blamed"]


def test_a_blamed_party_that_denies_contests() -> None:
    found = grade(account("Police", blames="Northern Front"), account("Northern Front", None, act="deny"))
    assert found is not None
    assert found.grade is Grade.CONTESTED


def test_fighters_alone_are_discounted() -> None:
    found = grade(account("Police", status="combatant"), account("Medics", status="security_force"))
    assert found is not None
    assert found.grade is Grade.DISCOUNTED


def test_two_sources_and_a_party_are_fair() -> None:
    found = grade(account("Police", blames="Northern Front"), account("Medics"))
    assert found is not None
    assert found.grade is Grade.FAIR
    assert len(found.facts) == 2


def test_two_sources_of_an_air_strike_are_fair_though_nobody_is_blamed() -> None:
    found = grade(account("Police"), account("Medics"), type=IncidentType.AIR_DRONE_STRIKE)
    assert found is not None
    assert found.grade is Grade.FAIR


def test_seven_outlets_with_one_source_are_weak() -> None:
    found = grade(*(account("Health Ministry", outlet=f"Outlet {n}") for n in range(7)))
    assert found is not None
    assert found.grade is Grade.WEAK
    assert found.rule == RULES[Grade.WEAK]


def test_where_nobody_was_harmed_there_is_no_grade() -> None:
    assert grade(account("Police", None)) is None
    assert grade(account("Police", 0)) is None
