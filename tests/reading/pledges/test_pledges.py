from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from sayso.model import Act, Pledge, PledgeAct, Source, SourceKind, Time, TimeType
from sayso.reading.context import Context
from sayso.reading.pledges import find_pledges
from sayso.reading.speakers import Speaker
from sayso.reading.statements import Saying

Tagged = Callable[[str], Doc]
Said = Callable[..., Saying]

COMMANDER = Speaker(
    Source(text="commander", span=None, name="Ada Vance", entity=None, kind=SourceKind.MILITARY, named=True),
    (),
)


def pledges(doc: Doc, sayings: list[Saying] = [], times: list[Time] = []) -> tuple[Pledge, ...]:  # noqa: B006
    context = Context(entities=[], times=times, places=[], sayings=sayings)
    return find_pledges(doc, [COMMANDER] * len(sayings), context)


def gist(found: tuple[Pledge, ...]) -> list[tuple[str | None, PledgeAct, str]]:
    return [(p.by.text if p.by else None, p.act, p.what.text) for p in found]


@pytest.mark.parametrize(
    ("text", "by", "act", "what"),
    [
        ("The/DT army/NN vowed/VBD to/TO hold/VB it/PRP ./.", "The army", PledgeAct.PLEDGE, "hold it"),
        ("They/PRP threatened/VBD to/TO burn/VB it/PRP ./.", "They", PledgeAct.THREAT, "burn it"),
        ("They/PRP refused/VBD to/TO leave/VB it/PRP ./.", "They", PledgeAct.REFUSAL, "leave it"),
        (
            "The/DT mayor/NN ordered/VBD the/DT police/NNS to/TO clear/VB the/DT square/NN ./.",
            "The mayor", PledgeAct.ORDER, "clear the square",
        ),
        ("The/DT army/NN imposed/VBD a/DT curfew/NN ./.", "The army", PledgeAct.ORDER, "a curfew"),
        (
            "The/DT rebels/NNS backed/VBD down/RP from/IN a/DT vow/NN to/TO close/VB the/DT port/NN ./.",
            "The rebels", PledgeAct.RETRACTION, "close the port",
        ),
        ("She/PRP will/MD visit/VB the/DT camp/NN ./.", "She", PledgeAct.SCHEDULE, "visit the camp"),
    ],
)  # fmt: skip
def test_a_commitment_has_its_party_its_act_and_what_it_is(
    tagged: Tagged, text: str, by: str, act: PledgeAct, what: str
) -> None:
    assert gist(pledges(tagged(text))) == [(by, act, what)]


def test_a_speakers_future_binds_him_and_goes_by_his_name(tagged: Tagged, said: Said) -> None:
    doc = tagged("The/DT commander/NN said/VBD we/PRP will/MD defend/VB the/DT town/NN ./.")
    (pledge,) = pledges(doc, [said(doc, "The commander", "said", "we will defend the town")])
    assert (pledge.act, pledge.what.text, pledge.statement) == (PledgeAct.PLEDGE, "defend the town", "s1")
    assert pledge.by is not None
    assert (pledge.by.text, pledge.by.name) == ("we", "Ada Vance")


def test_two_commitments_of_one_sentence_are_two_pledges(tagged: Tagged) -> None:
    doc = tagged("The/DT sides/NNS agreed/VBD to/TO halt/VB fire/NN and/CC free/VB the/DT captives/NNS ./.")
    assert [p.what.text for p in pledges(doc)] == ["halt fire", "free the captives"]


@pytest.mark.parametrize(
    "text",
    [
        "The/DT cost/NN will/MD rise/VB next/JJ year/NN ./.",
        "It/PRP will/MD take/VB ten/CD years/NNS ./.",
        "They/PRP hope/VBP the/DT army/NN will/MD leave/VB ./.",
        "The/DT army/NN refused/VBD to/TO comment/VB ./.",
        "Police/NNS know/VBP if/IN he/PRP will/MD speak/VB ./.",
    ],
)
def test_forecasts_hopes_and_silence_are_no_pledges(tagged: Tagged, text: str) -> None:
    assert pledges(tagged(text)) == ()


def test_an_appeal_is_no_pledge(tagged: Tagged, said: Said) -> None:
    doc = tagged("The/DT mayor/NN urged/VBD that/IN they/PRP will/MD leave/VB ./.")
    assert pledges(doc, [said(doc, "The mayor", "urged", "they will leave", Act.ASK)]) == ()


def test_the_whole_of_a_promise_is_the_pledge_where_no_verb_tells_it(tagged: Tagged, said: Said) -> None:
    doc = tagged("The/DT mayor/NN gave/VBD his/PRP$ word/NN :/: safe/JJ passage/NN for/IN all/DT ./.")
    found = pledges(doc, [said(doc, "The mayor", "gave his word", "safe passage for all", Act.PLEDGE)])
    assert gist(found) == [("The mayor", PledgeAct.PLEDGE, "safe passage for all")]


def test_a_passive_with_its_day_is_a_schedule_without_a_party(tagged: Tagged) -> None:
    doc = tagged("The/DT results/NNS will/MD be/VB announced/VBN on/IN Monday/NNP ./.")
    at = doc.text.index("Monday")
    monday = Time(
        text="Monday", span=(at, at + 6), type=TimeType.DATE, value="", start="2024-03-04", end="2024-03-04"
    )
    (pledge,) = pledges(doc, times=[monday])
    assert (pledge.by, pledge.act) == (None, PledgeAct.SCHEDULE)
    assert pledge.what.text == "The results will be announced on Monday"
    assert pledge.deadline is not None
    assert (pledge.deadline.start, pledge.deadline.text) == ("2024-03-04", "Monday")
