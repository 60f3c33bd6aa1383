"""Who says what, in the words of a report: read by the model that ships."""

import pytest

from sayso.model import Act, Certainty, Quotation, Reading, Statement
from sayso.reading import read


def said(reading: Reading, words: str) -> Statement:
    """The one statement whose content has some words."""
    found = [s for s in reading.statements if any(words in part.text for part in s.content)]
    assert len(found) == 1, [s.content for s in reading.statements]
    return found[0]


def test_a_source_before_its_content() -> None:
    one = said(read("The health ministry said that nine people were killed in the raid."), "nine people")
    assert one.source.text == "The health ministry"
    assert one.cue is not None
    assert one.cue.text == "said"
    assert one.act is Act.SAY
    assert one.quotation is Quotation.INDIRECT


def test_a_source_after_a_quotation() -> None:
    text = '"We buried nine of our neighbours this morning," said Nura Saleh, a teacher in the village.'
    one = said(read(text), "nine of our neighbours")
    assert "Nura Saleh" in (one.source.text or "")
    assert one.quotation is Quotation.DIRECT


def test_according_to_marks_a_source() -> None:
    one = said(read("Four villages were burned on Tuesday, according to a local monitor."), "Four villages")
    assert one.source.text == "a local monitor"


def test_a_denial_is_a_denial() -> None:
    one = said(
        read("The rebels denied that they had shelled the hospital in the town of Marib."),
        "shelled the hospital",
    )
    assert one.act is Act.DENY
    assert one.certainty is Certainty.DENIED


def test_he_is_the_man_who_spoke_before() -> None:
    text = (
        "Colonel Tarik Osman said that his men had taken the bridge. "
        "He said that they would go on to the airport in the morning."
    )
    one = said(read(text), "go on to the airport")
    assert one.source.text == "He"
    assert "Osman" in (one.source.name or "")


def test_the_narrator_is_always_there_and_has_no_content() -> None:
    reading = read("A bomb went off in the market of Gao on Friday.", outlet="Radio Fleuve")
    narrator = reading.statements[0]
    assert narrator.id == "narrator"
    assert narrator.content == ()
    assert narrator.source.name == "Radio Fleuve"


@pytest.mark.parametrize("quotes", ['"{}"', "“{}”", "''{}''", "{}"])
def test_quotation_marks_of_any_kind_are_no_part_of_the_content(quotes: str) -> None:
    text = f"The governor told reporters: {quotes.format('The town is safe and the road is open')}."
    one = said(read(text), "The town is safe")
    assert one.content[0].text == "The town is safe and the road is open"


def test_every_span_cuts_its_own_text() -> None:
    text = "The army “hit” a lorry near Ménaka, a spokesman said; residents — some of them wounded — denied it was armed."
    reading = read(text)
    phrases = [p for s in reading.statements for p in (*s.content, *([s.cue] if s.cue else []))]
    phrases += [p for i in reading.incidents for p in i.mentions]
    phrases += [p for e in reading.entities for p in e.mentions]
    assert phrases
    for phrase in phrases:
        assert text[slice(*phrase.span)] == phrase.text
