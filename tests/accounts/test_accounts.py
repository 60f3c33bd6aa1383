"""Accounts: all that one source says of one incident, side by side with the others."""

import pytest

from sayso.accounts import Account, account_row, accounts_of, figures_row, remarks_of, tolls_row
from sayso.model import Reading
from told import MARIB, Told


def accounts(*readings: Reading) -> dict[str, Account]:
    remarks = [r for n, reading in enumerate(readings) for r in remarks_of(f"r{n}", reading, "i1")]
    return {account.source: account for account in accounts_of(remarks)}


def hospital_and_ministry() -> Told:
    told = Told(
        "An air strike killed 25 people in Marib, the hospital said. The Defence Ministry said its jets "
        "had killed nine fighters. Harbour Post counted at least 20 bodies."
    )
    hospital = told.says("the hospital", "An air strike killed 25 people in Marib", kind="medical")
    ministry = told.says("The Defence Ministry", "its jets had killed nine fighters")
    told.incident("An air strike", where=(MARIB,), blames=(("its jets", ministry),))
    told.figure("25 people", 25, by=hospital)
    told.figure("nine fighters", 9, by=ministry, status="combatant")
    told.figure("at least 20 bodies", 20, None)
    return told


def test_each_source_has_its_own_account() -> None:
    found = accounts(hospital_and_ministry().reading())
    assert set(found) == {"hospital", "Defence Ministry", "Harbour Post"}
    assert [given.figure.low for given in found["hospital"].figures] == [25]


def test_the_outlet_is_a_source_like_the_others() -> None:
    assert accounts(hospital_and_ministry().reading())["Harbour Post"].kind == "media"


def test_a_figure_comes_with_the_sentence_it_was_read_in() -> None:
    row = account_row(accounts(hospital_and_ministry().reading())["Defence Ministry"])
    assert row["figures"][0]["sentence"] == "The Defence Ministry said its jets had killed nine fighters."
    assert row["blames"][0]["name"] == "its jets"


def test_what_is_said_can_be_found_again_in_its_report() -> None:
    reading = hospital_and_ministry().reading()
    row = account_row(accounts(reading)["Defence Ministry"])
    words = [reading.report.text[slice(*part["span"])] for part in (*row["figures"], *row["blames"])]
    assert words == ["nine fighters", "its jets"]


def test_one_source_in_two_reports_has_one_account_with_its_first_and_last_day() -> None:
    later = Told("The Defence Ministry said 12 fighters died in the strike.", published="2024-03-15")
    ministry = later.says("The Defence Ministry", "12 fighters died in the strike")
    later.incident("the strike")
    later.figure("12 fighters", 12, by=ministry, status="combatant")
    account = accounts(hospital_and_ministry().reading(), later.reading())["Defence Ministry"]
    assert (account.first, account.last) == ("2024-03-13", "2024-03-15")


def test_a_source_that_counts_again_corrects_itself() -> None:
    later = Told("The hospital now says 27 people died in the strike.", published="2024-03-16")
    hospital = later.says("The hospital", "27 people died in the strike", kind="medical")
    later.incident("the strike")
    later.figure("27 people", 27, by=hospital)
    account = accounts(hospital_and_ministry().reading(), later.reading())["hospital"]
    assert [given.figure.low for given in account.figures] == [25, 27]
    assert [given.figure.low for given in account.current()] == [27]


def test_what_a_report_says_of_another_incident_is_left_out() -> None:
    told = Told("A strike killed nine, police said. A blast killed two, police said.")
    police = told.says("police", "A strike killed nine")
    told.incident("A strike")
    told.incident("A blast")
    told.figure("nine", 9, by=police)
    told.figure("two", 2, incident="i2", by=police)
    assert [g.figure.low for g in accounts(told.reading())["police"].figures] == [9]


def ranged(*figures: tuple[str, int | None, int | None]) -> list[tuple[int | None, int | None, int | None]]:
    told = Told(
        " ".join(f"{source} counted {n} dead." for n, (source, _, _) in enumerate(figures)) + " A strike."
    )
    told.incident("A strike")
    for n, (source, low, high) in enumerate(figures):
        by = told.says(source, f"{n} dead")
        told.figure(f"{n} dead", low, high, by=by)
    rows = figures_row(accounts(told.reading()).values())
    return [(row["low"], row["high"], row["peak"]) for row in rows]


