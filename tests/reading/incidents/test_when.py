from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc, Span

from sayso.language.pipeline import blank
from sayso.model import Time, TimeType
from sayso.reading.incidents.when import whens_of
from sayso.reading.statements import Saying

NLP = blank()


def words(doc: Doc, phrase: str) -> Span:
    at = doc.text.index(phrase)
    found = doc.char_span(at, at + len(phrase))
    assert found is not None
    return found


def time(doc: Doc, phrase: str, day: str) -> Time:
    at = doc.text.index(phrase)
    return Time(text=phrase, span=(at, at + len(phrase)), type=TimeType.DATE, value=day, start=day, end=day)


def test_an_incident_was_on_the_day_nearest_to_its_mention() -> None:
    doc = NLP("A bomb exploded on Sunday and police held two men on Monday.")
    times = [time(doc, "Sunday", "2024-03-03"), time(doc, "Monday", "2024-03-04")]
    found = whens_of([[words(doc, "A bomb exploded")], [words(doc, "held two men")]], times, [], None)
    assert [w and w.start for w in found] == ["2024-03-03", "2024-03-04"]
    assert found[0] is not None
    assert found[0].text == "Sunday"


def test_a_day_within_a_longer_time_says_more() -> None:
    doc = NLP("A bomb exploded last week. The blast on Sunday shook the harbour.")
    week = replace(time(doc, "last week", "2024-02-26"), end="2024-03-03")
    times = [week, time(doc, "Sunday", "2024-03-03")]
    found = whens_of([[words(doc, "A bomb exploded"), words(doc, "The blast")]], times, [], "2024-03-08")
    assert found[0] is not None
    assert found[0].text == "Sunday"


def test_a_time_under_another_verb_is_farther(tagged: Callable[[str], Doc]) -> None:
    doc = tagged(
        "He/PRP left/VBD Friday/NNP after/IN a/DT bomb/NN exploded/VBD near/IN the/DT old/JJ gate/NN Sunday/NNP ./."
    )
    heads = [1, 1, 1, 6, 5, 6, 1, 10, 10, 10, 6, 6, 1]
    doc = Doc(
        doc.vocab, [t.text for t in doc], tags=[t.tag_ for t in doc], heads=heads, deps=["dep"] * len(doc)
    )
    times = [time(doc, "Friday", "2024-03-08"), time(doc, "Sunday", "2024-03-03")]
    found = whens_of([[words(doc, "bomb exploded")]], times, [], None)
    assert found[0] is not None
    assert found[0].text == "Sunday"


def test_the_day_of_the_saying_is_not_the_day_of_the_incident() -> None:
    doc = NLP("Police said on Friday that a bomb exploded.")
    saying = Saying(words(doc, "said"), (words(doc, "Police"),), (), (words(doc, "a bomb exploded"),))
    times = [time(doc, "Friday", "2024-03-08")]
    assert whens_of([[words(doc, "a bomb exploded")]], times, [saying], "2024-03-08") == [None]


def test_the_dateline_dates_the_report_and_not_the_incident() -> None:
    doc = NLP("PORT VILLE, 8 March 2024 - A bomb exploded at the harbour.")
    times = [time(doc, "8 March 2024", "2024-03-08")]
    assert whens_of([[words(doc, "A bomb exploded")]], times, [], "2024-03-08") == [None]


def test_news_of_the_day_is_dated_once() -> None:
    doc = NLP("A bomb exploded on Friday. A second blast hit the harbour.")
    times = [time(doc, "Friday", "2024-03-08")]
    found = whens_of(
        [[words(doc, "A bomb exploded")], [words(doc, "A second blast")]], times, [], "2024-03-08"
    )
    assert found[1] is not None
    assert (found[1].start, found[1].end, found[1].text) == ("2024-03-08", "2024-03-08", None)


def test_nothing_is_dated_by_an_older_incident_before_it() -> None:
    doc = NLP("A bomb exploded on Sunday. Another blast hit the harbour.")
    times = [time(doc, "Sunday", "2024-03-03")]
    found = whens_of(
        [[words(doc, "A bomb exploded")], [words(doc, "Another blast")]], times, [], "2024-03-08"
    )
    assert found[1] is None
