"""Times read by the pipeline without an encoder."""

from functools import cache

from spacy.language import Language

from sayso.language import times  # noqa: F401
from sayso.language.pipeline import blank, make_doc
from sayso.language.times import Published
from sayso.model import Time
from sayso.report import Report


@cache
def nlp() -> Language:
    """Tokens, sentences and times."""
    made = blank()
    made.add_pipe("sayso_times")
    return made


def both(text: str, given: str | None) -> tuple[Published, tuple[Time, ...]]:
    """The day of publication and the times of a report."""
    doc = make_doc(nlp(), Report(text=text, published=given))
    for _, component in nlp().pipeline:
        doc = component(doc)
    return doc._.sayso_published, doc._.sayso_times


def read(text: str, given: str | None) -> tuple[Time, ...]:
    """The times of a report."""
    return both(text, given)[1]


def read_one(text: str, given: str | None) -> Time:
    """The only time of a report."""
    (time,) = read(text, given)
    return time