def test_a_range_runs_from_the_lowest_to_the_highest_figure() -> None:
    assert ranged(("Aleph", 9, 9), ("Beth", 25, 25), ("Gimel", 30, 30)) == [(9, 30, 30)]


def test_a_range_stays_open_where_its_highest_source_gives_no_upper_bound() -> None:
    assert ranged(("Aleph", 9, 9), ("Beth", 25, None)) == [(9, None, 25)]


def test_an_upper_bound_alone_leaves_the_low_end_open() -> None:
    assert ranged(("Aleph", None, 30)) == [(None, 30, 30)]


def test_words_without_a_number_do_not_move_a_range() -> None:
    assert ranged(("Aleph", 9, 9), ("Beth", None, None)) == [(9, 9, 9)]


def test_a_range_says_who_stands_at_each_end() -> None:
    rows = figures_row(accounts(hospital_and_ministry().reading()).values())
    general = next(row for row in rows if row["victims"]["status"] == "unknown")
    assert general["by"] == {"low": ["Harbour Post"], "high": ["hospital"]}


def test_a_share_of_a_figure_moves_no_range() -> None:
    told = Told("The strike killed 25 people, six of them after dark, the hospital said.")
    hospital = told.says(
        "the hospital", "The strike killed 25 people, six of them after dark", kind="medical"
    )
    told.incident("The strike")
    told.figure("25 people", 25, by=hospital)
    told.figure("six of them", 6, by=hospital, part_of="c1")
    assert [(row["low"], row["high"]) for row in figures_row(accounts(told.reading()).values())] == [(25, 25)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_reports_does_not_change_the_accounts(order: tuple[int, int]) -> None:
    later = Told("The Defence Ministry said 12 fighters died in the strike.", published="2024-03-15")
    later.says("The Defence Ministry", "12 fighters died in the strike")
    later.incident("the strike")
    readings = [hospital_and_ministry().reading(), later.reading()]
    remarks = [r for n in order for r in remarks_of(f"r{n}", readings[n], "i1")]
    assert [a.source for a in accounts_of(remarks)] == ["Defence Ministry", "Harbour Post", "hospital"]


def tolls(*figures: tuple[str, int, str, tuple[str, ...]]) -> dict[str, object]:
    told = Told("The strike killed " + ", ".join(words for words, *_ in figures) + ", Aleph said.")
    told.incident("The strike")
    by = told.says("Aleph", ", ".join(words for words, *_ in figures))
    for words, number, status, groups in figures:
        told.figure(words, number, by=by, status=status, groups=groups)
    row = tolls_row(tuple(accounts(told.reading()).values()))["killed"]
    return {key: row[key] for key in ("low", "high", "whole")}


def test_children_among_the_dead_are_not_added_to_them() -> None:
    found = tolls(("25 people", 25, "unknown", ()), ("six children", 6, "civilian", ("children",)))
    assert found == {"low": 25, "high": 25, "whole": True}


def test_a_man_among_the_dead_does_not_lower_the_toll_of_the_source_that_names_him() -> None:
    found = tolls(("31 civilians", 31, "civilian", ()), ("a teacher", 1, "unknown", ()))
    assert found == {"low": 31, "high": 31, "whole": True}


def test_what_a_report_counts_apart_is_added_in_the_toll_of_its_source() -> None:
    apart = ("nine civilians", 9, "civilian", ()), ("12 fighters", 12, "combatant", ())
    assert tolls(*apart) == {"low": 21, "high": 21, "whole": True}
    assert tolls(*apart, ("six children", 6, "civilian", ("children",)))["high"] == 21
    assert tolls(*apart, ("a teacher", 1, "unknown", ()))["high"] == 21


def test_a_total_that_a_source_gives_itself_is_the_toll() -> None:
    apart = ("nine civilians", 9, "civilian", ()), ("12 fighters", 12, "combatant", ())
    assert tolls(*apart, ("20 people", 20, "unknown", ()))["high"] == 20


def test_where_only_groups_are_counted_the_toll_is_not_whole() -> None:
    assert tolls(("six children", 6, "civilian", ("children",))) == {"low": 6, "high": 6, "whole": False}


def test_nobody_is_no_source_and_is_not_to_blame() -> None:
    told = Told("No group claimed the strike. Police said nobody had owned up to the strike.")
    nobody = told.says("No group", "the strike", act="claim")
    told.incident("owned up to the strike", blames=(("No group", nobody),))
    assert set(accounts(told.reading())) == {"Harbour Post"}
    assert account_row(accounts(told.reading())["Harbour Post"])["blames"] == []
