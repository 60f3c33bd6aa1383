"""How an account stands among the others of its incident."""

from sayso.accounts import account_rows, accounts_of, remarks_of, roots_of
from told import Told


def told(source: str, words: str, dead: int, *, published: str, outlet: str = "Harbour Post") -> Told:
    report = Told(f"{source} said {words} died in the strike.", published=published, outlet=outlet)
    by = report.says(source, f"{words} died in the strike")
    report.incident("the strike")
    report.figure(words, dead, by=by)
    return report


def standing(*reports: Told) -> dict[str, dict[str, object]]:
    remarks = [r for n, report in enumerate(reports) for r in remarks_of(f"r{n}", report.reading(), "i1")]
    accounts = accounts_of(remarks)
    return {row["source"]: row for row in account_rows(accounts, roots_of(remarks))}


def test_whoever_is_heard_first_leads_those_who_come_later() -> None:
    rows = standing(
        told("Police", "9 people", 9, published="2024-03-12"),
        told("The ministry", "9 people", 9, published="2024-03-14"),
    )
    assert rows["Police"]["led"]
    assert not rows["ministry"]["led"]


def test_of_those_heard_on_one_day_nobody_leads() -> None:
    rows = standing(told("Police", "9 people", 9, published="2024-03-12"))
    assert not any(row["led"] for row in rows.values())


def test_an_outlet_that_prints_another_s_figure_repeats_it() -> None:
    report = told("Police", "9 people", 9, published="2024-03-12")
    report.text += " The 9 deaths came at night."
    report.figure("9 deaths", 9)
    rows = standing(report)
    assert rows["Harbour Post"]["repeats"] == ["Police"]
    assert rows["Police"]["repeats"] == []


def test_a_doctor_is_no_source_that_other_reports_know() -> None:
    report = Told("A doctor said 9 people died in the strike. The Defence Ministry said 9 people died.")
    doctor = report.says("A doctor", "9 people died in the strike", kind="witness", named=False)
    ministry = report.says("The Defence Ministry", "9 people died.")
    report.incident("the strike")
    report.figure("9 people", 9, by=doctor)
    report.figure("9 people died.", 9, by=ministry)
    known = {source: row["known"] for source, row in standing(report).items()}
    assert known == {"A doctor": False, "Defence Ministry": True}


def test_figures_that_exclude_each_other_contradict_both_ways() -> None:
    rows = standing(
        told("Police", "9 people", 9, published="2024-03-12"),
        told("The hospital", "31 people", 31, published="2024-03-12", outlet="Red Sea Standard"),
    )
    assert rows["Police"]["contradicted_by"] == ["hospital"]
    assert rows["hospital"]["contradicted_by"] == ["Police"]
