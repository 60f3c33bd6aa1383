"""What belongs to the phrase that names a source."""

import pytest
from spacy.tokens import Doc

from sayso.language.pipeline import blank
from sayso.reading.statements.sources import completed

VOCAB = blank().vocab


def parsed(text: str) -> Doc:
    """A sentence from words that are written `word|head|relation`, heads by their place."""
    words, heads, relations = zip(*(word.split("|") for word in text.split()), strict=True)
    return Doc(VOCAB, words=list(words), heads=[int(head) for head in heads], deps=list(relations))


HER_AIDES = parsed("Her|1|nmod:poss aides|2|nsubj left|2|ROOT")
LINA = parsed("Lina|2|nsubj Haddad|0|flat left|2|ROOT")
ROUGH = parsed("The|2|det old|2|amod driver|3|nsubj left|3|ROOT")
SENATOR = parsed("Osman|5|nsubj (|2|punct Aden|0|appos )|2|punct yesterday|5|advmod left|5|ROOT")


@pytest.mark.parametrize(
    ("doc", "marked", "words"),
    [
        (HER_AIDES, (0, 1), "Her aides"),
        (LINA, (0, 1), "Lina Haddad"),
        (ROUGH, (2, 3), "The old driver"),
        (SENATOR, (0, 3), "Osman ( Aden )"),
        (SENATOR, (0, 1), "Osman"),
        (ROUGH, (0, 3), "The old driver"),
    ],
)
def test_a_noun_keeps_what_belongs_to_it(doc: Doc, marked: tuple[int, int], words: str) -> None:
    assert completed(doc[slice(*marked)], []).text.strip() == words


def test_a_phrase_takes_nothing_of_the_cue_or_the_content() -> None:
    assert completed(ROUGH[2:3], [ROUGH[1:2]]).text == "driver"
