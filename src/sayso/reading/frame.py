"""What every Reading has, whoever reads: a report that can be read at all, the report itself, its narrator."""

from spacy.tokens import Doc

from sayso.errors import ReportError
from sayso.language.detect import foreign_language
from sayso.model import NARRATOR, ReadReport, Source, SourceKind, Statement
from sayso.report import Report

LONGEST = 5_000_000
"""Code points of the longest report that is read."""


def check(report: Report, *, longest: int = LONGEST) -> None:
    """Refuse what cannot be read.

    Args:
        report: to be read.
        longest: code points that it may have.

    Raises:
        ReportError: it is empty, too long, or not in English.
    """
    if not report.text.strip():
        raise ReportError("the report is empty; nothing was read.")
    if len(report.text) > longest:
        size = f"the report has {len(report.text):,} characters; at most {longest:,} are read"
        raise ReportError(f"{size}. Cut it in parts.")
    language = foreign_language(report.text)
    if language is not None:
        raise ReportError(f"the report is not in English (it looks like {language!r}); nothing was read.")


def report_of(doc: Doc) -> ReadReport:
    """The report of a Doc, with the day of publication that the language layer has found."""
    report: Report = doc._.sayso_report
    published = doc._.sayso_published
    return ReadReport(
        id=report.id,
        title=report.title,
        outlet=report.outlet,
        url=report.url,
        language="en",
        published=published.day,
        published_basis=published.basis,
        text=doc.text,
    )


def narrator_of(report: Report) -> Statement:
    """The statement of the report's own voice."""
    outlet = report.outlet
    source = Source(
        text=None, span=None, name=outlet, entity=None, kind=SourceKind.MEDIA, named=outlet is not None
    )
    return Statement(id=NARRATOR, source=source)
