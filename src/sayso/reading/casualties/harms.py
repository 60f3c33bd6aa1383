"""Which harm befell the people counted.

Pure: words and counts of one sentence in, harms out.
"""

from collections.abc import Sequence

from sayso.model import Harm
from sayso.reading.casualties.lexicon import nouns
from sayso.reading.casualties.marks import find_marks
from sayso.reading.casualties.people import Count
from sayso.reading.casualties.sentence import Harmed, Sentence
from sayso.reading.casualties.tolls import accompany, read_members, read_tolls, share
from sayso.reading.casualties.verbs import govern

NOUN_COST, ADJECTIVE_COST = 2.5, 3.5
"""Costs of a harm that the phrase itself tells: a verb that stands near outweighs it."""


def harmed(words: Sequence[str], counts: Sequence[Count], *, proper: Sequence[bool]) -> dict[int, Harmed]:
    """What befell those counted, by the place in the list of counts; counts that no harm befell are missing.

    Args:
        words: lower case.
        counts: those of the sentence, in order.
        proper: for each word whether it is printed with a capital, where capitals tell anything.
    """
    marks = list(find_marks(words, counts))
    sentence = Sentence(words, counts, marks, proper)
    for place, count in enumerate(counts):
        if count.harm is not None and not (
            count.harm is Harm.ABDUCTED and "of" in words[count.start : count.end]
        ):
            sentence.attach(place, count.harm, NOUN_COST if count.noun[-1] in nouns() else ADJECTIVE_COST)
    for mark in marks:
        govern(sentence, mark)
    read_tolls(sentence)
    read_members(sentence)
    accompany(sentence)
    share(sentence)
    return sentence.found
