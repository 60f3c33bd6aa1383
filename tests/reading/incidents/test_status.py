import pytest
from spacy.tokens import Span

from sayso.language.pipeline import blank
from sayso.model import Status
from sayso.reading.incidents.status import status_of

NLP = blank()


def mentions(text: str, *phrases: str) -> list[Span]:
    doc = NLP(text)
    found = []
    at = 0
    for words in phrases:
        at = text.index(words, at)
        found.append(doc.char_span(at, at + len(words)))
        at += len(words)
    return found


@pytest.mark.parametrize(
    ("text", "phrase", "status"),
    [
        ("A bomb exploded in the market.", "A bomb exploded", Status.OCCURRED),
        ("Police foiled an attack on the market.", "an attack on the market", Status.FOILED),
        ("Two men were held while trying to plant a bomb.", "plant a bomb", Status.FOILED),
        (
            "The bomb in the bus went off before they could throw it.",
            "The bomb in the bus went off",
            Status.FOILED,
        ),
        ("The group plans to attack the port.", "attack the port", Status.PLANNED),
        ("Troops will withdraw from the valley on Friday.", "withdraw from the valley", Status.PLANNED),
        ("The rebels threatened to shell the airport.", "shell the airport", Status.THREATENED),
        ("Shoppers ran after a bomb scare.", "a bomb", Status.THREATENED),
        ("Power failed due to an attack on the dam.", "an attack on the dam", Status.OCCURRED),
    ],
)
def test_the_words_around_a_mention_say_whether_it_happened(text: str, phrase: str, status: Status) -> None:
    assert status_of(mentions(text, phrase), denied=False) is status


def test_bare_mentions_do_not_outvote_the_one_that_tells_of_the_failure() -> None:
    told = mentions(
        "The army foiled a raid on the dam. The attack began at dawn.", "a raid on the dam", "The attack"
    )
    assert status_of(told, denied=False) is Status.FOILED


def test_full_mentions_of_what_happened_outvote_a_plan() -> None:
    text = "They planned the raid on the dam. Gunmen stormed the dam at dawn. Gunmen killed two guards."
    told = mentions(text, "the raid on the dam", "Gunmen stormed the dam", "Gunmen killed two guards")
    assert status_of(told, denied=False) is Status.OCCURRED


def test_what_a_party_denies_and_nobody_asserts_is_denied() -> None:
    assert (
        status_of(mentions("The army denied it shelled the dam.", "shelled the dam"), denied=True)
        is Status.DENIED
    )
