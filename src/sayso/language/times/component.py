"""`sayso_times` as a spaCy component."""

from spacy.tokens import Doc

from sayso.language.times.find import as_time, find
from sayso.language.times.inference import infer
from sayso.language.times.published import Published, iso_day, published
from sayso.language.times.rules import Context
from sayso.language.times.tense import tense_of
from sayso.model import PublishedBasis

Doc.set_extension("sayso_times", default=())
Doc.set_extension("sayso_published", default=Published(None, PublishedBasis.UNKNOWN))


def mark_times(doc: Doc) -> Doc:
    """Fill `doc._.sayso_published` and `doc._.sayso_times`.

    The given date comes from `doc._.sayso_report`. Penn tags on the tokens make the tense of a clause surer;
    without them its words must do.
    """
    report = doc._.sayso_report if Doc.has_extension("sayso_report") else None
    text, tense = doc.text, tense_of(doc)
    day = published(text, report.published if report else None)
    found = find(Context(text=text, published=iso_day(day.day), tense=tense))
    if day.day is None:
        inferred = infer(Context(text=text, published=None, tense=tense), found)
        if inferred:
            day = Published(inferred.isoformat(), PublishedBasis.INFERRED)
            found = find(Context(text=text, published=inferred, tense=tense))
    doc._.sayso_published = day
    doc._.sayso_times = tuple(as_time(text, f) for f in found)
    return doc
