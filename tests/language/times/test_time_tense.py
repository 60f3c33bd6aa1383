"""The tense of the clause decides between the last and the next day of a name."""

import pytest
from spacy.tokens import Doc
from timed import nlp, read

from sayso.language.times import mark_times
from sayso.report import Report

WEDNESDAY = "2024-05-15"
LAST, NEXT = "2024-05-13", "2024-05-20"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The council met on Monday.", LAST),
        ("On Monday the council rejected the plan.", LAST),
        ("A plan announced Monday has failed.", LAST),
        ("The council will meet on Monday.", NEXT),
        ("The council is to meet on Monday.", NEXT),
        ("The council plans to meet on Monday.", NEXT),
        ("The council, which rejected the plan, is expected to meet on Monday.", NEXT),
        ("On Monday, the council of the port will meet.", NEXT),
        ("The general ordered all boats out by Monday.", NEXT),
        ("The general ordered all boats out on Monday.", LAST),
        ("She stated that a return by Monday is unlikely.", NEXT),
        ("It had been due to end on Monday.", LAST),
        ("The council will meet. It rejected the plan on Monday.", LAST),
    ],
)
def test_by_words(text: str, day: str) -> None:
    assert [t.value for t in read(text, WEDNESDAY)] == [day]


def test_penn_tags_tell_more_than_words() -> None:
    words = "Envoys , who will rest , strode in on Monday .".split()
    tags = "NNS , WP MD VB , VBD RP IN NNP .".split()
    for given, day in ((None, NEXT), (tags, LAST)):
        doc = Doc(nlp().vocab, words=words, tags=given)
        doc._.sayso_report = Report(text=doc.text, published=WEDNESDAY)
        assert [t.value for t in mark_times(doc)._.sayso_times] == [day]
