"""What the page of an incident shows, without a browser."""

from pathlib import Path

import market
import pytest

from changing import change, watch
from sayso.ledger import Ledger
from sayso.web.incident.page import IncidentPage, page_of
from sayso.workflow.dossier import dossier


@pytest.fixture(scope="module")
def strike(tmp_path_factory: pytest.TempPathFactory) -> IncidentPage:
    """The strike on the market, as its page has it."""
    path = tmp_path_factory.mktemp("market") / "market.db"
    market.ledger(Path(path))
    with Ledger.open(str(path)) as ledger:
        row = next(row for row in ledger.incidents() if row["type"] == "Air/drone strike")
        return page_of(dossier(ledger, row["id"]))


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> IncidentPage:
    """A strike whose only report was changed, as its page has it."""
    with Ledger.open(str(tmp_path_factory.mktemp("changed") / "changed.db")) as ledger:
        watch(ledger)
        change(ledger)
        (row,) = ledger.incidents()
        return page_of(dossier(ledger, row["id"]))


def bars(strike: IncidentPage, people: str, harm: str = "killed") -> dict[str, tuple[float, float, bool]]:
    assert strike.figures
    of_harm = next(one for one in strike.figures.harms if one.harm == harm)
    group = next(one for one in of_harm.groups if one.people == people)
    return {bar.number: (bar.start, bar.end, bar.stands) for bar in group.bars}


def test_a_bar_runs_from_the_least_to_the_most_that_a_figure_leaves_possible(strike: IncidentPage) -> None:
    assert strike.figures
    found = bars(strike, "people in general")
    assert found["23"] == (strike.figures.axis.at(23), strike.figures.axis.at(23), True)
    assert found["about 400"][:2] == (strike.figures.axis.at(360), strike.figures.axis.at(440))
    injured = bars(strike, "people in general", "injured")
    assert injured["40–45"][0] < injured["40–45"][1]


def test_a_figure_that_its_source_corrected_is_shown_as_gone(strike: IncidentPage) -> None:
    assert bars(strike, "people in general")["at least 25"][2] is False


def test_figures_of_other_people_stand_in_groups_of_their_own(strike: IncidentPage) -> None:
    assert strike.figures
    assert [group.people for group in strike.figures.harms[0].groups] == [
        "people in general",
        "civilian",
        "combatant",
        "children",
    ]


def test_every_bar_leads_to_its_words(strike: IncidentPage) -> None:
    assert strike.figures
    found = [bar for harm in strike.figures.harms for group in harm.groups for bar in group.bars]
    assert all("?at=" in bar.href and bar.sentence for bar in found)


def test_a_toll_goes_on_until_its_source_says_another(strike: IncidentPage) -> None:
    killed = next(chart for chart in strike.changes if chart.harm == "killed")
    line = next(line for line in killed.lines if line.source == "Marib Hospital")
    first, last = line.steps
    assert (first.said, first.number, last.said, last.number) == (
        "2024-03-13",
        "at least 25",
        "2024-03-18",
        "23",
    )
    assert first.until == last.at
    assert last.until == 100
    assert last.rise == first.level


def test_what_is_counted_on_one_day_alone_has_no_line_over_time(strike: IncidentPage) -> None:
    assert [chart.harm for chart in strike.changes] == ["killed"]


def test_pairs_that_contradict_come_first_and_say_why(strike: IncidentPage) -> None:
    point = strike.points[0]
    assert point.about == "killed"
    assert point.pairs[0].verdict == "contradict"
    assert {pair.why for pair in point.pairs} == {"rival claim", "later update"}
    assert point.table[0][0] is None
    assert point.table[0][1] == point.table[1][0]


def test_who_blames_whom_is_told_by_the_party(strike: IncidentPage) -> None:
    ((party, by),) = ((one.party, [name for name, _ in one.by]) for one in strike.blamed)
    assert (party, by) == ("the army", ["Witnesses"])


def test_the_day_is_told_with_the_reports_that_give_it(strike: IncidentPage) -> None:
    days = next(question for question in strike.questions if question.asked == "day")
    (answer,) = days.answers
    assert (answer.answer, answer.chosen) == ("2024-03-12", True)
    assert [one.outlet for one in answer.witnesses] == ["Harbour Post", "Courier", "Herald", "Harbour Post"]


def test_a_sentence_that_the_outlet_changed_is_shown_with_both_wordings(changed: IncidentPage) -> None:
    card = next(card for card in changed.cards if card.source == "Marib Hospital")
    (one,) = card.rewrites
    assert (one.outlet, one.on) == ("Harbour Post", "2024-03-15")
    assert one.before.text == "Marib Hospital said 25 people were killed."
    assert one.now == "Marib Hospital said 23 people were killed."
    assert [(count.words.text, count.stands) for count in card.counts] == [("23", True), ("25", False)]
    assert [quote.words.text for quote in card.quotes] == ["Marib Hospital said 23 people were killed."]
    assert bars(changed, "people in general")["25"][2] is False


def test_a_toll_steps_on_the_day_of_the_change(changed: IncidentPage) -> None:
    line = next(line for line in changed.changes[0].lines if line.source == "Marib Hospital")
    assert [(step.said, step.number) for step in line.steps] == [("2024-03-13", "25"), ("2024-03-15", "23")]
    (gone,) = next(line for line in changed.changes[0].lines if line.source == "Harm Monitor").steps
    assert gone.until == line.steps[1].at


def test_its_day_is_told_by_the_article_as_it_is_now(changed: IncidentPage) -> None:
    days = next(question for question in changed.questions if question.asked == "day")
    assert [len(answer.witnesses) for answer in days.answers] == [1]


def test_a_pledge_belongs_to_it(strike: IncidentPage) -> None:
    (pledge,) = strike.pledges
    assert (pledge.what.text, pledge.said_by) == ("publish our findings by 1 April", "army")
